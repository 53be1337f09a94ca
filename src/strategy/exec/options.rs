//! Options of a program, and events of a run.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use super::cache::Cache;
use crate::dataset::format::draft::DraftSystem;

/// Options of a program.
///
/// ```
/// use std::time::Duration;
/// let options = quoteval::ExecOptions { timeout: Duration::from_secs(5), retries: 1, ..Default::default() };
/// ```
#[derive(Clone, Debug)]
pub struct ExecOptions {
    /// Time limit for one document; for the first document of a process it includes the start of the program.
    pub timeout: Duration,
    /// Number of retries for a document that failed.
    pub retries: u32,
    /// True if the program reads one document and then exits.
    pub per_document: bool,
    /// Path prefix of the standard error logs: `PREFIX.worker-N.log`, one file per worker.
    pub log: Option<PathBuf>,
    /// A cache of earlier answers.
    pub cache: Option<Cache>,
}

impl Default for ExecOptions {
    fn default() -> Self {
        Self { timeout: Duration::from_secs(60), retries: 0, per_document: false, log: None, cache: None }
    }
}

/// Events of a run, apart from the answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Events {
    /// Name and version stated by the program.
    pub system: Option<DraftSystem>,
    /// Number of documents whose answer was in the cache.
    pub cached: u64,
    /// Documents that were answered more than once; the first answer counts.
    pub repeated: Vec<String>,
    /// Number of times that a process ended between two documents.
    pub ended_between: u64,
    /// Number of times that each unknown field was ignored.
    pub ignored: BTreeMap<String, usize>,
    /// The first hundred warnings about answers, each with its document.
    pub warnings: Vec<(String, String)>,
}
