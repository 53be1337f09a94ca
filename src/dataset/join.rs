//! Gold and predictions, document by document, without holding the texts of more than one batch.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::Entry;
use super::check::{PredictionCheck, check_prediction};
use super::derive::derive_types;
use super::draft::System;
use super::fetch::Fetcher;
use super::gold::GoldStream;
use super::index::{About, Index};
use super::reader::{Drafts, Record, Side};
use super::source::Source;
use crate::error::{Finding, Findings, Result};
use crate::model::{GoldDocument, Prediction, Setting, Task};

/// Reads the drafts of one record of predictions, with the lines of their quotations.
#[must_use]
pub fn read_prediction_drafts<'a>(record: &Record<'a>) -> Drafts<'a> {
    record.read_with_lines(Side::Prediction)
}

/// What came of joining gold with predictions.
#[derive(Debug, Default)]
pub struct Joined<T> {
    /// What was made of each gold document, in the order of gold.
    pub results: Vec<T>,
    /// The system, where a header names it.
    pub system: System,
    /// How often each field of the predictions was ignored, because the schema does not know it.
    pub ignored: BTreeMap<String, usize>,
}

/// Reads gold and the predictions about it, and makes something of each gold document and its prediction, if there is one.
///
/// Documents are paired by id, whatever their order in either source. Gold is read batch by batch, predictions are looked up
/// where an index of their places says; so memory holds a batch, an id and a place per document, and the results. `None` if a
/// finding is an error, such as a prediction about a document that gold does not have.
///
/// # Errors
/// When a file cannot be read at all.
pub fn join<T: Send>(
    gold: &Source,
    predictions: &Source,
    setting: Setting,
    visit: impl Fn(&GoldDocument, Option<&Prediction>) -> T + Sync,
) -> Result<(Option<Joined<T>>, Findings)> {
    predictions.must_carry(Side::Prediction)?;
    let mut index = Index::of(predictions)?;
    let mut fetcher = Fetcher::new(predictions);
    let mut stream = GoldStream::new(gold)?;
    let mut results = Vec::with_capacity(index.len());
    while let Some(entries) = stream.next_batch()? {
        let places = entries.iter().filter_map(|entry| index.take(entry.gold.id())).collect();
        let blocks = fetcher.fetch(places)?;
        let records: Vec<Record<'_>> = blocks.iter().flat_map(|block| block.records(predictions)).collect();
        let answers = answers(&records, &entries, setting, &mut index.about);
        let visited = entries.par_iter().zip(&answers).map(|(entry, answer)| visit(&entry.gold, answer.as_ref()));
        results.par_extend(visited);
    }
    let (known, mut findings) = stream.finish();
    findings.extend(index.strangers(&gold.name, &known, predictions));
    findings.append(&mut index.about.findings);
    findings.sort();
    let findings = Findings(findings);
    let About { system, ignored, .. } = index.about;
    let joined = Joined { results, system, ignored };
    Ok(((!findings.has_errors()).then_some(joined), findings))
}

/// The checked prediction for each entry, `None` where there is none.
fn answers(records: &[Record<'_>], entries: &[Entry], setting: Setting, about: &mut About) -> Vec<Option<Prediction>> {
    let position: HashMap<&str, usize> =
        entries.iter().enumerate().map(|(index, entry)| (entry.gold.id(), index)).collect();
    let check = |record: &Record<'_>| -> (Vec<(usize, PredictionCheck)>, Vec<Finding>) {
        let drafts = read_prediction_drafts(record);
        let of_batch = drafts.documents.into_iter().filter_map(|draft| {
            let at = *position.get(draft.id.as_deref()?)?;
            let gold = &entries[at].gold;
            let mut check = check_prediction(draft, &Task::of(gold, setting), record.file);
            if let Some(prediction) = check.prediction.as_mut().filter(|_| record.options.derive_types) {
                derive_types(gold.text(), prediction.quotations.iter_mut().map(|item| &mut item.quotation));
            }
            Some((at, check))
        });
        (of_batch.collect(), drafts.findings)
    };
    let checked: Vec<_> = records.par_iter().map(check).collect();
    let mut answers = vec![None; entries.len()];
    for (record, (checks, findings)) in records.iter().zip(checked) {
        // A record whose id could not be seen from outside has been read for the index, and its findings told.
        if !findings.is_empty() && record.format.peek_id(record).is_some() {
            about.findings.extend(findings);
        }
        for (at, check) in checks {
            about.findings.extend(check.findings);
            about.ignore(check.ignored);
            answers[at] = check.prediction;
        }
    }
    answers
}
