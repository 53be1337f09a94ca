//! The elements of a list: a quotation and who said it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny};
use serde_json::Value;

use crate::dataset::formats::shared::extracted::{Extracted, content};

/// One quotation.
#[derive(Deserialize)]
pub(super) struct Answer {
    quote: String,
    #[serde(default)]
    speaker: Names,
    confidence: Option<f64>,
    /// Fields that the format does not know.
    #[serde(flatten)]
    pub(super) other: BTreeMap<String, IgnoredAny>,
}

/// An element of a list that holds no quotations.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Other(pub(super) BTreeMap<String, IgnoredAny>);

impl Answer {
    pub(super) fn extracted<'a>(self, line: usize) -> Extracted<'a> {
        let content = content(self.quote);
        Extracted { line, content, speakers: self.speaker.0, confidence: self.confidence, ..Extracted::default() }
    }
}

/// One name, several or none.
#[derive(Default)]
struct Names(Vec<String>);

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = match Value::deserialize(deserializer)? {
            Value::Null => Some(Vec::new()),
            Value::String(name) if name.trim().is_empty() => Some(Vec::new()),
            Value::String(name) => Some(vec![name]),
            Value::Array(names) => names.iter().map(|name| name.as_str().map(str::to_owned)).collect(),
            _ => None,
        };
        names.map(Self).ok_or_else(|| D::Error::custom("expected a name, a list of names or null as `speaker`"))
    }
}
