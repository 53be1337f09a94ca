//! One record per line.

use super::{CutRecord, Cuts, Cutter, Start};
use crate::dataset::format::fault::Fault;
use crate::dataset::format::rules;

/// Each line that is not blank is a record.
pub(in crate::dataset) struct LineCutter {
    next: Start,
    crlf_seen: bool,
}

impl LineCutter {
    pub(in crate::dataset) const fn new() -> Self {
        Self { next: Start::OF_FILE, crlf_seen: false }
    }
}

impl Cutter for LineCutter {
    fn whole(&mut self, bytes: &[u8], seen: usize) -> usize {
        memchr::memrchr(b'\n', &bytes[seen..]).map_or(0, |newline| seen + newline + 1)
    }

    fn cut(&mut self, bytes: &[u8]) -> Cuts {
        let (mut cuts, mut faults, mut start) = (Vec::new(), Vec::new(), 0);
        while start < bytes.len() {
            let end = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |newline| start + newline);
            let line = &bytes[start..end];
            if line.ends_with(b"\r") && !std::mem::replace(&mut self.crlf_seen, true) {
                let fault = Fault::new(&rules::CRLF, "lines of the file end in CRLF");
                faults.push((self.next.line, fault.hint(Some("save it with LF".into()))));
            }
            if !line.trim_ascii_start().is_empty() {
                cuts.push(CutRecord { start, end, at: self.next });
                self.next.number += 1;
            }
            self.next.line += 1;
            start = end + 1;
        }
        (cuts, faults)
    }

    fn here(&self) -> Start {
        self.next
    }

    fn finish(&mut self, bytes: &[u8]) -> Cuts {
        self.cut(bytes)
    }
}
