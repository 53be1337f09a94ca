//! Poisson bootstrap over documents: intervals of every metric from one set of draws.

use std::collections::HashMap;

use rayon::prelude::*;

use super::draws::{Draw, Weights};
use crate::model::Term;
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
    let documents: Vec<(&str, Vec<u64>)> =
        evaluation.documents.iter().map(|document| (&*document.id, row(document))).collect();
    let replicates = weighted_sums(&documents, draws);
    let mut columns = 0;
    let mut interval = |total: &Option<MetricTotal>, width: usize| {
        let from = columns;
        columns += width;
        let shape = total.as_ref()?.counts;
        let value = |sums: &Vec<u64>| shape.with_numbers(&sums[from..from + width]).headline();
        Interval::of(&replicates.iter().map(value).collect::<Vec<_>>())
    };
    let first = evaluation.documents[0].counts();
    let widths = first.iter().map(|counts| counts.numbers().len());
    evaluation.totals.iter().zip(widths).map(|(total, width)| interval(total, width)).collect()
}

/// All numbers of a document, metric by metric.
fn row(document: &DocumentScore) -> Vec<u64> {
    document.counts().iter().flat_map(Counts::numbers).collect()
}

/// Bits of a limb: numbers are cut into limbs so that the sums of a block fit 32 bits.
const LIMB: u32 = 15;

/// Documents of a block: 2¹⁵ · 512 times the greatest weight, 20, is below 2³¹.
const BLOCK: usize = 512;

/// The sums of every column in every replicate, each document weighted by its draw.
///
/// Rows have the same length. Sums are exact below 2⁶⁴.
pub(super) fn weighted_sums(documents: &[(&str, Vec<u64>)], draws: Draws) -> Vec<Vec<u64>> {
    let plan = Plan::of(documents);
    let zero = || vec![0; draws.replicates as usize * plan.limbs.len()];
    let part_size = documents.len().div_ceil(rayon::current_num_threads()).max(1);
    let sums =
        documents.par_chunks(part_size).map(|part| plan.sum(part, draws, zero())).reduce(zero, |mut own, other| {
            own.iter_mut().zip(other).for_each(|(own, other)| *own += other);
            own
        });
    sums.chunks_exact(plan.limbs.len().max(1)).map(|limbs| plan.join(limbs)).collect()
}

/// Which column each limb belongs to, and how far it is shifted.
struct Plan {
    limbs: Vec<(usize, u32)>,
    /// For each column the first one with the same numbers, which is summed for both.
    same_as: Vec<usize>,
}

impl Plan {
    /// As many limbs as the greatest number of each distinct column needs; none where all are 0.
    fn of(documents: &[(&str, Vec<u64>)]) -> Self {
        let width = documents.first().map_or(0, |(_, row)| row.len());
        let columns: Vec<Vec<u64>> =
            (0..width).map(|column| documents.iter().map(|(_, row)| row[column]).collect()).collect();
        let mut first = HashMap::new();
        let same_as: Vec<usize> =
            columns.iter().enumerate().map(|(index, column)| *first.entry(column).or_insert(index)).collect();
        let limbs =
            columns.iter().enumerate().filter(|&(index, _)| same_as[index] == index).flat_map(|(index, column)| {
                let bits = u64::BITS - column.iter().fold(0, |all, number| all | number).leading_zeros();
                (0..bits.div_ceil(LIMB)).map(move |limb| (index, limb * LIMB))
            });
        Self { limbs: limbs.collect(), same_as }
    }

    /// Adds up block by block: all weights of a replicate at once, then one product per limb.
    fn sum(&self, documents: &[(&str, Vec<u64>)], draws: Draws, mut sums: Vec<u64>) -> Vec<u64> {
        let width = self.limbs.len().max(1);
        for block in documents.chunks(BLOCK) {
            let limbs: Vec<Vec<i16>> = self.limbs.iter().map(|&limb| cut(block, limb)).collect();
            let draw: Vec<Weights> = block.iter().map(|(id, _)| Draw::of(id).weights(draws.seed)).collect();
            let mut weights = vec![0i16; block.len()];
            for (replicate, sums) in sums.chunks_exact_mut(width).enumerate() {
                weights.iter_mut().zip(&draw).for_each(|(weight, draw)| *weight = draw.of(replicate as u64) as i16);
                sums.iter_mut().zip(&limbs).for_each(|(sum, limb)| *sum += product(&weights, limb));
            }
        }
        sums
    }

    fn join(&self, limbs: &[u64]) -> Vec<u64> {
        let mut row = vec![0; self.same_as.len()];
        for (&(column, shift), &limb) in self.limbs.iter().zip(limbs) {
            row[column] += limb << shift;
        }
        self.same_as.iter().map(|&column| row[column]).collect()
    }
}

/// One limb of one column of a block.
fn cut(block: &[(&str, Vec<u64>)], (column, shift): (usize, u32)) -> Vec<i16> {
    block.iter().map(|(_, row)| ((row[column] >> shift) & ((1 << LIMB) - 1)) as i16).collect()
}

fn product(weights: &[i16], numbers: &[i16]) -> u64 {
    weights.iter().zip(numbers).map(|(&weight, &number)| i32::from(weight) * i32::from(number)).sum::<i32>() as u64
}

/// How intervals are made.
pub(super) const BOOTSTRAP: Term = Term {
    name: "bootstrap",
    title: "Poisson bootstrap: what another draw of documents could have given",
    explanation: "What would the number be on other articles of the same kind? Each of 1,000 replicates (`--boot`) gives every \
        document a random weight, 0, 1, 2 or more, as often as a Poisson distribution of mean 1 does, and computes \
        the number anew from the weighted counts. Documents are drawn, never quotations: those of one article stand \
        or fall together.\n\
        Formula: replicate b of F1 = 2·Σ w_b(d)·TP(d) / Σ w_b(d)·(|P(d)| + |G(d)|), over documents d; likewise for \
        every other ratio.\n\
        Edge cases: a replicate whose denominator is 0 is undefined and takes no part. The spread of the replicates \
        says nothing about mistakes in gold or about articles of another kind.\n\
        Example: two documents have 2·TP = 4 of |P| + |G| = 5, and 2 of 5. In a replicate in which they weigh 2 and \
        1: (2·4 + 1·2) / (2·5 + 1·5) = 0.667; with weights 0 and 0 it is undefined.\n\
        Source: Efron 1979; with Poisson weights Hanley and MacGibbon 2006, Chamandy, Muralidharan, Najmi and Naidu \
        2012.",
};

/// The 95 % interval.
pub(super) const INTERVAL: Term = Term {
    name: "interval",
    title: "the 95 % interval: percentiles of the bootstrap replicates",
    explanation: "The range that holds the middle 95 % of the bootstrap replicates: of F1 where the metric has one, else of \
        its value. In reports `95 %`, `ci95`, `ci_low` and `ci_high`.\n\
        Formula: the n defined replicates sorted, the ends are those at ranks ⌈0.025·n⌉ and ⌈0.975·n⌉, counted from \
        1.\n\
        Edge cases: it is null (`–`) under 10 documents, where under 95 % of the replicates are defined, where the \
        number itself is undefined, and with `--no-intervals`. Intervals of two systems that overlap may still \
        belong to a clear difference: compare the two on the same documents instead.\n\
        Example: of 1,000 defined replicates the ends are the 25th and the 975th; of 990 they are the 25th and the \
        966th; with 949 of 1,000 there is none.\n\
        Source: Efron 1979.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limbs_do_not_show() {
        let ids: Vec<String> = (0..300).map(|index| format!("d{index}")).collect();
        let number = |index: u64, scale: u64| (index * 7919 % 1000) * scale;
        let documents: Vec<(&str, Vec<u64>)> = ids
            .iter()
            .enumerate()
            .map(|(index, id)| {
                (id.as_str(), vec![index as u64, number(index as u64, 1 << 33), 0, number(index as u64, 5000)])
            })
            .collect();
        let draws = Draws { replicates: 9, seed: 3 };
        for (replicate, sums) in weighted_sums(&documents, draws).into_iter().enumerate() {
            let mut plain = vec![0; 4];
            for (id, row) in &documents {
                let weight = Draw::of(id).poisson(3).nth(replicate).unwrap();
                plain.iter_mut().zip(row).for_each(|(sum, number)| *sum += u64::from(weight) * number);
            }
            assert_eq!(sums, plain);
        }
    }
}
