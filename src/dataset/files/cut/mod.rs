//! Where one record of a file ends and the next begins, found while the file is read piece by piece.

mod lines;
mod list;

pub(super) use lines::LineCutter;
pub(super) use list::ElementCutter;

use crate::dataset::format::Start;
use crate::dataset::format::fault::Fault;

/// How long a record may be, in bytes.
pub const MAX_RECORD: usize = 1 << 30;

/// The bytes of a UTF-8 byte order mark.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// A record: where it stands in some bytes, and where it begins in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CutRecord {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// Where in the file it begins.
    pub(in crate::dataset) at: Start,
}

/// Records, and what is wrong with what is around them, with its line.
pub(super) type Cuts = (Vec<CutRecord>, Vec<(usize, Fault)>);

/// Cuts one file, whose bytes are shown to it in order.
pub(super) trait Cutter: Send {
    /// Looks at the bytes from `seen` on, which are new; how many of all can be cut.
    fn whole(&mut self, bytes: &[u8], seen: usize) -> usize;

    /// Cuts as many bytes as were said to be whole, the first of the file without its byte order mark.
    fn cut(&mut self, bytes: &[u8]) -> Cuts;

    /// Where what is not yet cut begins.
    fn here(&self) -> Start;

    /// Cuts what is left at the end of the file.
    fn finish(&mut self, bytes: &[u8]) -> Cuts;
}
