//! brat standoff: annotation in `NAME.ann` beside the text in `NAME.txt`, offsets in characters.
//!
//! Two ways of annotating are read. *Events* are quotations whose arguments are contents, cues and sources (`Content`,
//! `Content2`, `Cue`, `Source`); an event type that ends in `-no-source` says that nobody is named. Without any event each
//! content of its own is a quotation, to which *relations* (`Source`, `Speaker`, `Introduction`, `Cue`) tie the others; without
//! these each has the nearest of its paragraph.
//! Labels, relations and arguments of other names are no part of quotations.
//!
//! What is written are events; type, polarity and reserved speaker are attributes, entities are references (`entity:ID`, then
//! the name), the parent is a relation, id, tags and confidence are notes. The text may also lie in a folder `text` beside
//! that of the annotation, and the name of a file may end in `_ANNOTATOR`.

mod line;
mod parts;
mod place;
mod read;
mod words;
mod write;

use crate::dataset::format::draft::System;
use crate::dataset::format::{
    Answered, Carries, Claim, Drafts, Entry, Feature, Format, Framing, OutputFile, ReadOptions, Record, Side,
};
use crate::error::{Finding, Result};

/// The brat format.
#[derive(Debug)]
pub struct Brat;

impl Format for Brat {
    fn name(&self) -> &'static str {
        "brat"
    }

    fn summary(&self) -> &'static str {
        "brat standoff: events or relations in NAME.ann, the text in NAME.txt beside it or in a folder `text`"
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
            Feature::Names,
            Feature::Parents,
            Feature::Polarity,
            Feature::Tags,
            Feature::Ids,
            Feature::Confidence,
        ])
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ann"]
    }

    fn owns_extensions(&self) -> bool {
        true
    }

    fn recognise(&self, name: &str, sample: &[u8]) -> Option<Claim> {
        let first = sample.split(|&byte| byte == b'\n').next().unwrap_or_default();
        let is_line = std::str::from_utf8(first).is_ok_and(|line| line::Line::parse(line).is_some());
        (is_line && name.to_ascii_lowercase().ends_with(".ann")).then_some(Claim::Documents)
    }

    fn lies_deeper(&self) -> bool {
        true
    }

    fn has_annotators(&self) -> bool {
        true
    }

    fn select(&self, files: &mut Vec<String>, names: &[String], options: &ReadOptions) -> Result<Vec<Finding>> {
        place::select(files, names, options)
    }

    fn framing(&self, _name: &str) -> Framing {
        Framing::Document
    }

    fn peek_id(&self, record: &Record<'_>) -> Option<String> {
        Some(place::Place::of(record.name, &|name| record.folder.has(name)).document)
    }

    fn read<'a>(&self, record: &Record<'a>, side: Side) -> Drafts<'a> {
        read::read(record, side)
    }

    fn write_gold(&self, _stem: &str, documents: &[&Entry]) -> Result<Vec<OutputFile>> {
        write::gold(documents)
    }

    fn write_predictions(&self, _stem: &str, answers: &[Answered<'_>], _system: &System) -> Result<Vec<OutputFile>> {
        write::predictions(answers)
    }
}
