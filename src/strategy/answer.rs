//! Making predicted quotations: the parts every strategy fills in the same way.

use crate::model::{
    Fragments, Located, OffsetMap, OffsetUnit, PredictedQuotation, PredictedSpeaker, Quotation, QuotationType,
    derived_id,
};

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

/// Names the quotations of a text that nobody has named, by their place.
pub(super) struct QuotationIds<'t>(OffsetMap<'t>);

impl<'t> QuotationIds<'t> {
    /// For the quotations of a text.
    pub(super) fn of(text: &'t str) -> Self {
        Self(OffsetMap::new(text, OffsetUnit::Char))
    }

    /// `start-end[,start-end…]` in characters.
    pub(super) fn name(&self, content: &Fragments) -> String {
        derived_id(content, &self.0)
    }
}
