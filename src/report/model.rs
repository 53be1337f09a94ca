//! The content of a report: one evaluation per system and dataset.

use super::slices::{Slice, slice_figures};
use crate::model::System;
use crate::score::{Evaluation, Signature, Statistics};
use crate::stats::{Gap, MaybeInterval, gaps, intervals};

/// The scores of one system on one dataset.
#[derive(Clone, Debug)]
pub struct Scored {
    /// The system.
    pub system: System,
    /// Name of the dataset.
    pub dataset: String,
    /// The counts.
    pub evaluation: Evaluation,
    /// One interval per metric, in the order of [`METRICS`](crate::score::METRICS).
    pub intervals: Vec<MaybeInterval>,
    /// Every slice under every criterion.
    pub slices: Vec<Slice>,
    /// The groups of speakers.
    pub gaps: Vec<Gap>,
    /// The signature of the numbers.
    pub signature: Signature,
}

impl Scored {
    /// Computes the intervals and signs the evaluation; slices and groups with fewer than `min_items` items get counts only.
    pub fn new(
        system: System,
        dataset: impl Into<String>,
        evaluation: Evaluation,
        statistics: Statistics,
        min_items: u64,
    ) -> Self {
        let dataset = dataset.into();
        Self {
            system,
            intervals: intervals(&evaluation, statistics.intervals),
            slices: slice_figures(&evaluation, statistics.intervals, min_items),
            gaps: gaps(&evaluation, statistics.intervals, min_items),
            signature: Signature::new(&dataset, &evaluation, statistics),
            dataset,
            evaluation,
        }
    }
}

/// The input of a writer.
#[derive(Clone, Debug)]
pub struct Report {
    /// The scores of each system and dataset, in display order.
    pub scores: Vec<Scored>,
    /// The amount of detail.
    pub detail: Detail,
}

/// The amount of detail in a report.
#[derive(Clone, Copy, Debug, Default)]
pub struct Detail {
    /// True to compare systems on the main figures instead of listing every figure of each system.
    pub leaderboard: bool,
    /// True to add the counts of each document.
    pub per_document: bool,
    /// True to add one row per item.
    pub per_quotation: bool,
}
