//! Sums over the documents that each trial of the randomisation test swaps.

use rayon::prelude::*;

use super::draws::{Draw, Swaps};

/// Number of documents per group with precomputed subset sums: a trial adds one sum per group.
const GROUP: usize = 6;

/// Number of trials processed together.
const TILE: usize = 512;

/// For every column and trial, the sum over the documents that the trial swaps; a column has one number per document.
pub(super) fn swapped_sums(documents: &[&str], columns: &[&[i64]], trials: usize, seed: u64) -> Vec<Vec<i64>> {
    if columns.is_empty() {
        return Vec::new();
    }
    let swaps: Vec<Swaps> = documents.par_iter().map(|id| Draw::of(id).swaps_at(seed)).collect();
    let mut distinct: Vec<&[i64]> = columns.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    let row = |document: usize| distinct.iter().map(move |column| column[document]);
    let rows = Rows { width: distinct.len(), numbers: (0..documents.len()).flat_map(row).collect() };
    let tiles: Vec<Vec<i64>> = (0..trials)
        .into_par_iter()
        .step_by(TILE)
        .map(|first| rows.tile(&swaps, first..trials.min(first + TILE)))
        .collect();
    let sums = |column: &&[i64]| -> Vec<i64> {
        let place = distinct.partition_point(|other| other < column);
        tiles.iter().flat_map(|tile| tile.iter().skip(place).step_by(rows.width).copied()).collect()
    };
    columns.iter().map(sums).collect()
}

/// The numbers of all documents; the numbers of each document are contiguous.
struct Rows {
    width: usize,
    numbers: Vec<i64>,
}

impl Rows {
    /// Sums of some trials; the sums of each trial are contiguous.
    fn tile(&self, swaps: &[Swaps], trials: std::ops::Range<usize>) -> Vec<i64> {
        let mut sums = vec![0; trials.len() * self.width];
        if self.width == 0 {
            return sums;
        }
        let mut subsets = Vec::with_capacity(self.width << GROUP);
        for (group, rows) in swaps.chunks(GROUP).zip(self.numbers.chunks(GROUP * self.width)) {
            self.sum_subsets(rows, &mut subsets);
            for (sums, trial) in sums.chunks_exact_mut(self.width).zip(trials.clone()) {
                let bit = |(place, swaps): (usize, &Swaps)| usize::from(swaps.of(trial as u64)) << place;
                let subset: usize = group.iter().enumerate().map(bit).sum();
                let row = &subsets[subset * self.width..][..self.width];
                sums.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
            }
        }
        sums
    }

    /// Computes the sums of all subsets of a few rows, indexed by the bit mask of the rows in the subset.
    fn sum_subsets(&self, rows: &[i64], subsets: &mut Vec<i64>) {
        subsets.clear();
        subsets.resize(self.width, 0);
        for row in rows.chunks_exact(self.width) {
            let half = subsets.len();
            subsets.extend_from_within(..);
            for with in subsets[half..].chunks_exact_mut(self.width) {
                with.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn neither_groups_nor_tiles_show(documents in 0usize..40, trials in 0usize..1100, seed: u64, wide in 1i64..1 << 40) {
            let ids: Vec<String> = (0..documents).map(|index| format!("d{index}")).collect();
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            let number = |index: i64| (index - 7) * wide;
            let uneven: Vec<i64> = (0..documents as i64).map(number).collect();
            let columns = [uneven.clone(), vec![0; documents], uneven, vec![-1; documents]];
            let columns = columns.each_ref().map(Vec::as_slice);
            let sums = swapped_sums(&ids, &columns, trials, seed);
            for (sums, column) in sums.iter().zip(&columns) {
                let mut plain = vec![0; trials];
                for (id, number) in ids.iter().zip(*column) {
                    let swaps = Draw::of(id).swaps(seed);
                    plain.iter_mut().zip(swaps).filter(|(_, is_swapped)| *is_swapped).for_each(|(sum, _)| *sum += number);
                }
                prop_assert_eq!(sums, &plain);
            }
        }
    }
}
