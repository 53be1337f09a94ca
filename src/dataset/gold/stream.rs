//! Gold in batches, so that work on some documents can begin before all are read.

use rayon::prelude::*;

use super::findings::GoldFindings;
use super::read::read_gold;
use crate::dataset::files::{Batches, Source};
use crate::dataset::format::{GoldEntry, Side};
use crate::error::{Findings, Result};

/// The documents of a source in batches. The findings are complete only at the end.
pub(crate) struct GoldStream<'s> {
    batches: Batches<'s>,
    findings: GoldFindings<'s>,
}

impl<'s> GoldStream<'s> {
    /// Creates a stream that begins at the first file.
    ///
    /// # Errors
    /// When a file has a format without gold.
    pub(crate) fn new(source: &'s Source) -> Result<Self> {
        source.must_carry(Side::Gold)?;
        Ok(Self { batches: source.batches(), findings: GoldFindings::new(source) })
    }

    /// Returns the next documents without errors, in file order; of documents with the same id, only the first.
    ///
    /// # Errors
    /// When a file cannot be read at all.
    pub(crate) fn next_batch(&mut self) -> Result<Option<Vec<GoldEntry>>> {
        let Some(batch) = self.batches.next().transpose()? else {
            return Ok(None);
        };
        let read: Vec<_> = batch.records().par_iter().map(read_gold).collect();
        self.findings.note(batch.findings);
        let mut entries = Vec::with_capacity(read.len());
        self.findings.take(read, &mut entries);
        Ok(Some(entries))
    }

    /// Returns all findings about the gold read so far.
    #[must_use]
    pub(crate) fn findings(self) -> Findings {
        self.findings.close().1
    }
}
