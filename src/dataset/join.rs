//! Gold and predictions, document by document, without holding the texts of more than one batch.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt};
use rayon::prelude::*;

use super::Effort;
use super::batch::Batch;
use super::check::{GoldCheck, PredictionCheck, check_prediction};
use super::derive::derive_types;
use super::draft::{DraftDocument, System};
use super::fetch::Fetcher;
use super::file_names::longer_names;
use super::gold::{Ledger, read_gold};
use super::index::{About, Index};
use super::ordered::in_order;
use super::reader::{Drafts, Record, Side};
use super::source::Source;
use crate::error::{Finding, Findings, Result};
use crate::model::{GoldDocument, Prediction, Setting, Task};

/// Reads the drafts of one record of predictions, with the lines of their quotations.
#[must_use]
pub fn read_prediction_drafts<'a>(record: &Record<'a>) -> Drafts<'a> {
    record.read_with_lines(Side::Prediction)
}

/// How predictions are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// What was asked.
    pub setting: Setting,
    /// How far to go in looking for texts without offsets.
    pub effort: Effort,
}

impl From<Setting> for Reading {
    fn from(setting: Setting) -> Self {
        Self { setting, ..Self::default() }
    }
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
/// where an index of their places says; a document is read, checked, answered, visited and dropped before the next, while all
/// of it is still in the cache. So memory holds a batch, an id and a place per document, the results, and what predicts several
/// documents in one piece. `None` if a finding is an error, such as a prediction about a document that gold does not have.
///
/// # Errors
/// When a file cannot be read at all.
pub fn join<T: Send>(
    gold: &Source,
    predictions: &Source,
    reading: impl Into<Reading>,
    visit: impl Fn(&GoldDocument, Option<&Prediction>) -> T + Sync,
) -> Result<(Option<Joined<T>>, Findings)> {
    let reading = reading.into();
    predictions.must_carry(Side::Prediction)?;
    gold.must_carry(Side::Gold)?;
    let (index, mut about) = Index::of(predictions)?;
    let shared = Fetcher::new(predictions).fetch(index.shared())?;
    let shared = Answers::new(shared.iter().flat_map(|block| block.records(predictions)));
    let mut results = Vec::with_capacity(index.len());
    let mut ledger = Ledger::new(gold);
    let work = |fetcher: &mut Fetcher<'_>, batch: Result<Batch<'_>>| {
        let batch = batch?;
        let opened: Vec<Opened<'_>> = batch.records().into_iter().map(Opened::new).collect();
        let blocks = fetcher.fetch(opened.iter().flat_map(Opened::ids).filter_map(|id| index.get(id)).collect())?;
        let answers = Answers::new(blocks.iter().flat_map(|block| block.records(predictions)));
        let visit = |opened: Opened<'_>| {
            let (checks, findings) = opened.read();
            let visited = checks.into_par_iter().map(|check| Visited::new(check, (&answers, &shared), reading, &visit));
            (visited.collect::<Vec<_>>(), findings)
        };
        let visited: Vec<_> = opened.into_iter().map(visit).collect();
        Ok((batch.findings, visited))
    };
    let mut outcome = Ok(());
    in_order(
        gold.batches(),
        || Fetcher::new(predictions),
        work,
        |visited| match visited {
            Err(error) => outcome = Err(error),
            Ok((findings, visited)) => {
                ledger.note(findings);
                for (documents, findings) in visited {
                    ledger.note(findings);
                    for Visited { gold, answer, result } in documents {
                        if ledger.settle(gold) {
                            results.extend(result);
                            about.note(answer);
                        }
                    }
                }
            }
        },
    );
    outcome?;
    let (known, mut findings) = ledger.close();
    findings.extend(index.strangers(&gold.name, &known, predictions));
    findings.append(&mut about.findings);
    findings.sort();
    predictions.doubt(&mut findings);
    let findings = Findings(findings);
    let About { system, ignored, .. } = about;
    let joined = Joined { results, system, ignored };
    Ok(((!findings.has_errors()).then_some(joined), findings))
}

/// A record of gold, as far read as the ids of its documents are.
enum Opened<'a> {
    Peeked(Record<'a>, String),
    Read(Vec<GoldCheck>, Vec<Finding>),
}

impl<'a> Opened<'a> {
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

/// What answers documents, by their ids.
struct Answers<'a>(HashMap<String, Answer<'a>>);

/// A record and, where it is about several documents, what it says of one.
type Answer<'a> = (Record<'a>, Option<DraftDocument<'a>>);

impl<'a> Answers<'a> {
    fn new(records: impl Iterator<Item = Record<'a>>) -> Self {
        let mut answers = HashMap::new();
        for record in records {
            if let Some(id) = record.format.peek_id(&record) {
                if record.format.names_by_file() {
                    for name in longer_names(record.name, &id) {
                        answers.entry(name.to_owned()).or_insert((record, None));
                    }
                }
                answers.insert(id, (record, None));
                continue;
            }
            // What else the record says was kept when it was read for the index.
            for draft in read_prediction_drafts(&record).documents {
                if let Some(id) = draft.id.as_deref().map(str::to_owned) {
                    answers.entry(id).or_insert((record, Some(draft)));
                }
            }
        }
        Self(answers)
    }

    /// The checked answer to a document, and what is wrong with its record.
    fn to(&self, gold: &GoldDocument, reading: Reading) -> Option<(PredictionCheck, Vec<Finding>)> {
        let (record, draft) = self.0.get(gold.id())?;
        let Drafts { mut documents, findings, .. } = match draft {
            Some(draft) => Drafts { documents: vec![draft.clone()], ..Drafts::default() },
            None => read_prediction_drafts(record),
        };
        let Some(draft) = documents.pop() else {
            return Some((PredictionCheck::default(), findings));
        };
        let mut check = check_prediction(draft, &Task::of(gold, reading.setting), reading.effort, record.file);
        if let Some(prediction) = check.prediction.as_mut().filter(|_| record.options.derive_types) {
            derive_types(gold.text(), prediction.quotations.iter_mut().map(|item| &mut item.quotation));
        }
        Some((check, findings))
    }
}

/// What came of a gold document and its prediction.
struct Visited<T> {
    /// Without the document.
    gold: GoldCheck,
    /// Without the prediction.
    answer: Option<(PredictionCheck, Vec<Finding>)>,
    /// `None` unless gold is free of errors.
    result: Option<T>,
}

impl<T> Visited<T> {
    fn new(
        mut gold: GoldCheck,
        (own, shared): (&Answers<'_>, &Answers<'_>),
        reading: Reading,
        visit: impl Fn(&GoldDocument, Option<&Prediction>) -> T,
    ) -> Self {
        let entry = gold.entry.take();
        let answer = |gold| own.to(gold, reading).or_else(|| shared.to(gold, reading));
        let mut answer = entry.as_ref().and_then(|entry| answer(&entry.gold));
        let prediction = answer.as_mut().and_then(|(check, _)| check.prediction.take());
        let result = entry.map(|entry| visit(&entry.gold, prediction.as_ref()));
        Self { gold, answer, result }
    }
}
