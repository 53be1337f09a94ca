//! Compatibility profiles: what the scorer of a paper would have said. Labelled as such, never the default.
//!
//! One file per profile, the contract in `profile.rs`, the table here.

mod citron;
mod gender_gap_tracker;
mod germeval2023;
mod pareti2013;
mod profile;
mod ruler;
mod semeval2013;
mod tally;

pub use profile::Profile;
pub use tally::{Fraction, Tally};

/// Every profile, the oldest measure first.
pub const PROFILES: [&dyn Profile; 5] = [
    &semeval2013::SemEval2013,
    &pareti2013::Pareti2013,
    &citron::Citron,
    &gender_gap_tracker::GenderGapTracker,
    &germeval2023::GermEval2023,
];

/// The profile of that name.
#[must_use]
pub fn profile(name: &str) -> Option<&'static dyn Profile> {
    PROFILES.into_iter().find(|profile| profile.name() == name)
}

#[cfg(test)]
mod testing;
