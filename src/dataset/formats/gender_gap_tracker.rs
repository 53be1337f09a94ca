//! The JSON of the Gender Gap Tracker and of ATAP's quotation tool: a file a document.
//!
//! Offsets are those of a text that the extractor rewrote, so quotations are located by their texts. What the speaker field holds
//! is the mention beside the quotation: it is the source.

use serde::Deserialize;

use super::shared::extracted::{Extracted, content, only_document, text};
use super::shared::finding::{json, only};
use super::shared::sample::{finder, opens};
use crate::dataset::format::{Carries, Claim, Drafts, Feature, Format, Framing, Record, Side};
use crate::model::OffsetUnit;

/// The format of the Gender Gap Tracker.
#[derive(Debug)]
pub struct GenderGapTracker;

impl Format for GenderGapTracker {
    fn name(&self) -> &'static str {
        "gender-gap-tracker"
    }

    fn summary(&self) -> &'static str {
        "JSON of the Gender Gap Tracker and of ATAP: a file a document, quotations located by their texts"
    }

    fn carries(&self) -> Carries {
        Carries::READ_PREDICTIONS.with(&[Feature::Nested, Feature::Cues, Feature::Sources])
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn recognise(&self, _name: &str, sample: &[u8]) -> Option<Claim> {
        let has = finder(sample);
        let is_list = opens(sample, '[');
        (is_list && has(b"\"quote_index\"") && has(b"\"speaker_index\"")).then_some(Claim::Documents)
    }

    fn framing(&self, _name: &str) -> Framing {
        Framing::Whole
    }

    fn names_by_file(&self) -> bool {
        true
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> Drafts<'a> {
        match json::<Vec<Quote>>(record) {
            Ok(quotes) => only_document(record, OffsetUnit::Char, quotes.into_iter().map(Quote::extracted)),
            Err(finding) => only(finding),
        }
    }
}

#[derive(Deserialize)]
struct Quote {
    #[serde(default)]
    speaker: String,
    quote: String,
    #[serde(default)]
    verb: String,
}

impl Quote {
    fn extracted<'a>(self) -> Extracted<'a> {
        Extracted {
            content: content(self.quote),
            cue: text(self.verb),
            source: text(self.speaker),
            ..Extracted::default()
        }
    }
}
