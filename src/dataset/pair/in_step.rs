//! Gold and predictions in the same document order, read side by side without an index.

use std::collections::VecDeque;
use std::sync::Arc;

use super::index::{IndexedRecord, PredictionNotes, index_record};
use crate::dataset::files::{Batch, Batches, Source};
use crate::dataset::format::{Framing, Record};

/// The batches of gold, each with its predictions.
///
/// The batches end early if the orders differ or a file cannot be read; the join by index then takes over.
pub(super) struct InStepBatches<'s> {
    gold: Batches<'s>,
    predictions: Batches<'s>,
    /// The most recent batch of predictions.
    batch: Option<Arc<Batch<'s>>>,
    /// Documents of this batch that were not taken yet: the id and the index of the record.
    ahead: VecDeque<(String, usize)>,
    notes: PredictionNotes,
    ended_early: bool,
}

/// A batch of gold with its predictions.
pub(super) struct InStepBatch<'s> {
    pub(super) gold: Batch<'s>,
    /// For each record of gold, the batch of its prediction and the index within that batch.
    predictions: Vec<Option<(Arc<Batch<'s>>, usize)>>,
}

/// Signals that the orders differ, so that an index is needed.
struct OutOfStep;

impl<'s> InStepBatches<'s> {
    /// Creates the batches from the first document on; `None` unless each line of the files is a record.
    pub(in crate::dataset) fn new(gold: &'s Source, predictions: &'s Source) -> Option<Self> {
        (gold.is_cut_by(Framing::Lines) && predictions.is_cut_by(Framing::Lines)).then(|| Self {
            gold: gold.batches(),
            predictions: predictions.batches(),
            batch: None,
            ahead: VecDeque::new(),
            notes: PredictionNotes::of(predictions),
            ended_early: false,
        })
    }

    /// Returns the notes about the predictions; `None` if the batches ended early.
    pub(in crate::dataset) fn close(self) -> Option<PredictionNotes> {
        (!self.ended_early).then_some(self.notes)
    }

    fn step(&mut self) -> Result<Option<InStepBatch<'s>>, OutOfStep> {
        let Some(gold) = self.gold.next().transpose().map_err(|_| OutOfStep)? else {
            return if self.has_more()? { Err(OutOfStep) } else { Ok(None) };
        };
        let prediction = |record: &Record<'_>| self.prediction(&record.format.peek_id(record).ok_or(OutOfStep)?);
        let predictions = gold.records().iter().map(prediction).collect::<Result<Vec<_>, _>>()?;
        // If no document of a batch has a prediction, the predictions are most likely in another order.
        if predictions.iter().all(Option::is_none) && self.has_more()? {
            Err(OutOfStep)
        } else {
            Ok(Some(InStepBatch { gold, predictions }))
        }
    }

    /// Takes the next prediction if it is about this document.
    fn prediction(&mut self, id: &str) -> Result<Option<(Arc<Batch<'s>>, usize)>, OutOfStep> {
        if !self.has_more()? || self.ahead[0].0 != id {
            return Ok(None);
        }
        let next = self.ahead.pop_front().zip(self.batch.clone());
        Ok(next.map(|((_, index), batch)| (batch, index)))
    }

    /// True if a prediction is ahead; reads more batches if needed.
    fn has_more(&mut self) -> Result<bool, OutOfStep> {
        while self.ahead.is_empty() {
            let Some(mut batch) = self.predictions.next().transpose().map_err(|_| OutOfStep)? else {
                return Ok(false);
            };
            self.notes.findings.append(&mut batch.findings);
            for (index, record) in batch.records().iter().enumerate() {
                match index_record(record) {
                    IndexedRecord::One(id) => self.ahead.push_back((id, index)),
                    IndexedRecord::Read { documents, notes } if documents.is_empty() => self.notes.add(notes),
                    IndexedRecord::Read { .. } => return Err(OutOfStep),
                }
            }
            self.batch = Some(Arc::new(batch));
        }
        Ok(true)
    }
}

impl<'s> Iterator for InStepBatches<'s> {
    type Item = InStepBatch<'s>;

    fn next(&mut self) -> Option<InStepBatch<'s>> {
        self.step().unwrap_or_else(|OutOfStep| {
            self.ended_early = true;
            None
        })
    }
}

impl InStepBatch<'_> {
    /// Returns the records of gold, each with its prediction.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (Record<'_>, Option<Record<'_>>)> {
        let predictions =
            self.predictions.iter().map(|place| place.as_ref().and_then(|(batch, index)| batch.record(*index)));
        self.gold.records().into_iter().zip(predictions)
    }
}
