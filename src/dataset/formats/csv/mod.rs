//! Comma-separated values: one quotation a row, for spreadsheets.
//!
//! Rows hold no text: gold keeps that of document `a-1` in `a-1.txt` beside the file. Entities are no more than their
//! ids, and tags, parents, polarities and metadata have no column. A document without quotations is a row of which
//! only the first cell is filled. Cells are never altered, not even against formulas.
//!
//! Fragments are separated by `;` where offsets say how many there are; without offsets a text is one, with all its marks.

mod cells;
mod marks;
mod read;
mod write;

use crate::dataset::format::draft::System;
use crate::dataset::format::{
    Answered, Carries, Claim, Drafts, Entry, Feature, Format, Framing, OutputFile, Record, Side,
};
use crate::error::Result;

/// The columns, in the order in which they are written; all but the first may be missing.
const COLUMNS: [&str; 14] = [
    "document",
    "quotation",
    "type",
    "start",
    "end",
    "text",
    "cue_start",
    "cue_end",
    "cue",
    "source_start",
    "source_end",
    "source",
    "speaker",
    "confidence",
];

/// Stands between the fragments, or the speakers, of one cell.
const SEPARATOR: char = ';';

/// The CSV format.
#[derive(Debug)]
pub struct Csv;

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn summary(&self) -> &'static str {
        "a quotation a row, gold texts in DOCUMENT.txt beside it; no names, aliases, tags, parents or metadata"
    }

    fn carries(&self) -> Carries {
        Carries::BOTH_WAYS.with(&[
            Feature::Discontinuous,
            Feature::Nested,
            Feature::Types,
            Feature::Cues,
            Feature::Sources,
            Feature::Speakers,
            Feature::SeveralSpeakers,
            Feature::Ids,
            Feature::Confidence,
            Feature::Unplaced,
        ])
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn owns_extensions(&self) -> bool {
        true
    }

    fn recognise(&self, _name: &str, sample: &[u8]) -> Option<Claim> {
        let header = sample.split(|&byte| byte == b'\n').next().unwrap_or_default().trim_ascii_end();
        let is_known = |cell: &&[u8]| COLUMNS.iter().any(|column| column.as_bytes() == *cell);
        (header.split(|&byte| byte == b',').filter(is_known).count() > 2).then_some(Claim::Documents)
    }

    fn framing(&self, _name: &str) -> Framing {
        Framing::Whole
    }

    fn read<'a>(&self, record: &Record<'a>, side: Side) -> Drafts<'a> {
        read::read(record, side)
    }

    fn write_gold(&self, stem: &str, documents: &[&Entry]) -> Result<Vec<OutputFile>> {
        write::gold(stem, documents)
    }

    fn write_predictions(&self, stem: &str, answers: &[Answered<'_>], _system: &System) -> Result<Vec<OutputFile>> {
        write::predictions(stem, answers)
    }
}
