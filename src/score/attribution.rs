//! Attribution: are quotation and speaker right together?

use super::aligned::{Aligned, Measure};
use super::counts::Counts;
use super::criterion::Criterion;
use super::metric::Metric;
use super::pairs::PairMetric;

pub(super) const IOU50: PairMetric = PairMetric {
    criterion: Criterion::AttributionIou50,
    name: "end-to-end attribution",
    explanation: "The primary metric. Aligned pairs with IoU > 1/2 whose speaker is right: where gold names entities, the \
        predicted set resolves to exactly those; where the speaker is never named, the predicted source shares a unit with the \
        gold source; where nobody is said to speak, the prediction says @implicit or abstains; where the writer speaks, it says \
        @author. FP = |P| - TP, FN = |G| - TP. Undefined on a dataset without speakers and sources.",
};

pub(super) const EXACT: PairMetric = PairMetric {
    criterion: Criterion::AttributionExact,
    name: "strict end-to-end attribution",
    explanation: "Aligned pairs with the same units whose speaker is right; otherwise as attribution.iou50.",
};

pub(super) const RELATION: PairMetric = PairMetric {
    criterion: Criterion::AttributionRelation,
    name: "whole relation",
    explanation: "Aligned pairs with IoU > 1/2 whose speaker is right and whose cue is right: both without a cue, or cues that \
        share a unit.",
};

/// Edits per gold quotation.
pub(super) struct SlotErrorRate;

impl Metric for SlotErrorRate {
    fn id(&self) -> &'static str {
        "slot_error_rate"
    }

    fn name(&self) -> &'static str {
        "slot error rate"
    }

    fn explanation(&self) -> &'static str {
        "(S + D + I) / |G| under the criterion of the error classes: S = aligned pairs that are not right, D = unaligned gold, \
         I = unaligned predictions. Lower is better; it can exceed 1 (Makhoul et al., 1999). Undefined without gold quotations."
    }

    fn needs_speaker_layer(&self, measure: &Measure) -> bool {
        measure.criterion.needs_speaker()
    }

    fn count(&self, doc: &Aligned<'_>) -> Counts {
        let aligned = doc.alignment().pairs().count();
        let right = doc.alignment().pairs().filter(|&pair| doc.measure.criterion.accepts(doc, pair)).count();
        let errors = (aligned - right) + (doc.gold_count() - aligned) + (doc.predicted_count() - aligned);
        Counts::Share { numerator: errors as u64, denominator: doc.gold_count() as u64 }
    }
}
