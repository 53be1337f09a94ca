//! Differences between groups of speakers, each with its interval.

use super::interval::{Interval, MaybeInterval, NoInterval};
use super::weighted::weighted_sums;
use crate::model::Term;
use crate::score::{DocumentScore, Draws, Evaluation, GroupCounts};

/// A figure and its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The value; `None` where a denominator is 0.
    pub value: Option<f64>,
    /// Its 95 % interval.
    pub interval: MaybeInterval,
}

/// How one group of speakers fares, alone and against all others together.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// The value that gold states of the speakers.
    pub group: String,
    /// What was counted.
    pub counts: GroupCounts,
    /// Right by `attribution.iou50` out of gold.
    pub recall: Estimate,
    /// Right out of those whose speaker is asked for.
    pub accuracy: Estimate,
    /// Recall of the group minus that of the others.
    pub recall_difference: Estimate,
    /// Accuracy of the group minus that of the others.
    pub accuracy_difference: Estimate,
    /// Share of the group among predictions minus its share in gold, speakers of no group left out.
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

/// One [`Gap`] per group, in the order of their names; ratios of a group only where it has enough gold quotations, differences
/// where the others together have enough too.
#[must_use]
pub fn gaps(evaluation: &Evaluation, draws: Draws, min_items: u64) -> Vec<Gap> {
    let names: Vec<&String> = evaluation.groups.keys().collect();
    let whole: Vec<GroupCounts> = evaluation.groups.values().copied().collect();
    let replicates = replicates(evaluation, &names, draws);
    let estimate = |has_enough: bool, value: &dyn Fn(&[GroupCounts]) -> Option<f64>| Estimate {
        value: value(&whole).filter(|_| has_enough),
        interval: match &replicates {
            Ok(replicates) if has_enough => Interval::of(replicates.iter().map(|groups| value(groups))),
            Ok(_) => Err(NoInterval::FewItems),
            Err(reason) => Err(*reason),
        },
    };
    let gap = |(index, name): (usize, &&String)| {
        let own = whole[index].gold >= min_items;
        let both = own && others(&whole, index).gold >= min_items;
        Gap {
            group: (*name).clone(),
            counts: whole[index],
            recall: estimate(own, &|groups| groups[index].recall()),
            accuracy: estimate(own, &|groups| groups[index].accuracy()),
            recall_difference: estimate(both, &|groups| {
                Some(groups[index].recall()? - others(groups, index).recall()?)
            }),
            accuracy_difference: estimate(both, &|groups| {
                Some(groups[index].accuracy()? - others(groups, index).accuracy()?)
            }),
            share_difference: estimate(both, &|groups| {
                let share = |of: fn(&GroupCounts) -> u64| {
                    let all: u64 = groups.iter().map(of).sum();
                    (all > 0).then(|| of(&groups[index]) as f64 / all as f64)
                };
                Some(share(|counts| counts.predicted)? - share(|counts| counts.gold)?)
            }),
        }
    };
    names.iter().enumerate().map(gap).collect()
}

fn others(groups: &[GroupCounts], index: usize) -> GroupCounts {
    let mut sum = GroupCounts::default();
    groups.iter().enumerate().filter(|&(other, _)| other != index).for_each(|(_, &counts)| sum += counts);
    sum
}

/// The groups in every replicate.
fn replicates(evaluation: &Evaluation, names: &[&String], draws: Draws) -> Result<Vec<Vec<GroupCounts>>, NoInterval> {
    let documents = &evaluation.documents;
    NoInterval::check(documents.len(), draws)?;
    let ids: Vec<&str> = documents.iter().map(|document| &*document.id).collect();
    let counts =
        |document: &DocumentScore, name: &str| document.groups.get(name).copied().unwrap_or_default().numbers();
    let column = |name: &str, index: usize| documents.iter().map(|document| counts(document, name)[index]).collect();
    let columns: Vec<Vec<u64>> = names
        .iter()
        .flat_map(|&name| (0..4).map(move |index| (name, index)))
        .map(|(name, index)| column(name, index))
        .collect();
    let sums = weighted_sums(&ids, &columns, draws);
    let group =
        |index: usize, columns: &[Vec<u64>]| GroupCounts::of_numbers(std::array::from_fn(|n| columns[n][index]));
    let replicate = |index: usize| sums.chunks(4).map(|columns| group(index, columns)).collect();
    Ok((0..draws.replicates as usize).map(replicate).collect())
}

/// Are some found less often than others?
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
