//! Random draws as pure functions of seed, document id and replicate: the same for any order, thread count or partition.

use sha2::{Digest, Sha256};

use crate::model::Term;

/// Splitmix64's output step (Steele, Lea and Flood, 2014).
const fn mix(x: u64) -> u64 {
    let mut z = x.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// `T_k = floor(2⁶⁴ · Σ_{i≤k} e⁻¹/i!)` for k from 0: the weight of a draw `u` is the number of thresholds not above it.
///
/// Every further threshold is 2⁶⁴ - 1, which one draw in 2⁶⁴ reaches.
static POISSON_THRESHOLDS: [u64; 20] = poisson_thresholds();

/// Sums the series in units of 2⁻¹²⁰, so that the floor to 64 bits is exact.
const fn poisson_thresholds() -> [u64; 20] {
    // e = Σ 1/i! in units of 2⁻¹²⁰; 2²⁴⁰ / e needs more than 128 bits, so e⁻¹ is summed as Σ (-1)^i / i! instead.
    let one: u128 = 1 << 120;
    let (mut inverse, mut term, mut i) = (0u128, one, 0u128);
    while term > 0 {
        if i % 2 == 0 {
            inverse += term;
        } else {
            inverse -= term;
        }
        i += 1;
        term /= i;
    }
    let mut thresholds = [0; 20];
    let (mut sum, mut term, mut k) = (0u128, inverse, 0);
    while k < 20 {
        sum += term;
        thresholds[k] = (sum >> 56) as u64;
        k += 1;
        term /= k as u128;
    }
    thresholds
}

/// The draws of one document.
#[derive(Clone, Copy, Debug)]
pub struct Draw {
    key: u64,
}

impl Draw {
    /// The draws of a document: its key is the first 8 bytes, big-endian, of the SHA-256 of its id.
    #[must_use]
    pub fn of(document: &str) -> Self {
        let digest = Sha256::digest(document.as_bytes());
        let key = digest.iter().take(8).fold(0, |key, &byte| key << 8 | u64::from(byte));
        Self { key }
    }

    /// The Poisson(1) weights of the document in replicates 0, 1, 2, ….
    pub fn poisson(self, seed: u64) -> impl Iterator<Item = u32> {
        let weights = self.weights(seed);
        (0u64..).map(move |replicate| weights.of(replicate) as u32)
    }

    /// The same weights, to be asked for in any order.
    pub(super) fn weights(self, seed: u64) -> Weights {
        Weights { base: mix(self.key ^ mix(seed)) }
    }

    /// Whether the two systems swap places on the document in trials 0, 1, 2, ….
    pub fn swaps(self, seed: u64) -> impl Iterator<Item = bool> {
        let swaps = self.swaps_at(seed);
        (0u64..).map(move |trial| swaps.of(trial))
    }

    /// The same swaps, to be asked for in any order.
    pub(super) fn swaps_at(self, seed: u64) -> Swaps {
        Swaps { base: mix(self.key ^ mix(!seed)) }
    }
}

/// In which trials one document is swapped.
#[derive(Clone, Copy, Default)]
pub(super) struct Swaps {
    base: u64,
}

impl Swaps {
    /// Whether it is in this trial.
    pub(super) fn of(self, trial: u64) -> bool {
        mix(self.base.wrapping_add(trial)) >> 63 == 1
    }
}

/// The Poisson weights of one document.
#[derive(Clone, Copy, Default)]
pub(super) struct Weights {
    base: u64,
}

impl Weights {
    /// The weight in a replicate.
    pub(super) fn of(self, replicate: u64) -> i16 {
        weight(mix(self.base.wrapping_add(replicate)))
    }
}

/// The weight of a draw, looked up by its top bits where they settle it.
fn weight(u: u64) -> i16 {
    match WEIGHTS[(u >> (u64::BITS - TOP_BITS)) as usize] {
        UNSETTLED => thresholds_reached(u),
        weight => weight,
    }
}

/// How many top bits of a draw are looked up: with 12 all but 7 of the 4096 ranges are settled, and the table stays in the cache.
const TOP_BITS: u32 = 12;

/// Stands for the weights of a range that a threshold cuts.
const UNSETTLED: i16 = -1;

/// The weight of all draws that share these top bits.
static WEIGHTS: [i16; 1 << TOP_BITS] = {
    let mut weights = [UNSETTLED; 1 << TOP_BITS];
    let mut top = 0;
    while top < weights.len() {
        let least = (top as u64) << (u64::BITS - TOP_BITS);
        let weight = thresholds_reached(least);
        if weight == thresholds_reached(least | u64::MAX >> TOP_BITS) {
            weights[top] = weight;
        }
        top += 1;
    }
    weights
};

/// The definition of a weight, kept out of loops that hardly ever need it.
#[cold]
#[inline(never)]
const fn thresholds_reached(u: u64) -> i16 {
    let mut k = 0;
    while k < POISSON_THRESHOLDS.len() && u >= POISSON_THRESHOLDS[k] {
        k += 1;
    }
    k as i16
}

/// Where chance comes from.
pub(super) const DRAWS: Term = Term {
    name: "draws",
    title: "random numbers that depend on seed, document and replicate alone",
    explanation: "Every random draw is computed from the seed, the id of the document and the number of the replicate, so that \
        results do not depend on the order of files or the number of threads, and two systems on the same gold get \
        the same draws.\n\
        Formula: mix is the output step of splitmix64, key the first 8 bytes of SHA-256(id). u = mix(mix(key ^ \
        mix(seed)) + b) for replicate b; the Poisson weight is the number of k ≥ 0 with u ≥ floor(2^64·Σ_{i≤k} \
        e⁻¹/i!). Two systems swap in trial t where the top bit of mix(mix(key ^ mix(!seed)) + t) is set.\n\
        Edge cases: a document that is renamed gets other draws; one that is added or left out changes those of no \
        other.\n\
        Example: with seed 42 the document called esper weighs 2, 2, 2, 1, 1, 0, 0, 1 in the first eight replicates.\n\
        Source: Steele, Lea and Flood 2014, on splitmix.",
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn thresholds_are_those_of_the_poisson_distribution() {
        let first = [6_786_177_901_268_885_274, 13_572_355_802_537_770_549, 16_965_444_753_172_213_186];
        assert_eq!(POISSON_THRESHOLDS[..3], first);
        assert!(POISSON_THRESHOLDS.windows(2).all(|pair| pair[0] <= pair[1]));
    }

    /// Straight from METRICS.md.
    fn plain_weight(u: u64) -> i16 {
        POISSON_THRESHOLDS.iter().filter(|&&threshold| u >= threshold).count() as i16
    }

    #[test]
    fn the_table_is_right_next_to_every_threshold_and_at_both_ends_of_every_range() {
        let ends = (0..=u64::MAX >> (u64::BITS - TOP_BITS)).map(|top| top << (u64::BITS - TOP_BITS));
        for u in ends.chain(POISSON_THRESHOLDS) {
            for u in [u.wrapping_sub(1), u, u.wrapping_add(1)] {
                assert_eq!(weight(u), plain_weight(u), "{u}");
            }
        }
        assert_eq!(WEIGHTS.iter().filter(|&&weight| weight == UNSETTLED).count(), 7);
    }

    proptest! {
        #[test]
        fn the_table_says_what_the_definition_says(u: u64) {
            prop_assert_eq!(weight(u), plain_weight(u));
        }
    }
}
