//! Attribution: quotation and speaker, right together.

use super::aligned::Aligned;
use super::counts::Counts;
use super::criterion::Criterion;
use super::metric::{Metric, Needs, Range};

pub(super) const IOU50: Metric = Metric {
    id: "attribution.iou50",
    name: "end-to-end attribution",
    explanation: "The primary metric: quotation and speaker, right together. Aligned pairs with IoU > 1/2 whose speaker is \
        right: where gold names entities, the predicted set resolves to exactly those; where gold marks only the mention, \
        the predicted source shares a unit with it, or the predicted name stands in it; where nobody is said to speak, the \
        prediction says `@implicit` or abstains; where the writer speaks, it says `@author`.\n\
        Formula: TP = such pairs, FP = |P| - TP, FN = |G| - TP; precision = TP/|P|, recall = TP/|G|, F1 = \
        2·TP/(|P|+|G|).\n\
        Edge cases: without predictions precision is undefined, without gold quotations recall; F1 is 0 where one \
        side is empty, undefined where both are. A dataset in which no quotation has a speaker or a source does not \
        define it.\n\
        Example: gold is words 1–10 by Ann Lee and words 21–30 by Bo Roe. Predicted are words 1–9 by Ann Lee (IoU \
        9/10, right speaker), words 21–30 by Ann Lee (wrong speaker) and words 35–36 (nothing there): TP = 1, FP = \
        2, FN = 1; precision 1/3, recall 1/2, F1 = 2·1/(3 + 2) = 0.400.",
    needs: Needs::Speakers,
    range: Range::Score,
    count: |doc| doc.right_pairs(Criterion::AttributionIou50),
};

pub(super) const EXACT: Metric = Metric {
    id: "attribution.exact",
    name: "strict end-to-end attribution",
    explanation: "Aligned pairs with the same units whose speaker is right, as in `attribution.iou50`.\n\
        Formula: TP = such pairs, FP = |P| - TP, FN = |G| - TP; precision = TP/|P|, recall = TP/|G|, F1 = \
        2·TP/(|P|+|G|).\n\
        Edge cases: without predictions precision is undefined, without gold quotations recall; F1 is 0 where one \
        side is empty, undefined where both are. A dataset in which no quotation has a speaker or a source does not \
        define it.\n\
        Example: gold is words 1–10 by Ann Lee and words 21–30 by Bo Roe. Predicted are words 1–9 by Ann Lee (a word \
        is missing) and words 21–30 by Bo Roe: TP = 1, FP = 1, FN = 1; precision 1/2, recall 1/2, F1 = 2·1/(2 + 2) = \
        0.500.",
    needs: Needs::Speakers,
    range: Range::Score,
    count: |doc| doc.right_pairs(Criterion::AttributionExact),
};

pub(super) const MENTION: Metric = Metric {
    id: "attribution.mention",
    name: "end-to-end attribution, mentions",
    explanation: "Quotation and mention of the speaker, right together, for systems and corpora that mark mentions but do \
        not say who is meant: aligned pairs with IoU > 1/2 whose source is right. It is right where the sources of both sides share a \
        unit, or where neither marks one.\n\
        Formula: TP = such pairs, FP = |P| - TP, FN = |G| - TP; precision = TP/|P|, recall = TP/|G|, F1 = \
        2·TP/(|P|+|G|).\n\
        Edge cases: who is named does not matter, so a name without a source is wrong where gold has one. Without \
        predictions precision is undefined, without gold quotations recall; F1 is 0 where one side is empty, undefined \
        where both are. A dataset in which no quotation has a source does not define it.\n\
        Example: gold is words 1–10 with the source in words 11–12, words 21–30 with the source in word 31, and words \
        33–40 without one. Predicted are the same words, the first with the source in word 12 (shared, right), the \
        second without one, by Bo Roe (wrong), the third without one (right): TP = 2, FP = 1, FN = 1; precision 2/3, \
        recall 2/3, F1 = 2·2/(3 + 3) = 0.667.",
    needs: Needs::Sources,
    range: Range::Score,
    count: |doc| doc.right_pairs(Criterion::AttributionMention),
};

pub(super) const RELATION: Metric = Metric {
    id: "attribution.relation",
    name: "whole relation",
    explanation: "Quotation, speaker and cue, right together: aligned pairs with IoU > 1/2 whose speaker is right, as in \
        `attribution.iou50`, and whose cue is right: both are without a cue, or the cues share a unit.\n\
        Formula: TP = such pairs, FP = |P| - TP, FN = |G| - TP; precision = TP/|P|, recall = TP/|G|, F1 = \
        2·TP/(|P|+|G|).\n\
        Edge cases: without predictions precision is undefined, without gold quotations recall; F1 is 0 where one \
        side is empty, undefined where both are. A dataset in which no quotation has a speaker or a source does not \
        define it.\n\
        Example: gold is words 1–10 by Ann Lee with the cue in word 11, and words 21–30 by Bo Roe without a cue. \
        Predicted are the same words and speakers, the first with a cue in word 12 (wrong), the second without one \
        (right): TP = 1, FP = 1, FN = 1; precision 1/2, recall 1/2, F1 = 2·1/(2 + 2) = 0.500.",
    needs: Needs::Speakers,
    range: Range::Score,
    count: |doc| doc.right_pairs(Criterion::AttributionRelation),
};

/// Mistakes per gold quotation.
pub(super) const SLOT_ERROR_RATE: Metric = Metric {
    id: "slot_error_rate",
    name: "slot error rate",
    explanation: "Mistakes per gold quotation, under the criterion of the error classes. Lower is better.\n\
        Formula: (S + D + I) / |G|: S = aligned pairs that are not right (substitutions), D = unaligned gold \
        quotations (deletions), I = unaligned predictions (insertions).\n\
        Edge cases: it exceeds 1 where there are more mistakes than gold quotations; without gold quotations it is \
        undefined. Where the criterion asks for the speaker, a dataset in which no quotation has a speaker or a \
        source does not define it; where it asks for the source, one in which none has a source.\n\
        Example: gold is words 1–10 by Ann Lee and words 21–30 by Bo Roe. Predicted are words 1–10 by Bo Roe (S = \
        1) and words 35–36 (I = 1); the second gold quotation has no partner (D = 1): 3/2 = 1.500.\n\
        Source: Makhoul, Kubala, Schwartz and Weischedel 1999, on information extraction from speech.",
    needs: Needs::Criterion,
    range: Range::ErrorRate,
    count: count_slot_errors,
};

fn count_slot_errors(doc: &Aligned<'_>) -> Counts {
    let aligned = doc.alignment().pairs().count();
    let right = doc.right(doc.measure.criterion);
    let errors = (aligned - right) + (doc.gold_count() - aligned) + (doc.predicted_count() - aligned);
    Counts::Share { numerator: errors as u64, denominator: doc.gold_count() as u64 }
}
