//! The profile interface: a profile counts one document as a published scorer does, quirks included.

use std::fmt;

use super::tally::Tally;
use crate::score::Aligned;

/// The counting rules of a published scorer. The set is closed: [`PROFILES`](super::PROFILES) lists every profile.
///
/// A profile takes the aligned document but does its own pairing, splitting and measuring, so unit and alignment do not affect
/// its figures.
pub struct Profile {
    pub(super) name: &'static str,
    pub(super) summary: &'static str,
    pub(super) explanation: &'static str,
    pub(super) figures: &'static [&'static str],
    pub(super) count: fn(&Aligned<'_>) -> Vec<Tally>,
}

impl Profile {
    /// Name, as in `--profile NAME`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// One line for `quoteval list profiles`.
    #[must_use]
    pub const fn summary(&self) -> &'static str {
        self.summary
    }

    /// The definition of the figures, their quirks, differences from the original, and the source, for `quoteval explain`.
    #[must_use]
    pub const fn explanation(&self) -> &'static str {
        self.explanation
    }

    /// Names of the figures, in the order of reports; in full `NAME.FIGURE`.
    #[must_use]
    pub const fn figures(&self) -> &'static [&'static str] {
        self.figures
    }

    /// Counts one document, a tally per figure; tallies of documents add up.
    #[must_use]
    pub fn count(&self, doc: &Aligned<'_>) -> Vec<Tally> {
        (self.count)(doc)
    }
}

impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
