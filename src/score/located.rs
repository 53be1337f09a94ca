//! Counts of predictions by how their content was found in the text.

use super::summed::summed;
use crate::model::{Located, Prediction, Term};

/// Counts of predictions by how their content was found in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LocatedCounts {
    /// Found by exact text.
    pub exact: u64,
    /// Found by text after folding.
    pub folded: u64,
    /// Found by text within a few edits.
    pub approximate: u64,
    /// Not found.
    pub invalid: u64,
}

summed!(LocatedCounts, 4: exact, folded, approximate, invalid);

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

    /// One-sentence summary; `None` if no prediction was located by text.
    #[must_use]
    pub fn sentence(&self) -> Option<String> {
        let Self { exact, folded, approximate, invalid } = self;
        (exact + folded + approximate + invalid > 0).then(|| {
            format!("located by text: {exact} exactly, {folded} after folding, {approximate} approximately, {invalid} not at all")
        })
    }
}

/// The search for texts without offsets.
pub(super) const LOCATED: Term = Term {
    name: "located",
    title: "how predictions given by their text were found",
    explanation: "A prediction may state what was said without saying where. The text is looked for exactly; then after \
        folding marks, dashes, white space, case and compatibility forms; then within a few edits: one for each four \
        characters and 256 at most, or one word of three. Reports count how many were found in each way; \
        `--locate` says how far to go.\n\
        Edge cases: a text that occurs several times goes to the occurrence nearest to the predicted source, or else \
        to the previous quotation, and to one that no other has taken. One that is found nowhere is `invalid`: it counts \
        as predicted. Predictions with offsets are in none of these counts.\n\
        Example: of the document “It works,” she said. a prediction of It works is found exactly, one of IT WORKS \
        after folding, one of nothing works nowhere.",
};
