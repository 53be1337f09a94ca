//! Files of predictions, read in parallel and joined with gold by document id.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::check::{PredictionCheck, check_prediction};
use super::draft::{DraftDocument, System};
use super::fault::{Fault, did_you_mean};
use super::gold::{Dataset, Twins};
use super::reader::{Drafts, Record, Side};
use super::rules;
use super::source::Source;
use crate::error::{Error, Finding, Findings, Result};
use crate::model::{GoldDocument, Prediction, Setting, Task};

/// Reads the drafts of one record of predictions, with the lines of their quotations.
#[must_use]
pub fn read_prediction_drafts<'a>(record: &Record<'a>) -> Drafts<'a> {
    let mut drafts = record.format.read(record, Side::Prediction);
    if record.has_lines() {
        record.format.fill_lines(record, &mut drafts);
    }
    drafts
}

/// What a system says about a dataset.
#[derive(Debug, Default)]
pub struct Predictions {
    /// The system, where a header names it.
    pub system: System,
    /// One slot for each document of the dataset, in its order; `None` where the system says nothing of it.
    pub documents: Vec<Option<Prediction>>,
    /// How often each field was ignored, because the schema does not know it.
    pub ignored: BTreeMap<String, usize>,
}

impl Predictions {
    /// Reads predictions about `gold` as [`Source::open`] finds them; warnings are dropped.
    ///
    /// # Errors
    /// With all findings, if one of them is an error.
    pub fn load(spec: &str, gold: &Dataset, setting: Setting) -> Result<Self> {
        let (predictions, findings) = Self::read(&Source::open(spec)?, gold, setting)?;
        predictions.ok_or(Error::Invalid(findings))
    }

    /// Reads predictions; `None` if a finding is an error, such as a document that gold does not have.
    ///
    /// # Errors
    /// When a file cannot be read at all.
    pub fn read(source: &Source, gold: &Dataset, setting: Setting) -> Result<(Option<Self>, Findings)> {
        source.must_carry(Side::Prediction)?;
        let mut predictions = Self { documents: vec![None; gold.documents().len()], ..Self::default() };
        let (mut findings, mut twins) = (Vec::new(), Twins::default());
        for batch in source.batches() {
            let batch = batch?;
            let records = batch.records();
            let checked: Vec<Joined> = records.par_iter().map(|record| join(record, gold, setting)).collect();
            findings.extend(batch.findings);
            for joined in checked {
                predictions.add(joined, &mut twins, &mut findings);
            }
        }
        findings.sort();
        let findings = Findings(findings);
        Ok(((!findings.has_errors()).then_some(predictions), findings))
    }

    fn add(&mut self, mut joined: Joined, twins: &mut Twins, findings: &mut Vec<Finding>) {
        findings.extend(joined.findings);
        if let Some(system) = joined.system.filter(|_| self.system == System::default()) {
            self.system = system;
        }
        for (at, id, line, check) in joined.documents {
            findings.extend(twins.meet(&id, &joined.file, line));
            findings.extend(check.findings);
            joined.ignored.extend(check.ignored);
            self.documents[at] = check.prediction;
        }
        for field in joined.ignored {
            *self.ignored.entry(field).or_default() += 1;
        }
    }
}

/// A record of predictions, joined with gold.
struct Joined {
    file: String,
    /// Index in gold, id, line and what checking made of it.
    documents: Vec<(usize, String, usize, PredictionCheck)>,
    system: Option<System>,
    ignored: Vec<String>,
    findings: Vec<Finding>,
}

fn join(record: &Record<'_>, gold: &Dataset, setting: Setting) -> Joined {
    let Drafts { documents, system, ignored, findings } = read_prediction_drafts(record);
    let mut joined = Joined { file: record.file.to_owned(), documents: Vec::new(), system, ignored, findings };
    for draft in documents {
        let (id, line) = (draft.id.as_deref().unwrap_or_default().to_owned(), draft.line);
        match gold.position(&id) {
            Some(at) => {
                let task = Task::of(&gold.entries()[at].gold, setting);
                joined.documents.push((at, id, line, check_prediction(draft, &task, record.file)));
            }
            None => joined.findings.push(stranger(&draft, record.file, gold)),
        }
    }
    joined
}

/// The finding of a predicted document that gold does not have, or of one without an id.
fn stranger(draft: &DraftDocument<'_>, file: &str, gold: &Dataset) -> Finding {
    let Some(id) = draft.id.as_deref() else {
        let hint = did_you_mean("id", draft.unknown.iter().map(String::as_str));
        return Fault::new(&rules::MISSING_FIELD, "`id` is missing").hint(hint).at(file, draft.line);
    };
    if id.is_empty() {
        return Fault::new(&rules::EMPTY_ID, "the document's id is empty").at(file, draft.line);
    }
    let known = gold.documents().map(GoldDocument::id).take(1000);
    let fault = Fault::new(&rules::DOCUMENT_UNKNOWN, format!("{} has no such document", gold.name));
    let fault = fault.found(id).hint(did_you_mean(id, known));
    Finding { document: Some(id.to_owned()), ..fault.at(file, draft.line) }
}
