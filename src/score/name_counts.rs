//! Counts of predicted names that are ambiguous or cannot be judged.

use super::aligned::Aligned;
use super::speaker;
use super::summed::summed;
use crate::model::Term;

/// Counts of predicted names that are ambiguous or cannot be judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameCounts {
    /// Predictions with a name that fits several entities.
    pub ambiguous: u64,
    /// Matched pairs with a predicted name that cannot be judged, because gold marks only a pronoun.
    pub unjudged: u64,
}

summed!(NameCounts, 2: ambiguous, unjudged);

impl NameCounts {
    pub(super) fn of(doc: &Aligned<'_>) -> Self {
        let is_ambiguous = |predicted: &usize| !doc.ambiguous(*predicted).is_empty();
        Self {
            ambiguous: (0..doc.prediction.quotations.len()).filter(is_ambiguous).count() as u64,
            unjudged: doc.matched().filter(|pair| speaker::is_unjudged(doc, pair.gold, pair.predicted)).count() as u64,
        }
    }

    /// One sentence for each nonzero count.
    pub fn sentences(self) -> impl Iterator<Item = String> {
        let ambiguous = match self.ambiguous {
            0 => None,
            1 => Some("1 predicted name is ambiguous: several gold entities are called so".to_owned()),
            names => Some(format!("{names} predicted names are ambiguous: several gold entities are called so")),
        };
        ambiguous.into_iter().chain(self.unjudged())
    }

    /// A sentence on the names that cannot be judged; `None` if there are none.
    #[must_use]
    pub fn unjudged(self) -> Option<String> {
        let why = "gold marks only a pronoun there (attribution.mention scores mentions)";
        match self.unjudged {
            0 => None,
            1 => Some(format!("1 predicted name cannot be judged and counts as wrong: {why}")),
            names => Some(format!("{names} predicted names cannot be judged and count as wrong: {why}")),
        }
    }
}

/// Names that fit several entities.
pub(super) const AMBIGUOUS: Term = Term {
    name: "ambiguous",
    title: "a predicted name that several entities have",
    explanation: "A predicted string is ambiguous where the step of `resolving` that decides finds several entities. It resolves \
        to nobody, so the speaker is wrong: `speaker-unresolved` where the right mention is marked, else mostly \
        `speaker-other`. Reports count such predictions; `quoteval errors` and the rows of `--per-quotation` list the names that it could mean.\n\
        Edge cases: a title that tells a gender, such as Mrs., leaves out people of the other. A name against a gold \
        mention that is a pronoun cannot be judged where gold names nobody: it counts as wrong, and reports count such \
        pairs apart (`unjudged`).\n\
        Example: gold has the persons Mr. Hale and Mrs. Hale. A prediction by Hale is ambiguous (Mr. Hale, Mrs. Hale); \
        one by Mrs. Hale or by Lady Hale is not.",
};
