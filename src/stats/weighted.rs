//! Sums over documents, weighted by their Poisson draws: where the time of every interval goes.

use rayon::prelude::*;

use super::draws::{Draw, Weights};
use crate::score::Draws;

/// Replicates that go through the documents together; the weights of a block for all of them stay in the cache.
const TILE: usize = 8;

/// Chunks of a block, 1024 documents.
const BLOCK: usize = 16;

/// Documents multiplied at once.
const LANES: usize = 8;

/// Multiplications of a chunk, one after the other without a branch.
const STRETCH: usize = 8;

/// Bits of a limb: numbers are cut so that their products with weights, summed over a block, fit 32 bits: 2¹⁵ · 1024 times the
/// greatest weight, 20, is below 2³¹.
const LIMB: u32 = 15;

/// The sum of every column in every replicate, each document weighted by its draw.
///
/// A column has one number per document. Sums are exact below 2⁶⁴.
pub(super) fn weighted_sums(documents: &[&str], columns: &[Vec<u64>], draws: Draws) -> Vec<Vec<u64>> {
    let weights: Vec<Weights> = documents.par_iter().map(|id| Draw::of(id).weights(draws.seed)).collect();
    let first_equal = |column| columns.iter().position(|other| other == column).unwrap_or_default();
    let same_as: Vec<usize> = columns.iter().map(first_equal).collect();
    let distinct = (0..columns.len()).filter(|&index| same_as[index] == index);
    let sums = Sums {
        documents: chunks(&weights, |&weights| weights),
        limbs: distinct.flat_map(|index| Limb::of(index, &columns[index])).collect(),
        columns: columns.len(),
    };
    let replicates = draws.replicates as usize;
    let tiles: Vec<_> = (0..replicates).into_par_iter().step_by(TILE).map(|first| sums.tile(first as u64)).collect();
    let join = |column: usize| {
        let mut sums = tiles.iter().map(|tile| tile[column]).collect::<Vec<_>>().into_flattened();
        sums.truncate(replicates);
        sums
    };
    same_as.into_iter().map(join).collect()
}

/// What is summed.
struct Sums {
    documents: Vec<Chunk<Weights>>,
    limbs: Vec<Limb>,
    columns: usize,
}

impl Sums {
    /// The sums of all columns in a tile of replicates; 0 for a column without limbs.
    fn tile(&self, first: u64) -> Vec<[u64; TILE]> {
        let mut sums = vec![[0; TILE]; self.columns];
        let mut weights = vec![[Chunk([[0; LANES]; STRETCH]); BLOCK]; TILE];
        for (block, documents) in self.documents.chunks(BLOCK).enumerate() {
            for (weights, replicate) in weights.iter_mut().zip(first..) {
                draw(weights, documents, replicate);
            }
            for limb in &self.limbs {
                let numbers = &limb.numbers[block * BLOCK..];
                for (sum, weights) in sums[limb.column].iter_mut().zip(&weights) {
                    *sum += product(weights, numbers) << limb.shift;
                }
            }
        }
        sums
    }
}

/// The weights of a block in one replicate.
fn draw(weights: &mut [Chunk<i16>], documents: &[Chunk<Weights>], replicate: u64) {
    for (weights, documents) in weights.iter_mut().zip(documents) {
        for (weights, documents) in weights.0.iter_mut().zip(&documents.0) {
            weights.iter_mut().zip(documents).for_each(|(weight, document)| *weight = document.of(replicate));
        }
    }
}

/// Sums lane by lane, for which there is one instruction: multiply pairs, add neighbours.
fn product(weights: &[Chunk<i16>], numbers: &[Chunk<i16>]) -> u64 {
    let mut sums = [0; LANES];
    for (&Chunk(weights), &Chunk(numbers)) in weights.iter().zip(numbers) {
        for (weights, numbers) in weights.iter().zip(&numbers) {
            for (sum, (&weight, &number)) in sums.iter_mut().zip(weights.iter().zip(numbers)) {
                *sum += i32::from(weight) * i32::from(number);
            }
        }
    }
    sums.iter().sum::<i32>() as u64
}

/// What belongs to consecutive documents, aligned such that vector instructions can read it where it lies.
#[derive(Clone, Copy)]
#[repr(align(16))]
struct Chunk<T>([[T; LANES]; STRETCH]);

/// The last chunk is filled up with defaults: documents whose numbers are all 0.
fn chunks<T, U: Copy + Default>(items: &[T], convert: impl Fn(&T) -> U) -> Vec<Chunk<U>> {
    let chunk = |items: &[T]| {
        let mut chunk = Chunk([[U::default(); LANES]; STRETCH]);
        chunk.0.as_flattened_mut().iter_mut().zip(items).for_each(|(own, item)| *own = convert(item));
        chunk
    };
    items.chunks(LANES * STRETCH).map(chunk).collect()
}

/// Some bits of a column.
struct Limb {
    column: usize,
    shift: u32,
    numbers: Vec<Chunk<i16>>,
}

impl Limb {
    /// As many as the greatest number of the column needs; none where all are 0.
    fn of(column: usize, numbers: &[u64]) -> impl Iterator<Item = Self> {
        let bits = u64::BITS - numbers.iter().fold(0, |all, number| all | number).leading_zeros();
        let cut = move |shift| chunks(numbers, |number| (number >> shift & ((1 << LIMB) - 1)) as i16);
        (0..bits).step_by(LIMB as usize).map(move |shift| Self { column, shift, numbers: cut(shift) })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Straight from METRICS.md.
    fn plain_sums(ids: &[&str], column: &[u64], draws: Draws) -> Vec<u64> {
        let mut sums = vec![0; draws.replicates as usize];
        for (id, number) in ids.iter().zip(column) {
            let weights = Draw::of(id).poisson(draws.seed);
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += u64::from(weight) * number);
        }
        sums
    }

    proptest! {
        #[test]
        fn neither_limbs_nor_blocks_nor_tiles_show(documents in 0usize..1100, replicates in 0u32..40, seed: u64, bits in 1u32..49) {
            let ids: Vec<String> = (0..documents).map(|index| format!("d{index}")).collect();
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            let number = |index: usize| (index as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - bits);
            let large: Vec<u64> = (0..documents).map(number).collect();
            let columns = [vec![0; documents], large.clone(), vec![1; documents], large, vec![(1 << bits) - 1; documents]];
            let draws = Draws { replicates, seed };
            for (sums, column) in weighted_sums(&ids, &columns, draws).iter().zip(&columns) {
                prop_assert_eq!(sums, &plain_sums(&ids, column, draws));
            }
        }
    }
}
