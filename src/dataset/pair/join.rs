//! Pairs gold and predictions document by document, with only the texts of one batch in memory.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::in_step::{InStepBatch, InStepBatches};
use super::index::{PredictionIndex, PredictionNotes};
use super::predictions::{JoinOptions, PredictionsById, read_prediction};
use crate::caught::caught;
use crate::dataset::check::{GoldCheck, PredictionCheck};
use crate::dataset::files::{Batch, Fetcher, Source, in_order, try_in_order};
use crate::dataset::format::draft::DraftSystem;
use crate::dataset::format::{Record, Side};
use crate::dataset::gold::{DocumentIds, GoldFindings, read_gold};
use crate::error::{Error, Finding, Findings, Result};
use crate::model::{GoldDocument, Prediction};

/// The result of joining gold and predictions.
#[derive(Debug, Default)]
pub struct Joined<T> {
    /// The result for each gold document, in gold order.
    pub results: Vec<T>,
    /// The system, if a header names it.
    pub system: DraftSystem,
    /// Prediction fields unknown to the schema, with the number of times each was ignored.
    pub ignored: BTreeMap<String, usize>,
}

/// Reads gold and its predictions, and calls `visit` with each gold document and its prediction, if there is one.
///
/// Documents are paired by id, in whatever order they occur. Gold is read in batches. Predictions are also read in batches if
/// they come in the same order; otherwise they are looked up in an index of their places. Each document is read, checked,
/// joined, visited and dropped before the next, while it is still in the cache. Memory therefore holds a batch, an id and a
/// place per document, the results, and predictions that share a record with others. The result is `None` if a finding
/// is an error, such as a prediction about a document missing from gold. If the orders turn out to differ, documents are
/// visited a second time.
///
/// # Errors
/// When a file cannot be read at all, or `visit` panics.
pub fn join<T: Send>(
    gold: &Source,
    predictions: &Source,
    options: impl Into<JoinOptions>,
    visit: impl Fn(&GoldDocument, Option<&Prediction>) -> T + Sync,
) -> Result<(Option<Joined<T>>, Findings)> {
    let options = options.into();
    predictions.must_carry(Side::Prediction)?;
    gold.must_carry(Side::Gold)?;
    // The functions below use positions in this list, so that they are compiled once instead of once for each T.
    let kept = Mutex::new(Vec::new());
    let keep = |gold: &GoldDocument, prediction: Option<&Prediction>| {
        let result = caught(|| visit(gold, prediction)).map_err(|panic| format!("document {}: {panic}", gold.id()));
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push((usize::MAX, result));
        kept.len() - 1
    };
    let (joined, findings) = match in_step(gold, predictions, options, &keep) {
        Some((joined, findings)) => (Some(joined), findings),
        None => by_index(gold, predictions, options, &keep)?,
    };
    let kept = kept.into_inner().unwrap_or_else(PoisonError::into_inner);
    let Some(Joined { results, system, ignored }) = joined else { return Ok((None, findings)) };
    let results = taken(kept, &results).map_err(Error::Internal)?;
    Ok((Some(Joined { results, system, ignored }), findings))
}

/// Returns the results at these positions, in order, or the first error. Sorts in place, since there may be many results.
fn taken<T>(mut kept: Vec<(usize, Result<T, String>)>, positions: &[usize]) -> Result<Vec<T>, String> {
    positions.iter().enumerate().for_each(|(rank, &position)| kept[position].0 = rank);
    kept.sort_unstable_by_key(|&(rank, _)| rank);
    kept.truncate(positions.len());
    kept.into_iter().map(|(_, result)| result).collect()
}

/// Visits a document and returns the position of its result.
type Keep<'k> = dyn Fn(&GoldDocument, Option<&Prediction>) -> usize + Sync + 'k;

/// A checked prediction and the findings about its record.
type CheckedPrediction = (PredictionCheck, Vec<Finding>);

/// Joins sources in the same order; `None` if the orders differ or a finding is an error, since the index may find further
/// errors.
fn in_step(
    gold: &Source,
    predictions: &Source,
    options: JoinOptions,
    visit: &Keep<'_>,
) -> Option<(Joined<usize>, Findings)> {
    let mut batches = InStepBatches::new(gold, predictions)?;
    let mut collected = Collected::new(gold);
    let work = |(): &mut (), batch: InStepBatch<'_>| {
        let visit = |(record, prediction): (Record<'_>, Option<Record<'_>>)| {
            let (checks, findings) = read_gold(&record);
            let read = |gold: &GoldDocument| prediction.map(|record| read_prediction(&record, None, gold, options));
            (checks.into_iter().map(|check| JoinedDocument::new(check, read, visit)).collect(), findings)
        };
        let documents: Vec<_> = batch.pairs().map(visit).collect();
        (batch.gold.findings, documents)
    };
    in_order(&mut batches, || (), work, |(findings, documents)| collected.add(findings, documents));
    collected.notes.add(batches.close()?);
    let (joined, findings) = collected.close(predictions, |_| Vec::new());
    Some((joined?, findings))
}

/// Joins sources in any order.
fn by_index(
    gold: &Source,
    predictions: &Source,
    options: JoinOptions,
    visit: &Keep<'_>,
) -> Result<(Option<Joined<usize>>, Findings)> {
    let (index, notes) = PredictionIndex::of(predictions)?;
    let shared = Fetcher::new(predictions).fetch(index.shared())?;
    let shared = PredictionsById::new(shared.iter().flat_map(|block| block.records(predictions)));
    let work = |fetcher: &mut Fetcher<'_>, batch: Batch<'_>| {
        let records: Vec<GoldRecord<'_>> = batch.records().into_iter().map(GoldRecord::new).collect();
        let blocks =
            fetcher.fetch(records.iter().flat_map(GoldRecord::ids).filter_map(|id| index.get(id)).collect())?;
        let own = PredictionsById::new(blocks.iter().flat_map(|block| block.records(predictions)));
        let read = |gold: &GoldDocument| own.read(gold, options).or_else(|| shared.read(gold, options));
        let visit = |record: GoldRecord<'_>| {
            let (checks, findings) = record.read();
            let documents = checks.into_par_iter().map(|check| JoinedDocument::new(check, read, visit));
            (documents.collect::<Vec<_>>(), findings)
        };
        let documents: Vec<_> = records.into_iter().map(visit).collect();
        Ok((batch.findings, documents))
    };
    let mut collected = Collected { notes, ..Collected::new(gold) };
    let settle = |(findings, documents)| collected.add(findings, documents);
    try_in_order(gold.batches(), || Fetcher::new(predictions), work, settle)?;
    Ok(collected.close(predictions, |known| index.strangers(&gold.name, known, predictions)))
}

/// The documents visited so far.
struct Collected<'s> {
    gold: GoldFindings<'s>,
    notes: PredictionNotes,
    results: Vec<usize>,
}

impl<'s> Collected<'s> {
    fn new(gold: &'s Source) -> Self {
        Self { gold: GoldFindings::new(gold), notes: PredictionNotes::default(), results: Vec::new() }
    }

    /// Adds a batch: the findings about its files, and the documents of each record with the findings about the record.
    fn add(&mut self, findings: Vec<Finding>, records: Vec<(Vec<JoinedDocument>, Vec<Finding>)>) {
        self.gold.note(findings);
        for (documents, findings) in records {
            self.gold.note(findings);
            for JoinedDocument { gold, prediction, result } in documents {
                if self.gold.settle(gold) {
                    self.results.extend(result);
                    self.notes.note(prediction);
                }
            }
        }
    }

    /// Returns the result; `strangers` adds the findings about predictions that require the ids of all gold documents.
    fn close(
        self,
        predictions: &Source,
        strangers: impl FnOnce(&DocumentIds) -> Vec<Finding>,
    ) -> (Option<Joined<usize>>, Findings) {
        let (known, mut findings) = self.gold.close();
        findings.0.extend(strangers(&known));
        findings.0.extend(self.notes.findings);
        findings.0.sort();
        predictions.doubt(&mut findings.0);
        let joined = Joined { results: self.results, system: self.notes.system, ignored: self.notes.ignored };
        ((!findings.has_errors()).then_some(joined), findings)
    }
}

/// A record of gold, read only as far as needed for the ids of its documents.
enum GoldRecord<'a> {
    Peeked(Record<'a>, String),
    Read(Vec<GoldCheck>, Vec<Finding>),
}

impl<'a> GoldRecord<'a> {
    fn new(record: Record<'a>) -> Self {
        match record.format.peek_id(&record) {
            Some(id) => Self::Peeked(record, id),
            None => {
                let (checks, findings) = read_gold(&record);
                Self::Read(checks, findings)
            }
        }
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        let (peeked, checks) = match self {
            Self::Peeked(_, id) => (Some(&**id), &[][..]),
            Self::Read(checks, _) => (None, &**checks),
        };
        peeked.into_iter().chain(checks.iter().filter_map(|check| check.document.as_deref()))
    }

    fn read(self) -> (Vec<GoldCheck>, Vec<Finding>) {
        match self {
            Self::Peeked(record, _) => read_gold(&record),
            Self::Read(checks, findings) => (checks, findings),
        }
    }
}

/// A gold document and its prediction, checked and visited.
struct JoinedDocument {
    /// The check of gold, without the document.
    gold: GoldCheck,
    /// The check of the prediction, without the prediction.
    prediction: Option<CheckedPrediction>,
    /// Position of the result; `None` if a finding about gold is an error.
    result: Option<usize>,
}

impl JoinedDocument {
    fn new(mut gold: GoldCheck, read: impl Fn(&GoldDocument) -> Option<CheckedPrediction>, visit: &Keep<'_>) -> Self {
        let entry = gold.entry.take();
        let mut checked = entry.as_ref().and_then(|entry| read(&entry.gold));
        let prediction = checked.as_mut().and_then(|(check, _)| check.prediction.take());
        let result = entry.map(|entry| visit(&entry.gold, prediction.as_ref()));
        Self { gold, prediction: checked, result }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{ReadOptions, format_named};
    use crate::model::Setting;

    #[test]
    fn what_is_taken_is_in_the_order_asked_for() {
        let kept = ["a", "b", "c", "d"].map(|result| (usize::MAX, Ok(result))).to_vec();
        assert_eq!(taken(kept, &[3, 0, 2]).unwrap(), ["d", "a", "c"]);
    }

    #[test]
    fn a_visit_that_panics_is_an_error_that_names_the_document() {
        let gold = Source::open("wire").unwrap();
        let nothing = tempfile::NamedTempFile::with_suffix(".jsonl").unwrap();
        let predictions =
            Source::from_path_with(nothing.path(), format_named("native"), ReadOptions::default()).unwrap();
        let visit = |gold: &GoldDocument, _: Option<&Prediction>| assert_ne!(gold.id(), "w03-toll-campaign");
        let error = join(&gold, &predictions, Setting::EndToEnd, visit).unwrap_err();
        assert!(error.to_string().starts_with("internal error: document w03-toll-campaign: panicked: "), "{error}");
    }
}
