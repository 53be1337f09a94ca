//! A job of a run: one strategy on one dataset.

use crate::score::ScoreOptions;

use super::Args;
use super::documents::Documents;
use super::programs::Asked;

/// One strategy on one dataset.
pub(super) struct Job<'a> {
    pub(super) documents: &'a Documents,
    pub(super) asked: &'a Asked,
    pub(super) options: &'a ScoreOptions,
    pub(super) args: &'a Args,
}

impl Job<'_> {
    /// The number of documents of the job.
    pub(super) fn asked_for(&self) -> usize {
        let limit = self.limit().unwrap_or(usize::MAX);
        self.documents.wanted.min(limit)
    }

    /// The limit on the number of documents.
    pub(super) fn limit(&self) -> Option<usize> {
        self.args.limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX))
    }
}
