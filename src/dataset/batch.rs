//! Files cut into records, piece by piece, so that no more than a piece of them is in memory.

use std::io::Read;

use super::fault::Fault;
use super::reader::{Framing, Record};
use super::rules;
use super::source::Source;
use crate::error::{Error, Finding, Result};

/// How long a record may be, in bytes.
pub const MAX_RECORD: usize = 1 << 30;

/// How many bytes a batch holds unless a single record is longer.
const BATCH: usize = 256 << 10;

/// The bytes of a UTF-8 byte order mark.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// A piece of a source: whole records of one or more files.
pub struct Batch<'s> {
    source: &'s Source,
    chunks: Vec<Chunk>,
    /// What is wrong with the files as such.
    pub findings: Vec<Finding>,
}

/// Records of one file.
struct Chunk {
    file: usize,
    /// Where in the file the bytes begin.
    offset: u64,
    bytes: Vec<u8>,
    /// Start, end and line of each record.
    records: Vec<(usize, usize, usize)>,
}

/// Where a record stands, so that it can be read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// Index of the file in its source.
    pub(super) file: usize,
    /// First byte.
    pub(super) offset: u64,
    /// Number of bytes.
    pub(super) len: usize,
    /// Line on which it begins, from 1.
    pub(super) line: usize,
}

impl Batch<'_> {
    /// The records in the order of the files.
    #[must_use]
    pub fn records(&self) -> Vec<Record<'_>> {
        let records = self.chunks.iter().flat_map(|chunk| {
            let record = |&(start, end, line): &(usize, usize, usize)| {
                self.source.record(chunk.file, line, &chunk.bytes[start..end])
            };
            chunk.records.iter().map(record)
        });
        records.collect()
    }

    /// Where each of the [`records`](Self::records) stands.
    pub(super) fn places(&self) -> impl Iterator<Item = Place> {
        self.chunks.iter().flat_map(|chunk| {
            let place = |&(start, end, line): &(usize, usize, usize)| Place {
                file: chunk.file,
                offset: chunk.offset + start as u64,
                len: end - start,
                line,
            };
            chunk.records.iter().map(place)
        })
    }

    fn len(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.bytes.len()).sum()
    }
}

/// The pieces of a source, in order.
pub struct Batches<'s> {
    source: &'s Source,
    next_file: usize,
    open: Option<OpenFile>,
    at_end: bool,
}

/// A file that is cut into lines, and how far that has come.
struct OpenFile {
    index: usize,
    reader: Box<dyn Read + Send>,
    /// What was read beyond the last whole line.
    rest: Vec<u8>,
    /// Where in the file the rest begins.
    offset: u64,
    line: usize,
    crlf_seen: bool,
}

impl<'s> Iterator for Batches<'s> {
    type Item = Result<Batch<'s>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at_end {
            return None;
        }
        let mut batch = Batch { source: self.source, chunks: Vec::new(), findings: Vec::new() };
        while batch.len() < BATCH && !self.at_end {
            if let Err(error) = self.extend(&mut batch) {
                self.at_end = true;
                return Some(Err(error));
            }
        }
        let empty = batch.chunks.is_empty() && batch.findings.is_empty();
        (!empty).then_some(Ok(batch))
    }
}

impl<'s> Batches<'s> {
    pub(super) const fn new(source: &'s Source) -> Self {
        Self { source, next_file: 0, open: None, at_end: false }
    }

    /// Adds the rest of a file, a piece of it, or nothing at the end.
    fn extend(&mut self, batch: &mut Batch<'_>) -> Result<()> {
        if let Some(mut open) = self.open.take() {
            if open.read_lines(self.source.shown_file(open.index), batch)? {
                self.open = Some(open);
            }
            return Ok(());
        }
        let index = self.next_file;
        let Some(file) = self.source.file(index) else {
            self.at_end = true;
            return Ok(());
        };
        self.next_file += 1;
        let reader = self.source.open_file(index)?;
        match file.format.framing(&file.name) {
            Framing::Whole => read_whole(reader, index, &file.shown, false, batch),
            Framing::Document => read_whole(reader, index, &file.shown, true, batch),
            Framing::Lines => {
                self.open = Some(OpenFile { index, reader, rest: Vec::new(), offset: 0, line: 1, crlf_seen: false });
                Ok(())
            }
        }
    }
}

/// Adds a file as one record; where it is blank only if that is a document too.
fn read_whole(
    reader: Box<dyn Read + Send>,
    file: usize,
    shown: &str,
    even_blank: bool,
    batch: &mut Batch<'_>,
) -> Result<()> {
    let mut bytes = Vec::new();
    reader.take(MAX_RECORD as u64 + 1).read_to_end(&mut bytes).map_err(Error::io(shown))?;
    if bytes.len() > MAX_RECORD {
        batch.findings.push(too_long(shown, 1));
        return Ok(());
    }
    let start = skip_bom(&bytes, shown, &mut batch.findings);
    let is_record = even_blank || !is_blank(&bytes[start..]);
    let records = if is_record { vec![(start, bytes.len(), 1)] } else { Vec::new() };
    batch.chunks.push(Chunk { file, offset: 0, bytes, records });
    Ok(())
}

fn skip_bom(bytes: &[u8], shown: &str, findings: &mut Vec<Finding>) -> usize {
    if !bytes.starts_with(BOM) {
        return 0;
    }
    let fault = Fault::new(&rules::BYTE_ORDER_MARK, "the file begins with a byte order mark");
    findings.push(fault.hint(Some("save it as UTF-8 without BOM".into())).at(shown, 1));
    BOM.len()
}

fn too_long(shown: &str, line: usize) -> Finding {
    Fault::new(&rules::RECORD_TOO_LONG, format!("longer than {MAX_RECORD} bytes")).at(shown, line)
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().is_empty()
}

impl OpenFile {
    /// Adds a piece of whole lines to the batch; whether there may be more.
    fn read_lines(&mut self, shown: &str, batch: &mut Batch<'_>) -> Result<bool> {
        let mut bytes = Vec::with_capacity(self.rest.len() + BATCH + 1);
        bytes.append(&mut self.rest);
        let first = self.line == 1;
        loop {
            let scanned = bytes.len();
            let read = self.reader.by_ref().take(BATCH as u64).read_to_end(&mut bytes).map_err(Error::io(shown))?;
            if read == 0 {
                self.add(bytes, first, shown, batch);
                return Ok(false);
            }
            if let Some(newline) = memchr::memrchr(b'\n', &bytes[scanned..]) {
                self.rest = bytes.split_off(scanned + newline + 1);
                self.add(bytes, first, shown, batch);
                return Ok(true);
            }
            if bytes.len() > MAX_RECORD {
                batch.findings.push(too_long(shown, self.line));
                return Ok(false);
            }
        }
    }

    fn add(&mut self, bytes: Vec<u8>, first: bool, shown: &str, batch: &mut Batch<'_>) {
        let mut start = if first { skip_bom(&bytes, shown, &mut batch.findings) } else { 0 };
        let mut records = Vec::new();
        while start < bytes.len() {
            let end = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |newline| start + newline);
            let line = &bytes[start..end];
            if line.ends_with(b"\r") && !std::mem::replace(&mut self.crlf_seen, true) {
                let fault =
                    Fault::new(&rules::CRLF, "lines of the file end in CRLF").hint(Some("save it with LF".into()));
                batch.findings.push(fault.at(shown, self.line));
            }
            if line.len() > MAX_RECORD {
                batch.findings.push(too_long(shown, self.line));
            } else if !is_blank(line) {
                records.push((start, end, self.line));
            }
            self.line += 1;
            start = end + 1;
        }
        let offset = self.offset;
        self.offset += bytes.len() as u64;
        batch.chunks.push(Chunk { file: self.index, offset, bytes, records });
    }
}
