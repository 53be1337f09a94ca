//! Detection: are the quotations found, whoever speaks?

use super::aligned::Aligned;
use super::counts::Counts;
use super::criterion::Criterion;
use super::metric::Metric;
use super::pairs::PairMetric;
use crate::align::scaled_ratio;
use crate::model::UnitSet;

pub(super) const EXACT: PairMetric = PairMetric {
    criterion: Criterion::DetectionExact,
    name: "exact match",
    explanation: "Aligned pairs with the same units. TP = pairs with U(g) = U(p), FP = |P| - TP, FN = |G| - TP; \
        precision = TP/|P|, recall = TP/|G|, F1 = 2·TP/(|P|+|G|). In the unit `words` quotation marks and edge punctuation do \
        not matter. Undefined where the denominator is 0.",
};

pub(super) const IOU80: PairMetric = PairMetric {
    criterion: Criterion::DetectionIou80,
    name: "relaxed match, IoU ≥ 4/5",
    explanation: "Aligned pairs whose intersection is at least four fifths of their union, in units: 5·|g∩p| ≥ 4·|g∪p|, in \
        integers. Counted as exact match is.",
};

pub(super) const IOU50: PairMetric = PairMetric {
    criterion: Criterion::DetectionIou50,
    name: "relaxed match, IoU > 1/2",
    explanation: "Aligned pairs that share more than half of their union: 2·|g∩p| > |g∪p|, in integers. On flat data a \
        prediction can satisfy this for one gold quotation only, so the count does not depend on the assignment.",
};

pub(super) const ANY: PairMetric = PairMetric {
    criterion: Criterion::DetectionAny,
    name: "any overlap",
    explanation: "Pairs that are aligned at all, that is one-to-one and with at least one unit in common.",
};

/// Coverage of the text by quotations of either side.
pub(super) struct Unit;

impl Metric for Unit {
    fn id(&self) -> &'static str {
        "detection.unit"
    }

    fn name(&self) -> &'static str {
        "unit coverage"
    }

    fn explanation(&self) -> &'static str {
        "On the unions of all contents: precision = |∪U(g) ∩ ∪U(p)| / |∪U(p)|, recall = the same / |∪U(g)|. It ignores where one \
         quotation ends and the next begins. Worked example: gold covers words 0–9, predictions cover words 5–14: TP = 5, FP = 5, \
         FN = 5."
    }

    fn count(&self, doc: &Aligned<'_>) -> Counts {
        let gold = UnitSet::union(doc.all_gold_units());
        let predicted = UnitSet::union(doc.all_predicted_units());
        let tp = gold.shared(&predicted);
        Counts::Matches { tp, fp: predicted.len() - tp, fn_: gold.len() - tp }
    }
}

/// Partial credit for partial overlap, one-to-one.
pub(super) struct Soft;

impl Metric for Soft {
    fn id(&self) -> &'static str {
        "detection.soft"
    }

    fn name(&self) -> &'static str {
        "proportional match"
    }

    fn explanation(&self) -> &'static str {
        "One-to-one proportional match: precision = Σ |g∩p|/|p| over aligned pairs ÷ |P|, recall = Σ |g∩p|/|g| ÷ |G|, F1 their \
         harmonic mean. Each ratio enters its sum as floor(2^32·x), so sums are exact in any order. Worked example: a gold \
         quotation of 10 words found with 5 of them and nothing else: precision 1, recall 1/2, F1 2/3."
    }

    fn count(&self, doc: &Aligned<'_>) -> Counts {
        let (mut precision_sum, mut recall_sum) = (0, 0);
        for pair in doc.alignment().pairs() {
            precision_sum += u128::from(scaled_ratio(pair.shared, doc.predicted_units(pair.predicted).len()));
            recall_sum += u128::from(scaled_ratio(pair.shared, doc.gold_units(pair.gold).len()));
        }
        let (gold, predicted) = (doc.gold_count() as u64, doc.predicted_count() as u64);
        Counts::Soft { precision_sum, recall_sum, gold, predicted }
    }
}
