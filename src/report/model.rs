//! What is reported: one evaluation per system and dataset.

use std::fmt;

use crate::score::{Draws, Evaluation, Signature};
use crate::stats::{Interval, intervals};

/// Who made the predictions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct System {
    /// Name of the strategy, or as the prediction file states it.
    pub name: String,
    /// Version as stated; empty if it is not.
    pub version: String,
}

impl fmt::Display for System {
    /// Name and version, if there is one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if self.version.is_empty() { Ok(()) } else { write!(f, " {}", self.version) }
    }
}

/// One system on one dataset.
#[derive(Clone, Debug)]
pub struct Scored {
    /// Who answered.
    pub system: System,
    /// Name of the dataset.
    pub dataset: String,
    /// The counts.
    pub evaluation: Evaluation,
    /// One interval per metric, in the order of [`METRICS`](crate::score::METRICS).
    pub intervals: Vec<Option<Interval>>,
    /// What the numbers are numbers of.
    pub signature: Signature,
}

impl Scored {
    /// Draws the intervals and signs the evaluation.
    #[must_use]
    pub fn new(system: System, dataset: impl Into<String>, evaluation: Evaluation, draws: Draws) -> Self {
        let dataset = dataset.into();
        let intervals = intervals(&evaluation, draws);
        let signature = Signature::new(&dataset, &evaluation, draws);
        Self { system, dataset, evaluation, intervals, signature }
    }
}

/// What a writer renders.
#[derive(Clone, Debug)]
pub struct Report {
    /// Systems and datasets in the order in which they are shown.
    pub scores: Vec<Scored>,
    /// How much is shown.
    pub detail: Detail,
}

/// How much of an evaluation is shown.
#[derive(Clone, Copy, Debug)]
pub struct Detail {
    /// A comparison of systems on the main figures instead of every figure of each.
    pub leaderboard: bool,
    /// The counts of each document.
    pub per_document: bool,
    /// One row per item.
    pub per_quotation: bool,
    /// Slices with fewer items show counts only.
    pub min_items: u64,
}

impl Default for Detail {
    fn default() -> Self {
        Self { leaderboard: false, per_document: false, per_quotation: false, min_items: 20 }
    }
}
