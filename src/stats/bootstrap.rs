//! Poisson bootstrap over documents: intervals of every metric from one set of draws.

use super::weighted::weighted_sums;
use crate::score::{Counts, DocumentScore, Draws, Evaluation, METRICS, MetricTotal};

/// Fewer documents than this give no interval.
pub const MIN_DOCUMENTS: usize = 10;

/// The 95 % percentile interval of a figure: both ends are values of replicates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// From the values of all replicates, undefined ones included: the defined ones sorted, at ranks ⌈.025n⌉ and ⌈.975n⌉ from 1.
    ///
    /// `None` where fewer than 95 % of the replicates are defined.
    #[must_use]
    pub fn of(replicates: &[Option<f64>]) -> Option<Self> {
        let mut values: Vec<f64> = replicates.iter().copied().flatten().collect();
        let n = values.len();
        if n == 0 || n * 100 < replicates.len() * 95 {
            return None;
        }
        let mut at_rank = |rank: usize| *values.select_nth_unstable_by(rank - 1, f64::total_cmp).1;
        Some(Self { low: at_rank((n * 25).div_ceil(1000)), high: at_rank((n * 975).div_ceil(1000)) })
    }
}

/// One interval per metric, in the order of [`METRICS`]; `None` where there is none.
///
/// The weighted sums are integers, so the result depends neither on the order of documents nor on the number of threads.
#[must_use]
pub fn intervals(evaluation: &Evaluation, draws: Draws) -> Vec<Option<Interval>> {
    let documents = &evaluation.documents;
    if documents.len() < MIN_DOCUMENTS || draws.replicates == 0 {
        return vec![None; METRICS.len()];
    }
    let ids: Vec<&str> = documents.iter().map(|document| &*document.id).collect();
    let sums = weighted_sums(&ids, &columns(documents), draws);
    let mut sums = sums.as_slice();
    let interval = |(total, counts): (&Option<MetricTotal>, &Counts)| {
        let own = sums.split_off(..counts.numbers().len())?;
        let shape = total.as_ref()?.counts;
        let mut numbers = counts.numbers();
        let headline = |replicate: usize| {
            numbers.iter_mut().zip(own).for_each(|(number, sums)| *number = sums[replicate]);
            shape.with_numbers(&numbers).headline()
        };
        Interval::of(&(0..draws.replicates as usize).map(headline).collect::<Vec<_>>())
    };
    evaluation.totals.iter().zip(&documents[0].counts).map(interval).collect()
}

/// The numbers of all documents, each number of each metric a column.
fn columns(documents: &[DocumentScore]) -> Vec<Vec<u64>> {
    let mut columns = Vec::new();
    for metric in 0..METRICS.len() {
        let first = columns.len();
        let end = first + documents[0].counts[metric].numbers().len();
        columns.resize_with(end, || Vec::with_capacity(documents.len()));
        for document in documents {
            let numbers = document.counts[metric].numbers();
            columns[first..].iter_mut().zip(numbers).for_each(|(column, number)| column.push(number));
        }
    }
    columns
}
