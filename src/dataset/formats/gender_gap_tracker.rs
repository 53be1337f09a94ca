//! The JSON of the Gender Gap Tracker and of ATAP's quotation tool: a file a document.
//!
//! Offsets are those of a text that the extractor rewrote, so quotations are located by their texts. What the speaker field holds
//! is the mention beside the quotation: it is the source.

use serde::Deserialize;

use super::shared::extracted::{Extracted, content, listed, text};
use super::shared::sample::{finder, opens};
use crate::dataset::format::{Carries, Claim, Drafts, Feature, Format, Framing, Record, Side};

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
        listed::<Quote>(record)
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

impl<'a> From<Quote> for Extracted<'a> {
    fn from(quote: Quote) -> Self {
        Self { content: content(quote.quote), cue: text(quote.verb), source: text(quote.speaker), ..Self::default() }
    }
}
