//! Citron's JSON: a file a document, spans in characters with their texts.
//!
//! The speaker is the first of the coreferences of the source, where there are any.

use serde::Deserialize;

use super::shared::extracted::{Extracted, only_document, span};
use super::shared::finding::read_json;
use super::shared::sample::{finder, opens};
use crate::dataset::format::draft::DraftSpan;
use crate::dataset::format::{Carries, Claim, Drafts, Feature, Format, Framing, Record, Side};
use crate::model::OffsetUnit;

/// The format of Citron.
#[derive(Debug)]
pub struct Citron;

impl Format for Citron {
    fn name(&self) -> &'static str {
        "citron"
    }

    fn summary(&self) -> &'static str {
        "Citron JSON: a file a document, cue, sources and contents in characters"
    }

    fn carries(&self) -> Carries {
        Carries::READ_PREDICTIONS.with(&[
            Feature::Discontinuous,
            Feature::Nested,
            Feature::Cues,
            Feature::Sources,
            Feature::Speakers,
            Feature::Confidence,
        ])
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn recognise(&self, _name: &str, sample: &[u8]) -> Option<Claim> {
        let has = finder(sample);
        let is_object = opens(sample, '{');
        (is_object && has(b"\"quotes\"") && has(b"\"contents\"") && has(b"\"sources\"")).then_some(Claim::Documents)
    }

    fn framing(&self, _name: &str) -> Framing {
        Framing::Whole
    }

    fn names_by_file(&self) -> bool {
        true
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> Drafts<'a> {
        let quotations = |extraction: Extraction| extraction.quotes.into_iter().map(Quote::extracted);
        read_json(record, |extraction| only_document(record, OffsetUnit::Char, quotations(extraction)))
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

impl Quote {
    fn extracted<'a>(self) -> Extracted<'a> {
        let spans = |places: Vec<Place>| -> Vec<DraftSpan<'a>> {
            let mut places = places;
            places.sort_by_key(|place| place.start);
            places.into_iter().map(|place| span(place.start, place.end, place.text)).collect()
        };
        Extracted {
            content: spans(self.contents),
            cue: spans(self.cue.into_iter().collect()),
            source: spans(self.sources),
            speakers: self.coreferences.into_iter().take(1).map(|place| place.text).collect(),
            confidence: self.confidence,
            ..Extracted::default()
        }
    }
}
