//! A map from the ids of quotations to their speakers, for the gold-quotations setting: `{"q1": "Ann Lee", "q2": ["Bo", "Cy"]}` in a
//! file a document, or `{"DOCUMENT": {"q1": …}}` for several.
//!
//! Nothing in such a file says what it is: it is read as `speaker-map:PATH`. `null` says nothing.

use serde_json::{Map, Value};

use super::shared::extracted::{Extracted, document};
use super::shared::finding::{json, only};
use crate::dataset::format::fault::{Fault, shown};
use crate::dataset::format::{Carries, Claim, Drafts, Feature, Format, Framing, Record, Side, document_of, rules};
use crate::error::Finding;
use crate::model::OffsetUnit;

/// The format of speakers by id.
#[derive(Debug)]
pub struct SpeakerMap;

impl Format for SpeakerMap {
    fn name(&self) -> &'static str {
        "speaker-map"
    }

    fn summary(&self) -> &'static str {
        "JSON from ids of quotations to speakers, for the gold-quotations setting: a file a document, or documents by id"
    }

    fn carries(&self) -> Carries {
        Carries::READ_PREDICTIONS.with(&[Feature::Speakers, Feature::SeveralSpeakers, Feature::Ids])
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn recognise(&self, _name: &str, _sample: &[u8]) -> Option<Claim> {
        None
    }

    fn framing(&self, _name: &str) -> Framing {
        Framing::Whole
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> Drafts<'a> {
        let map = match json::<Map<String, Value>>(record) {
            Ok(map) => map,
            Err(finding) => return only(finding),
        };
        let mut drafts = Drafts::default();
        let mut add = |id: &str, answers: &Map<String, Value>| {
            let mut quotations = Vec::with_capacity(answers.len());
            for (quotation, speaker) in answers {
                match speakers(speaker) {
                    Some(speakers) => quotations.push(Extracted {
                        id: Some(quotation.clone()),
                        line: record.at.line,
                        speakers,
                        ..Extracted::default()
                    }),
                    None => drafts.findings.push(misfit(id, quotation, speaker, record)),
                }
            }
            drafts.documents.push(document(record, id, OffsetUnit::Char, quotations));
        };
        if !map.is_empty() && map.values().all(Value::is_object) {
            map.iter().for_each(|(id, answers)| add(id, answers.as_object().unwrap_or(&Map::new())));
        } else {
            add(document_of(record.name), &map);
        }
        drafts
    }
}

/// The names; `None` if it is something else.
fn speakers(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Null => Some(Vec::new()),
        Value::String(name) => Some(vec![name.clone()]),
        Value::Array(names) => names.iter().map(|name| name.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}

fn misfit(document: &str, quotation: &str, value: &Value, record: &Record<'_>) -> Finding {
    let fault = Fault::new(&rules::JSON_SHAPE, "the speaker is neither a name nor a list of names");
    let fault = fault.found(shown(&value.to_string())).expected("a string, a list of strings or null");
    Finding {
        document: Some(document.to_owned()),
        item: Some(format!("quotation {quotation}")),
        ..fault.at(record.file, record.at.line)
    }
}
