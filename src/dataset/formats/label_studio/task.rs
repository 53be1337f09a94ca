//! The JSON shape of an export.

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::dataset::formats::shared::finding::id_of;
use crate::model::{OffsetMap, OffsetUnit};

/// A task; fields that do not concern the annotation are ignored.
#[derive(Deserialize)]
pub(super) struct Task {
    pub(super) id: Option<Value>,
    pub(super) data: Map<String, Value>,
    #[serde(default)]
    pub(super) annotations: Vec<Annotation>,
    /// `None` if the key is missing: exports include it even if no model made predictions.
    pub(super) predictions: Option<Vec<Annotation>>,
}

/// The annotation by one annotator or one model.
#[derive(Deserialize)]
pub(super) struct Annotation {
    #[serde(default)]
    pub(super) result: Vec<Item>,
    #[serde(default)]
    pub(super) was_cancelled: bool,
    pub(super) completed_by: Option<Value>,
    pub(super) model_version: Option<String>,
}

impl Annotation {
    /// The annotator: a number, or the email address or number in an object.
    pub(super) fn annotator(&self) -> Option<String> {
        match self.completed_by.as_ref()? {
            Value::Object(about) => about.get("email").or_else(|| about.get("id")).and_then(id_of),
            value => id_of(value),
        }
    }
}

/// A region, a relation, or a fact about a region.
#[derive(Deserialize)]
pub(super) struct Item {
    pub(super) id: Option<String>,
    pub(super) from_name: Option<String>,
    #[serde(rename = "type")]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) value: ItemValue,
    pub(super) from_id: Option<String>,
    pub(super) to_id: Option<String>,
    #[serde(default)]
    pub(super) labels: Vec<String>,
    pub(super) score: Option<f64>,
}

#[derive(Clone, Copy, Deserialize)]
pub(super) struct GlobalOffsets {
    pub(super) start: i64,
    pub(super) end: i64,
}

impl GlobalOffsets {
    /// True if `copy` is the text at these offsets, in characters or in UTF-16 units.
    pub(super) fn fits(self, text: &str, copy: &str) -> bool {
        [OffsetUnit::Char, OffsetUnit::Utf16].into_iter().any(|unit| {
            let map = OffsetMap::new(text, unit);
            let byte = |offset: i64| map.to_byte(usize::try_from(offset).ok()?);
            byte(self.start).zip(byte(self.end)).and_then(|(start, end)| text.get(start..end)) == Some(copy)
        })
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ItemValue {
    pub(super) start: Option<Value>,
    pub(super) end: Option<Value>,
    /// The text of a region, or the lines of a text area.
    pub(super) text: Option<Value>,
    #[serde(alias = "hypertextlabels", alias = "paragraphlabels")]
    pub(super) labels: Vec<String>,
    /// Place of an HTML region in the text.
    #[serde(rename = "globalOffsets")]
    pub(super) global: Option<GlobalOffsets>,
    pub(super) choices: Vec<String>,
}
