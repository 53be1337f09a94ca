//! The contract: a profile counts one document as somebody else's scorer does, quirks included.

use std::fmt;

use super::tally::Tally;
use crate::score::Aligned;

/// The way in which a published scorer counts.
///
/// It is shown the aligned document but pairs, cuts and measures for itself, so `--unit` and the alignment do not change it.
pub trait Profile: Send + Sync {
    /// Name, as in `--profile NAME`.
    fn name(&self) -> &'static str;

    /// One line for `quoteval list profiles`.
    fn summary(&self) -> &'static str;

    /// What is computed, its quirks, where this differs from the original, and the source, for `quoteval explain`.
    fn explanation(&self) -> &'static str;

    /// What its figures are called, in the order of reports; in full `NAME.FIGURE`.
    fn figures(&self) -> &'static [&'static str];

    /// Counts one document, a tally per figure; tallies of documents add up.
    fn count(&self, doc: &Aligned<'_>) -> Vec<Tally>;
}

impl fmt::Debug for dyn Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
