//! Citron's JSON: one file per document, spans in characters together with their texts.
//!
//! The speaker is the first coreference of the source, if there is one.

use serde::Deserialize;

use super::shared::extracted::{only_document, span};
use super::shared::finding::json;
use crate::dataset::format::Feature::*;
use crate::dataset::format::draft::{DraftQuotation, DraftSpan, DraftSpeakers};
use crate::dataset::format::{Claim, Format, Read, ReadResult, Record, Sample, Side};
use crate::model::OffsetUnit;

pub(super) const FORMAT: Format = Format {
    name: "citron",
    summary: "Citron JSON: one file per document, cue, sources and contents in characters",
    features: &[Discontinuous, Nested, Cues, Sources, Speakers, Confidence],
    extensions: &["json"],
    names_by_file: true,
    ..Format::for_predictions(&Reader)
};

struct Reader;

impl Read for Reader {
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim> {
        let is_ours = sample.opens(b'{') && sample.count_keys(&["quotes", "contents", "sources"]) == 3;
        is_ours.then_some(Claim::Documents)
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> ReadResult<'a> {
        let extraction: Extraction = json(record)?;
        Ok(only_document(record, OffsetUnit::Char, extraction.quotes.into_iter().map(DraftQuotation::from)))
    }
}

#[derive(Deserialize)]
struct Extraction {
    quotes: Vec<Quote>,
}

#[derive(Deserialize)]
struct Quote {
    cue: Option<Place>,
    #[serde(default)]
    sources: Vec<Place>,
    contents: Vec<Place>,
    #[serde(default)]
    coreferences: Vec<Place>,
    confidence: Option<f64>,
}

#[derive(Deserialize)]
struct Place {
    start: i64,
    end: i64,
    text: String,
}

fn spans<'a>(places: impl IntoIterator<Item = Place>) -> Vec<DraftSpan<'a>> {
    let mut spans: Vec<_> = places.into_iter().map(|place| span(place.start, place.end, place.text)).collect();
    spans.sort_by_key(|span| span.start);
    spans
}

impl From<Quote> for DraftQuotation<'_> {
    fn from(quote: Quote) -> Self {
        let mut draft = Self::new(0, spans(quote.contents)).with(spans(quote.cue), spans(quote.sources));
        draft.speaker = DraftSpeakers::of(quote.coreferences.into_iter().take(1).map(|place| place.text));
        draft.rare().confidence = quote.confidence;
        draft
    }
}
