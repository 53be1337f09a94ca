//! How far to search for a text.

use crate::named::named;

/// How far to search for a text. Each value includes those before it.
///
/// ```
/// assert_eq!("folded".parse(), Ok(quoteval::LocateEffort::Folded));
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr, strum::VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum LocateEffort {
    /// Only character for character.
    Exact,
    /// Also after folding marks, dashes, white space, case and compatibility forms.
    Folded,
    /// Also within a bounded number of edits.
    #[default]
    Approximate,
}

named!(LocateEffort: "effort");
