//! Who lies more than half, or wholly, inside whom: what tells a split quotation from a merged one.

use smallvec::SmallVec;

use super::aligned::Aligned;
use crate::align::overlaps;
use crate::model::UnitSet;

/// Indices of a few items.
pub(super) type Few = SmallVec<[usize; 2]>;

/// Where an item lies among those of both sides.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    /// How many distinct outermost items of the other side lie more than half inside it.
    pub(super) parts: usize,
    /// Whether it lies more than half inside an item of the other side that has several parts.
    pub(super) is_part: bool,
    /// Whether it shares a unit with the other side.
    pub(super) has_overlap: bool,
    /// Whether it lies strictly inside an item of its own side; of predictions, inside an aligned one.
    pub(super) is_nested: bool,
}

/// Who lies more than half, or wholly, inside whom.
pub(super) struct Halves {
    pub(super) gold: Vec<Place>,
    pub(super) predicted: Vec<Place>,
}

impl Halves {
    pub(super) fn of(doc: &Aligned<'_>) -> Self {
        let (golds, predicted) = (doc.all_gold_units(), doc.all_predicted_units());
        let mut halves = Self::counted(doc);
        if !UnitSet::are_in_order(predicted) {
            let is_aligned = |p: usize| doc.alignment().of_predicted(p).is_some();
            let around = enclosing(predicted, is_aligned);
            for (place, around) in halves.predicted.iter_mut().zip(&around) {
                place.is_nested = around.iter().any(|&outer| is_aligned(outer));
            }
            let inside =
                doc.alignment().overlaps().iter().filter(|pair| is_half(pair.shared, &predicted[pair.predicted]));
            let lists = lists(golds.len(), inside.map(|pair| (pair.gold, pair.predicted)));
            count_outermost(&mut halves.gold, lists, predicted, &around);
        }
        if !UnitSet::are_in_order(golds) {
            let around = enclosing(golds, |g| doc.alignment().of_gold(g).is_some());
            for (place, around) in halves.gold.iter_mut().zip(&around) {
                place.is_nested = !around.is_empty();
            }
            let inside = doc.alignment().overlaps().iter().filter(|pair| is_half(pair.shared, &golds[pair.gold]));
            let lists = lists(predicted.len(), inside.map(|pair| (pair.predicted, pair.gold)));
            count_outermost(&mut halves.predicted, lists, golds, &around);
        }
        halves.mark_parts(doc);
        halves
    }

    /// All that can be said without looking at how the items of a side lie to each other: where they follow each other, all
    /// are outermost and none is nested.
    fn counted(doc: &Aligned<'_>) -> Self {
        let (golds, predicted) = (doc.all_gold_units(), doc.all_predicted_units());
        let mut halves =
            Self { gold: vec![Place::default(); golds.len()], predicted: vec![Place::default(); predicted.len()] };
        for pair in doc.alignment().overlaps() {
            let (of_gold, of_predicted) = (&mut halves.gold[pair.gold], &mut halves.predicted[pair.predicted]);
            of_gold.has_overlap = true;
            of_predicted.has_overlap = true;
            of_gold.parts += usize::from(is_half(pair.shared, &predicted[pair.predicted]));
            of_predicted.parts += usize::from(is_half(pair.shared, &golds[pair.gold]));
        }
        halves
    }

    fn mark_parts(&mut self, doc: &Aligned<'_>) {
        for pair in doc.alignment().overlaps() {
            let (of_gold, of_predicted) = (&mut self.gold[pair.gold], &mut self.predicted[pair.predicted]);
            of_predicted.is_part |= of_gold.parts >= 2 && is_half(pair.shared, doc.predicted_units(pair.predicted));
            of_gold.is_part |= of_predicted.parts >= 2 && is_half(pair.shared, doc.gold_units(pair.gold));
        }
    }
}

/// Whether these are more than half of the units.
fn is_half(shared: u64, units: &UnitSet) -> bool {
    2 * shared > units.len()
}

/// Leaves out of the parts of each item those inside others, and all but one of equal ones.
fn count_outermost(places: &mut [Place], lists: Vec<Few>, sets: &[UnitSet], around: &[Few]) {
    for (place, mut list) in places.iter_mut().zip(lists) {
        keep_outermost(&mut list, sets, around);
        place.parts = list.len();
    }
}

/// Per item, items of the same list that it lies strictly inside of; of those with equal sets one stands for all, an aligned
/// one if there is any.
fn enclosing(sets: &[UnitSet], is_aligned: impl Fn(usize) -> bool) -> Vec<Few> {
    let mut order: Vec<usize> = (0..sets.len()).collect();
    order.sort_by(|&a, &b| sets[a].cmp(&sets[b]).then_with(|| is_aligned(b).cmp(&is_aligned(a))).then(a.cmp(&b)));
    let equal: Vec<&[usize]> = order.chunk_by(|&a, &b| sets[a] == sets[b]).collect();
    let distinct: Vec<UnitSet> = equal.iter().map(|items| sets[items[0]].clone()).collect();
    let pairs = overlaps(&distinct, &distinct);
    let strict = pairs
        .iter()
        .filter(|pair| pair.shared == distinct[pair.gold].len() && pair.shared < distinct[pair.predicted].len());
    let inside = strict.flat_map(|pair| equal[pair.gold].iter().map(|&item| (item, equal[pair.predicted][0])));
    lists(sets.len(), inside)
}

/// Per item what it is paired with.
fn lists(items: usize, pairs: impl Iterator<Item = (usize, usize)>) -> Vec<Few> {
    let mut lists = vec![Few::new(); items];
    pairs.for_each(|(item, other)| lists[item].push(other));
    lists
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
