//! Who lies more than half, or wholly, inside whom: what tells a split quotation from a merged one.

use smallvec::SmallVec;

use super::aligned::Aligned;
use crate::align::overlaps;
use crate::model::UnitSet;

/// Indices of a few items.
pub(super) type Few = SmallVec<[usize; 2]>;

/// Who lies more than half, or wholly, inside whom.
pub(super) struct Halves {
    /// Per gold: the distinct outermost predictions more than half inside it.
    pub(super) splits: Vec<Few>,
    /// Per prediction: the distinct outermost golds more than half inside it.
    pub(super) merges: Vec<Few>,
    /// Per prediction: the golds it lies more than half inside of.
    pub(super) gold_of_half: Vec<Few>,
    /// Per gold: the predictions it lies more than half inside of.
    pub(super) predicted_of_half: Vec<Few>,
    pub(super) has_overlap_gold: Vec<bool>,
    pub(super) has_overlap_predicted: Vec<bool>,
    /// Per gold: the golds it lies strictly inside of.
    pub(super) around_gold: Vec<Few>,
    /// Per prediction: the predictions it lies strictly inside of.
    pub(super) around_predicted: Vec<Few>,
}

impl Halves {
    pub(super) fn of(doc: &Aligned<'_>) -> Self {
        let (golds, predicted) = (doc.all_gold_units(), doc.all_predicted_units());
        let few = |side: &[UnitSet]| no_lists(side.len());
        let mut halves = Self {
            splits: few(golds),
            merges: few(predicted),
            gold_of_half: few(predicted),
            predicted_of_half: few(golds),
            has_overlap_gold: vec![false; golds.len()],
            has_overlap_predicted: vec![false; predicted.len()],
            around_gold: enclosing(golds, |g| doc.alignment().of_gold(g).is_some()),
            around_predicted: enclosing(predicted, |p| doc.alignment().of_predicted(p).is_some()),
        };
        for pair in doc.alignment().overlaps() {
            halves.has_overlap_gold[pair.gold] = true;
            halves.has_overlap_predicted[pair.predicted] = true;
            if 2 * pair.shared > predicted[pair.predicted].len() {
                halves.splits[pair.gold].push(pair.predicted);
                halves.gold_of_half[pair.predicted].push(pair.gold);
            }
            if 2 * pair.shared > golds[pair.gold].len() {
                halves.merges[pair.predicted].push(pair.gold);
                halves.predicted_of_half[pair.gold].push(pair.predicted);
            }
        }
        halves.splits.iter_mut().for_each(|list| keep_outermost(list, predicted, &halves.around_predicted));
        halves.merges.iter_mut().for_each(|list| keep_outermost(list, golds, &halves.around_gold));
        halves
    }
}

/// Per item, items of the same list that it lies strictly inside of; of those with equal sets one stands for all, an aligned
/// one if there is any.
fn enclosing(sets: &[UnitSet], is_aligned: impl Fn(usize) -> bool) -> Vec<Few> {
    let mut around = no_lists(sets.len());
    if UnitSet::are_in_order(sets) {
        return around;
    }
    let mut order: Vec<usize> = (0..sets.len()).collect();
    order.sort_by(|&a, &b| sets[a].cmp(&sets[b]).then_with(|| is_aligned(b).cmp(&is_aligned(a))).then(a.cmp(&b)));
    let equal: Vec<&[usize]> = order.chunk_by(|&a, &b| sets[a] == sets[b]).collect();
    let distinct: Vec<UnitSet> = equal.iter().map(|items| sets[items[0]].clone()).collect();
    for pair in overlaps(&distinct, &distinct) {
        if pair.shared == distinct[pair.gold].len() && pair.shared < distinct[pair.predicted].len() {
            equal[pair.gold].iter().for_each(|&item| around[item].push(equal[pair.predicted][0]));
        }
    }
    around
}

fn no_lists(items: usize) -> Vec<Few> {
    std::iter::repeat_with(Few::new).take(items).collect()
}

/// Drops what lies strictly inside another of the list, and all but one of equal sets.
fn keep_outermost(list: &mut Few, sets: &[UnitSet], around: &[Few]) {
    if list.len() < 2 {
        return;
    }
    list.sort_by(|&a, &b| sets[a].cmp(&sets[b]));
    list.dedup_by(|a, b| sets[*a] == sets[*b]);
    let all: Vec<&UnitSet> = list.iter().map(|&item| &sets[item]).collect();
    list.retain(|item| !around[*item].iter().any(|&outer| all.binary_search(&&sets[outer]).is_ok()));
}
