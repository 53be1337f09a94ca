//! Predictions about gold documents: found by id, read and checked.

use foldhash::{HashMap, HashMapExt};

use crate::dataset::check::{PredictionCheck, check_prediction, derive_types};
use crate::dataset::format::draft::DraftDocument;
use crate::dataset::format::{Drafts, Record, Side, longer_names};
use crate::dataset::locate::LocateEffort;
use crate::error::Finding;
use crate::model::{GoldDocument, Setting, Task};

/// Reads the drafts of a prediction record, with the lines of their quotations.
#[must_use]
pub fn read_prediction_drafts<'a>(record: &Record<'a>) -> Drafts<'a> {
    record.read_with_lines(Side::Prediction)
}

/// Options of `join`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JoinOptions {
    /// The setting that the predictions answer.
    pub setting: Setting,
    /// Effort of the search for texts without offsets.
    pub effort: LocateEffort,
}

impl From<Setting> for JoinOptions {
    fn from(setting: Setting) -> Self {
        Self { setting, ..Self::default() }
    }
}

/// Prediction records by document id. A record about several documents is stored with the draft of the document.
pub(super) struct PredictionsById<'a>(HashMap<String, (Record<'a>, Option<DraftDocument<'a>>)>);

impl<'a> PredictionsById<'a> {
    pub(in crate::dataset) fn new(records: impl Iterator<Item = Record<'a>>) -> Self {
        let mut by_id = HashMap::new();
        for record in records {
            if let Some(id) = record.format.peek_id(&record) {
                if record.format.names_by_file {
                    for name in longer_names(record.name, &id) {
                        by_id.entry(name.to_owned()).or_insert((record, None));
                    }
                }
                by_id.insert(id, (record, None));
                continue;
            }
            // The findings about the record were recorded when it was read for the index.
            for draft in read_prediction_drafts(&record).documents {
                if let Some(id) = draft.id.as_deref().map(str::to_owned) {
                    by_id.entry(id).or_insert((record, Some(draft)));
                }
            }
        }
        Self(by_id)
    }

    /// Returns the checked prediction about a document, and the findings about its record.
    pub(super) fn read(&self, gold: &GoldDocument, options: JoinOptions) -> Option<(PredictionCheck, Vec<Finding>)> {
        let (record, draft) = self.0.get(gold.id())?;
        Some(read_prediction(record, draft.as_ref(), gold, options))
    }
}

/// Returns the checked prediction about a document and the findings about its record; uses the draft, if given.
pub(super) fn read_prediction<'a>(
    record: &Record<'a>,
    draft: Option<&DraftDocument<'a>>,
    gold: &GoldDocument,
    options: JoinOptions,
) -> (PredictionCheck, Vec<Finding>) {
    let (draft, findings) = match draft {
        Some(draft) => (Some(draft.clone()), Vec::new()),
        None => {
            let mut drafts = read_prediction_drafts(record);
            (drafts.documents.pop(), drafts.findings)
        }
    };
    let Some(draft) = draft else { return (PredictionCheck::default(), findings) };
    let mut check = check_prediction(draft, &Task::of(gold, options.setting), options.effort, record.file);
    if let Some(prediction) = check.prediction.as_mut().filter(|_| record.options.derive_types) {
        derive_types(gold.text(), prediction.quotations.iter_mut().map(|item| &mut item.quotation));
    }
    (check, findings)
}
