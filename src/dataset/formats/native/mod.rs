//! `quoteval/1`: one JSON object per document, alone in `*.json` or one per line in `*.jsonl`.

mod fast;
mod from_json;
mod json;
mod peek;
mod read;
mod scalars;
mod visit;
mod write;

pub use write::{Layout, write_document};
pub(crate) use write::{write_header, write_prediction};

use crate::dataset::format::draft::DraftSystem;
use crate::dataset::format::{
    Answered, Claim, Drafts, Feature, Format, Framing, GoldEntry, OutputFile, Read, ReadResult, Record, Sample, Side,
    Write,
};
use crate::dataset::formats::shared::finding::is_json;
use crate::error::Result;

/// Keys of which every document has at least one.
const TELLING: [&str; 7] = ["id", "text", "text_file", "text_sha256", "entities", "quotations", "quotes"];

pub(super) const FORMAT: Format = Format {
    name: "native",
    summary: "quoteval/1 JSON: one document per file (.json) or line (.jsonl); holds everything",
    features: &Feature::ALL,
    extensions: &["json", "jsonl", "ndjson"],
    owns_extensions: true,
    framing: |name| if name.to_ascii_lowercase().ends_with(".json") { Framing::Whole } else { Framing::Lines },
    writer: Some(&Writer),
    ..Format::for_both(&Reader)
};

struct Reader;

impl Read for Reader {
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim> {
        let is_ours = sample.opens(b'{') && (sample.has("\"quoteval") || sample.has_key("quotations"));
        is_ours.then_some(Claim::Documents)
    }

    fn may_hold(&self, sample: &Sample<'_>) -> bool {
        // Other programs store their settings in such files.
        let is_object = sample.is_named(".json") && sample.opens(b'{');
        !(is_object && sample.count_keys(&TELLING) == 0 && is_json(sample.bytes))
    }

    fn peek_id(&self, record: &Record<'_>) -> Option<String> {
        peek::peek_id(record.bytes)
    }

    fn read<'a>(&self, record: &Record<'a>, side: Side) -> ReadResult<'a> {
        read::read(record, side)
    }

    fn fill_lines(&self, record: &Record<'_>, drafts: &mut Drafts<'_>) {
        read::fill_lines(record, drafts);
    }
}

struct Writer;

impl Write for Writer {
    fn gold(&self, stem: &str, documents: &[&GoldEntry]) -> Result<Vec<OutputFile>> {
        let mut out = String::new();
        for entry in documents {
            write_document(&mut out, &entry.gold, &entry.text, Layout::Line);
        }
        Ok(vec![OutputFile::lines(stem, out)])
    }

    fn predictions(&self, stem: &str, answers: &[Answered<'_>], system: &DraftSystem) -> Result<Vec<OutputFile>> {
        let mut out = String::new();
        write_header(&mut out, system);
        for Answered { gold, prediction } in answers {
            write_prediction(&mut out, prediction, gold.text());
        }
        Ok(vec![OutputFile::lines(stem, out)])
    }
}
