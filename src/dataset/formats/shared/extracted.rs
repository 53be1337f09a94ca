//! What an extractor says of one document, in a file of its own that is named after the document.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use super::finding::read_json;
use super::graph::Named;
use crate::dataset::format::draft::{DraftDocument, DraftQuotation, DraftRare, DraftSpan, Speakers};
use crate::dataset::format::{Drafts, Record, document_of};
use crate::model::OffsetUnit;

/// One quotation that was extracted.
#[derive(Default)]
pub(in crate::dataset::formats) struct Extracted<'a> {
    pub(in crate::dataset::formats) id: Option<String>,
    pub(in crate::dataset::formats) line: usize,
    pub(in crate::dataset::formats) content: Vec<DraftSpan<'a>>,
    pub(in crate::dataset::formats) cue: Vec<DraftSpan<'a>>,
    pub(in crate::dataset::formats) source: Vec<DraftSpan<'a>>,
    pub(in crate::dataset::formats) speakers: Vec<String>,
    pub(in crate::dataset::formats) confidence: Option<f64>,
}

impl<'a> Extracted<'a> {
    fn into_draft(self) -> DraftQuotation<'a> {
        let Self { id, line, content, cue, source, speakers, confidence } = self;
        let speaker = (!speakers.is_empty()).then(|| Speakers(speakers.into_iter().map(Cow::Owned).collect()));
        let rare = Some(Box::new(DraftRare { cue, source, confidence, ..DraftRare::default() }));
        let id = id.map(Cow::Owned);
        DraftQuotation { line, id, content: content.into(), speaker, rare, ..DraftQuotation::default() }
    }
}

/// The quotations of one document.
pub(in crate::dataset::formats) fn document<'a>(
    record: &Record<'_>,
    id: &str,
    unit: OffsetUnit,
    quotations: impl IntoIterator<Item = Extracted<'a>>,
) -> DraftDocument<'a> {
    DraftDocument {
        line: record.at.line,
        id: Some(Cow::Owned(id.to_owned())),
        offset_unit: Some(Cow::Owned(unit.to_string())),
        quotations: Some(quotations.into_iter().map(Extracted::into_draft).collect()),
        ..DraftDocument::default()
    }
}

/// The one document that a file is named after.
pub(in crate::dataset::formats) fn only_document<'a>(
    record: &Record<'_>,
    unit: OffsetUnit,
    quotations: impl IntoIterator<Item = Extracted<'a>>,
) -> Drafts<'a> {
    Drafts { documents: vec![document(record, document_of(record.name), unit, quotations)], ..Drafts::default() }
}

/// The one document that a file is named after, as a JSON list of quotations with offsets in characters.
pub(in crate::dataset::formats) fn listed<'a, Q: DeserializeOwned + Into<Extracted<'a>>>(
    record: &Record<'_>,
) -> Drafts<'a> {
    let quotations = |list: Vec<Q>| only_document(record, OffsetUnit::Char, list.into_iter().map(Into::into));
    read_json(record, quotations)
}

/// The one document that a file is named after, with its own copy of the text.
pub(in crate::dataset::formats) fn only_named<'a>(
    record: &Record<'_>,
    text: String,
    quotations: Vec<Named<'a>>,
) -> Drafts<'a> {
    let named = document(record, document_of(record.name), OffsetUnit::Char, []);
    let quotations = Some(quotations.into_iter().map(|(_, quotation)| quotation).collect());
    Drafts { documents: vec![DraftDocument { text: Some(Cow::Owned(text)), quotations, ..named }], ..Drafts::default() }
}

/// A span with its own copy of the text, which must agree.
pub(in crate::dataset::formats) fn span<'a>(start: i64, end: i64, text: String) -> DraftSpan<'a> {
    DraftSpan { text: Some(Cow::Owned(text)), ..DraftSpan::of_offsets(start, end) }
}

/// A content to be looked for.
pub(in crate::dataset::formats) fn content<'a>(text: String) -> Vec<DraftSpan<'a>> {
    vec![DraftSpan::of_text(Cow::Owned(text))]
}

/// A text to be looked for, unless there is nothing in it.
pub(in crate::dataset::formats) fn text<'a>(text: String) -> Vec<DraftSpan<'a>> {
    if text.trim().is_empty() { Vec::new() } else { vec![DraftSpan::of_text(Cow::Owned(text))] }
}
