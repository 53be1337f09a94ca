//! The parts of a predicted quotation that every strategy fills in the same way.

use crate::model::{
    Fragments, Located, OffsetMap, OffsetUnit, PredictedQuotation, PredictedSpeaker, Quotation, QuotationType, Task,
    derived_id,
};
use crate::text::{paragraphs, quote_marks};

/// A quotation without cue, source and speaker.
#[inline]
pub(super) fn quotation(id: String, content: Fragments, kind: QuotationType) -> PredictedQuotation {
    let mut quotation = Quotation::new(id, content);
    quotation.quotation_type = Some(kind);
    PredictedQuotation {
        quotation,
        speaker: PredictedSpeaker::Absent,
        confidence: None,
        rule: None,
        located: Located::Given,
    }
}

/// Derives the ids of quotations found by a strategy from their places.
pub(super) struct QuotationIds<'t>(OffsetMap<'t>);

impl<'t> QuotationIds<'t> {
    /// Prepares the ids of the quotations in a text.
    pub(super) fn of(text: &'t str) -> Self {
        Self(OffsetMap::new(text, OffsetUnit::Char))
    }

    /// Id of a quotation: `start-end[,start-end…]` in characters.
    pub(super) fn id(&self, content: &Fragments) -> String {
        derived_id(content, &self.0)
    }
}

/// Quotations given by the task, or else every outermost stretch between marks, each with its id.
pub(super) fn given_or_marked(task: &Task<'_>) -> Vec<(String, Fragments)> {
    if let Some(given) = &task.given {
        return given.quotations.iter().map(|asked| (asked.id.to_owned(), asked.content.clone())).collect();
    }
    let ids = QuotationIds::of(task.text);
    let marked = quote_marks(task.text, &paragraphs(task.text));
    let contents = marked.iter().filter(|marked| !marked.nested).map(|marked| Fragments::from(marked.span));
    contents.map(|content| (ids.id(&content), content)).collect()
}
