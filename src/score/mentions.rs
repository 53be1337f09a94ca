//! Source and cue: the mention of the speaker and the reporting expression.

use super::aligned::Aligned;
use super::counts::Counts;
use super::measured::MentionUnits;
use super::metric::{Metric, Needs, Range};
use crate::align::Overlap;
use crate::model::MentionSet;

/// The mention that is compared.
#[derive(Clone, Copy)]
enum MentionLayer {
    Source,
    Cue,
}

impl MentionLayer {
    const fn of(self, item: &MentionUnits) -> Option<&MentionSet> {
        match self {
            Self::Source => item.source.as_ref(),
            Self::Cue => item.cue.as_ref(),
        }
    }
}

/// The condition under which two mentions match.
#[derive(Clone, Copy)]
enum MentionMatch {
    Exact,
    Overlap,
}

/// Counting rules of both source metrics.
macro_rules! source_rules {
    () => {
        "Formula: TP = such pairs, FP = predicted sources - TP, FN = gold sources - TP; precision = TP / predicted \
        sources, recall = TP / gold sources, F1 = 2·TP / (predicted sources + gold sources).\n\
        Edge cases: the spans of one source are fragments of one mention. All sources of either side count, also \
        those of quotations that have no partner. A source without a unit, such as a colon, is measured in \
        characters. Without predicted sources precision is undefined, without gold sources recall; F1 is undefined \
        where there are none on either side. A dataset in which no quotation has a speaker or a source does not \
        define it.\n"
    };
}

/// Counting rules of both cue metrics.
macro_rules! cue_rules {
    () => {
        "Formula: TP = such pairs, FP = predicted cues - TP, FN = gold cues - TP; precision = TP / predicted cues, \
        recall = TP / gold cues, F1 = 2·TP / (predicted cues + gold cues).\n\
        Edge cases: the spans of one cue are fragments of one mention. All cues of either side count, also those of \
        quotations that have no partner. A cue without a unit, such as a colon, is measured in characters. Without \
        predicted cues precision is undefined, without gold cues recall; F1 is undefined where there are none on \
        either side.\n"
    };
}

pub(super) const SOURCE_EXACT: Metric = Metric {
    id: "source.exact",
    name: "source, exact",
    explanation: concat!(
        "Is the mention of the speaker marked to the word? Pairs with IoU > 1/2 whose sources have the same units.\n",
        source_rules!(),
        "Example: gold has a source in words 11–12 and one in word 31. Both quotations are found, with sources in \
        word 12 and in word 31: TP = 1, FP = 1, FN = 1; precision 1/2, recall 1/2, F1 = 2·1/(2 + 2) = 0.500.",
    ),
    needs: Needs::Speakers,
    range: Range::Score,
    count: |doc| count_mentions(doc, MentionLayer::Source, MentionMatch::Exact),
};

pub(super) const SOURCE_OVERLAP: Metric = Metric {
    id: "source.overlap",
    name: "source, overlap",
    explanation: concat!(
        "Is the mention of the speaker marked at least in part? Pairs with IoU > 1/2 whose sources share at least one \
        unit. A pronoun, which resolves to nobody and so is wrong in `attribution.iou50`, can be right here.\n",
        source_rules!(),
        "Example: gold has a source in words 11–12 and one in word 31. Both quotations are found, with sources in \
        word 12 and in word 31: TP = 2, FP = 0, FN = 0; precision 2/2, recall 2/2, F1 = 2·2/(2 + 2) = 1.000.",
    ),
    needs: Needs::Speakers,
    range: Range::Score,
    count: |doc| count_mentions(doc, MentionLayer::Source, MentionMatch::Overlap),
};

pub(super) const CUE_EXACT: Metric = Metric {
    id: "cue.exact",
    name: "cue, exact",
    explanation: concat!(
        "Is the reporting expression marked to the word? Pairs with IoU > 1/2 whose cues have the same units.\n",
        cue_rules!(),
        "Example: gold has a cue in words 11–12 and one in word 31. Both quotations are found, the first with a cue \
        in word 12, the second without one: TP = 0, FP = 1, FN = 2; precision 0/1, recall 0/2, F1 = 2·0/(1 + 2) = \
        0.000.",
    ),
    needs: Needs::Content,
    range: Range::Score,
    count: |doc| count_mentions(doc, MentionLayer::Cue, MentionMatch::Exact),
};

pub(super) const CUE_OVERLAP: Metric = Metric {
    id: "cue.overlap",
    name: "cue, overlap",
    explanation: concat!(
        "Is the reporting expression marked at least in part? Pairs with IoU > 1/2 whose cues share at least one \
        unit.\n",
        cue_rules!(),
        "Example: gold has a cue in words 11–12 and one in word 31. Both quotations are found, the first with a cue \
        in word 12, the second without one: TP = 1, FP = 0, FN = 1; precision 1/1, recall 1/2, F1 = 2·1/(1 + 2) = \
        0.667.",
    ),
    needs: Needs::Content,
    range: Range::Score,
    count: |doc| count_mentions(doc, MentionLayer::Cue, MentionMatch::Overlap),
};

/// Counts the source or cue mentions of matched pairs.
fn count_mentions(doc: &Aligned<'_>, layer: MentionLayer, matching: MentionMatch) -> Counts {
    let marked = |items: &[MentionUnits]| items.iter().filter(|item| layer.of(item).is_some()).count();
    let (gold, predicted) = (marked(&doc.gold_items), marked(&doc.predicted_items));
    if gold == 0 || predicted == 0 {
        return Counts::of_pairs(0, gold, predicted);
    }
    let is_match = |pair: &Overlap| {
        let both = layer.of(&doc.gold_items[pair.gold]).zip(layer.of(&doc.predicted_items[pair.predicted]));
        both.is_some_and(|(gold, predicted)| match matching {
            MentionMatch::Exact => gold == predicted,
            MentionMatch::Overlap => gold.meets(predicted),
        })
    };
    Counts::of_pairs(doc.matched().filter(is_match).count(), gold, predicted)
}
