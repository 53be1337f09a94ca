//! Metrics that count the pairs satisfying a criterion: the body of detection and attribution.

use super::aligned::{Aligned, Measure};
use super::counts::Counts;
use super::criterion::Criterion;
use super::metric::Metric;

/// Precision, recall and F1 of the pairs that a criterion accepts.
pub(super) struct PairMetric {
    pub(super) criterion: Criterion,
    pub(super) name: &'static str,
    pub(super) explanation: &'static str,
}

impl Metric for PairMetric {
    fn id(&self) -> &'static str {
        self.criterion.as_str()
    }

    fn name(&self) -> &'static str {
        self.name
    }

    fn explanation(&self) -> &'static str {
        self.explanation
    }

    fn needs_speaker_layer(&self, _: &Measure) -> bool {
        self.criterion.needs_speaker()
    }

    fn needs_source_layer(&self, _: &Measure) -> bool {
        self.criterion.needs_source()
    }

    fn count(&self, doc: &Aligned<'_>) -> Counts {
        Counts::of_pairs(doc.right(self.criterion), doc.gold_count(), doc.predicted_count())
    }
}
