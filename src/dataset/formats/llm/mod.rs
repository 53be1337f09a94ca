//! Answers of language models: JSON lists of `{"quote","speaker"}`, possibly in code fences or prose.
//!
//! One file per document. All lists of such objects are joined, except those inside `<think>…</think>`, `<thinking>` and
//! `<reasoning>`; other fields, and the fields of other lists, are counted as ignored. Quotations are located by their texts; the
//! speaker is a name, a list of names, or `null` if not stated.
//!
//! Answers are never repaired. An answer that cannot be read, because it was cut off, is not JSON or has elements of another
//! shape, becomes a failed document with the reason, and a warning, so that the model is still scored on its other documents. No
//! other format does so.

mod answer;
mod lists;
mod recognise;

use serde_json::value::RawValue;

use self::answer::{Answer, Other};
use self::lists::{Broken, lists};
use super::shared::extracted::only_document;
use super::shared::finding::{LineFault, is_json, utf8, without_place};
use crate::dataset::format::Feature::*;
use crate::dataset::format::draft::DraftQuotation;
use crate::dataset::format::fault::{Fault, shown};
use crate::dataset::format::{
    Claim, Drafts, Format, Framing, Read, ReadResult, Record, Sample, Side, document_of, rules,
};
use crate::model::OffsetUnit;

pub(super) const FORMAT: Format = Format {
    name: "llm",
    summary: "a language model's JSON list of {\"quote\",\"speaker\"}, in a code fence or prose or without: one file per document",
    features: &[Nested, Speakers, SeveralSpeakers, Confidence],
    extensions: &["json", "md"],
    names_by_file: true,
    framing: |_| Framing::Document,
    ..Format::for_predictions(&Reader)
};

struct Reader;

impl Read for Reader {
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim> {
        let text = String::from_utf8_lossy(sample.bytes);
        recognise::is_answer(sample.name, &text).then_some(Claim::Documents)
    }

    fn takes_unreadable(&self, sample: &Sample<'_>) -> bool {
        !recognise::is_readme(sample.name) && !is_json(sample.bytes)
    }

    fn read<'a>(&self, record: &Record<'a>, _side: Side) -> ReadResult<'a> {
        let answer = AnswerReader { record, text: utf8(record)? };
        Ok(answer.quotations().unwrap_or_else(|faults| answer.failed(faults)))
    }
}

/// Reads one answer.
struct AnswerReader<'r, 'a> {
    record: &'r Record<'a>,
    text: &'a str,
}

impl<'a> AnswerReader<'_, 'a> {
    /// Returns the quotations of all lists, or the faults that prevented the answer from being read.
    fn quotations(&self) -> Result<Drafts<'a>, Vec<LineFault>> {
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

    /// Returns a quotation and its ignored fields.
    fn answer(&self, element: &RawValue) -> Result<(DraftQuotation<'a>, Vec<String>), LineFault> {
        let line = self.line(element);
        let answer: Answer = serde_json::from_str(element.get()).map_err(|error| {
            let rule = &rules::ANSWER_UNREADABLE;
            let fault = Fault::new(rule, without_place(&error)).found(shown(element.get()));
            (line + error.line().saturating_sub(1), fault.expected("{\"quote\", \"speaker\"}"))
        })?;
        let fields = answer.other.keys().cloned().collect();
        Ok((answer.draft(line), fields))
    }

    fn line(&self, element: &RawValue) -> usize {
        let start = (element.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.line_at(start.min(self.text.len()))
    }

    fn line_at(&self, byte: usize) -> usize {
        self.record.at.line + memchr::memchr_iter(b'\n', &self.text.as_bytes()[..byte]).count()
    }

    fn broken(&self, Broken { start, error }: &Broken) -> LineFault {
        let line = error.line().saturating_sub(1);
        let hint = error.is_eof().then(|| "the answer was cut off: ask for less, or allow a longer one".to_owned());
        let message = format!("{}, at column {} of the list", without_place(error), error.column());
        let found = self.text[*start..].lines().nth(line).unwrap_or_default();
        let fault = Fault::new(&rules::ANSWER_UNREADABLE, message).found(shown(found)).hint(hint);
        (self.line_at(*start) + line, fault)
    }

    /// Fault of an answer without a list of quotations, which may contain another list.
    fn nothing(&self, other: Option<&Vec<&RawValue>>) -> LineFault {
        let (line, message, found) = match other.and_then(|list| list.first()) {
            Some(element) => (self.line(element), "no element of the list has a field `quote`", element.get()),
            None => (self.record.at.line, "there is no JSON list", self.text),
        };
        let fault = Fault::new(&rules::ANSWER_UNREADABLE, message).found(shown(found));
        (line, fault.expected("a list of {\"quote\", \"speaker\"}"))
    }

    /// Creates a document on which the model failed, for the first of these reasons.
    fn failed(&self, faults: Vec<LineFault>) -> Drafts<'a> {
        let mut drafts = only_document(self.record, OffsetUnit::Char, []);
        let reason = faults.first().map_or("", |(_, fault)| &fault.finding.message);
        for document in &mut drafts.documents {
            document.quotations = None;
            document.error = Some(format!("the answer cannot be read: {reason}").into());
        }
        let id = document_of(self.record.name);
        let finding = |(line, fault): LineFault| fault.about(id).at(self.record.file, line);
        drafts.findings = faults.into_iter().map(finding).collect();
        drafts
    }
}

/// True if an element has the field that identifies a quotation.
fn is_quotation(element: &&RawValue) -> bool {
    serde_json::from_str(element.get()).is_ok_and(|Other(fields)| fields.contains_key("quote"))
}
