//! The lines that a run has written before, each checked against its checksum.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use crate::{Error, Result};

use super::journal::Sum;

/// A line of predictions and its place.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) offset: u64,
    pub(super) len: usize,
    pub(super) sum: Sum,
}

/// The complete lines of a file of predictions.
#[derive(Default)]
pub(super) struct Verified {
    pub(super) lines: Vec<Line>,
    /// The end of the last complete line.
    pub(super) end: u64,
    /// The number of incomplete lines after it.
    pub(super) torn: usize,
}

/// Reads the lines, without incomplete ones at the end.
///
/// # Errors
/// If an incomplete line comes before a complete one, which this program never writes.
pub(super) fn verify(predictions: &Path, checksums: &Path) -> Result<Verified> {
    let mut sums = read_sums(checksums)?;
    let mut reader = BufReader::new(File::open(predictions).map_err(Error::io(predictions))?);
    let (mut verified, mut offset, mut bytes) = (Verified::default(), 0_u64, Vec::new());
    loop {
        bytes.clear();
        let len = reader.read_until(b'\n', &mut bytes).map_err(Error::io(predictions))?;
        if len == 0 {
            return Ok(verified);
        }
        match bytes.strip_suffix(b"\n").and_then(|line| sums.remove(&blake3::hash(line))) {
            None => verified.torn += 1,
            Some(_) if verified.torn > 0 => return Err(damaged(predictions, verified.lines.len() + 1)),
            Some(sum) => {
                verified.lines.push(Line { offset, len, sum });
                verified.end = offset + len as u64;
            }
        }
        offset += len as u64;
    }
}

/// The checksums by hash, without an incomplete last line.
fn read_sums(path: &Path) -> Result<HashMap<blake3::Hash, Sum>> {
    let mut sums = HashMap::new();
    let mut reader = BufReader::new(File::open(path).map_err(Error::io(path))?);
    let (mut number, mut line, mut bad) = (0, Vec::new(), None);
    while reader.read_until(b'\n', &mut line).map_err(Error::io(path))? > 0 {
        number += 1;
        let sum = line.strip_suffix(b"\n").and_then(|line| std::str::from_utf8(line).ok()).and_then(Sum::read);
        match sum {
            Some(_) if bad.is_some() => return Err(damaged(path, bad.unwrap_or_default())),
            Some(sum) => {
                sums.insert(sum.hash, sum);
            }
            None => {
                bad.get_or_insert(number);
            }
        }
        line.clear();
    }
    Ok(sums)
}

fn damaged(path: &Path, line: usize) -> Error {
    Error::Usage(format!(
        "{}:{line}: the line was changed after it was written, so the run cannot continue\n  \
         hint: remove the line, or choose another folder",
        path.display()
    ))
}
