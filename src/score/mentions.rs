//! Source and cue: are the mention of the speaker and the reporting expression marked?

use super::aligned::{Aligned, Item, Measure};
use super::counts::Counts;
use super::metric::Metric;
use crate::model::MentionSet;

/// Which of the two is compared.
#[derive(Clone, Copy)]
enum Layer {
    Source,
    Cue,
}

/// When two mentions match.
#[derive(Clone, Copy)]
enum Match {
    Exact,
    Overlap,
}

/// Source or cue mentions of matched pairs.
pub(super) struct MentionMetric {
    id: &'static str,
    name: &'static str,
    explanation: &'static str,
    layer: Layer,
    matching: Match,
}

/// What both source metrics say of their counts.
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

/// What both cue metrics say of their counts.
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

pub(super) const SOURCE_EXACT: MentionMetric = MentionMetric {
    id: "source.exact",
    name: "source, exact",
    explanation: concat!(
        "Is the mention of the speaker marked to the word? Pairs with IoU > 1/2 whose sources have the same units.\n",
        source_rules!(),
        "Example: gold has a source in words 11–12 and one in word 31. Both quotations are found, with sources in \
        word 12 and in word 31: TP = 1, FP = 1, FN = 1; precision 1/2, recall 1/2, F1 = 2·1/(2 + 2) = 0.500.",
    ),
    layer: Layer::Source,
    matching: Match::Exact,
};

pub(super) const SOURCE_OVERLAP: MentionMetric = MentionMetric {
    id: "source.overlap",
    name: "source, overlap",
    explanation: concat!(
        "Is the mention of the speaker marked at least in part? Pairs with IoU > 1/2 whose sources share at least one \
        unit. A pronoun, which resolves to nobody and so is wrong in `attribution.iou50`, can be right here.\n",
        source_rules!(),
        "Example: gold has a source in words 11–12 and one in word 31. Both quotations are found, with sources in \
        word 12 and in word 31: TP = 2, FP = 0, FN = 0; precision 2/2, recall 2/2, F1 = 2·2/(2 + 2) = 1.000.",
    ),
    layer: Layer::Source,
    matching: Match::Overlap,
};

pub(super) const CUE_EXACT: MentionMetric = MentionMetric {
    id: "cue.exact",
    name: "cue, exact",
    explanation: concat!(
        "Is the reporting expression marked to the word? Pairs with IoU > 1/2 whose cues have the same units.\n",
        cue_rules!(),
        "Example: gold has a cue in words 11–12 and one in word 31. Both quotations are found, the first with a cue \
        in word 12, the second without one: TP = 0, FP = 1, FN = 2; precision 0/1, recall 0/2, F1 = 2·0/(1 + 2) = \
        0.000.",
    ),
    layer: Layer::Cue,
    matching: Match::Exact,
};

pub(super) const CUE_OVERLAP: MentionMetric = MentionMetric {
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
    layer: Layer::Cue,
    matching: Match::Overlap,
};

impl MentionMetric {
    fn mention<'i>(&self, item: &'i Item) -> Option<&'i MentionSet> {
        match self.layer {
            Layer::Source => item.source.as_ref(),
            Layer::Cue => item.cue.as_ref(),
        }
    }

    fn is_match(&self, gold: &Item, predicted: &Item) -> bool {
        match (self.mention(gold), self.mention(predicted), self.matching) {
            (Some(gold), Some(predicted), Match::Exact) => gold == predicted,
            (Some(gold), Some(predicted), Match::Overlap) => gold.meets(predicted),
            _ => false,
        }
    }
}

impl Metric for MentionMetric {
    fn id(&self) -> &'static str {
        self.id
    }

    fn name(&self) -> &'static str {
        self.name
    }

    fn explanation(&self) -> &'static str {
        self.explanation
    }

    fn needs_speaker_layer(&self, _: &Measure) -> bool {
        matches!(self.layer, Layer::Source)
    }

    fn count(&self, doc: &Aligned<'_>) -> Counts {
        let marked = |items: &[Item]| items.iter().filter(|item| self.mention(item).is_some()).count();
        let (gold, predicted) = (marked(&doc.gold_items), marked(&doc.predicted_items));
        if gold == 0 || predicted == 0 {
            return Counts::of_pairs(0, gold, predicted);
        }
        let is_match =
            |gold: usize, predicted: usize| self.is_match(&doc.gold_items[gold], &doc.predicted_items[predicted]);
        let tp = doc.matched().filter(|pair| is_match(pair.gold, pair.predicted)).count();
        Counts::of_pairs(tp, gold, predicted)
    }
}
