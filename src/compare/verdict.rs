//! The verdict on two versions.

use crate::named::named;

/// The result of a comparison or a gate, from best to worst.
///
/// ```
/// assert!(quoteval::Verdict::Pass < quoteval::Verdict::Regression, "the worst of several is the greatest");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Verdict {
    /// Better, or not worse by more than is allowed.
    Pass,
    /// The gold cannot decide between pass and regression.
    Inconclusive,
    /// Worse.
    Regression,
    /// The two evaluations measure different things.
    NotComparable,
}

named!(Verdict: "verdict");
