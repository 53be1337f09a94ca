//! Poisson bootstrap over documents: intervals of every metric from one set of draws.

use std::ops::Range;

use rayon::prelude::*;

use super::draws::Draw;
use crate::score::{DocumentScore, Draws, Evaluation, METRICS, MetricTotal};

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
        values.sort_unstable_by(f64::total_cmp);
        Some(Self { low: values[(n * 25).div_ceil(1000) - 1], high: values[(n * 975).div_ceil(1000) - 1] })
    }
}

/// One interval per metric, in the order of [`METRICS`]; `None` where there is none.
///
/// The weighted sums are integers, so the result depends neither on the order of documents nor on the number of threads.
#[must_use]
pub fn intervals(evaluation: &Evaluation, draws: Draws) -> Vec<Option<Interval>> {
    if evaluation.documents.len() < MIN_DOCUMENTS || draws.replicates == 0 {
        return vec![None; METRICS.len()];
    }
    let layout = Layout::of(evaluation);
    let replicates = layout.replicates(&evaluation.documents, draws);
    let interval = |(metric, total): (usize, &Option<MetricTotal>)| {
        let shape = total.as_ref()?.counts;
        let columns = layout.columns(metric);
        let value = |sums: &Vec<u64>| shape.with_numbers(&sums[columns.clone()]).headline();
        Interval::of(&replicates.iter().map(value).collect::<Vec<_>>())
    };
    evaluation.totals.iter().enumerate().map(interval).collect()
}

/// Where the numbers of each metric stand in a row.
struct Layout {
    /// First column of each metric, and the number of columns last.
    starts: Vec<usize>,
}

impl Layout {
    fn of(evaluation: &Evaluation) -> Self {
        let mut starts = vec![0];
        for total in &evaluation.totals {
            let width = total.as_ref().map_or(0, |total| total.counts.numbers().len());
            starts.push(starts[starts.len() - 1] + width);
        }
        Self { starts }
    }

    fn columns(&self, metric: usize) -> Range<usize> {
        self.starts[metric]..self.starts[metric + 1]
    }

    /// The weighted column sums of every replicate.
    fn replicates(&self, documents: &[DocumentScore], draws: Draws) -> Vec<Vec<u64>> {
        let width = self.starts[self.starts.len() - 1];
        let zero = || vec![vec![0; width]; draws.replicates as usize];
        let part_size = documents.len().div_ceil(rayon::current_num_threads());
        let sum_part = |part: &[DocumentScore]| {
            part.iter().fold(zero(), |mut sums, document| {
                self.add_document(&mut sums, document, draws.seed);
                sums
            })
        };
        documents.par_chunks(part_size).map(sum_part).reduce(zero, |mut own, other| {
            own.iter_mut().flatten().zip(other.iter().flatten()).for_each(|(own, other)| *own += other);
            own
        })
    }

    fn add_document(&self, sums: &mut [Vec<u64>], document: &DocumentScore, seed: u64) {
        let cells = self.cells(document);
        for (sums, weight) in sums.iter_mut().zip(Draw::of(&document.id).poisson(seed)) {
            if weight > 0 {
                cells.iter().for_each(|&(column, number)| sums[column] += number * u64::from(weight));
            }
        }
    }

    /// The numbers of a document that are not 0, with their columns.
    fn cells(&self, document: &DocumentScore) -> Vec<(usize, u64)> {
        let numbers =
            document.counts.iter().enumerate().flat_map(|(metric, counts)| self.columns(metric).zip(counts.numbers()));
        numbers.filter(|&(_, number)| number > 0).collect()
    }
}
