//! Whole datasets of gold, read in parallel and checked across documents.

use std::collections::HashMap;

use rayon::prelude::*;

use super::findings::GoldFindings;
use super::read::read_gold;
use crate::dataset::files::{Batch, Metadata, Source, try_in_order};
use crate::dataset::format::{Answered, GoldEntry, Side};
use crate::error::{Error, Findings, Result};
use crate::model::{GoldDocument, Prediction};

/// Gold documents that were read and checked, all without errors.
///
/// ```
/// let esper = quoteval::Dataset::load("esper")?;
/// assert_eq!(esper.documents().len(), 1);
/// # Ok::<(), quoteval::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Dataset {
    /// Name used in reports.
    pub name: String,
    /// The content of `dataset.json`.
    pub metadata: Metadata,
    entries: Vec<GoldEntry>,
    /// Index of each entry by document id.
    by_id: HashMap<String, usize>,
}

impl Dataset {
    /// Creates a dataset of checked documents. If several share an id, [`get`](Self::get) returns the first.
    #[doc(hidden)]
    #[must_use]
    pub fn new(name: impl Into<String>, metadata: Metadata, entries: Vec<GoldEntry>) -> Self {
        let mut by_id = HashMap::with_capacity(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            by_id.entry(entry.gold.id().to_owned()).or_insert(index);
        }
        Self { name: name.into(), metadata, entries, by_id }
    }

    /// Reads gold from a source as found by [`Source::open`]; warnings are dropped.
    ///
    /// # Errors
    /// With all findings, if one of them is an error.
    pub fn load(spec: &str) -> Result<Self> {
        let (dataset, findings) = Self::read(&Source::open(spec)?)?;
        dataset.ok_or(Error::Invalid(findings))
    }

    /// Reads gold; the dataset is `None` if a finding is an error.
    ///
    /// # Errors
    /// When a file cannot be read at all.
    pub fn read(source: &Source) -> Result<(Option<Self>, Findings)> {
        source.must_carry(Side::Gold)?;
        let (mut found, mut entries) = (GoldFindings::new(source), Vec::new());
        let read = |(): &mut (), batch: Batch<'_>| {
            let read: Vec<_> = batch.records().par_iter().map(read_gold).collect();
            Ok((batch.findings, read))
        };
        let settle = |(findings, read)| {
            found.note(findings);
            found.take(read, &mut entries);
        };
        try_in_order(source.batches(), || (), read, settle)?;
        let findings = found.close().1;
        let dataset =
            (!findings.has_errors()).then(|| Self::new(source.name.clone(), source.metadata.clone(), entries));
        Ok((dataset, findings))
    }

    /// Returns the documents in file order, each with its origin.
    pub fn documents(&self) -> impl ExactSizeIterator<Item = &GoldDocument> + Clone {
        self.entries.iter().map(|entry| &entry.gold)
    }

    /// Returns only the documents, in file order.
    #[must_use]
    pub fn into_documents(self) -> Vec<GoldDocument> {
        self.entries.into_iter().map(|entry| entry.gold).collect()
    }

    /// Returns the documents with their source files.
    #[doc(hidden)]
    #[must_use]
    pub fn entries(&self) -> &[GoldEntry] {
        &self.entries
    }

    /// Returns the document with an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&GoldDocument> {
        self.position(id).map(|index| &self.entries[index].gold)
    }

    /// Pairs each prediction with its gold document.
    ///
    /// # Errors
    /// When a prediction is about a document missing from the dataset.
    #[doc(hidden)]
    pub fn answered<'a>(&'a self, predictions: &'a [Prediction]) -> Result<Vec<Answered<'a>>> {
        let answered = |prediction: &'a Prediction| match self.get(&prediction.document) {
            Some(gold) => Ok(Answered { gold, prediction }),
            None => Err(Error::Usage(format!("gold has no document {}", prediction.document))),
        };
        predictions.iter().map(answered).collect()
    }

    /// Position of the document with an id in [`Dataset::documents`].
    #[must_use]
    pub(crate) fn position(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }
}
