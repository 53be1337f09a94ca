//! brat standoff: annotation in `NAME.ann` beside the text in `NAME.txt`, offsets in characters.
//!
//! Two ways of annotating are supported. *Events* are quotations whose arguments are contents, cues and sources (`Content`,
//! `Content2`, `Cue`, `Source`); an event type that ends in `-no-source` means that nobody is named. Without any event, each
//! content is a quotation, and *relations* (`Source`, `Speaker`, `Introduction`, `Cue`) link cues and sources to it; without
//! relations, each content gets the nearest ones in its paragraph.
//! Other labels, relations and arguments do not belong to quotations.
//!
//! Quotations are written as events; type, polarity and reserved speaker are attributes; entities are references (`entity:ID`,
//! then the name); the parent is a relation; id, tags and confidence are notes. The text may also be in a folder `text` beside
//! that of the annotation, and the name of a file may end in `_ANNOTATOR`.

mod line;
mod parts;
mod place;
mod read;
mod words;
mod write;

use crate::dataset::format::Feature::*;
use crate::dataset::format::draft::DraftSystem;
use crate::dataset::format::{
    Answered, Claim, Format, Framing, GoldEntry, OutputFile, Read, ReadOptions, ReadResult, Record, Sample, Side, Write,
};
use crate::dataset::formats::shared::written::Written;
use crate::error::{Finding, Result};

pub(super) const FORMAT: Format = Format {
    name: "brat",
    summary: "brat standoff: events or relations in NAME.ann, the text in NAME.txt beside it or in a folder `text`",
    features: &[
        Discontinuous,
        Nested,
        Types,
        Cues,
        Sources,
        Speakers,
        SeveralSpeakers,
        Names,
        Parents,
        Polarity,
        Tags,
        Ids,
        Confidence,
    ],
    extensions: &["ann"],
    owns_extensions: true,
    lies_deeper: true,
    has_annotators: true,
    framing: |_| Framing::Document,
    writer: Some(&Writer),
    ..Format::for_both(&Reader)
};

struct Reader;

impl Read for Reader {
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim> {
        let is_line = std::str::from_utf8(sample.first_line()).is_ok_and(|line| line::Line::parse(line).is_some());
        (is_line && sample.is_named(".ann")).then_some(Claim::Documents)
    }

    fn select(&self, files: &mut Vec<String>, names: &[String], options: &ReadOptions) -> Result<Vec<Finding>> {
        place::select(files, names, options)
    }

    fn peek_id(&self, record: &Record<'_>) -> Option<String> {
        Some(place::Place::of(record.name, &|name| record.folder.has(name)).document)
    }

    fn read<'a>(&self, record: &Record<'a>, side: Side) -> ReadResult<'a> {
        read::read(record, side)
    }
}

struct Writer;

impl Write for Writer {
    fn gold(&self, _stem: &str, documents: &[&GoldEntry]) -> Result<Vec<OutputFile>> {
        write::files(documents.iter().map(|entry| Written::gold(entry)))
    }

    fn predictions(&self, _stem: &str, answers: &[Answered<'_>], _system: &DraftSystem) -> Result<Vec<OutputFile>> {
        write::files(answers.iter().map(Written::prediction))
    }
}
