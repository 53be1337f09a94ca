//! Whole datasets and prediction files, read in parallel and checked across documents.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::check::{GoldCheck, PredictionCheck, check_gold, check_prediction};
use super::draft::{DraftDocument, System};
use super::fault::{Fault, did_you_mean};
use super::reader::{Drafts, Record, Side};
use super::source::Source;
use super::{Entry, Metadata, rules};
use crate::error::{Error, Finding, Findings, Result};
use crate::model::{GoldDocument, Prediction, Setting, Task};

/// Gold that has been read and holds no error.
#[derive(Debug, Default)]
pub struct Dataset {
    /// Name, as in reports.
    pub name: String,
    /// What `dataset.json` says.
    pub metadata: Metadata,
    entries: Vec<Entry>,
    /// Index of each entry by id of the document.
    by_id: HashMap<String, usize>,
}

impl Dataset {
    /// A dataset of documents that were checked; of two with the same id the first is found by it.
    #[must_use]
    pub fn new(name: impl Into<String>, metadata: Metadata, entries: Vec<Entry>) -> Self {
        let mut by_id = HashMap::with_capacity(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            by_id.entry(entry.gold.id().to_owned()).or_insert(index);
        }
        Self { name: name.into(), metadata, entries, by_id }
    }

    /// Reads gold as [`Source::open`] finds it; warnings are dropped.
    ///
    /// # Errors
    /// With all findings, if one of them is an error.
    pub fn load(spec: &str) -> Result<Self> {
        let (dataset, findings) = Self::read(&Source::open(spec)?)?;
        dataset.ok_or(Error::Invalid(findings))
    }

    /// Reads gold; the dataset is `None` if a finding is an error.
    ///
    /// # Errors
    /// When a file cannot be read at all.
    pub fn read(source: &Source) -> Result<(Option<Self>, Findings)> {
        let mut gathered = Gathered::default();
        for batch in source.batches() {
            let batch = batch?;
            let records = batch.records();
            let checked: Vec<_> = records.par_iter().map(read_gold).collect();
            gathered.findings.extend(batch.findings);
            checked.into_iter().for_each(|checked| gathered.add(checked));
        }
        Ok(gathered.into_dataset(source))
    }

    /// The documents in the order of the files.
    pub fn documents(&self) -> impl ExactSizeIterator<Item = &GoldDocument> + Clone {
        self.entries.iter().map(|entry| &entry.gold)
    }

    /// The documents with where they come from.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The document of this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&GoldDocument> {
        self.position(id).map(|index| &self.entries[index].gold)
    }

    /// Place of the document of this id in [`Dataset::documents`].
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Whether any quotation has a speaker or a source; without either, attribution is undefined.
    #[must_use]
    pub fn has_speaker_layer(&self) -> bool {
        self.documents().any(GoldDocument::has_speaker_layer)
    }
}

/// What was read of gold so far.
#[derive(Default)]
struct Gathered {
    entries: Vec<Entry>,
    findings: Vec<Finding>,
    /// Those with quotations that say nothing of their speaker.
    speakerless: Vec<GoldCheck>,
    has_speaker_layer: bool,
}

impl Gathered {
    fn add(&mut self, (checks, findings): (Vec<GoldCheck>, Vec<Finding>)) {
        self.findings.extend(findings);
        for mut check in checks {
            self.findings.append(&mut check.findings);
            self.has_speaker_layer |= check.has_speaker_layer;
            self.entries.extend(check.entry.take());
            if check.has_speakerless() {
                self.speakerless.push(check);
            }
        }
    }

    fn into_dataset(mut self, source: &Source) -> (Option<Dataset>, Findings) {
        if self.has_speaker_layer {
            self.findings.extend(self.speakerless.iter().flat_map(GoldCheck::speakerless));
        }
        if self.entries.is_empty() && self.findings.is_empty() {
            let fault = Fault::new(&rules::EMPTY_GOLD, "there is no document");
            self.findings.push(fault.at(&source.shown, 0));
        }
        let mut twins = Twins::default();
        for entry in &self.entries {
            self.findings.extend(twins.meet(entry.gold.id(), &entry.file, entry.line));
        }
        self.findings.sort();
        let findings = Findings(self.findings);
        let dataset =
            (!findings.has_errors()).then(|| Dataset::new(source.name.clone(), source.metadata.clone(), self.entries));
        (dataset, findings)
    }
}

/// Finds documents that occur twice.
#[derive(Default)]
struct Twins(HashMap<String, (String, usize)>);

impl Twins {
    fn meet(&mut self, id: &str, file: &str, line: usize) -> Option<Finding> {
        if let Some((first, at)) = self.0.get(id) {
            let message = format!("the document occurs twice, first at {first}:{at}");
            let fault = Fault::new(&rules::DUPLICATE_DOCUMENT, message).found(id);
            return Some(Finding { document: Some(id.to_owned()), ..fault.at(file, line) });
        }
        self.0.insert(id.to_owned(), (file.to_owned(), line));
        None
    }
}

/// Reads and checks the documents of one record of gold, beside what kept others from being read.
#[must_use]
pub fn read_gold(record: &Record<'_>) -> (Vec<GoldCheck>, Vec<Finding>) {
    let check = |drafts: Drafts<'_>| -> (Vec<GoldCheck>, Vec<Finding>) {
        let check = |draft| check_gold(draft, record.file, record.folder);
        (drafts.documents.into_iter().map(check).collect(), drafts.findings)
    };
    let checked = check(record.format.read(record, Side::Gold));
    let flawed = checked.0.iter().any(|check| !check.findings.is_empty() || check.has_speakerless());
    if !flawed || !has_lines(record) {
        return checked;
    }
    let mut drafts = record.format.read(record, Side::Gold);
    record.format.fill_lines(record, &mut drafts);
    check(drafts)
}

/// Whether the record has more than one line, so that quotations may stand on lines of their own.
fn has_lines(record: &Record<'_>) -> bool {
    memchr::memchr(b'\n', record.bytes).is_some()
}

/// Reads the drafts of one record of predictions, with the lines of their quotations.
#[must_use]
pub fn read_prediction_drafts<'a>(record: &Record<'a>) -> Drafts<'a> {
    let mut drafts = record.format.read(record, Side::Prediction);
    if has_lines(record) {
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
                let task = Task::of(&gold.entries[at].gold, setting);
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
