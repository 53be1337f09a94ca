//! Making predicted quotations: the parts every strategy fills in the same way.

use crate::model::{
    Fragments, Located, OffsetMap, OffsetUnit, PredictedQuotation, PredictedSpeaker, Quotation, QuotationType,
    derived_id,
};

/// A quotation without cue, source and speaker; its identifier is given later where it is empty.
pub(super) fn quotation(id: &str, content: Fragments, kind: QuotationType) -> PredictedQuotation {
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

/// Names quotations without an identifier by their place, `start-end[,start-end…]` in characters.
pub(super) fn name_by_place(text: &str, quotations: &mut [PredictedQuotation]) {
    if quotations.iter().all(|predicted| !predicted.quotation.id.is_empty()) {
        return;
    }
    name_with(&OffsetMap::new(text, OffsetUnit::Char), quotations);
}

/// Likewise, given the places of the characters.
pub(super) fn name_with(chars: &OffsetMap<'_>, quotations: &mut [PredictedQuotation]) {
    for quotation in quotations.iter_mut().map(|predicted| &mut predicted.quotation) {
        if quotation.id.is_empty() {
            quotation.id = derived_id(&quotation.content, chars);
        }
    }
}
