//! A record: bytes that a format turns into drafts, with their position.

use std::borrow::Cow;

use super::draft::{DraftDocument, DraftSystem};
use super::fault::Fault;
use super::folder::Folder;
use super::format::Format;
use super::options::ReadOptions;
use super::rules;
use super::side::Side;
use crate::error::Finding;

/// The position of a record in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Start {
    /// Line, from 1.
    pub line: usize,
    /// Number of bytes before it on that line.
    pub column: usize,
    /// Number of the record in its file, from 1.
    pub number: usize,
}

impl Start {
    /// The beginning of a file.
    pub const OF_FILE: Self = Self { line: 1, column: 0, number: 1 };

    /// Returns the position after some bytes that begin here.
    pub(in crate::dataset) fn behind(self, bytes: &[u8]) -> Self {
        match memchr::memrchr(b'\n', bytes) {
            Some(newline) => {
                Self { line: self.line + newlines(&bytes[..=newline]), column: bytes.len() - newline - 1, ..self }
            }
            None => Self { column: self.column + bytes.len(), ..self },
        }
    }
}

/// The unit of reading: the bytes of one document, or of a file that cannot be split.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    /// File name as given by the user.
    pub file: &'a str,
    /// Path of the file in the folder.
    pub name: &'a str,
    /// The given folder, or the folder of the given file; formats read further files only from this folder.
    pub folder: &'a Folder,
    /// Position of the first byte in the file.
    pub at: Start,
    /// The bytes, without the line end.
    pub bytes: &'a [u8],
    /// The format of the file.
    pub format: &'static Format,
    /// Options of reading.
    pub options: &'a ReadOptions,
}

impl<'a> Record<'a> {
    /// Reads the drafts of the record, without the quotations excluded by the options.
    pub(in crate::dataset) fn read(&self, side: Side) -> Drafts<'a> {
        self.filtered(self.drafts(side), side)
    }

    /// Like [`read`](Self::read), but also fills in the lines of quotations and entities.
    pub(in crate::dataset) fn read_with_lines(&self, side: Side) -> Drafts<'a> {
        let mut drafts = self.drafts(side);
        if self.has_lines() {
            self.format.reader.fill_lines(self, &mut drafts);
        }
        self.filtered(drafts, side)
    }

    fn drafts(&self, side: Side) -> Drafts<'a> {
        let nothing_but = |finding: Box<Finding>| Drafts { findings: vec![*finding], ..Drafts::default() };
        self.format.reader.read(self, side).unwrap_or_else(nothing_but)
    }

    fn filtered(&self, mut drafts: Drafts<'a>, side: Side) -> Drafts<'a> {
        for document in &mut drafts.documents {
            if let Some(quotations) = &mut document.quotations {
                self.options.apply(quotations, side);
            }
        }
        drafts
    }

    /// True if there is more than one line, so that quotations may be on separate lines.
    pub(in crate::dataset) fn has_lines(&self) -> bool {
        memchr::memchr(b'\n', self.bytes).is_some()
    }

    /// Creates a finding on the first line of the record.
    pub(in crate::dataset) fn finding(&self, fault: Fault) -> Finding {
        fault.at(self.file, self.at.line)
    }

    /// Creates a finding on a line of the record, counted from 1.
    pub(in crate::dataset) fn finding_on(&self, line: usize, fault: Fault) -> Finding {
        fault.at(self.file, self.at.line + line.saturating_sub(1))
    }

    /// Creates a draft with this id at the start of the record.
    pub(in crate::dataset) fn draft<'d>(&self, id: impl Into<Cow<'d, str>>) -> DraftDocument<'d> {
        DraftDocument { line: self.at.line, id: Some(id.into()), ..DraftDocument::default() }
    }
}

/// The drafts of a record and the findings about it.
#[derive(Debug, Default)]
pub struct Drafts<'a> {
    /// Documents in record order.
    pub documents: Vec<DraftDocument<'a>>,
    /// System named by a header.
    pub system: Option<DraftSystem>,
    /// Ignored fields of the record as a whole.
    pub ignored: Vec<String>,
    /// Faults that prevented parts of the record from being read.
    pub findings: Vec<Finding>,
}

impl<'a> Drafts<'a> {
    /// Wraps a single document and the faults of its parts.
    pub(in crate::dataset) fn one(document: DraftDocument<'a>, findings: Vec<Finding>) -> Self {
        Self { documents: vec![document], findings, ..Self::default() }
    }
}

/// Counts the line feeds.
pub(in crate::dataset) fn newlines(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}

/// Finding about a byte that is not UTF-8.
pub(in crate::dataset) fn invalid_utf8(record: &Record<'_>, position: usize) -> Finding {
    let fault = Fault::new(&rules::INVALID_UTF8, "this is not UTF-8")
        .found(format!("byte 0x{:02x} at byte {position} of the record", record.bytes[position]))
        .hint(Some("save the file as UTF-8; `iconv -f LATIN1 -t UTF-8` converts".into()));
    record.finding_on(1 + newlines(&record.bytes[..position]), fault)
}
