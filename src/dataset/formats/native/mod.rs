//! `quoteval/1`: one JSON object a document, in `*.json` or a line each in `*.jsonl`.

mod fast;
mod from_json;
mod json;
mod peek;
mod read;
mod scalars;
mod scan;
mod visit;
mod write;

pub use write::{Layout, write_document, write_header, write_prediction};

use crate::dataset::format::draft::System;
use crate::dataset::format::{
    Answered, Carries, Claim, Drafts, Entry, Feature, Format, Framing, OutputFile, Record, Side,
};
use crate::dataset::formats::shared::finding::is_json;
use crate::dataset::formats::shared::sample::{finder, opens};
use crate::error::Result;

/// Keys of which a document has at least one.
const TELLING: [&str; 7] =
    ["\"id\"", "\"text\"", "\"text_file\"", "\"text_sha256\"", "\"entities\"", "\"quotations\"", "\"quotes\""];

/// The native format.
#[derive(Debug)]
pub struct Native;

impl Format for Native {
    fn name(&self) -> &'static str {
        "native"
    }

    fn summary(&self) -> &'static str {
        "quoteval/1 JSON: one document a file (.json) or a line (.jsonl); carries everything"
    }

    fn carries(&self) -> Carries {
        Carries::BOTH_WAYS.with(Feature::ALL)
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json", "jsonl", "ndjson"]
    }

    fn owns_extensions(&self) -> bool {
        true
    }

    fn recognise(&self, _name: &str, sample: &[u8]) -> Option<Claim> {
        let has = finder(sample);
        (opens(sample, '{') && (has(b"\"quoteval") || has(b"\"quotations\""))).then_some(Claim::Documents)
    }

    fn may_hold(&self, name: &str, sample: &[u8]) -> bool {
        // Other programs keep their settings in such files.
        let is_foreign = name.to_ascii_lowercase().ends_with(".json")
            && opens(sample, '{')
            && !TELLING.iter().any(|key| finder(sample)(key.as_bytes()))
            && is_json(sample);
        !is_foreign
    }

    fn framing(&self, name: &str) -> Framing {
        if name.to_ascii_lowercase().ends_with(".json") { Framing::Whole } else { Framing::Lines }
    }

    fn peek_id(&self, record: &Record<'_>) -> Option<String> {
        peek::peek_id(record.bytes)
    }

    fn read<'a>(&self, record: &Record<'a>, side: Side) -> Drafts<'a> {
        read::read(record, side)
    }

    fn fill_lines(&self, record: &Record<'_>, drafts: &mut Drafts<'_>) {
        read::fill_lines(record, drafts);
    }

    fn write_gold(&self, stem: &str, documents: &[&Entry]) -> Result<Vec<OutputFile>> {
        let mut out = String::new();
        for entry in documents {
            write_document(&mut out, &entry.gold, &entry.text, Layout::Line);
        }
        Ok(vec![OutputFile::lines(stem, out)])
    }

    fn write_predictions(&self, stem: &str, answers: &[Answered<'_>], system: &System) -> Result<Vec<OutputFile>> {
        let mut out = String::new();
        write_header(&mut out, system);
        for Answered { gold, prediction } in answers {
            write_prediction(&mut out, prediction, gold.text());
        }
        Ok(vec![OutputFile::lines(stem, out)])
    }
}
