//! What a language model answers: a JSON list of `{"quote","speaker"}`, with a code fence or prose around it or without.
//!
//! A file a document. Of several lists the first is read that holds such objects, or nothing. Quotations are located by their
//! texts; the speaker is a name, a list of names, or `null` where none is said.

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use serde_json::Value;

use super::shared::extracted::{Extracted, content, document_of, only_document};
use super::shared::finding::{only, utf8};
use crate::dataset::Feature;
use crate::dataset::fault::{Fault, shown};
use crate::dataset::reader::{Carries, Claim, Drafts, Format, Framing, Record, Side};
use crate::dataset::rules;
use crate::error::Finding;
use crate::model::OffsetUnit;

/// How many places at which a list may begin are tried.
const TRIES: usize = 64;

/// The format of answers of language models.
#[derive(Debug)]
pub struct Llm;

impl Format for Llm {
    fn name(&self) -> &'static str {
        "llm"
    }

    fn summary(&self) -> &'static str {
        "a language model's JSON list of {\"quote\",\"speaker\"}, in a code fence or prose or without: a file a document"
    }

    fn carries(&self) -> Carries {
        Carries::READ_PREDICTIONS.with(&[
            Feature::Nested,
            Feature::Speakers,
            Feature::SeveralSpeakers,
            Feature::Confidence,
        ])
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json", "md"]
    }

    fn recognise(&self, name: &str, sample: &[u8]) -> Option<Claim> {
        let text = String::from_utf8_lossy(sample);
        let is_list = list_starts(&text).next().is_some() && text.contains("\"quote\"") && text.contains("\"speaker\"");
        let is_ours = !["\"quote_index\"", "\"quotations\"", "\"quotes\""].iter().any(|key| text.contains(key));
        // What tells of data may show an example of it.
        let tells = name.rsplit('/').next().is_some_and(|name| name.starts_with("README"));
        (is_list && is_ours && !tells).then_some(Claim::Documents)
    }

    fn framing(&self, _name: &str) -> Framing {
        Framing::Whole
    }

    fn peek_id(&self, record: &Record<'_>) -> Option<String> {
        Some(document_of(record.name).to_owned())
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> Drafts<'a> {
        match answers(record) {
            Ok(answers) => only_document(record, OffsetUnit::Char, answers.into_iter().map(Answer::extracted)),
            Err(finding) => only(*finding),
        }
    }
}

#[derive(Deserialize)]
struct Answer {
    quote: String,
    #[serde(default)]
    speaker: Names,
    confidence: Option<f64>,
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

impl Answer {
    fn extracted<'a>(self) -> Extracted<'a> {
        let content = content(self.quote);
        Extracted { content, speakers: self.speaker.0, confidence: self.confidence, ..Extracted::default() }
    }
}

/// Where a list of objects, or an empty list, may begin.
fn list_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let opens = |at: &usize| text[at + 1..].trim_start().starts_with(['{', ']']);
    memchr::memchr_iter(b'[', text.as_bytes()).filter(opens).take(TRIES)
}

/// The first list that can be read; else what is wrong with the first.
fn answers(record: &Record<'_>) -> Result<Vec<Answer>, Box<Finding>> {
    let text = utf8(record)?;
    let mut fault = None;
    for start in list_starts(text) {
        let mut list = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Vec<Answer>>();
        match list.next() {
            Some(Ok(answers)) => return Ok(answers),
            Some(Err(error)) => _ = fault.get_or_insert((start, error)),
            None => {}
        }
    }
    let Some((start, error)) = fault else {
        let fault = Fault::new(&rules::JSON_SHAPE, "there is no JSON list").found(shown(text));
        return Err(Box::new(fault.expected("a list of {\"quote\", \"speaker\"}").at(record.file, record.at.line)));
    };
    let rule = if error.is_data() { &rules::JSON_SHAPE } else { &rules::JSON_SYNTAX };
    let said = error.to_string();
    let message = said.rfind(" at line ").map_or(&*said, |end| &said[..end]);
    let line = record.at.line + text[..start].matches('\n').count() + error.line().saturating_sub(1);
    let hint = error.is_eof().then(|| "the answer was cut off: ask for less, or allow a longer one".to_owned());
    let fault = Fault::new(rule, format!("{message}, at column {} of the list", error.column())).hint(hint);
    let found: String = text[start..].lines().nth(error.line().saturating_sub(1)).unwrap_or_default().to_owned();
    Err(Box::new(fault.found(shown(&found)).at(record.file, line)))
}
