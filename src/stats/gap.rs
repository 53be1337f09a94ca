//! Differences between groups of speakers, each with its interval.

use super::interval::{MaybeInterval, NoInterval, Scale};
use super::jackknife::Jackknife;
use crate::model::Term;
use crate::score::{DocumentScore, Evaluation, GroupCounts, Groups, IntervalMethod, ratio};

/// A figure and its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The value; `None` where a denominator is 0.
    pub value: Option<f64>,
    /// Its 95 % interval.
    pub interval: MaybeInterval,
}

/// The figures of one group of speakers, alone and compared with all other groups together.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// Attribute value that gold states for the speakers.
    pub group: String,
    /// The counts of the group.
    pub counts: GroupCounts,
    /// Recall: right by `attribution.iou50` out of gold quotations.
    pub recall: Estimate,
    /// Accuracy: right out of the quotations whose speaker is asked for.
    pub accuracy: Estimate,
    /// Recall of the group minus recall of all other groups.
    pub recall_difference: Estimate,
    /// Accuracy of the group minus accuracy of all other groups.
    pub accuracy_difference: Estimate,
    /// Share of the group among predictions minus its share in gold, ignoring speakers without a group.
    pub share_difference: Estimate,
}

impl Gap {
    /// Every figure with its name.
    #[must_use]
    pub const fn estimates(&self) -> [(&'static str, Estimate); 5] {
        [
            ("recall", self.recall),
            ("accuracy", self.accuracy),
            ("recall_difference", self.recall_difference),
            ("accuracy_difference", self.accuracy_difference),
            ("share_difference", self.share_difference),
        ]
    }
}

/// One [`Gap`] per group, in order of name. Ratios require enough gold quotations of the group; differences also require enough
/// of all other groups together.
#[must_use]
pub(crate) fn gaps(evaluation: &Evaluation, method: IntervalMethod, min_items: u64) -> Vec<Gap> {
    let names: Vec<&String> = evaluation.groups.keys().collect();
    let all = evaluation.groups.values().fold(GroupCounts::default(), add);
    let gap = |name: &&String| {
        let two = |groups: &Groups, all: GroupCounts| {
            let own = groups.get(*name).copied().unwrap_or_default();
            [own, all.without(own)]
        };
        let whole = two(&evaluation.groups, all);
        let of_document = |document: &DocumentScore| {
            two(&document.groups, document.groups.values().fold(GroupCounts::default(), add))
        };
        let documents: Vec<[GroupCounts; 2]> = match method {
            IntervalMethod::Jackknife => evaluation.documents.iter().map(of_document).collect(),
            IntervalMethod::None => Vec::new(),
        };
        let estimate = |figure: &GapFigure, has_enough: bool| match has_enough {
            true => figure.estimate(whole, &documents, method),
            false if method == IntervalMethod::None => Estimate { value: None, interval: Err(NoInterval::NotAsked) },
            false => Estimate { value: None, interval: Err(NoInterval::FewItems) },
        };
        let own = whole[0].gold >= min_items;
        let both = own && whole[1].gold >= min_items;
        Gap {
            group: (*name).clone(),
            counts: whole[0],
            recall: estimate(&RECALL, own),
            accuracy: estimate(&ACCURACY, own),
            recall_difference: estimate(&RECALL_DIFFERENCE, both),
            accuracy_difference: estimate(&ACCURACY_DIFFERENCE, both),
            share_difference: estimate(&SHARE_DIFFERENCE, both),
        }
    };
    names.iter().map(gap).collect()
}

fn add(mut sum: GroupCounts, &counts: &GroupCounts) -> GroupCounts {
    sum += counts;
    sum
}

/// A figure of one group and of all other groups together.
struct GapFigure {
    scale: Scale,
    value: fn([GroupCounts; 2]) -> Option<f64>,
    /// The sum of its denominators.
    size: fn([GroupCounts; 2]) -> u64,
}

const RECALL: GapFigure = GapFigure { scale: Scale::Share, value: |[own, _]| own.recall(), size: |[own, _]| own.gold };

const ACCURACY: GapFigure =
    GapFigure { scale: Scale::Share, value: |[own, _]| own.accuracy(), size: |[own, _]| own.asked };

const RECALL_DIFFERENCE: GapFigure = GapFigure {
    scale: Scale::Difference,
    value: |[own, others]| Some(own.recall()? - others.recall()?),
    size: |[own, others]| own.gold + others.gold,
};

const ACCURACY_DIFFERENCE: GapFigure = GapFigure {
    scale: Scale::Difference,
    value: |[own, others]| Some(own.accuracy()? - others.accuracy()?),
    size: |[own, others]| own.asked + others.asked,
};

const SHARE_DIFFERENCE: GapFigure = GapFigure {
    scale: Scale::Difference,
    value: |[own, others]| {
        let share = |own: u64, others: u64| ratio(own, own + others);
        Some(share(own.predicted, others.predicted)? - share(own.gold, others.gold)?)
    },
    size: |[own, others]| own.predicted + others.predicted + own.gold + others.gold,
};

impl GapFigure {
    /// `documents` is empty if no interval is requested.
    fn estimate(&self, whole: [GroupCounts; 2], documents: &[[GroupCounts; 2]], method: IntervalMethod) -> Estimate {
        let value = (self.value)(whole);
        let interval = match (method, value) {
            (IntervalMethod::None, _) => Err(NoInterval::NotAsked),
            (_, None) => Err(NoInterval::Undefined),
            (IntervalMethod::Jackknife, Some(value)) => {
                let mut jackknife = Jackknife::of(value);
                for own in documents {
                    let rest = || (self.value)([whole[0].without(own[0]), whole[1].without(own[1])]);
                    jackknife.leave_out((self.size)(*own), rest);
                }
                jackknife.interval(self.scale)
            }
        };
        Estimate { value, interval }
    }
}

/// The differences between groups.
pub(super) const SPEAKER_GAP: Term = Term {
    name: "speaker_gap",
    title: "differences between groups of speakers, such as genders",
    explanation: "Are some speakers found and named less often than others? For each value of an attribute of speakers (by \
        default gender): recall and accuracy of its quotations, how far they are from those of all other groups \
        together, and whether the group has a larger share among predictions than in gold. Each figure with its \
        interval.\n\
        Formula: recall = right by `attribution.iou50` ÷ gold quotations of the group, accuracy = right ÷ those \
        whose speaker is asked for (found with IoU > 1/2; in the gold-quotations setting all); differences = the \
        group minus all others together; share difference = predictions of the group ÷ predictions of all groups, \
        minus the same of gold.\n\
        Edge cases: speakers of whom gold does not state the attribute are in no group; a quotation with speakers of \
        two groups counts in both. Ratios are given where the group has enough gold quotations \
        (`--min-items`), differences where all others together have enough too. The table is shown where there are \
        two groups or more.\n\
        Example: women have 4 gold quotations, 3 of them found and 2 right, men 6, 6 and 5; 3 predictions are by \
        women, 7 by men. For women recall is 2/4 = 0.500 against 5/6 = 0.833, difference -0.333; accuracy 2/3 = \
        0.667 against 5/6 = 0.833, difference -0.167; share 3/10 - 4/10 = -0.100.",
};
