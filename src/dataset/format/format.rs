//! The contract of a format: bytes to drafts, checked documents to bytes.

use super::draft::System;
use super::entry::{Answered, Entry};
use super::feature::Feature;
use super::file_names::document_of;
use super::options::ReadOptions;
use super::record::{Drafts, Record};
use super::side::Side;
use crate::error::{Error, Finding, Result};

/// What a format can carry; what it cannot is lost or refused when writing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carries {
    /// Whether gold can be read.
    pub gold: bool,
    /// Whether predictions can be read.
    pub predictions: bool,
    /// Whether gold can be written.
    pub write_gold: bool,
    /// Whether predictions can be written.
    pub write_predictions: bool,
    /// What annotation it can hold beside contents.
    pub features: &'static [Feature],
}

impl Carries {
    /// Gold and predictions, read and written.
    pub const BOTH_WAYS: Self =
        Self { gold: true, predictions: true, write_gold: true, write_predictions: true, features: &[] };

    /// Gold and predictions, read alone.
    pub const READ: Self = Self { write_gold: false, write_predictions: false, ..Self::BOTH_WAYS };

    /// Gold, read alone.
    pub const READ_GOLD: Self = Self { predictions: false, ..Self::READ };

    /// Predictions, read alone.
    pub const READ_PREDICTIONS: Self = Self { gold: false, ..Self::READ };

    /// The same with these features.
    #[must_use]
    pub const fn with(self, features: &'static [Feature]) -> Self {
        Self { features, ..self }
    }
}

/// How a file is cut into records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// Each line that is not blank is a record.
    Lines,
    /// Each element of the JSON list that the file is is a record; a file that is no list is one.
    Elements,
    /// The whole file is one record, unless it is blank.
    Whole,
    /// The whole file is one record, even where there is nothing in it: a document without quotations.
    Document,
}

/// What a file is to a format that knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It holds documents.
    Documents,
    /// It is read along with another file.
    Companion,
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Name relative to the folder of the output.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl OutputFile {
    /// JSON Lines.
    #[must_use]
    pub fn lines(stem: &str, lines: String) -> Self {
        Self { name: format!("{stem}.jsonl"), bytes: lines.into_bytes() }
    }
}

/// A file format for gold, predictions or both.
///
/// A format makes drafts and knows none of the rules; those live once, in the checking stage.
pub trait Format: Sync {
    /// Kebab-case name, as in `brat:PATH`.
    fn name(&self) -> &'static str;

    /// What it is, in one line.
    fn summary(&self) -> &'static str;

    /// What it can carry.
    fn carries(&self) -> Carries;

    /// Endings of the names of its files: by them a folder is read that is said to be of this format.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether files with these endings are taken for this format also where nobody says so and the content does not decide.
    fn owns_extensions(&self) -> bool {
        false
    }

    /// What a file that begins with `sample` is to this format; `None` unless it is certainly of it.
    fn recognise(&self, name: &str, sample: &[u8]) -> Option<Claim>;

    /// Whether a file of a folder may be of this format where nothing but the ending of its name says so.
    fn may_hold(&self, name: &str, sample: &[u8]) -> bool {
        let _ = (name, sample);
        true
    }

    /// Whether a file of no known format that lies among files of this one is one of them that cannot be read.
    fn takes_unreadable(&self, name: &str, sample: &[u8]) -> bool {
        let _ = (name, sample);
        false
    }

    /// Whether its files may lie deeper than directly in the folder that is given.
    fn lies_deeper(&self) -> bool {
        false
    }

    /// Whether a document may be annotated by several people, in a file each.
    fn has_annotators(&self) -> bool {
        false
    }

    /// Of `files`, which all are of this format, those to be read, and what the user must know of the choice.
    ///
    /// `names` are all files of the folder, sorted.
    ///
    /// # Errors
    /// When what was asked for is not there.
    fn select(&self, files: &mut Vec<String>, names: &[String], options: &ReadOptions) -> Result<Vec<Finding>> {
        let _ = (files, names, options);
        Ok(Vec::new())
    }

    /// How a file of this name is cut.
    fn framing(&self, name: &str) -> Framing;

    /// Reads a record. Whatever is wrong with its shape is a finding; the rest is still read.
    fn read<'a>(&self, record: &Record<'a>, side: Side) -> Drafts<'a>;

    /// Whether a document has no id but the name of its file, without the endings.
    fn names_by_file(&self) -> bool {
        false
    }

    /// The id of the one document of a record, without reading all of it; `None` where that cannot be said.
    fn peek_id(&self, record: &Record<'_>) -> Option<String> {
        self.names_by_file().then(|| document_of(record.name).to_owned())
    }

    /// Fills in the lines of quotations and entities where reading did not care; called when something is wrong.
    fn fill_lines(&self, _record: &Record<'_>, _drafts: &mut Drafts<'_>) {}

    /// Writes gold as files whose names begin with `stem`.
    ///
    /// # Errors
    /// When the format cannot carry it.
    fn write_gold(&self, stem: &str, documents: &[&Entry]) -> Result<Vec<OutputFile>> {
        let _ = (stem, documents);
        Err(not_written(self.name(), "gold"))
    }

    /// Writes predictions as files whose names begin with `stem`.
    ///
    /// # Errors
    /// When the format cannot carry them.
    fn write_predictions(&self, stem: &str, answers: &[Answered<'_>], system: &System) -> Result<Vec<OutputFile>> {
        let _ = (stem, answers, system);
        Err(not_written(self.name(), "predictions"))
    }
}

fn not_written(format: &str, what: &str) -> Error {
    Error::Usage(format!("the format {format} cannot be written with {what}"))
}
