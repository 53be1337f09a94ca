//! A record: the bytes that a format turns into drafts, and where they stand.

use super::draft::{DraftDocument, System};
use super::fault::Fault;
use super::folder::Folder;
use super::format::Format;
use super::options::ReadOptions;
use super::rules;
use super::side::Side;
use crate::error::Finding;

/// Where in its file a record begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Start {
    /// Line, from 1.
    pub line: usize,
    /// Bytes before it on that line.
    pub column: usize,
    /// Which record of the file it is, from 1.
    pub number: usize,
}

impl Start {
    /// The beginning of a file.
    pub const OF_FILE: Self = Self { line: 1, column: 0, number: 1 };

    /// The place behind some bytes that begin here.
    pub(in crate::dataset) fn behind(self, bytes: &[u8]) -> Self {
        match memchr::memrchr(b'\n', bytes) {
            Some(newline) => {
                let lines = memchr::memchr_iter(b'\n', &bytes[..=newline]).count();
                Self { line: self.line + lines, column: bytes.len() - newline - 1, ..self }
            }
            None => Self { column: self.column + bytes.len(), ..self },
        }
    }
}

/// The unit of reading: the bytes of one document, or of a file that cannot be cut.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    /// The file as the user named it.
    pub file: &'a str,
    /// The file by its path in the folder.
    pub name: &'a str,
    /// The folder that was given, or that of the file that was given: what else a format reads lies in it.
    pub folder: &'a Folder,
    /// Where in the file the bytes begin.
    pub at: Start,
    /// The bytes, without the end of the line.
    pub bytes: &'a [u8],
    /// The format of the file.
    pub format: &'static dyn Format,
    /// What was asked of reading.
    pub options: &'a ReadOptions,
}

impl<'a> Record<'a> {
    /// What the record says, without the quotations that were not asked for.
    pub(in crate::dataset) fn read(&self, side: Side) -> Drafts<'a> {
        self.wanted(self.format.read(self, side), side)
    }

    /// As [`read`](Self::read), with the lines of quotations and entities.
    pub(in crate::dataset) fn read_with_lines(&self, side: Side) -> Drafts<'a> {
        let mut drafts = self.format.read(self, side);
        if self.has_lines() {
            self.format.fill_lines(self, &mut drafts);
        }
        self.wanted(drafts, side)
    }

    fn wanted(&self, mut drafts: Drafts<'a>, side: Side) -> Drafts<'a> {
        for document in &mut drafts.documents {
            if let Some(quotations) = &mut document.quotations {
                self.options.apply(quotations, side);
            }
        }
        drafts
    }

    /// Whether there is more than one line, so that quotations may stand on lines of their own.
    pub(in crate::dataset) fn has_lines(&self) -> bool {
        memchr::memchr(b'\n', self.bytes).is_some()
    }
}

/// What a record says, unchecked.
#[derive(Debug, Default)]
pub struct Drafts<'a> {
    /// Documents in the order of the record.
    pub documents: Vec<DraftDocument<'a>>,
    /// The system a header names.
    pub system: Option<System>,
    /// Fields of the record as a whole that were ignored.
    pub ignored: Vec<String>,
    /// What kept parts of the record from being read.
    pub findings: Vec<Finding>,
}

/// The finding of a byte that is not UTF-8.
pub(in crate::dataset) fn invalid_utf8(record: &Record<'_>, position: usize) -> Finding {
    let line = record.at.line + memchr::memchr_iter(b'\n', &record.bytes[..position]).count();
    Fault::new(&rules::INVALID_UTF8, "this is not UTF-8")
        .found(format!("byte 0x{:02x} at byte {position} of the record", record.bytes[position]))
        .hint(Some("save the file as UTF-8; `iconv -f LATIN1 -t UTF-8` converts".into()))
        .at(record.file, line)
}
