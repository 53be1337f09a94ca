//! What a few lines around textacy's or spaCy's quotation extraction write: a list of `{"content","speaker","cue"}`, each a span or
//! a list of spans in characters, in a file a document.

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use serde_json::Value;

use super::shared::extracted::{Extracted, listed};
use super::shared::sample::{finder, opens};
use crate::dataset::format::draft::DraftSpan;
use crate::dataset::format::{Carries, Claim, Drafts, Feature, Format, Framing, Record, Side};

/// The format of a script around textacy.
#[derive(Debug)]
pub struct Textacy;

impl Format for Textacy {
    fn name(&self) -> &'static str {
        "textacy"
    }

    fn summary(&self) -> &'static str {
        "a JSON list of {\"content\",\"speaker\",\"cue\"} as spans in characters, as a script around textacy writes: a file a document"
    }

    fn carries(&self) -> Carries {
        Carries::READ_PREDICTIONS.with(&[Feature::Discontinuous, Feature::Nested, Feature::Cues, Feature::Sources])
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn recognise(&self, _name: &str, sample: &[u8]) -> Option<Claim> {
        let has = finder(sample);
        let is_list = opens(sample, '[');
        // A list of documents is a mistake that the native format explains.
        let is_native = has(b"\"quotations\"");
        (is_list && !is_native && has(b"\"content\"") && (has(b"\"speaker\"") || has(b"\"cue\"")))
            .then_some(Claim::Documents)
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
    content: Spans,
    #[serde(default)]
    speaker: Spans,
    #[serde(default)]
    cue: Spans,
}

/// Start and end of each span.
#[derive(Default)]
struct Spans(Vec<(i64, i64)>);

impl<'de> Deserialize<'de> for Spans {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let pair = |value: &Value| match value.as_array().map(Vec::as_slice) {
            Some([start, end]) => Some((start.as_i64()?, end.as_i64()?)),
            _ => None,
        };
        let spans = match &value {
            Value::Null => Some(Vec::new()),
            Value::Array(list) if list.first().is_some_and(Value::is_number) => pair(&value).map(|pair| vec![pair]),
            Value::Array(list) => list.iter().map(pair).collect(),
            _ => None,
        };
        spans.map(Self).ok_or_else(|| D::Error::custom("expected [start, end] or a list of such"))
    }
}

impl Spans {
    fn drafts<'a>(mut self) -> Vec<DraftSpan<'a>> {
        self.0.sort_unstable();
        self.0.into_iter().map(|(start, end)| DraftSpan::of_offsets(start, end)).collect()
    }
}

impl<'a> From<Quote> for Extracted<'a> {
    fn from(quote: Quote) -> Self {
        Self {
            content: quote.content.drafts(),
            cue: quote.cue.drafts(),
            source: quote.speaker.drafts(),
            ..Self::default()
        }
    }
}
