//! Compatibility profiles: the figures of published scorers, labelled as such and never the default.
//!
//! Each profile has its own file; the interface is in `profile.rs`, the table is here.

mod citron;
mod gender_gap_tracker;
mod germeval2023;
mod pareti2013;
mod profile;
mod ruler;
mod semeval2013;
mod tally;

pub use profile::Profile;
pub(crate) use tally::Fraction;
pub use tally::Tally;

/// Every profile, oldest measure first.
pub const PROFILES: &[&Profile] = &[
    &semeval2013::SEMEVAL2013,
    &pareti2013::PARETI2013,
    &citron::CITRON,
    &gender_gap_tracker::GENDER_GAP_TRACKER,
    &germeval2023::GERMEVAL2023,
];

/// Finds a profile by name.
#[must_use]
pub fn profile(name: &str) -> Option<&'static Profile> {
    PROFILES.iter().copied().find(|profile| profile.name() == name)
}

#[cfg(test)]
mod testing;
