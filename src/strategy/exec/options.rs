//! The options of a program, and the events of a run.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use super::cache::Cache;
use crate::dataset::format::draft::DraftSystem;

/// The options of a program.
///
/// ```
/// use std::time::Duration;
/// let options = quoteval::ExecOptions { timeout: Duration::from_secs(5), retries: 1, ..Default::default() };
/// ```
#[derive(Clone, Debug)]
pub struct ExecOptions {
    /// Time limit for one document; for the first document of a process it includes the start.
    pub timeout: Duration,
    /// Number of times that a failed document is asked again.
    pub retries: u32,
    /// True if the program reads one document and exits.
    pub per_document: bool,
    /// Path prefix of the logs of standard error: `PREFIX.worker-N.log`, one file per worker.
    pub log: Option<PathBuf>,
    /// A cache of earlier answers.
    pub cache: Option<Cache>,
}

impl Default for ExecOptions {
    fn default() -> Self {
        Self { timeout: Duration::from_secs(60), retries: 0, per_document: false, log: None, cache: None }
    }
}

/// The events of a run, apart from the answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Events {
    /// Name and version that the program states.
    pub system: Option<DraftSystem>,
    /// Documents whose answer was in the cache.
    pub cached: u64,
    /// Documents that were answered more than once; the first answer counts.
    pub repeated: Vec<String>,
    /// Number of times that a process had ended between two documents.
    pub ended_between: u64,
    /// Number of times that each unknown field was ignored.
    pub ignored: BTreeMap<String, usize>,
    /// The first hundred warnings on answers, each with its document.
    pub warnings: Vec<(String, String)>,
}
