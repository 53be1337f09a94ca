//! Predictions about gold documents: found by id, read and checked.

use foldhash::{HashMap, HashMapExt};

use crate::dataset::check::{PredictionCheck, check_prediction, derive_types};
use crate::dataset::format::draft::DraftDocument;
use crate::dataset::format::{Drafts, Record, Side, longer_names};
use crate::dataset::locate::Effort;
use crate::error::Finding;
use crate::model::{GoldDocument, Setting, Task};

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

/// What answers documents, by their ids.
pub(super) struct Answers<'a>(HashMap<String, Answer<'a>>);

/// A record and, where it is about several documents, what it says of one.
pub(super) type Answer<'a> = (Record<'a>, Option<DraftDocument<'a>>);

impl<'a> Answers<'a> {
    pub(in crate::dataset) fn new(records: impl Iterator<Item = Record<'a>>) -> Self {
        let mut answers = HashMap::new();
        for record in records {
            if let Some(id) = record.format.peek_id(&record) {
                if record.format.names_by_file {
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
    pub(super) fn to(&self, gold: &GoldDocument, reading: Reading) -> Option<(PredictionCheck, Vec<Finding>)> {
        let (record, draft) = self.0.get(gold.id())?;
        Some(read_answer(record, draft.as_ref(), gold, reading))
    }
}

/// The checked answer to a document, and what is wrong with its record; the draft, where the record was read before.
pub(super) fn read_answer<'a>(
    record: &Record<'a>,
    draft: Option<&DraftDocument<'a>>,
    gold: &GoldDocument,
    reading: Reading,
) -> (PredictionCheck, Vec<Finding>) {
    let Drafts { mut documents, findings, .. } = match draft {
        Some(draft) => Drafts { documents: vec![draft.clone()], ..Drafts::default() },
        None => read_prediction_drafts(record),
    };
    let Some(draft) = documents.pop() else {
        return (PredictionCheck::default(), findings);
    };
    let mut check = check_prediction(draft, &Task::of(gold, reading.setting), reading.effort, record.file);
    if let Some(prediction) = check.prediction.as_mut().filter(|_| record.options.derive_types) {
        derive_types(gold.text(), prediction.quotations.iter_mut().map(|item| &mut item.quotation));
    }
    (check, findings)
}
