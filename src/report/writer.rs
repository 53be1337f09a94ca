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
    /// One line for `quoteval list formats`.
    pub summary: &'static str,
    /// True for text that people read, and false for a document that programs read.
    pub is_for_people: bool,
    /// The rows of quotations that the format shows.
    pub rows: Rows,
    pub(super) render: fn(&R) -> Result<String>,
}

/// The rows of quotations that a format shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// The format has no place for them.
    Never,
    /// Only on request.
    OnRequest,
    /// The format consists of them.
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
