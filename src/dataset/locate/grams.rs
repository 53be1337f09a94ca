//! An index of the short byte runs of a folded text, for finding a text without scanning the whole document.

use super::fold::{Folded, GRAM};

/// The places of all runs of [`GRAM`] bytes. A look-up takes constant time, and construction linear time.
pub(super) struct Grams {
    /// Index in `places` of the start of each bucket, and a final end index.
    starts: Vec<u32>,
    /// Folded characters where runs begin, ascending within each bucket.
    places: Vec<u32>,
    shift: u32,
}

impl Grams {
    pub(super) fn new(folded: &Folded<'_>) -> Self {
        let buckets = folded.len().max(16).next_power_of_two();
        let shift = u64::BITS - buckets.trailing_zeros();
        let bucket_at = |index: usize| folded.run(index).map(|run| bucket(run, shift));
        let mut starts = vec![0_u32; buckets + 1];
        for bucket in (0..folded.len()).map_while(bucket_at) {
            starts[bucket + 1] += 1;
        }
        for index in 0..buckets {
            starts[index + 1] += starts[index];
        }
        let mut next = starts.clone();
        let mut places = vec![0; starts[buckets] as usize];
        for (index, bucket) in (0_u32..).zip((0..folded.len()).map_while(bucket_at)) {
            places[next[bucket] as usize] = index;
            next[bucket] += 1;
        }
        Self { starts, places, shift }
    }

    /// Returns the folded characters where this run may begin, ascending; includes runs with the same hash.
    pub(super) fn places(&self, run: [u8; GRAM]) -> &[u32] {
        let bucket = bucket(run, self.shift);
        &self.places[self.starts[bucket] as usize..self.starts[bucket + 1] as usize]
    }
}

/// Multiplicative hash: the upper bits of a product.
fn bucket(run: [u8; GRAM], shift: u32) -> usize {
    let key = run.iter().fold(0_u64, |key, &byte| key << 8 | u64::from(byte));
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> shift) as usize
}
