//! Comma-separated values: one quotation per row, for spreadsheets.
//!
//! Rows hold no text: in gold, the text of document `a-1` is in `a-1.txt` beside the file. Of entities, only the ids are kept;
//! tags, parents, polarities and metadata have no column. A document without quotations is a row with only the first cell filled.
//! Cells are never altered, not even to guard against formulas.
//!
//! Fragments are separated by `;` if offsets state their number; without offsets, the whole text is one fragment.

mod cells;
mod marks;
mod read;
mod write;

use crate::dataset::format::Feature::*;
use crate::dataset::format::draft::DraftSystem;
use crate::dataset::format::{
    Answered, Claim, Format, GoldEntry, OutputFile, Read, ReadResult, Record, Sample, Side, Write,
};
use crate::error::Result;

/// The columns in writing order; all but the first are optional.
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

/// The separator of fragments or speakers within a cell.
const SEPARATOR: char = ';';

pub(super) const FORMAT: Format = Format {
    name: "csv",
    summary: "one quotation per row, gold texts in DOCUMENT.txt beside it; no names, aliases, tags, parents or metadata",
    features: &[Discontinuous, Nested, Types, Cues, Sources, Speakers, SeveralSpeakers, Ids, Confidence, Unplaced],
    extensions: &["csv"],
    owns_extensions: true,
    writer: Some(&Writer),
    ..Format::for_both(&Reader)
};

struct Reader;

impl Read for Reader {
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim> {
        let header = sample.first_line().trim_ascii_end();
        let is_known = |cell: &&[u8]| COLUMNS.iter().any(|column| column.as_bytes() == *cell);
        (header.split(|&byte| byte == b',').filter(is_known).count() > 2).then_some(Claim::Documents)
    }

    fn read<'a>(&self, record: &Record<'a>, side: Side) -> ReadResult<'a> {
        read::read(record, side)
    }
}

struct Writer;

impl Write for Writer {
    fn gold(&self, stem: &str, documents: &[&GoldEntry]) -> Result<Vec<OutputFile>> {
        write::gold(stem, documents)
    }

    fn predictions(&self, stem: &str, answers: &[Answered<'_>], _system: &DraftSystem) -> Result<Vec<OutputFile>> {
        write::predictions(stem, answers)
    }
}
