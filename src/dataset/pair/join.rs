//! Gold and predictions, document by document, without holding the texts of more than one batch.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::answers::{Answers, Reading, read_answer};
use super::in_step::{Step, Steps};
use super::index::{About, Index};
use crate::dataset::check::{GoldCheck, PredictionCheck};
use crate::dataset::files::{Batch, Fetcher, Source, in_order};
use crate::dataset::format::draft::DraftSystem;
use crate::dataset::format::{Record, Side};
use crate::dataset::gold::{Ledger, Twins, read_gold};
use crate::error::{Finding, Findings, Result};
use crate::model::{GoldDocument, Prediction};

/// What came of joining gold with predictions.
#[derive(Debug, Default)]
pub struct Joined<T> {
    /// What was made of each gold document, in the order of gold.
    pub results: Vec<T>,
    /// The system, where a header names it.
    pub system: DraftSystem,
    /// How often each field of the predictions was ignored, because the schema does not know it.
    pub ignored: BTreeMap<String, usize>,
}

/// Reads gold and the predictions about it, and makes something of each gold document and its prediction, if there is one.
///
/// Documents are paired by id, whatever their order in either source. Gold is read batch by batch, and so are predictions where
/// they come in the same order; else they are looked up where an index of their places says. A document is read, checked,
/// answered, visited and dropped before the next, while all of it is still in the cache. So memory holds a batch, an id and a
/// place per document, the results, and what predicts several documents in one piece. `None` if a finding is an error, such as a
/// prediction about a document that gold does not have. Where the orders turn out to differ, documents are visited anew.
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
    // What is below is compiled once, for places, instead of anew for every T.
    let kept = Mutex::new(Vec::new());
    let keep = |gold: &GoldDocument, prediction: Option<&Prediction>| {
        let made = visit(gold, prediction);
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push((usize::MAX, made));
        kept.len() - 1
    };
    let (joined, findings) = match in_step(gold, predictions, reading, &keep) {
        Some((joined, findings)) => (Some(joined), findings),
        None => by_index(gold, predictions, reading, &keep)?,
    };
    let kept = kept.into_inner().unwrap_or_else(PoisonError::into_inner);
    let joined =
        joined.map(|Joined { results, system, ignored }| Joined { results: taken(kept, &results), system, ignored });
    Ok((joined, findings))
}

/// What is kept at these places, in their order; it is moved where it lies, since there may be much of it.
fn taken<T>(mut kept: Vec<(usize, T)>, places: &[usize]) -> Vec<T> {
    places.iter().enumerate().for_each(|(position, &place)| kept[place].0 = position);
    kept.sort_unstable_by_key(|&(position, _)| position);
    kept.truncate(places.len());
    kept.into_iter().map(|(_, made)| made).collect()
}

/// Visits a document and tells where the result is kept.
type Keep<'k> = dyn Fn(&GoldDocument, Option<&Prediction>) -> usize + Sync + 'k;

/// Joins what comes in the same order; `None` where it does not, and where errors may have company that only an index shows.
fn in_step(
    gold: &Source,
    predictions: &Source,
    reading: Reading,
    visit: &Keep<'_>,
) -> Option<(Joined<usize>, Findings)> {
    let mut steps = Steps::new(gold, predictions)?;
    let mut settled = Settled::new(gold);
    let work = |(): &mut (), step: Step<'_>| {
        let visit = |(record, answer): (Record<'_>, Option<Record<'_>>)| {
            let (checks, findings) = read_gold(&record);
            let answer = |gold: &GoldDocument| answer.map(|answer| read_answer(&answer, None, gold, reading));
            (checks.into_iter().map(|check| Visited::new(check, answer, visit)).collect(), findings)
        };
        let visited: Vec<_> = step.pairs().map(visit).collect();
        (step.gold.findings, visited)
    };
    in_order(&mut steps, || (), work, |(findings, visited)| settled.add(findings, visited));
    settled.about.add(steps.close()?);
    let (joined, findings) = settled.close(predictions, |_| Vec::new());
    Some((joined?, findings))
}

/// Joins what comes in any order.
fn by_index(
    gold: &Source,
    predictions: &Source,
    reading: Reading,
    visit: &Keep<'_>,
) -> Result<(Option<Joined<usize>>, Findings)> {
    let (index, about) = Index::of(predictions)?;
    let shared = Fetcher::new(predictions).fetch(index.shared())?;
    let shared = Answers::new(shared.iter().flat_map(|block| block.records(predictions)));
    let work = |fetcher: &mut Fetcher<'_>, batch: Result<Batch<'_>>| {
        let batch = batch?;
        let opened: Vec<Opened<'_>> = batch.records().into_iter().map(Opened::new).collect();
        let blocks = fetcher.fetch(opened.iter().flat_map(Opened::ids).filter_map(|id| index.get(id)).collect())?;
        let own = Answers::new(blocks.iter().flat_map(|block| block.records(predictions)));
        let answer = |gold: &GoldDocument| own.to(gold, reading).or_else(|| shared.to(gold, reading));
        let visit = |opened: Opened<'_>| {
            let (checks, findings) = opened.read();
            let visited = checks.into_par_iter().map(|check| Visited::new(check, answer, visit));
            (visited.collect::<Vec<_>>(), findings)
        };
        let visited: Vec<_> = opened.into_iter().map(visit).collect();
        Ok((batch.findings, visited))
    };
    let mut settled = Settled { about, ..Settled::new(gold) };
    let mut outcome = Ok(());
    in_order(
        gold.batches(),
        || Fetcher::new(predictions),
        work,
        |visited| match visited {
            Err(error) => outcome = Err(error),
            Ok((findings, visited)) => settled.add(findings, visited),
        },
    );
    outcome?;
    Ok(settled.close(predictions, |known| index.strangers(&gold.name, known, predictions)))
}

/// What came of the documents that were visited.
struct Settled<'s> {
    ledger: Ledger<'s>,
    about: About,
    results: Vec<usize>,
}

impl<'s> Settled<'s> {
    fn new(gold: &'s Source) -> Self {
        Self { ledger: Ledger::new(gold), about: About::default(), results: Vec::new() }
    }

    /// Takes a batch: what is wrong with its files, and each record of gold with what is wrong with it.
    fn add(&mut self, findings: Vec<Finding>, visited: Vec<(Vec<Visited>, Vec<Finding>)>) {
        self.ledger.note(findings);
        for (documents, findings) in visited {
            self.ledger.note(findings);
            for Visited { gold, answer, result } in documents {
                if self.ledger.settle(gold) {
                    self.results.extend(result);
                    self.about.note(answer);
                }
            }
        }
    }

    /// The whole, once `strangers` has said what is wrong with predictions, given the documents of gold.
    fn close(
        self,
        predictions: &Source,
        strangers: impl FnOnce(&Twins) -> Vec<Finding>,
    ) -> (Option<Joined<usize>>, Findings) {
        let (known, mut findings) = self.ledger.close();
        findings.extend(strangers(&known));
        findings.extend(self.about.findings);
        findings.sort();
        predictions.doubt(&mut findings);
        let findings = Findings(findings);
        let joined = Joined { results: self.results, system: self.about.system, ignored: self.about.ignored };
        ((!findings.has_errors()).then_some(joined), findings)
    }
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

/// What came of a gold document and its prediction.
struct Visited {
    /// Without the document.
    gold: GoldCheck,
    /// Without the prediction.
    answer: Option<(PredictionCheck, Vec<Finding>)>,
    /// `None` unless gold is free of errors.
    result: Option<usize>,
}

impl Visited {
    fn new(
        mut gold: GoldCheck,
        answer: impl Fn(&GoldDocument) -> Option<(PredictionCheck, Vec<Finding>)>,
        visit: &Keep<'_>,
    ) -> Self {
        let entry = gold.entry.take();
        let mut answer = entry.as_ref().and_then(|entry| answer(&entry.gold));
        let prediction = answer.as_mut().and_then(|(check, _)| check.prediction.take());
        let result = entry.map(|entry| visit(&entry.gold, prediction.as_ref()));
        Self { gold, answer, result }
    }
}

#[cfg(test)]
mod tests {
    use super::taken;

    #[test]
    fn what_is_taken_is_in_the_order_asked_for() {
        let kept = ["a", "b", "c", "d"].map(|made| (usize::MAX, made)).to_vec();
        assert_eq!(taken(kept, &[3, 0, 2]), ["d", "a", "c"]);
    }
}
