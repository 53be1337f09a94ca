//! Gold and predictions whose documents come in the same order, read side by side: nothing has to be looked up.

use std::collections::VecDeque;
use std::sync::Arc;

use super::index::{About, Entry, entry};
use crate::dataset::files::{Batch, Batches, Source};
use crate::dataset::format::{Framing, Record};

/// The batches of gold, each with its answers.
///
/// They end early where the two are hardly in step, or a file cannot be read: that is left to those who look predictions up.
pub(super) struct Steps<'s> {
    gold: Batches<'s>,
    predictions: Batches<'s>,
    /// The batch of predictions that was read last.
    batch: Option<Arc<Batch<'s>>>,
    /// Its documents that were not taken yet: id, and index of the record.
    ahead: VecDeque<(String, usize)>,
    about: About,
    ended_early: bool,
}

/// A batch of gold with its answers.
pub(super) struct Step<'s> {
    pub(super) gold: Batch<'s>,
    /// For each record the batch of its answer, and the index there.
    answers: Vec<Option<(Arc<Batch<'s>>, usize)>>,
}

/// Predictions have to be looked up.
struct OutOfStep;

impl<'s> Steps<'s> {
    /// From the first document on; `None` unless the files hold a record a line.
    pub(in crate::dataset) fn new(gold: &'s Source, predictions: &'s Source) -> Option<Self> {
        (gold.is_cut_by(Framing::Lines) && predictions.is_cut_by(Framing::Lines)).then(|| Self {
            gold: gold.batches(),
            predictions: predictions.batches(),
            batch: None,
            ahead: VecDeque::new(),
            about: About::of(predictions),
            ended_early: false,
        })
    }

    /// What the predictions say beside their documents; `None` where the steps ended early.
    pub(in crate::dataset) fn close(self) -> Option<About> {
        (!self.ended_early).then_some(self.about)
    }

    fn step(&mut self) -> Result<Option<Step<'s>>, OutOfStep> {
        let Some(gold) = self.gold.next().transpose().map_err(|_| OutOfStep)? else {
            return if self.has_more()? { Err(OutOfStep) } else { Ok(None) };
        };
        let answer = |record: &Record<'_>| self.answer(&record.format.peek_id(record).ok_or(OutOfStep)?);
        let answers = gold.records().iter().map(answer).collect::<Result<Vec<_>, _>>()?;
        // Whoever answers none of so many documents most likely comes in another order.
        if answers.iter().all(Option::is_none) && self.has_more()? {
            Err(OutOfStep)
        } else {
            Ok(Some(Step { gold, answers }))
        }
    }

    /// The next prediction, if it is about this document.
    fn answer(&mut self, id: &str) -> Result<Option<(Arc<Batch<'s>>, usize)>, OutOfStep> {
        if !self.has_more()? || self.ahead[0].0 != id {
            return Ok(None);
        }
        let next = self.ahead.pop_front().zip(self.batch.clone());
        Ok(next.map(|((_, index), batch)| (batch, index)))
    }

    /// Whether a prediction is ahead; reads as far as it takes to say so.
    fn has_more(&mut self) -> Result<bool, OutOfStep> {
        while self.ahead.is_empty() {
            let Some(mut batch) = self.predictions.next().transpose().map_err(|_| OutOfStep)? else {
                return Ok(false);
            };
            self.about.findings.append(&mut batch.findings);
            for (index, record) in batch.records().iter().enumerate() {
                match entry(record) {
                    Entry::One(id) => self.ahead.push_back((id, index)),
                    Entry::Read { documents, about } if documents.is_empty() => self.about.add(about),
                    Entry::Read { .. } => return Err(OutOfStep),
                }
            }
            self.batch = Some(Arc::new(batch));
        }
        Ok(true)
    }
}

impl<'s> Iterator for Steps<'s> {
    type Item = Step<'s>;

    fn next(&mut self) -> Option<Step<'s>> {
        self.step().unwrap_or_else(|OutOfStep| {
            self.ended_early = true;
            None
        })
    }
}

impl Step<'_> {
    /// The records of gold, each with its answer.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (Record<'_>, Option<Record<'_>>)> {
        let answers = self.answers.iter().map(|answer| answer.as_ref().and_then(|(batch, index)| batch.record(*index)));
        self.gold.records().into_iter().zip(answers)
    }
}
