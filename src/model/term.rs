//! A word that reports use, and what it means.

/// A word of reports that is no member of another table: how something is measured, or a statistic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// Name, as in `quoteval explain NAME`.
    pub name: &'static str,
    /// A few words for tables.
    pub title: &'static str,
    /// Definition, formula, edge cases, a worked example and the source, a paragraph each.
    pub explanation: &'static str,
}
