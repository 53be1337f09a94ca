//! Poisson bootstrap over documents: intervals of every metric from one set of draws.

use super::interval::{Interval, MaybeInterval, NoInterval};
use super::weighted::weighted_sums;
use crate::score::{Counts, DocumentScore, Draws, Evaluation, MetricTotal};

/// One interval per metric, in the order of [`METRICS`](crate::score::METRICS).
///
/// The weighted sums are integers, so the result depends neither on the order of documents nor on the number of threads.
#[must_use]
pub fn intervals(evaluation: &Evaluation, draws: Draws) -> Vec<MaybeInterval> {
    let documents = &evaluation.documents;
    if let Err(reason) = NoInterval::check(documents.len(), draws) {
        return vec![Err(reason); evaluation.totals.len()];
    }
    let ids: Vec<&str> = documents.iter().map(|document| &*document.id).collect();
    let sums = weighted_sums(&ids, &columns(documents), draws);
    let mut sums = sums.as_slice();
    let interval = |(total, counts): (&Option<MetricTotal>, Counts)| {
        let mut numbers = counts.numbers();
        let own = sums.split_off(..numbers.len()).unwrap_or_default();
        let shape = total.ok_or(NoInterval::Undefined)?.counts;
        Interval::of((0..draws.replicates as usize).map(|replicate| {
            numbers.iter_mut().zip(own).for_each(|(number, sums)| *number = sums[replicate]);
            shape.with_numbers(&numbers).headline()
        }))
    };
    evaluation.totals.iter().zip(documents[0].counts()).map(interval).collect()
}

/// The numbers of all documents, each number of each metric a column.
fn columns(documents: &[DocumentScore]) -> Vec<Vec<u64>> {
    let mut columns: Vec<Vec<u64>> = Vec::new();
    for document in documents {
        let row = document.counts().into_iter().flat_map(|counts| counts.numbers());
        for (index, number) in row.enumerate() {
            if index == columns.len() {
                columns.push(Vec::with_capacity(documents.len()));
            }
            columns[index].push(number);
        }
    }
    columns
}
