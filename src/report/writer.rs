//! The contract: a writer turns a report into text; only the caller touches files.

use super::Report;
use crate::error::Result;

/// A form in which reports are given.
pub trait Writer: Send + Sync {
    /// Name, as in `--format NAME`.
    fn name(&self) -> &'static str;

    /// Suffix of files, without the dot, as in `-o report.SUFFIX`.
    fn suffix(&self) -> &'static str;

    /// One line for `quoteval list formats`.
    fn summary(&self) -> &'static str;

    /// Whether it shows the rows of quotations, asked for or not.
    fn needs_rows(&self) -> bool {
        false
    }

    /// Renders the whole report; every number comes with its signature.
    ///
    /// # Errors
    /// When the form cannot carry what was asked for.
    fn write(&self, report: &Report) -> Result<String>;
}
