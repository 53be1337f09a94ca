//! Reads records again by place, neighbouring records at once.

use std::io::SeekFrom;

use super::batch::RecordPlace;
use super::source::Source;
use crate::dataset::format::{ReadSeek, Record};
use crate::error::{Error, Result};

/// Records closer than this number of bytes are read together.
const GAP: u64 = 4096;

/// Reads records of one source by place.
pub(in crate::dataset) struct Fetcher<'s> {
    source: &'s Source,
    /// The file that was read last, which is usually needed next.
    open: Option<(usize, Box<dyn ReadSeek + 's>)>,
}

/// The bytes of neighbouring records.
pub(in crate::dataset) struct RecordBlock {
    offset: u64,
    bytes: Vec<u8>,
    places: Vec<RecordPlace>,
}

impl RecordBlock {
    /// Returns the records of the block.
    pub(in crate::dataset) fn records<'b>(&'b self, source: &'b Source) -> impl Iterator<Item = Record<'b>> {
        self.places.iter().map(|place| {
            let start = (place.offset - self.offset) as usize;
            source.record(place.file, place.at, &self.bytes[start..start + place.len])
        })
    }
}

impl<'s> Fetcher<'s> {
    pub(in crate::dataset) const fn new(source: &'s Source) -> Self {
        Self { source, open: None }
    }

    /// Returns the records at these places, each place once, in file order.
    pub(in crate::dataset) fn fetch(&mut self, mut places: Vec<RecordPlace>) -> Result<Vec<RecordBlock>> {
        places.sort_unstable();
        places.dedup();
        let is_near = |a: &RecordPlace, b: &RecordPlace| a.file == b.file && b.offset <= a.offset + a.len as u64 + GAP;
        places.chunk_by(is_near).map(|neighbours| self.block(neighbours)).collect()
    }

    fn block(&mut self, places: &[RecordPlace]) -> Result<RecordBlock> {
        let (first, last) = (places[0], places[places.len() - 1]);
        let len = (last.offset + last.len as u64 - first.offset) as usize;
        let bytes = self.read(first.file, first.offset, len)?;
        Ok(RecordBlock { offset: first.offset, bytes, places: places.to_vec() })
    }

    fn read(&mut self, file: usize, offset: u64, len: usize) -> Result<Vec<u8>> {
        let mut open = match self.open.take() {
            Some((index, open)) if index == file => open,
            _ => self.source.seek(file)?,
        };
        let mut bytes = vec![0; len];
        let read = open.seek(SeekFrom::Start(offset)).and_then(|_| open.read_exact(&mut bytes));
        read.map_err(Error::io(self.source.shown_file(file)))?;
        self.open = Some((file, open));
        Ok(bytes)
    }
}
