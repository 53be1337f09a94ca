//! Predictions about a single document, in a file named after it.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use super::finding::json;
use crate::dataset::format::draft::{DraftDocument, DraftQuotation, DraftSpan};
use crate::dataset::format::{Drafts, ReadResult, Record, document_of};
use crate::model::OffsetUnit;

/// Creates a document without its text.
pub(crate) fn document<'a>(
    record: &Record<'_>,
    id: impl Into<Cow<'a, str>>,
    unit: OffsetUnit,
    quotations: impl IntoIterator<Item = DraftQuotation<'a>>,
) -> DraftDocument<'a> {
    DraftDocument {
        offset_unit: Some(unit.as_str().into()),
        quotations: Some(quotations.into_iter().collect()),
        ..record.draft(id)
    }
}

/// Creates the only document of a file, named after the file.
pub(crate) fn only_document<'a>(
    record: &Record<'a>,
    unit: OffsetUnit,
    quotations: impl IntoIterator<Item = DraftQuotation<'a>>,
) -> Drafts<'a> {
    Drafts::one(document(record, document_of(record.name), unit, quotations), Vec::new())
}

/// Creates the same document from a JSON list of quotations with offsets in characters.
pub(crate) fn listed<'a, Q: DeserializeOwned + Into<DraftQuotation<'a>>>(record: &Record<'a>) -> ReadResult<'a> {
    let list: Vec<Q> = json(record)?;
    Ok(only_document(record, OffsetUnit::Char, list.into_iter().map(Into::into)))
}

/// Creates a span with its own copy of the text, which must agree.
pub(crate) fn span<'a>(start: i64, end: i64, text: String) -> DraftSpan<'a> {
    DraftSpan { text: Some(text.into()), ..DraftSpan::of_offsets(start, end) }
}

/// Creates a span from a text to be located.
pub(crate) fn located<'a>(text: String) -> DraftSpan<'a> {
    DraftSpan::of_text(text.into())
}

/// Creates a span from a text to be located, or none if the text is blank.
pub(crate) fn located_unless_blank<'a>(text: String) -> Vec<DraftSpan<'a>> {
    if text.trim().is_empty() { Vec::new() } else { vec![located(text)] }
}
