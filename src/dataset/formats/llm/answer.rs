//! Elements of a list: a quotation and its speakers.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny};
use serde_json::Value;

use crate::dataset::format::draft::{DraftQuotation, DraftSpeakers};
use crate::dataset::formats::shared::extracted::located;
use crate::dataset::formats::shared::finding::words;

/// A single quotation.
#[derive(Deserialize)]
pub(super) struct Answer {
    quote: String,
    #[serde(default)]
    speaker: Names,
    confidence: Option<f64>,
    /// Fields unknown to the format.
    #[serde(flatten)]
    pub(super) other: BTreeMap<String, IgnoredAny>,
}

/// An element of a list without quotations.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Other(pub(super) BTreeMap<String, IgnoredAny>);

impl Answer {
    pub(super) fn draft<'a>(self, line: usize) -> DraftQuotation<'a> {
        let mut draft = DraftQuotation::new(line, [located(self.quote)]);
        draft.speaker = DraftSpeakers::of(self.speaker.0);
        draft.rare().confidence = self.confidence;
        draft
    }
}

/// A name, several names, or none.
#[derive(Default)]
struct Names(Vec<String>);

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = match Value::deserialize(deserializer)? {
            Value::String(name) if name.trim().is_empty() => Some(Vec::new()),
            value => words(&value),
        };
        names.map(Self).ok_or_else(|| D::Error::custom("expected a name, a list of names or null as `speaker`"))
    }
}
