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

pub(super) const SOURCE_EXACT: MentionMetric = MentionMetric {
    id: "source.exact",
    name: "source, exact",
    explanation: "On pairs with IoU > 1/2: both sources are marked and have the same units. FP and FN are all other predicted and \
        gold sources. The spans of one source are fragments of one mention.",
    layer: Layer::Source,
    matching: Match::Exact,
};

pub(super) const SOURCE_OVERLAP: MentionMetric = MentionMetric {
    id: "source.overlap",
    name: "source, overlap",
    explanation: "On pairs with IoU > 1/2: both sources are marked and share at least one unit. Otherwise as source.exact.",
    layer: Layer::Source,
    matching: Match::Overlap,
};

pub(super) const CUE_EXACT: MentionMetric = MentionMetric {
    id: "cue.exact",
    name: "cue, exact",
    explanation: "On pairs with IoU > 1/2: both cues are marked and have the same units; a colon or dash is measured in \
        characters. FP and FN are all other predicted and gold cues.",
    layer: Layer::Cue,
    matching: Match::Exact,
};

pub(super) const CUE_OVERLAP: MentionMetric = MentionMetric {
    id: "cue.overlap",
    name: "cue, overlap",
    explanation: "On pairs with IoU > 1/2: both cues are marked and share at least one unit. Otherwise as cue.exact.",
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
        let is_match =
            |gold: usize, predicted: usize| self.is_match(&doc.gold_items[gold], &doc.predicted_items[predicted]);
        let tp = doc.matched().filter(|pair| is_match(pair.gold, pair.predicted)).count();
        let marked = |items: &[Item]| items.iter().filter(|item| self.mention(item).is_some()).count();
        Counts::of_pairs(tp, marked(&doc.gold_items), marked(&doc.predicted_items))
    }
}
