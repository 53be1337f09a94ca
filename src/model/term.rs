//! Terms of reports and their explanations.

/// A term of reports that belongs to no other table, such as a unit or a statistic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// Name, as in `quoteval explain NAME`.
    pub name: &'static str,
    /// Short title for tables.
    pub title: &'static str,
    /// Definition, formula, edge cases, a worked example and the source, a paragraph each.
    pub explanation: &'static str,
}
