//! The contract: a writer turns a report into text; only the caller touches files.

use crate::error::Result;

/// A format for reports of the type `R`.
///
/// The set is closed: the tables [`WRITERS`](super::WRITERS) and [`COMPARISON_WRITERS`](super::COMPARISON_WRITERS) hold every
/// writer, and only this module makes them.
pub struct Writer<R: 'static> {
    /// Name, as in `--format NAME`.
    pub name: &'static str,
    /// Suffix of files, without the dot, as in `-o report.SUFFIX`.
    pub suffix: &'static str,
    /// One-line summary for `quoteval list formats`.
    pub summary: &'static str,
    /// True for text meant for people, false for a document meant for programs.
    pub is_for_people: bool,
    /// The use of quotation rows in the format.
    pub rows: Rows,
    pub(super) render: fn(&R) -> Result<String>,
}

/// The use of quotation rows in a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Never shown: the format has no place for quotation rows.
    Never,
    /// Shown only on request.
    OnRequest,
    /// Always shown: the format consists of quotation rows.
    Always,
}

impl<R> Writer<R> {
    /// Renders the whole report; every number comes with its signature.
    ///
    /// # Errors
    /// When the format cannot hold what was requested.
    pub fn write(&self, report: &R) -> Result<String> {
        (self.render)(report)
    }
}
