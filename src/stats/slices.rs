//! Intervals of slices, each over the documents that have an item in it.

use std::collections::BTreeMap;

use super::interval::{MIN_DOCUMENTS, MaybeInterval, NoInterval, Scale};
use super::jackknife::Jackknife;
use crate::score::slices::SliceCounts;
use crate::score::{Criterion, Evaluation, IntervalMethod};

/// Attribute and value of a slice.
type Key = (String, String);

/// For each slice, one interval per criterion, in the order of [`Criterion::ALL`]: of F1, or of recall if only gold has the
/// attribute.
#[must_use]
pub(crate) fn slice_intervals(
    evaluation: &Evaluation,
    method: IntervalMethod,
    min_items: u64,
) -> BTreeMap<&Key, [MaybeInterval; Criterion::ALL.len()]> {
    let min_items = min_items.max(1);
    let has_enough = |counts: &SliceCounts| {
        counts.gold.items >= min_items && counts.predicted.is_none_or(|predicted| predicted.items >= min_items)
    };
    let mut documents: BTreeMap<&Key, Vec<&SliceCounts>> = BTreeMap::new();
    if method == IntervalMethod::Jackknife {
        for (key, counts) in evaluation.documents.iter().flat_map(|document| &document.slices) {
            documents.entry(key).or_default().push(counts);
        }
    }
    let of_slice = |(key, total): (&Key, &SliceCounts)| match documents.get(key) {
        None => [Err(NoInterval::NotAsked); _],
        Some(documents) if (documents.len() as u64) < MIN_DOCUMENTS => [Err(NoInterval::FewDocuments); _],
        Some(_) if !has_enough(total) => [Err(NoInterval::FewItems); _],
        Some(documents) => std::array::from_fn(|criterion| interval(total, documents, criterion)),
    };
    evaluation.slices.iter().map(|slice| (slice.0, of_slice(slice))).collect()
}

/// Interval of a slice under the criterion at this index.
fn interval(total: &SliceCounts, documents: &[&SliceCounts], criterion: usize) -> MaybeInterval {
    let figure = |counts: &SliceCounts| counts.figure(criterion, total.predicted.is_some());
    let total = figure(total);
    let mut jackknife = Jackknife::of(total.headline().ok_or(NoInterval::Undefined)?);
    for counts in documents {
        let part = figure(counts).numbers();
        jackknife.leave_out(total.size_of(&part), || total.headline_without(&part));
    }
    jackknife.interval(Scale::Share)
}
