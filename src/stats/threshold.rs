//! Confidence thresholds: scores on the predictions at or above each confidence.

use std::collections::BTreeMap;

use super::kept::{StepChange, changes};
use crate::model::Term;
use crate::score::{Aligned, ratio};

/// Counts of the predictions at or above a confidence, realigned with gold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// Lowest confidence kept.
    pub confidence: f64,
    /// Predictions kept.
    pub kept: u64,
    /// Predictions as scoring counts them: the predictions kept; in the gold-quotations setting all predictions, kept or not.
    pub predicted: u64,
    /// Aligned pairs that satisfy the criterion.
    pub right: u64,
    /// Right pairs whose prediction is kept, excluding abstentions for lack of confidence.
    pub right_kept: u64,
    /// Gold items.
    pub gold: u64,
    /// Number of all predictions, at any confidence.
    pub all: u64,
}

impl Threshold {
    /// Precision: right out of predicted.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        ratio(self.right, self.predicted)
    }

    /// Recall: right out of gold; `None` without gold.
    #[must_use]
    pub fn recall(&self) -> Option<f64> {
        ratio(self.right, self.gold)
    }

    /// F1: `2 · right / (predicted + gold)`.
    #[must_use]
    pub fn f1(&self) -> Option<f64> {
        ratio(2 * self.right, self.predicted + self.gold)
    }

    /// Coverage: kept out of all predictions.
    #[must_use]
    pub fn coverage(&self) -> Option<f64> {
        ratio(self.kept, self.all)
    }

    /// Risk: wrong out of kept.
    #[must_use]
    pub fn risk(&self) -> Option<f64> {
        ratio(self.kept - self.right_kept, self.kept)
    }
}

/// Thresholds of a system, in order of falling confidence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thresholds {
    rows: Vec<Threshold>,
}

impl Thresholds {
    /// Wraps rows that are in order of falling confidence.
    #[must_use]
    pub const fn new(rows: Vec<Threshold>) -> Self {
        Self { rows }
    }

    /// One row per distinct confidence, in falling order.
    #[must_use]
    pub fn rows(&self) -> &[Threshold] {
        &self.rows
    }

    /// The threshold with the highest F1; ties go to the threshold that keeps most predictions.
    #[must_use]
    pub fn best(&self) -> Option<&Threshold> {
        self.rows.iter().max_by(|a, b| {
            // 2·right / (predicted + gold), compared in integers.
            let cross = |a: &Threshold, b: &Threshold| u128::from(a.right) * u128::from(b.predicted + b.gold);
            cross(a, b).cmp(&cross(b, a)).then_with(|| a.kept.cmp(&b.kept))
        })
    }
}

/// Changes of counts by confidence, summed over documents.
#[derive(Clone, Debug, Default)]
pub(super) struct Steps {
    gold: i64,
    /// The counts where nothing is kept.
    base: StepChange,
    /// Keyed by the bits of the confidence, which sort like the confidence because it is never negative.
    steps: BTreeMap<u64, StepChange>,
}

impl Steps {
    /// The counts of one document, by the criterion of its measure.
    pub(super) fn of(doc: &Aligned<'_>) -> Self {
        let mut steps = Self { gold: doc.gold_count() as i64, ..Self::default() };
        changes(doc, |confidence, change| match confidence {
            // Turns -0 into 0.
            Some(confidence) => *steps.steps.entry((confidence + 0.0).to_bits()).or_default() += change,
            None => steps.base += change,
        });
        steps
    }

    /// Adds the counts of another document.
    pub(super) fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.base += other.base;
        for (confidence, change) in other.steps {
            *self.steps.entry(confidence).or_default() += change;
        }
    }

    /// Sums the changes from the highest confidence down.
    pub(super) fn thresholds(&self) -> Thresholds {
        let all: i64 = self.steps.values().map(|change| change.kept).sum();
        let mut total = self.base;
        let row = |(&confidence, &change): (&u64, &StepChange)| {
            total += change;
            self.row(f64::from_bits(confidence), total, all)
        };
        Thresholds::new(self.steps.iter().rev().map(row).collect())
    }

    #[expect(clippy::expect_used, reason = "each sum counts predictions or pairs")]
    fn row(&self, confidence: f64, total: StepChange, all: i64) -> Threshold {
        let count = |count: i64| u64::try_from(count).expect("invariant: the changes add up to counts");
        Threshold {
            confidence,
            kept: count(total.kept),
            predicted: count(total.predicted),
            right: count(total.right),
            right_kept: count(total.right_kept),
            gold: count(self.gold),
            all: count(all),
        }
    }
}

/// A row of the sweep.
pub(super) const THRESHOLD: Term = Term {
    name: "threshold",
    title: "the score of what is at least so sure",
    explanation: "Of `quoteval sweep`. The score of the predictions that are at least this sure, as if the system had made \
        no others: they are aligned with gold anew, since a prediction that is dropped leaves its partner to another. \
        Beside precision, recall and F1 under `--criterion` stand the share of all predictions that is kept (coverage) \
        and the share of those kept that is wrong (risk).\n\
        Formula: precision = right / kept, recall = right / |G|, F1 = 2·right / (kept + |G|), coverage = kept / all, \
        risk = (kept - right) / kept.\n\
        Edge cases: equal confidences are kept or dropped together. All predictions must have a confidence, or there \
        is no sweep. In the gold-quotations setting an answer that is not kept is an abstention: precision, recall and \
        F1 are the share of all quotations that is right, as in scoring, and risk is the share of the kept answers that \
        is wrong. The best threshold is the one with the highest F1, of equals the one that keeps most; chosen on the \
        data it is judged on, it flatters. `aurc` and its like rank all predictions on one alignment.\n\
        Example: gold is words 1–10 and words 21–30. Predicted, all with the right speaker, are words 1–9 at 0.90, \
        words 1–10 at 0.80 and words 41–42 at 0.60. From 0.90 on, words 1–9 are right: precision 1/1 = 1.000, recall \
        1/2 = 0.500, F1 2·1 / (1 + 2) = 0.667. From 0.80 on, words 1–10 are right and words 1–9 are too much: \
        precision 1/2 = 0.500, F1 2·1 / (2 + 2) = 0.500, coverage 2/3 = 0.667, risk 1/2 = 0.500.\n\
        Source: El-Yaniv and Wiener 2010, on coverage and risk.",
};
