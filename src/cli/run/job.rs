//! What a run is to do: one strategy on one dataset.

use crate::score::ScoreOptions;

use super::Args;
use super::documents::Documents;
use super::programs::Asked;

/// What is to be done.
pub(super) struct Job<'a> {
    pub(super) documents: &'a Documents,
    pub(super) asked: &'a Asked,
    pub(super) options: &'a ScoreOptions,
    pub(super) args: &'a Args,
}

impl Job<'_> {
    /// How many documents the run is about.
    pub(super) fn asked_for(&self) -> usize {
        let limit = self.limit().unwrap_or(usize::MAX);
        self.documents.wanted.min(limit)
    }

    /// How many documents it may be about at most.
    pub(super) fn limit(&self) -> Option<usize> {
        self.args.limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX))
    }
}
