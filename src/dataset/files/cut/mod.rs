//! Finds the records of a file while it is read piece by piece.

mod lines;
mod list;

pub(super) use lines::LineCutter;
pub(super) use list::ElementCutter;

use crate::dataset::format::Start;
use crate::dataset::format::fault::Fault;

/// The largest length of a record, in bytes.
pub(crate) const MAX_RECORD: usize = 1 << 30;

/// The bytes of a UTF-8 byte order mark.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// A record as a range of the bytes at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CutRecord {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// Its place in the file.
    pub(in crate::dataset) at: Start,
}

/// Records, and the faults between them with their lines.
pub(super) type Cuts = (Vec<CutRecord>, Vec<(usize, Fault)>);

/// Cuts one file, whose bytes it gets in order.
pub(super) trait Cutter: Send {
    /// Looks at the bytes from `seen` on, which are new; returns how many of all can be cut.
    fn whole(&mut self, bytes: &[u8], seen: usize) -> usize;

    /// Cuts the bytes that [`whole`](Self::whole) counted; those of a file begin after its byte order mark.
    fn cut(&mut self, bytes: &[u8]) -> Cuts;

    /// The place of the first byte that is not cut.
    fn here(&self) -> Start;

    /// Cuts the rest at the end of the file.
    fn finish(&mut self, bytes: &[u8]) -> Cuts;
}
