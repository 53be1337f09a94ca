//! The interface of formats: facts as data, a [`Read`] that turns bytes into drafts, a [`Write`] that turns documents into files.

use super::draft::DraftSystem;
use super::entry::{Answered, GoldEntry};
use super::feature::Feature;
use super::file_names::document_of;
use super::options::ReadOptions;
use super::record::{Drafts, Record};
use super::sample::Sample;
use super::side::Side;
use crate::error::{Error, Finding, Result};

/// The division of a file into records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Framing {
    /// Each line that is not blank is a record.
    Lines,
    /// Each element of the file's JSON list is a record; a file that is not a list is one record.
    Elements,
    /// The whole file is one record; a blank file has none.
    Whole,
    /// The whole file is one record, even if it is blank: it is then a document without quotations.
    Document,
}

/// The role of a file in a format that recognised it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The file contains documents.
    Documents,
    /// The file is read together with another file.
    Companion,
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Name relative to the output folder.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl OutputFile {
    pub(crate) fn new(name: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: content.into() }
    }

    /// JSON Lines.
    pub(crate) fn lines(stem: &str, lines: String) -> Self {
        Self::new(format!("{stem}.jsonl"), lines)
    }
}

/// A file format for gold, predictions or both.
///
/// Formats are found in the table [`FORMATS`](crate::dataset::FORMATS) or by name with
/// [`format_named`](crate::dataset::format_named). The traits for reading and writing are private to the crate, so formats
/// cannot be added from outside.
///
/// ```
/// let native = quoteval::format_named("native").unwrap();
/// assert!(native.writes());
/// ```
#[non_exhaustive]
pub struct Format {
    /// Kebab-case name, as in `brat:PATH`.
    pub name: &'static str,
    /// One-line description.
    pub summary: &'static str,
    /// Features it can represent in addition to contents; other features are lost or refused when writing.
    pub features: &'static [Feature],
    /// File extensions, used to read a folder given as `FORMAT:PATH`.
    pub extensions: &'static [&'static str],
    /// True if a file with one of the extensions is assigned to this format even when its content is inconclusive.
    pub(crate) owns_extensions: bool,
    /// True if its files may be in subfolders of the given folder.
    pub(crate) lies_deeper: bool,
    /// True if several people may annotate a document, each in a file of their own.
    pub(crate) has_annotators: bool,
    /// True if the file name without extensions is the only id of a document.
    pub(crate) names_by_file: bool,
    /// Division into records of a file with this name.
    pub(crate) framing: fn(name: &str) -> Framing,
    pub(crate) reader: &'static dyn Read,
    pub(crate) sides: &'static [Side],
    pub(crate) writer: Option<&'static dyn Write>,
}

impl Format {
    /// Defaults for a gold-only format.
    pub(crate) const fn for_gold(reader: &'static dyn Read) -> Self {
        Self::for_sides(&[Side::Gold], reader)
    }

    /// Defaults for a predictions-only format.
    pub(crate) const fn for_predictions(reader: &'static dyn Read) -> Self {
        Self::for_sides(&[Side::Prediction], reader)
    }

    /// Defaults for a format of gold and predictions.
    pub(crate) const fn for_both(reader: &'static dyn Read) -> Self {
        Self::for_sides(&[Side::Gold, Side::Prediction], reader)
    }

    const fn for_sides(sides: &'static [Side], reader: &'static dyn Read) -> Self {
        Self {
            name: "",
            summary: "",
            features: &[],
            extensions: &[],
            owns_extensions: false,
            lies_deeper: false,
            has_annotators: false,
            names_by_file: false,
            framing: |_| Framing::Whole,
            reader,
            sides,
            writer: None,
        }
    }

    /// True if this side can be read.
    #[doc(hidden)]
    #[must_use]
    pub fn reads(&self, side: Side) -> bool {
        self.sides.contains(&side)
    }

    /// True if gold and predictions can be written.
    #[must_use]
    pub fn writes(&self) -> bool {
        self.writer.is_some()
    }

    /// Returns the role of a file that begins with `sample`; `None` unless the file certainly has this format.
    #[doc(hidden)]
    #[must_use]
    pub fn recognise(&self, name: &str, sample: &[u8]) -> Option<Claim> {
        self.reader.recognise(&Sample { name, bytes: sample })
    }

    /// Reads only the id of the only document of a record; `None` if there may be several documents.
    pub(crate) fn peek_id(&self, record: &Record<'_>) -> Option<String> {
        if self.names_by_file { Some(document_of(record.name).to_owned()) } else { self.reader.peek_id(record) }
    }

    /// Writes gold as files whose names begin with `stem`.
    ///
    /// # Errors
    /// When the format cannot be written or cannot hold the documents.
    #[doc(hidden)]
    pub fn write_gold(&self, stem: &str, documents: &[&GoldEntry]) -> Result<Vec<OutputFile>> {
        self.writer("gold")?.gold(stem, documents)
    }

    /// Writes predictions as files whose names begin with `stem`.
    ///
    /// # Errors
    /// When the format cannot be written or cannot hold the predictions.
    #[doc(hidden)]
    pub fn write_predictions(
        &self,
        stem: &str,
        answers: &[Answered<'_>],
        system: &DraftSystem,
    ) -> Result<Vec<OutputFile>> {
        self.writer("predictions")?.predictions(stem, answers, system)
    }

    fn writer(&self, what: &str) -> Result<&'static dyn Write> {
        let unwritten = || Error::Usage(format!("the format {} cannot be written with {what}", self.name));
        self.writer.ok_or_else(unwritten)
    }
}

/// The drafts of a record, or the fault that prevented the whole record from being read.
pub(crate) type ReadResult<'a> = Result<Drafts<'a>, Box<Finding>>;

/// The reader of a format: it creates drafts without checking them; the checking stage applies the same rules to all formats.
pub(crate) trait Read: Sync {
    /// Returns the role of a file that begins like this; `None` unless the file certainly has this format.
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim>;

    /// Reads a record. Faults of its parts become findings, and the other parts are still read.
    fn read<'a>(&self, record: &Record<'a>, side: Side) -> ReadResult<'a>;

    /// Reads only the id of the only document of a record, for formats that do not name documents by their files.
    fn peek_id(&self, _record: &Record<'_>) -> Option<String> {
        None
    }

    /// True if a file may have this format when only its extension suggests so.
    fn may_hold(&self, _sample: &Sample<'_>) -> bool {
        true
    }

    /// True if an unrecognised file among files of this format is an unreadable file of the same format.
    fn takes_unreadable(&self, _sample: &Sample<'_>) -> bool {
        false
    }

    /// Reduces `files`, all of this format, to the files to read, and returns warnings about the choice.
    ///
    /// `names` lists all files of the folder, sorted.
    ///
    /// # Errors
    /// When the options ask for an annotation that does not exist.
    fn select(&self, _files: &mut Vec<String>, _names: &[String], _options: &ReadOptions) -> Result<Vec<Finding>> {
        Ok(Vec::new())
    }

    /// Fills in the lines of quotations and entities that reading skipped for speed; called only if the lines are needed.
    fn fill_lines(&self, _record: &Record<'_>, _drafts: &mut Drafts<'_>) {}
}

/// The writer of a format; file names begin with `stem`.
pub(crate) trait Write: Sync {
    /// Writes gold; fails if the format cannot represent it.
    fn gold(&self, stem: &str, documents: &[&GoldEntry]) -> Result<Vec<OutputFile>>;

    /// Writes predictions; fails if the format cannot represent them.
    fn predictions(&self, stem: &str, answers: &[Answered<'_>], system: &DraftSystem) -> Result<Vec<OutputFile>>;
}
