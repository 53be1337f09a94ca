//! The effort of a search for a text.

use crate::named::named;

/// The effort of a search for a text. Each value includes the previous ones.
///
/// ```
/// assert_eq!("folded".parse(), Ok(quoteval::LocateEffort::Folded));
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr, strum::VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum LocateEffort {
    /// Exact matches only.
    Exact,
    /// Also matches after folding marks, dashes, white space, case and compatibility forms.
    Folded,
    /// Also matches within a bounded number of edits.
    #[default]
    Approximate,
}

named!(LocateEffort: "effort");
