//! How a program is run, and what is told of a run beside its answers.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use super::cache::Cache;
use crate::dataset::format::draft::DraftSystem;

/// How a program is run.
#[derive(Clone, Debug)]
pub struct Options {
    /// Time for one document; for the first of a process it includes its start.
    pub timeout: Duration,
    /// How often a document is asked again after a failure.
    pub retries: u32,
    /// Whether the program reads one document and exits.
    pub per_document: bool,
    /// Where to keep what the programs say on standard error: the beginning of `PREFIX.worker-N.log`, a file per worker.
    pub log: Option<PathBuf>,
    /// Answers that were given before.
    pub cache: Option<Cache>,
}

impl Default for Options {
    fn default() -> Self {
        Self { timeout: Duration::from_secs(60), retries: 0, per_document: false, log: None, cache: None }
    }
}

/// What happened during a run, apart from the answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Events {
    /// Who the program says it is.
    pub system: Option<DraftSystem>,
    /// Documents whose answer was in the cache.
    pub cached: u64,
    /// Documents that were answered more than once; the first answer counts.
    pub repeated: Vec<String>,
    /// How often a program was found to have ended between two documents.
    pub ended_between: u64,
    /// How often each field was ignored, because the schema does not know it.
    pub ignored: BTreeMap<String, usize>,
    /// Warnings on answers, with their documents; the first hundred.
    pub warnings: Vec<(String, String)>,
}
