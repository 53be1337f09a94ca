//! Random draws as pure functions of seed, document id and trial: the same for any order, thread count or partition.

use sha2::{Digest, Sha256};

use crate::model::Term;

/// Splitmix64's output step (Steele, Lea and Flood, 2014).
const fn mix(x: u64) -> u64 {
    let mut z = x.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The draws of one document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Draw {
    key: u64,
}

impl Draw {
    /// The draws of a document: its key is the first 8 bytes, big-endian, of the SHA-256 of its id.
    #[must_use]
    pub(crate) fn of(document: &str) -> Self {
        let digest = Sha256::digest(document.as_bytes());
        let key = digest.iter().take(8).fold(0, |key, &byte| key << 8 | u64::from(byte));
        Self { key }
    }

    /// Iterates over the trials 0, 1, 2, …: true if the two systems swap places on the document.
    #[cfg(test)]
    pub(crate) fn swaps(self, seed: u64) -> impl Iterator<Item = bool> {
        let swaps = self.swaps_at(seed);
        (0u64..).map(move |trial| swaps.of(trial))
    }

    /// Gives access in any order to the trials that swap the document.
    pub(super) fn swaps_at(self, seed: u64) -> Swaps {
        Swaps { base: mix(self.key ^ mix(!seed)) }
    }
}

/// The trials in which one document is swapped.
#[derive(Clone, Copy, Default)]
pub(super) struct Swaps {
    base: u64,
}

impl Swaps {
    /// True if the document is swapped in this trial.
    pub(super) fn of(self, trial: u64) -> bool {
        mix(self.base.wrapping_add(trial)) >> 63 == 1
    }
}

/// The source of randomness.
pub(super) const DRAWS: Term = Term {
    name: "draws",
    title: "random draws that depend on seed, document and trial alone",
    explanation: "Only the randomisation test draws at random. Every draw is computed from the seed, the id of the document and \
        the number of the trial, so that results do not depend on the order of files or the number of threads.\n\
        Formula: mix is the output step of splitmix64, key the first 8 bytes of SHA-256(id). Two systems change places \
        on the document in trial t where the top bit of mix(mix(key ^ mix(!seed)) + t) is set.\n\
        Edge cases: a document that is renamed gets other draws; one that is added or left out changes those of no \
        other.\n\
        Example: with seed 42 the document called esper is swapped in trial 6 of the trials 0 to 7.\n\
        Source: Steele, Lea and Flood 2014, on splitmix.",
};
