//! Finds the records of a file while it is read piece by piece.

mod lines;
mod list;

pub(super) use lines::LineCutter;
pub(super) use list::ElementCutter;

use crate::dataset::format::Start;
use crate::dataset::format::fault::Fault;

/// Maximum length of a record, in bytes.
pub(crate) const MAX_RECORD: usize = 1 << 30;

/// The bytes of a UTF-8 byte order mark.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// A record as a range of the available bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CutRecord {
    /// Index of the first byte.
    pub(super) start: usize,
    /// Index after the last byte.
    pub(super) end: usize,
    /// Position in the file.
    pub(in crate::dataset) at: Start,
}

/// Records, and the faults between them with their lines.
pub(super) type Cuts = (Vec<CutRecord>, Vec<(usize, Fault)>);

/// Splits a file whose bytes arrive in order.
pub(super) trait Cutter: Send {
    /// Scans the new bytes from `seen` on; returns the number of bytes that can be cut.
    fn whole(&mut self, bytes: &[u8], seen: usize) -> usize;

    /// Cuts the bytes counted by [`whole`](Self::whole), which begin after the byte order mark of the file.
    fn cut(&mut self, bytes: &[u8]) -> Cuts;

    /// Position of the first uncut byte.
    fn here(&self) -> Start;

    /// Cuts the remaining bytes at the end of the file.
    fn finish(&mut self, bytes: &[u8]) -> Cuts;
}
