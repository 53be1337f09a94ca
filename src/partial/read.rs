//! Reads a partial line by line and stops at the first fault: a program wrote the file, so one fault discredits the rest.

use std::io::{BufRead, Read};

use rayon::prelude::*;

use super::Partial;
use super::document::Line;
use super::fault::Fault;
use super::header::Header;
use super::restore::RestoreContext;
use crate::dataset::MAX_RECORD;
use crate::error::{Error, Result};

/// Number of lines parsed in parallel.
const BATCH: usize = 512;

/// One line without its line break.
struct RawLine {
    number: usize,
    bytes: Vec<u8>,
    /// True if the line ended in a line break.
    is_whole: bool,
}

pub(super) fn read(input: &mut dyn BufRead, shown: &str) -> Result<Partial> {
    let mut lines = Lines { input, shown, number: 0 };
    let at_first = |fault: Fault| fault.at(shown, 1);
    let first = lines.next_line()?.map_or_else(Vec::new, |line| line.bytes);
    let header = Header::read(&first).map_err(at_first)?;
    header.check(shown)?;
    let expected = header.documents;
    let mut partial = header.into_partial().map_err(at_first)?;
    let context = RestoreContext::new(&partial.options);
    loop {
        let batch = lines.next_batch()?;
        if batch.is_empty() {
            break;
        }
        let read: Vec<_> = batch.par_iter().map(|line| document(line, &context)).collect();
        for (document, line) in read.into_iter().zip(&batch) {
            partial.documents.push(document.map_err(|fault| fault.at(shown, line.number))?);
        }
    }
    let found = partial.documents.len();
    if found as u64 != expected {
        let message =
            if (found as u64) < expected { "the file ends before its time" } else { "more documents than counted" };
        return Err(torn(message).found(documents(found as u64)).expected(documents(expected)).at(shown, lines.number));
    }
    Ok(partial)
}

fn documents(count: u64) -> String {
    crate::report::plural(count, "document")
}

fn torn(message: &str) -> Fault {
    Fault::new("partial-torn", message).hint("copy the whole file, or write it again with `quoteval score --partial`")
}

fn document(line: &RawLine, context: &RestoreContext) -> Result<crate::score::DocumentScore, Fault> {
    let read: Line<'_> = serde_json::from_slice(&line.bytes).map_err(|error| {
        if error.is_eof() && !line.is_whole { torn("the last line is cut off") } else { Fault::of_json(&error) }
    })?;
    let id = read.id.clone();
    context.document(read).map_err(|fault| fault.document(&id))
}

/// The lines of a file.
struct Lines<'i> {
    input: &'i mut dyn BufRead,
    shown: &'i str,
    /// Number of the last line read, from 1.
    number: usize,
}

impl Lines<'_> {
    fn next_line(&mut self) -> Result<Option<RawLine>> {
        let mut bytes = Vec::new();
        let mut limited = self.input.take(MAX_RECORD as u64 + 1);
        limited.read_until(b'\n', &mut bytes).map_err(Error::io(self.shown))?;
        if bytes.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        let is_whole = bytes.pop_if(|last| *last == b'\n').is_some();
        if bytes.len() > MAX_RECORD {
            let fault = Fault::new("record-too-long", format!("longer than {MAX_RECORD} bytes"));
            return Err(fault.at(self.shown, self.number));
        }
        Ok(Some(RawLine { number: self.number, bytes, is_whole }))
    }

    fn next_batch(&mut self) -> Result<Vec<RawLine>> {
        let mut batch = Vec::with_capacity(BATCH);
        while batch.len() < BATCH
            && let Some(line) = self.next_line()?
        {
            batch.push(line);
        }
        Ok(batch)
    }
}
