//! The gold of a run: checked once, then read document by document for each strategy.

use std::borrow::Cow;

use crate::Result;
use crate::dataset::{GoldEntry, GoldStream, Source, dataset_hash, document_hash};
use crate::model::Layers;
use crate::score::ScoreOptions;
use blake3::Hash;

use crate::cli::input::settle;

/// Datasets with less text than this, in bytes, stay in memory between strategies.
const HELD: usize = 4 << 20;

/// A valid dataset. Only the documents in progress are in memory, unless the dataset is small.
pub(super) struct Documents {
    source: Source,
    held: Option<Vec<GoldEntry>>,
    /// The number of documents.
    pub(super) count: usize,
    /// The number of documents that satisfy the conditions.
    pub(super) wanted: usize,
    /// The hash of those.
    pub(super) gold_hash: Hash,
    /// The layers of annotation in the dataset.
    pub(super) layers: Layers,
}

impl Documents {
    /// Reads all gold once, so that a fault is found before a long run begins.
    pub(super) fn open(spec: &str, options: &ScoreOptions) -> Result<Self> {
        let source = Source::open(spec)?;
        let mut hashes = Vec::new();
        let (mut count, mut bytes, mut layers) = (0, 0, Layers::default());
        let mut held = Some(Vec::new());
        let mut stream = GoldStream::new(&source)?;
        while let Some(batch) = stream.next_batch()? {
            count += batch.len();
            bytes += batch.iter().map(|entry| entry.gold.text().len()).sum::<usize>();
            batch.iter().for_each(|entry| layers |= entry.gold.layers());
            let wanted = batch.iter().filter(|entry| options.wants(&entry.gold));
            hashes.extend(wanted.map(|entry| document_hash(&entry.gold)));
            held = held.filter(|_| bytes <= HELD);
            if let Some(held) = &mut held {
                held.extend(batch);
            }
        }
        let findings = stream.findings();
        settle(((!findings.has_errors()).then_some(()), findings))?;
        let wanted = hashes.len();
        Ok(Self { source, held, count, wanted, gold_hash: dataset_hash(hashes), layers })
    }

    /// Name of the dataset.
    pub(super) fn name(&self) -> &str {
        &self.source.name
    }

    /// The source of the documents.
    pub(super) const fn source(&self) -> &Source {
        &self.source
    }

    /// All documents in order.
    pub(super) fn all(&self) -> Result<Box<dyn Iterator<Item = Result<Cow<'_, GoldEntry>>> + Send + '_>> {
        if let Some(held) = &self.held {
            return Ok(Box::new(held.iter().map(Cow::Borrowed).map(Ok)));
        }
        let mut stream = GoldStream::new(&self.source)?;
        let mut batch = Vec::new().into_iter();
        Ok(Box::new(std::iter::from_fn(move || {
            loop {
                if let Some(entry) = batch.next() {
                    return Some(Ok(Cow::Owned(entry)));
                }
                match stream.next_batch() {
                    Ok(next) => batch = next?.into_iter(),
                    Err(error) => return Some(Err(error)),
                }
            }
        })))
    }
}
