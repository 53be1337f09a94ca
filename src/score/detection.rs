//! Detection: the quotations that are found, regardless of speaker.

use super::aligned::Aligned;
use super::counts::Counts;
use super::criterion::Criterion;
use super::metric::{Metric, Needs, Range};
use crate::align::scaled_ratio;
use crate::model::UnitSet;

pub(super) const EXACT: Metric = Metric {
    id: "detection.exact",
    name: "exact match",
    explanation: "Quotations found to the word, whoever speaks: aligned pairs with the same units. In the unit `words` \
        quotation marks and edge punctuation do not matter.\n\
        Formula: TP = aligned pairs with U(g) = U(p), FP = |P| - TP, FN = |G| - TP; precision = TP/|P|, recall = \
        TP/|G|, F1 = 2·TP/(|P|+|G|).\n\
        Edge cases: without predictions precision is undefined, without gold quotations recall; F1 is 0 where one \
        side is empty, undefined where both are.\n\
        Example: gold is words 1–10 and words 21–25, predicted are words 1–10 and words 21–24: TP = 1, FP = 1, FN = \
        1; precision 1/2, recall 1/2, F1 = 2·1/(2 + 2) = 0.500.",
    needs: Needs::Content,
    range: Range::Score,
    count: |doc| doc.right_pairs(Criterion::DetectionExact),
};

pub(super) const IOU80: Metric = Metric {
    id: "detection.iou80",
    name: "relaxed match, IoU ≥ 4/5",
    explanation: "Quotations found nearly to the word: aligned pairs whose intersection is at least four fifths of their \
        union, in units, compared in integers: 5·|g∩p| ≥ 4·|g∪p|.\n\
        Formula: TP = such pairs, FP = |P| - TP, FN = |G| - TP; precision = TP/|P|, recall = TP/|G|, F1 = \
        2·TP/(|P|+|G|).\n\
        Edge cases: without predictions precision is undefined, without gold quotations recall; F1 is 0 where one \
        side is empty, undefined where both are.\n\
        Example: gold is words 1–10 and words 21–30. Predicted are words 1–8 (IoU 8/10, which is enough) and words \
        21–27 (7/10, which is not): TP = 1, FP = 1, FN = 1; precision 1/2, recall 1/2, F1 = 2·1/(2 + 2) = 0.500.",
    needs: Needs::Content,
    range: Range::Score,
    count: |doc| doc.right_pairs(Criterion::DetectionIou80),
};

pub(super) const IOU50: Metric = Metric {
    id: "detection.iou50",
    name: "relaxed match, IoU > 1/2",
    explanation: "Quotations found for the most part: aligned pairs that share more than half of their union, in units, \
        compared in integers: 2·|g∩p| > |g∪p|. Where quotations do not overlap each other, a prediction can satisfy \
        this for one gold quotation only, so the count does not depend on the assignment.\n\
        Formula: TP = such pairs, FP = |P| - TP, FN = |G| - TP; precision = TP/|P|, recall = TP/|G|, F1 = \
        2·TP/(|P|+|G|).\n\
        Edge cases: without predictions precision is undefined, without gold quotations recall; F1 is 0 where one \
        side is empty, undefined where both are.\n\
        Example: gold is words 1–10. Predicted are words 1–6 (IoU 6/10) and words 21–24: TP = 1, FP = 1, FN = 0; \
        precision 1/2, recall 1/1, F1 = 2·1/(2 + 1) = 0.667. Words 1–5 would have had an IoU of 1/2, which is not \
        over 1/2.",
    needs: Needs::Content,
    range: Range::Score,
    count: |doc| doc.right_pairs(Criterion::DetectionIou50),
};

pub(super) const ANY: Metric = Metric {
    id: "detection.any",
    name: "any overlap",
    explanation: "Quotations found at least in part: pairs that are aligned at all, that is one-to-one and with at least one \
        unit in common.\n\
        Formula: TP = such pairs, FP = |P| - TP, FN = |G| - TP; precision = TP/|P|, recall = TP/|G|, F1 = \
        2·TP/(|P|+|G|).\n\
        Edge cases: without predictions precision is undefined, without gold quotations recall; F1 is 0 where one \
        side is empty, undefined where both are.\n\
        Example: gold is words 1–10 and words 21–30, predicted are words 10–15 (word 10 is shared) and words 17–19: \
        TP = 1, FP = 1, FN = 1; precision 1/2, recall 1/2, F1 = 2·1/(2 + 2) = 0.500.",
    needs: Needs::Content,
    range: Range::Score,
    count: |doc| doc.right_pairs(Criterion::DetectionAny),
};

/// Coverage of the text by quotations of either side.
pub(super) const UNIT: Metric = Metric {
    id: "detection.unit",
    name: "unit coverage",
    explanation: "Units of the text that lie in quotations of both sides. It ignores where one quotation ends and the next \
        begins.\n\
        Formula: on the unions of all contents, TP = |∪U(g) ∩ ∪U(p)|, FP = |∪U(p)| - TP, FN = |∪U(g)| - TP; \
        precision = TP / |∪U(p)|, recall = TP / |∪U(g)|, F1 = 2·TP / (|∪U(p)| + |∪U(g)|).\n\
        Edge cases: a unit in several quotations of one side counts once. Without predicted units precision is \
        undefined, without gold units recall; F1 is 0 where one side is empty, undefined where both are. A \
        prediction whose text is nowhere has no unit.\n\
        Example: gold covers words 1–10, the predictions cover words 6–15: TP = 5, FP = 5, FN = 5; precision 5/10, \
        recall 5/10, F1 = 2·5/(10 + 10) = 0.500.",
    needs: Needs::Content,
    range: Range::Score,
    count: count_units,
};

fn count_units(doc: &Aligned<'_>) -> Counts {
    let (gold, predicted) = (doc.all_gold_units(), doc.all_predicted_units());
    let (tp, gold, predicted) = if UnitSet::are_in_order(gold) && UnitSet::are_in_order(predicted) {
        // No unit is in two quotations of a side, so the numbers of units add up.
        let units = |side: &[UnitSet]| side.iter().map(UnitSet::len).sum::<u64>();
        (doc.alignment().overlaps().iter().map(|pair| pair.shared).sum(), units(gold), units(predicted))
    } else {
        let (gold, predicted) = (UnitSet::union(gold), UnitSet::union(predicted));
        (gold.shared(&predicted), gold.len(), predicted.len())
    };
    Counts::Matches { tp, fp: predicted - tp, fn_: gold - tp }
}

/// Partial credit for partial overlap, one-to-one.
pub(super) const SOFT: Metric = Metric {
    id: "detection.soft",
    name: "proportional match",
    explanation: "Partial credit for partial overlap, one-to-one.\n\
        Formula: precision = Σ |g∩p|/|p| over aligned pairs ÷ |P|, recall = Σ |g∩p|/|g| over aligned pairs ÷ |G|, \
        F1 = their harmonic mean. Each ratio enters its sum as floor(2^32·x), so that sums are exact in any order.\n\
        Edge cases: an unaligned item adds 0, also where it overlaps something. Without predictions precision is \
        undefined, without gold quotations recall; F1 is 0 where one side is empty, undefined where both are.\n\
        Example: gold is words 1–10, predicted are words 1–5 and nothing else. All of the prediction is gold, half \
        of gold is predicted: precision 1.000, recall 0.500, F1 0.667.\n\
        Source: after the intersection-based measures of Johansson and Moschitti 2010, which are many-to-many.",
    needs: Needs::Content,
    range: Range::Score,
    count: count_soft,
};

fn count_soft(doc: &Aligned<'_>) -> Counts {
    let (mut precision_sum, mut recall_sum) = (0, 0);
    for pair in doc.alignment().pairs() {
        precision_sum += u128::from(scaled_ratio(pair.shared, doc.predicted_units(pair.predicted).len()));
        recall_sum += u128::from(scaled_ratio(pair.shared, doc.gold_units(pair.gold).len()));
    }
    let (gold, predicted) = (doc.gold_count() as u64, doc.predicted_count() as u64);
    Counts::Soft { precision_sum, recall_sum, gold, predicted }
}
