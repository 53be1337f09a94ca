//! The contract of a format: facts as data, a [`Read`] that turns bytes into drafts, a [`Write`] that turns documents into files.

use super::draft::DraftSystem;
use super::entry::{Answered, GoldEntry};
use super::feature::Feature;
use super::file_names::document_of;
use super::options::ReadOptions;
use super::record::{Drafts, Record};
use super::sample::Sample;
use super::side::Side;
use crate::error::{Error, Finding, Result};

/// The cutting of a file into records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Framing {
    /// Each line that is not blank is a record.
    Lines,
    /// Each element of the file's JSON list is a record; a file that is not a list is one record.
    Elements,
    /// The whole file is one record, unless it is blank.
    Whole,
    /// The whole file is one record even if it is blank, which then is a document without quotations.
    Document,
}

/// The role of a file in a format that recognises it.
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
/// [`format_named`](crate::dataset::format_named). The traits that read and write them are private to the crate, so there are no
/// formats from outside.
///
/// ```
/// let native = quoteval::format_named("native").unwrap();
/// assert!(native.writes());
/// ```
#[non_exhaustive]
pub struct Format {
    /// Kebab-case name, as in `brat:PATH`.
    pub name: &'static str,
    /// Description in one line.
    pub summary: &'static str,
    /// The annotation it can hold beside contents; the rest is lost or refused when writing.
    pub features: &'static [Feature],
    /// Extensions of its files, by which a folder given as `FORMAT:PATH` is read.
    pub extensions: &'static [&'static str],
    /// True if a file with one of the extensions is taken for this format even when its content does not decide.
    pub(crate) owns_extensions: bool,
    /// True if its files may lie deeper than directly in the given folder.
    pub(crate) lies_deeper: bool,
    /// True if several people may annotate a document, in one file each.
    pub(crate) has_annotators: bool,
    /// True if a document has no id but the name of its file, without the extensions.
    pub(crate) names_by_file: bool,
    /// The cutting of a file with this name.
    pub(crate) framing: fn(name: &str) -> Framing,
    pub(crate) reader: &'static dyn Read,
    pub(crate) sides: &'static [Side],
    pub(crate) writer: Option<&'static dyn Write>,
}

impl Format {
    /// The defaults of a format of gold alone.
    pub(crate) const fn for_gold(reader: &'static dyn Read) -> Self {
        Self::for_sides(&[Side::Gold], reader)
    }

    /// The defaults of a format of predictions alone.
    pub(crate) const fn for_predictions(reader: &'static dyn Read) -> Self {
        Self::for_sides(&[Side::Prediction], reader)
    }

    /// The defaults of a format of gold and predictions.
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

    /// The role of a file that begins with `sample`; `None` unless it is certainly of this format.
    #[doc(hidden)]
    #[must_use]
    pub fn recognise(&self, name: &str, sample: &[u8]) -> Option<Claim> {
        self.reader.recognise(&Sample { name, bytes: sample })
    }

    /// The id of the only document of a record, without reading all of it; `None` if there may be several.
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

/// The drafts of a record, or the fault that keeps all of it from being read.
pub(crate) type ReadResult<'a> = Result<Drafts<'a>, Box<Finding>>;

/// The reading side of a format: it makes drafts and knows no rule of data; the checking stage holds these once for all formats.
pub(crate) trait Read: Sync {
    /// The role of a file that begins like this; `None` unless it is certainly of this format.
    fn recognise(&self, sample: &Sample<'_>) -> Option<Claim>;

    /// Reads a record; faults of its parts are findings, and the rest is still read.
    fn read<'a>(&self, record: &Record<'a>, side: Side) -> ReadResult<'a>;

    /// The id of the only document of a record, without reading all of it, for formats that do not name documents by their files.
    fn peek_id(&self, _record: &Record<'_>) -> Option<String> {
        None
    }

    /// True if a file of a folder may be of this format when only its extension says so.
    fn may_hold(&self, _sample: &Sample<'_>) -> bool {
        true
    }

    /// True if a file of no known format among files of this one is one of them that cannot be read.
    fn takes_unreadable(&self, _sample: &Sample<'_>) -> bool {
        false
    }

    /// Reduces `files`, all of this format, to those to be read, and returns the warnings about the choice.
    ///
    /// `names` are all files of the folder, sorted.
    ///
    /// # Errors
    /// When the options ask for an annotation that is not there.
    fn select(&self, _files: &mut Vec<String>, _names: &[String], _options: &ReadOptions) -> Result<Vec<Finding>> {
        Ok(Vec::new())
    }

    /// Fills in the lines of quotations and entities that reading left out for speed; called only when something is wrong.
    fn fill_lines(&self, _record: &Record<'_>, _drafts: &mut Drafts<'_>) {}
}

/// The writing side of a format; the names of files begin with `stem`.
pub(crate) trait Write: Sync {
    /// Writes gold, or errs where the format cannot hold it.
    fn gold(&self, stem: &str, documents: &[&GoldEntry]) -> Result<Vec<OutputFile>>;

    /// Writes predictions, or errs where the format cannot hold them.
    fn predictions(&self, stem: &str, answers: &[Answered<'_>], system: &DraftSystem) -> Result<Vec<OutputFile>>;
}
