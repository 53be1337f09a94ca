//! The contract: a writer turns a comparison into text; only the caller touches files.

use super::ComparisonReport;
use crate::error::Result;

/// A form in which comparisons are given.
pub trait ComparisonWriter: Send + Sync {
    /// Name, as in `--format NAME`.
    fn name(&self) -> &'static str;

    /// Suffix of files, without the dot, as in `-o report.SUFFIX`.
    fn suffix(&self) -> &'static str;

    /// Whether the text ends with the line of the verdict; else it is a document for programs.
    fn is_for_people(&self) -> bool;

    /// Whether it shows what became of every quotation.
    fn needs_rows(&self) -> bool {
        false
    }

    /// Renders the whole comparison; every number comes with its signature.
    ///
    /// # Errors
    /// When the form cannot carry it.
    fn write(&self, report: &ComparisonReport) -> Result<String>;
}
