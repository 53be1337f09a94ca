//! The output of a short script around the quotation extraction of textacy or spaCy: a list of `{"content","speaker","cue"}`,
//! each a span or a list of spans in characters, in one file per document.

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use serde_json::Value;

use super::shared::extracted::listed;
use crate::dataset::format::Feature::*;
use crate::dataset::format::draft::{DraftQuotation, DraftSpan};
use crate::dataset::format::{Claim, Format, Read, ReadResult, Record, Sample, Side};

pub(super) const FORMAT: Format = Format {
    name: "textacy",
    summary: "a JSON list of {\"content\",\"speaker\",\"cue\"} as spans in characters, as a script around textacy writes: one file per document",
    features: &[Discontinuous, Nested, Cues, Sources],
    extensions: &["json"],
    names_by_file: true,
    ..Format::for_predictions(&Reader)
};

struct Reader;

impl Read for Reader {
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim> {
        // A list of documents is a mistake, which the native format explains.
        let is_native = sample.has_key("quotations");
        let has_parts = sample.has_key("content") && sample.count_keys(&["speaker", "cue"]) > 0;
        (sample.opens(b'[') && !is_native && has_parts).then_some(Claim::Documents)
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> ReadResult<'a> {
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
        self.0.into_iter().map(DraftSpan::from).collect()
    }
}

impl From<Quote> for DraftQuotation<'_> {
    fn from(quote: Quote) -> Self {
        Self::new(0, quote.content.drafts()).with(quote.cue.drafts(), quote.speaker.drafts())
    }
}
