//! The shape of an export.

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::model::{OffsetMap, OffsetUnit};

/// A task; fields that say nothing of the annotation are left alone.
#[derive(Deserialize)]
pub(super) struct Task {
    pub(super) id: Option<Value>,
    pub(super) data: Map<String, Value>,
    #[serde(default)]
    pub(super) annotations: Vec<Annotation>,
    /// `None` where the key is missing: an export has it even where no model said anything.
    pub(super) predictions: Option<Vec<Annotation>>,
}

/// What one annotator, or one model, says.
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
    /// The annotator: a number, or the mail address or number of an object.
    pub(super) fn annotator(&self) -> Option<String> {
        let word = |value: &Value| match value {
            Value::String(name) => Some(name.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        match self.completed_by.as_ref()? {
            Value::Object(about) => about.get("email").or_else(|| about.get("id")).and_then(word),
            value => word(value),
        }
    }
}

/// A region, a relation, or what is said of a region.
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
    /// Whether this text stands there, in characters or in UTF-16 units.
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
    /// Where a region of HTML stands in its text.
    #[serde(rename = "globalOffsets")]
    pub(super) global: Option<GlobalOffsets>,
    pub(super) choices: Vec<String>,
}
