//! Splits files into records piece by piece, so that only one piece is in memory at a time.

use std::io::Read;

use super::cut::{BOM, CutRecord, Cuts, Cutter, ElementCutter, LineCutter, MAX_RECORD};
use super::source::Source;
use crate::dataset::format::fault::Fault;
use crate::dataset::format::{Framing, Record, Start, rules};
use crate::error::{Error, Finding, Result};

/// Number of bytes in a batch, unless a single record is longer.
const BATCH: usize = 256 << 10;

/// A piece of a source: whole records of one or more files.
pub struct Batch<'s> {
    source: &'s Source,
    chunks: Vec<FileChunk>,
    /// Findings about the files.
    pub findings: Vec<Finding>,
}

/// Records of one file.
struct FileChunk {
    file: usize,
    /// Offset of the bytes in the file.
    offset: u64,
    bytes: Vec<u8>,
    records: Vec<CutRecord>,
}

/// The place of a record, for reading it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::dataset) struct RecordPlace {
    /// Index of the file in its source.
    pub(in crate::dataset) file: usize,
    /// Offset of the first byte.
    pub(super) offset: u64,
    /// Number of bytes.
    pub(super) len: usize,
    /// Line and column of the first byte.
    pub(in crate::dataset) at: Start,
}

impl Batch<'_> {
    /// Returns the records in file order.
    #[must_use]
    pub fn records(&self) -> Vec<Record<'_>> {
        self.chunks.iter().flat_map(|chunk| chunk.records.iter().map(|cut| self.cut_out(chunk, cut))).collect()
    }

    /// Returns one of the [`records`](Self::records).
    pub(in crate::dataset) fn record(&self, mut index: usize) -> Option<Record<'_>> {
        for chunk in &self.chunks {
            match chunk.records.get(index) {
                Some(cut) => return Some(self.cut_out(chunk, cut)),
                None => index -= chunk.records.len(),
            }
        }
        None
    }

    fn cut_out<'b>(&'b self, chunk: &'b FileChunk, cut: &CutRecord) -> Record<'b> {
        self.source.record(chunk.file, cut.at, &chunk.bytes[cut.start..cut.end])
    }

    /// Returns the places of the [`records`](Self::records).
    pub(in crate::dataset) fn places(&self) -> impl Iterator<Item = RecordPlace> {
        self.chunks.iter().flat_map(|chunk| {
            let place = |cut: &CutRecord| RecordPlace {
                file: chunk.file,
                offset: chunk.offset + cut.start as u64,
                len: cut.end - cut.start,
                at: cut.at,
            };
            chunk.records.iter().map(place)
        })
    }

    fn len(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.bytes.len()).sum()
    }
}

impl Source {
    /// Reads the files piece by piece; the records of a piece may be read in parallel.
    #[must_use]
    pub fn batches(&self) -> Batches<'_> {
        Batches { source: self, next_file: 0, open: None, at_end: false }
    }
}

/// The pieces of a source, in order.
pub struct Batches<'s> {
    source: &'s Source,
    next_file: usize,
    open: Option<OpenFile>,
    at_end: bool,
}

/// A file that is read and split piece by piece.
struct OpenFile {
    index: usize,
    reader: Box<dyn Read + Send>,
    cutter: Box<dyn Cutter>,
    /// Bytes read after the last complete record.
    rest: Vec<u8>,
    /// Offset of these bytes in the file.
    offset: u64,
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

impl Batches<'_> {
    /// Adds the next piece of a file to the batch, or nothing at the end.
    fn extend(&mut self, batch: &mut Batch<'_>) -> Result<()> {
        if let Some(mut open) = self.open.take() {
            if open.read(self.source.shown_file(open.index), batch)? {
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
        let cutter: Box<dyn Cutter> = match (file.format.framing)(&file.name) {
            framing @ (Framing::Whole | Framing::Document) => {
                return read_whole(reader, index, &file.shown, framing == Framing::Document, batch);
            }
            Framing::Lines => Box::new(LineCutter::new()),
            Framing::Elements => Box::new(ElementCutter::new()),
        };
        self.open = Some(OpenFile { index, reader, cutter, rest: Vec::new(), offset: 0 });
        Ok(())
    }
}

/// Adds a file as one record; a blank file only if it counts as a document.
fn read_whole(
    reader: Box<dyn Read + Send>,
    file: usize,
    shown: &str,
    is_document_if_blank: bool,
    batch: &mut Batch<'_>,
) -> Result<()> {
    let mut bytes = Vec::new();
    reader.take(MAX_RECORD as u64 + 1).read_to_end(&mut bytes).map_err(Error::io(shown))?;
    if bytes.len() > MAX_RECORD {
        batch.findings.push(too_long(shown, 1));
        return Ok(());
    }
    let start = skip_bom(&bytes, shown, &mut batch.findings);
    let is_record = is_document_if_blank || !is_blank(&bytes[start..]);
    let cut = CutRecord { start, end: bytes.len(), at: Start::OF_FILE };
    let records = if is_record { vec![cut] } else { Vec::new() };
    batch.chunks.push(FileChunk { file, offset: 0, bytes, records });
    Ok(())
}

fn skip_bom(bytes: &[u8], shown: &str, findings: &mut Vec<Finding>) -> usize {
    if !bytes.starts_with(BOM) {
        return 0;
    }
    let fault = Fault::new(&rules::BYTE_ORDER_MARK, "the file begins with a byte order mark, which is skipped");
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
    /// Adds a piece of complete records to the batch; true if there may be more.
    fn read(&mut self, shown: &str, batch: &mut Batch<'_>) -> Result<bool> {
        let mut bytes = Vec::with_capacity(self.rest.len() + BATCH + 1);
        bytes.append(&mut self.rest);
        loop {
            let seen = bytes.len();
            let read = self.reader.by_ref().take(BATCH as u64).read_to_end(&mut bytes).map_err(Error::io(shown))?;
            if seen == 0 && self.offset == 0 {
                let mark = skip_bom(&bytes, shown, &mut batch.findings);
                bytes.drain(..mark);
                self.offset = mark as u64;
            }
            let whole = if read == 0 { bytes.len() } else { self.cutter.whole(&bytes, seen) };
            if whole > 0 || read == 0 {
                self.rest = bytes.split_off(whole);
                let cuts = if read == 0 { self.cutter.finish(&bytes) } else { self.cutter.cut(&bytes) };
                self.add(bytes, cuts, shown, batch);
                return Ok(read > 0);
            }
            if bytes.len() > MAX_RECORD {
                batch.findings.push(too_long(shown, self.cutter.here().line));
                return Ok(false);
            }
        }
    }

    fn add(&mut self, bytes: Vec<u8>, (mut records, faults): Cuts, shown: &str, batch: &mut Batch<'_>) {
        batch.findings.extend(faults.into_iter().map(|(line, fault)| fault.at(shown, line)));
        records.retain(|cut| {
            let fits = cut.end - cut.start <= MAX_RECORD;
            if !fits {
                batch.findings.push(too_long(shown, cut.at.line));
            }
            fits
        });
        let offset = self.offset;
        self.offset += bytes.len() as u64;
        batch.chunks.push(FileChunk { file: self.index, offset, bytes, records });
    }
}
