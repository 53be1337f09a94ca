//! How the contents of predictions were found in the text.

use crate::model::{Located, Prediction};

/// How the contents of predictions were found in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LocatedCounts {
    /// By text, character for character.
    pub exact: u64,
    /// By text, after folding.
    pub folded: u64,
    /// By text, within a few edits.
    pub approximate: u64,
    /// Nowhere.
    pub invalid: u64,
}

impl LocatedCounts {
    /// The counts of one prediction.
    #[must_use]
    pub fn of(prediction: &Prediction) -> Self {
        let mut counts = Self { invalid: prediction.invalid.len() as u64, ..Self::default() };
        for quotation in &prediction.quotations {
            match quotation.located {
                Located::Given => {}
                Located::Exact => counts.exact += 1,
                Located::Folded => counts.folded += 1,
                Located::Approximate(_) => counts.approximate += 1,
            }
        }
        counts
    }

    /// One sentence; `None` where nothing was looked for.
    #[must_use]
    pub fn sentence(&self) -> Option<String> {
        let Self { exact, folded, approximate, invalid } = self;
        (exact + folded + approximate + invalid > 0).then(|| {
            format!("located by text: {exact} exactly, {folded} after folding, {approximate} approximately, {invalid} not at all")
        })
    }

    /// Adds the counts of another prediction.
    pub fn add(&mut self, other: Self) {
        self.exact += other.exact;
        self.folded += other.folded;
        self.approximate += other.approximate;
        self.invalid += other.invalid;
    }

    pub(super) fn numbers(self) -> [u64; 4] {
        [self.exact, self.folded, self.approximate, self.invalid]
    }

    pub(super) fn read(next: &mut impl FnMut() -> u64) -> Self {
        Self { exact: next(), folded: next(), approximate: next(), invalid: next() }
    }
}
