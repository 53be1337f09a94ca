//! What a language model answers: JSON lists of `{"quote","speaker"}`, with code fences or prose around them or without.
//!
//! A file a document. All lists of such objects are joined, but for what stands in `<think>…</think>`, `<thinking>` and
//! `<reasoning>`; other fields, and those of other lists, are counted as ignored. Quotations are located by their texts; the
//! speaker is a name, a list of names, or `null` where none is said.
//!
//! Nothing is repaired. An answer that cannot be read, since it was cut off, is no JSON or has elements of another shape, is a
//! failed document with the reason, and a warning: a model that fails on one document is still scored on the others. This
//! format alone does so.

mod answer;
mod lists;
mod recognise;

use std::borrow::Cow;

use serde_json::value::RawValue;

use self::answer::{Answer, Other};
use self::lists::{Broken, lists};
use super::shared::extracted::{Extracted, only_document};
use super::shared::finding::{only, utf8};
use crate::dataset::format::fault::{Fault, shown};
use crate::dataset::format::{Carries, Claim, Drafts, Feature, Format, Framing, Record, Side, document_of, rules};
use crate::dataset::formats::shared::finding::is_json;
use crate::error::Finding;
use crate::model::OffsetUnit;

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
        recognise::is_answer(name, &String::from_utf8_lossy(sample)).then_some(Claim::Documents)
    }

    fn takes_unreadable(&self, name: &str, sample: &[u8]) -> bool {
        !recognise::tells(name) && !is_json(sample)
    }

    fn framing(&self, _name: &str) -> Framing {
        Framing::Document
    }

    fn names_by_file(&self) -> bool {
        true
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> Drafts<'a> {
        let text = match utf8(record) {
            Ok(text) => text,
            Err(finding) => return only(finding),
        };
        let reading = Reading { record, text };
        reading.answers().unwrap_or_else(|faults| reading.failed(faults))
    }
}

/// The reading of one answer.
struct Reading<'r, 'a> {
    record: &'r Record<'a>,
    text: &'a str,
}

/// What is wrong with an answer, and on which line.
type Faults = Vec<(usize, Fault)>;

impl<'a> Reading<'_, 'a> {
    /// All quotations of all lists, or what keeps the answer from being read.
    fn answers(&self) -> Result<Drafts<'a>, Faults> {
        let lists = lists(self.text).map_err(|broken| vec![self.broken(&broken)])?;
        let (mut quotations, mut ignored, mut faults) = (Vec::new(), Vec::new(), Vec::new());
        let (answers, others): (Vec<_>, Vec<_>) = lists
            .into_iter()
            .map(|list| list.elements)
            .partition(|list| list.is_empty() || list.iter().any(is_quotation));
        if answers.is_empty() {
            return Err(vec![self.nothing(others.first())]);
        }
        for element in answers.into_iter().flatten() {
            match self.answer(element) {
                Ok((quotation, fields)) => {
                    quotations.push(quotation);
                    ignored.extend(fields);
                }
                Err(fault) => faults.push(fault),
            }
        }
        let others = others.into_iter().flatten().filter_map(|element| serde_json::from_str(element.get()).ok());
        ignored.extend(others.flat_map(|Other(fields)| fields.into_keys()));
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut drafts = only_document(self.record, OffsetUnit::Char, quotations);
        if let Some(document) = drafts.documents.first_mut() {
            document.unknown = ignored;
        }
        Ok(drafts)
    }

    /// A quotation, and the fields that are ignored.
    fn answer(&self, element: &RawValue) -> Result<(Extracted<'a>, Vec<String>), (usize, Fault)> {
        let line = self.line(element);
        let answer: Answer = serde_json::from_str(element.get()).map_err(|error| {
            let rule = &rules::ANSWER_UNREADABLE;
            let fault = Fault::new(rule, said(&error)).found(shown(element.get()));
            (line + error.line().saturating_sub(1), fault.expected("{\"quote\", \"speaker\"}"))
        })?;
        let fields = answer.other.keys().cloned().collect();
        Ok((answer.extracted(line), fields))
    }

    fn line(&self, element: &RawValue) -> usize {
        let start = (element.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.line_at(start.min(self.text.len()))
    }

    fn line_at(&self, byte: usize) -> usize {
        self.record.at.line + memchr::memchr_iter(b'\n', &self.text.as_bytes()[..byte]).count()
    }

    fn broken(&self, Broken { start, error }: &Broken) -> (usize, Fault) {
        let line = error.line().saturating_sub(1);
        let hint = error.is_eof().then(|| "the answer was cut off: ask for less, or allow a longer one".to_owned());
        let message = format!("{}, at column {} of the list", said(error), error.column());
        let found = self.text[*start..].lines().nth(line).unwrap_or_default();
        let fault = Fault::new(&rules::ANSWER_UNREADABLE, message).found(shown(found)).hint(hint);
        (self.line_at(*start) + line, fault)
    }

    /// What is said of an answer without a list of quotations, but perhaps with another list.
    fn nothing(&self, other: Option<&Vec<&RawValue>>) -> (usize, Fault) {
        let (line, message, found) = match other.and_then(|list| list.first()) {
            Some(element) => (self.line(element), "no element of the list has a field `quote`", element.get()),
            None => (self.record.at.line, "there is no JSON list", self.text),
        };
        let fault = Fault::new(&rules::ANSWER_UNREADABLE, message).found(shown(found));
        (line, fault.expected("a list of {\"quote\", \"speaker\"}"))
    }

    /// A document on which the model failed, for the first of these reasons.
    fn failed(&self, faults: Faults) -> Drafts<'a> {
        let mut drafts = only_document(self.record, OffsetUnit::Char, []);
        let reason = faults.first().map_or_else(String::new, |(_, fault)| fault.message.clone());
        for document in &mut drafts.documents {
            document.quotations = None;
            document.error = Some(Cow::Owned(format!("the answer cannot be read: {reason}")));
        }
        let id = document_of(self.record.name);
        let finding = |(line, fault): (usize, Fault)| Finding {
            document: Some(id.to_owned()),
            ..fault.at(self.record.file, line)
        };
        drafts.findings = faults.into_iter().map(finding).collect();
        drafts
    }
}

/// Whether an element has what makes a quotation.
fn is_quotation(element: &&RawValue) -> bool {
    serde_json::from_str(element.get()).is_ok_and(|Other(fields)| fields.contains_key("quote"))
}

/// What serde says, without its line and column.
fn said(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.rfind(" at line ").map_or(&*said, |end| &said[..end]).to_owned()
}
