//! Intervals of slices, each over the documents that have an item in it.

use std::collections::BTreeMap;

use super::interval::{Interval, MaybeInterval, NoInterval};
use super::weighted::weighted_sums;
use crate::score::slices::{Side, SliceCounts};
use crate::score::{Criterion, DocumentScore, Draws, Evaluation};

/// Attribute and value of a slice.
type Key = (String, String);

/// For each slice with enough items one interval per criterion, in the order of [`Criterion::ALL`]: of F1, or of recall where only
/// gold has the attribute.
#[must_use]
pub fn slice_intervals(
    evaluation: &Evaluation,
    draws: Draws,
    min_items: u64,
) -> BTreeMap<&Key, [MaybeInterval; Criterion::ALL.len()]> {
    let has_enough = |counts: &SliceCounts| {
        counts.gold.items >= min_items && counts.predicted.is_none_or(|predicted| predicted.items >= min_items)
    };
    let mut documents: BTreeMap<&Key, Vec<&DocumentScore>> = BTreeMap::new();
    for document in &evaluation.documents {
        document.slices.keys().for_each(|key| documents.entry(key).or_default().push(document));
    }
    let of_slice = |(key, counts): (&Key, &SliceCounts)| match NoInterval::check(documents[key].len(), draws) {
        Err(reason) => [Err(reason); _],
        Ok(()) if !has_enough(counts) => [Err(NoInterval::FewItems); _],
        Ok(()) => intervals(key, &documents[key], draws),
    };
    evaluation.slices.iter().map(|slice| (slice.0, of_slice(slice))).collect()
}

fn intervals(key: &Key, documents: &[&DocumentScore], draws: Draws) -> [MaybeInterval; Criterion::ALL.len()] {
    let ids: Vec<&str> = documents.iter().map(|document| &*document.id).collect();
    let columns = |side: fn(&SliceCounts) -> Side| {
        let rows: Vec<_> = documents.iter().map(|document| side(&document.slices[key]).numbers()).collect();
        (0..Side::WIDTH).map(move |column| rows.iter().map(|row| row[column]).collect())
    };
    let both: Vec<Vec<u64>> =
        columns(|counts| counts.gold).chain(columns(|counts| counts.predicted.unwrap_or_default())).collect();
    let sums = weighted_sums(&ids, &both, draws);
    let is_on_both = documents[0].slices[key].predicted.is_some();
    let replicate = |index: usize, criterion: usize| {
        let ratio = |items: &[u64], correct: &[u64]| crate::score::ratio(correct[index], items[index]);
        let (gold, predicted) = sums.split_at(Side::WIDTH);
        let recall = ratio(&gold[0], &gold[1 + criterion])?;
        if !is_on_both {
            return Some(recall);
        }
        Some(crate::score::harmonic_mean(ratio(&predicted[0], &predicted[1 + criterion])?, recall))
    };
    std::array::from_fn(|criterion| {
        Interval::of((0..draws.replicates as usize).map(|index| replicate(index, criterion)))
    })
}
