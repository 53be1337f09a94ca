//! INCEpTION and WebAnno TSV 3: a token a line with its offsets, a column per feature of each layer.
//!
//! What a span is says one of its features (`Content`, `Cue`, `Source`), else the name of its layer; features called `type`,
//! `speaker`, `polarity` and `tag` are those of the quotation. Relations tie as in other tools; chains are left alone. Between
//! sentences the file holds no text: a gap is a line break where it is longer than one, else a space. Offsets are characters, or
//! UTF-16 units where only these fit. In the export of a project, `annotation/DOCUMENT.txt/ANNOTATOR.tsv`, the folder names the
//! document and the file who annotated it.

mod annotations;
mod place;
mod read;
mod rows;

use crate::dataset::format::{Carries, Claim, Drafts, Feature, Format, Framing, ReadOptions, Record, Side};
use crate::error::{Finding, Result};

/// The format of INCEpTION.
#[derive(Debug)]
pub struct Inception;

impl Format for Inception {
    fn name(&self) -> &'static str {
        "inception"
    }

    fn summary(&self) -> &'static str {
        "INCEpTION and WebAnno TSV 3: a token a line, layers in columns, relations"
    }

    fn carries(&self) -> Carries {
        Carries::READ.with(&[
            Feature::Discontinuous,
            Feature::Nested,
            Feature::Types,
            Feature::Cues,
            Feature::Sources,
            Feature::Speakers,
            Feature::Parents,
            Feature::Polarity,
            Feature::Tags,
        ])
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["tsv"]
    }

    fn recognise(&self, _name: &str, sample: &[u8]) -> Option<Claim> {
        sample.starts_with(b"#FORMAT=WebAnno TSV 3").then_some(Claim::Documents)
    }

    fn lies_deeper(&self) -> bool {
        true
    }

    fn has_annotators(&self) -> bool {
        true
    }

    fn select(&self, files: &mut Vec<String>, _names: &[String], options: &ReadOptions) -> Result<Vec<Finding>> {
        place::select(files, options)
    }

    fn framing(&self, _name: &str) -> Framing {
        Framing::Whole
    }

    fn read<'a>(&self, record: &Record<'a>, side: Side) -> Drafts<'a> {
        read::read(record, side)
    }
}
