//! INCEpTION and WebAnno TSV 3: one token per line with its offsets, one column per feature of each layer.
//!
//! One feature of a span names its part (`Content`, `Cue`, `Source`), or else its layer does; features called `type`, `speaker`,
//! `polarity` and `tag` belong to the quotation. Relations work as in other tools; chains are ignored. The file holds no text
//! between sentences: a gap of one is a space, a longer gap is filled with line breaks. Offsets are characters, or UTF-16 units
//! if only these fit. In the export of a project, `annotation/DOCUMENT.txt/ANNOTATOR.tsv`, the folder names the document and the
//! file its annotator.

mod annotations;
mod place;
mod read;
mod rows;

use crate::dataset::format::Feature::*;
use crate::dataset::format::{Claim, Format, Read, ReadOptions, ReadResult, Record, Sample, Side};
use crate::error::{Finding, Result};

pub(super) const FORMAT: Format = Format {
    name: "inception",
    summary: "INCEpTION and WebAnno TSV 3: one token per line, layers in columns, relations",
    features: &[Discontinuous, Nested, Types, Cues, Sources, Speakers, Parents, Polarity, Tags],
    extensions: &["tsv"],
    lies_deeper: true,
    has_annotators: true,
    ..Format::for_both(&Reader)
};

struct Reader;

impl Read for Reader {
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim> {
        sample.bytes.starts_with(b"#FORMAT=WebAnno TSV 3").then_some(Claim::Documents)
    }

    fn select(&self, files: &mut Vec<String>, _names: &[String], options: &ReadOptions) -> Result<Vec<Finding>> {
        place::select(files, options)
    }

    fn read<'a>(&self, record: &Record<'a>, side: Side) -> ReadResult<'a> {
        read::read(record, side)
    }
}
