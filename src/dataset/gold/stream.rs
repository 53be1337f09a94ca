//! Gold batch by batch, for those who work on documents while others are still to be read.

use rayon::prelude::*;

use super::ledger::Ledger;
use super::read::read_gold;
use crate::dataset::files::{Batches, Source};
use crate::dataset::format::{GoldEntry, Side};
use crate::error::{Findings, Result};

/// The documents of a source; what is wrong with them is known at the end.
pub struct GoldStream<'s> {
    batches: Batches<'s>,
    ledger: Ledger<'s>,
}

impl<'s> GoldStream<'s> {
    /// Begins at the first file.
    ///
    /// # Errors
    /// When a file is of a format that has no gold.
    pub fn new(source: &'s Source) -> Result<Self> {
        source.must_carry(Side::Gold)?;
        Ok(Self { batches: source.batches(), ledger: Ledger::new(source) })
    }

    /// The next documents without a fault, in the order of the files; of two with the same id only the first.
    ///
    /// # Errors
    /// When a file cannot be read at all.
    pub fn next_batch(&mut self) -> Result<Option<Vec<GoldEntry>>> {
        let Some(batch) = self.batches.next().transpose()? else {
            return Ok(None);
        };
        let read: Vec<_> = batch.records().par_iter().map(read_gold).collect();
        self.ledger.note(batch.findings);
        let mut entries = Vec::with_capacity(read.len());
        self.ledger.take(read, &mut entries);
        Ok(Some(entries))
    }

    /// Everything that is wrong with the gold that was read.
    #[must_use]
    pub fn findings(self) -> Findings {
        let mut findings = Findings(self.ledger.close().1);
        findings.0.sort();
        findings
    }
}
