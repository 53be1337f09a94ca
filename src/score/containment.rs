//! Items that lie mostly or wholly inside others, used to tell split, merged and nested quotations apart.

use super::IndexList;
use super::aligned::Aligned;
use crate::align::overlaps;
use crate::model::UnitSet;

/// Position of an item relative to the items of both sides.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    /// Number of distinct outermost items of the other side that lie more than half inside it.
    pub(super) parts: usize,
    /// True if it lies more than half inside an item of the other side that has several parts.
    pub(super) is_part: bool,
    /// True if it shares a unit with the other side.
    pub(super) has_overlap: bool,
    /// True if it lies strictly inside an item of its own side; for a prediction, inside an aligned prediction.
    pub(super) is_nested: bool,
}

/// Position of every item of a document.
pub(super) struct Containment {
    pub(super) gold: Vec<Place>,
    pub(super) predicted: Vec<Place>,
}

impl Containment {
    pub(super) fn of(doc: &Aligned<'_>) -> Self {
        let (golds, predicted) = (doc.all_gold_units(), doc.all_predicted_units());
        let mut found = Self::counted(doc);
        if !UnitSet::are_in_order(predicted) {
            let is_aligned = |p: usize| doc.alignment().of_predicted(p).is_some();
            let around = enclosing(predicted, is_aligned);
            for (place, around) in found.predicted.iter_mut().zip(&around) {
                place.is_nested = around.iter().any(|&outer| is_aligned(outer));
            }
            let inside =
                doc.alignment().overlaps().iter().filter(|pair| is_half(pair.shared, &predicted[pair.predicted]));
            let lists = lists(golds.len(), inside.map(|pair| (pair.gold, pair.predicted)));
            count_outermost(&mut found.gold, lists, predicted, &around);
        }
        if !UnitSet::are_in_order(golds) {
            let around = enclosing(golds, |g| doc.alignment().of_gold(g).is_some());
            for (place, around) in found.gold.iter_mut().zip(&around) {
                place.is_nested = !around.is_empty();
            }
            let inside = doc.alignment().overlaps().iter().filter(|pair| is_half(pair.shared, &golds[pair.gold]));
            let lists = lists(predicted.len(), inside.map(|pair| (pair.predicted, pair.gold)));
            count_outermost(&mut found.predicted, lists, golds, &around);
        }
        found.mark_parts(doc);
        found
    }

    /// Places under the assumption that the items of each side follow each other, so that all are outermost and none is nested.
    fn counted(doc: &Aligned<'_>) -> Self {
        let (golds, predicted) = (doc.all_gold_units(), doc.all_predicted_units());
        let mut found =
            Self { gold: vec![Place::default(); golds.len()], predicted: vec![Place::default(); predicted.len()] };
        for pair in doc.alignment().overlaps() {
            let (of_gold, of_predicted) = (&mut found.gold[pair.gold], &mut found.predicted[pair.predicted]);
            of_gold.has_overlap = true;
            of_predicted.has_overlap = true;
            of_gold.parts += usize::from(is_half(pair.shared, &predicted[pair.predicted]));
            of_predicted.parts += usize::from(is_half(pair.shared, &golds[pair.gold]));
        }
        found
    }

    fn mark_parts(&mut self, doc: &Aligned<'_>) {
        for pair in doc.alignment().overlaps() {
            let (of_gold, of_predicted) = (&mut self.gold[pair.gold], &mut self.predicted[pair.predicted]);
            of_predicted.is_part |= of_gold.parts >= 2 && is_half(pair.shared, doc.predicted_units(pair.predicted));
            of_gold.is_part |= of_predicted.parts >= 2 && is_half(pair.shared, doc.gold_units(pair.gold));
        }
    }
}

/// True if `shared` is more than half of the units.
fn is_half(shared: u64, units: &UnitSet) -> bool {
    2 * shared > units.len()
}

/// Recounts the parts of each item, ignoring parts inside other parts and counting equal parts once.
fn count_outermost(places: &mut [Place], lists: Vec<IndexList>, sets: &[UnitSet], around: &[IndexList]) {
    for (place, mut list) in places.iter_mut().zip(lists) {
        keep_outermost(&mut list, sets, around);
        place.parts = list.len();
    }
}

/// Per item, the items of the same list that strictly enclose it. Items with equal sets are represented by one of them, an
/// aligned item if possible.
fn enclosing(sets: &[UnitSet], is_aligned: impl Fn(usize) -> bool) -> Vec<IndexList> {
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

/// Per item, the items that it is paired with.
fn lists(items: usize, pairs: impl Iterator<Item = (usize, usize)>) -> Vec<IndexList> {
    let mut lists = vec![IndexList::new(); items];
    pairs.for_each(|(item, other)| lists[item].push(other));
    lists
}

/// Drops the items strictly inside another item of the list, and all but one of equal items.
fn keep_outermost(list: &mut IndexList, sets: &[UnitSet], around: &[IndexList]) {
    if list.len() < 2 {
        return;
    }
    list.sort_by(|&a, &b| sets[a].cmp(&sets[b]));
    list.dedup_by(|a, b| sets[*a] == sets[*b]);
    let all: Vec<&UnitSet> = list.iter().map(|&item| &sets[item]).collect();
    list.retain(|item| !around[*item].iter().any(|&outer| all.binary_search(&&sets[outer]).is_ok()));
}
