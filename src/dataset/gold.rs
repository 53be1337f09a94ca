//! Whole datasets of gold, read in parallel and checked across documents.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::dataset::Metadata;
use crate::dataset::batch::Batch;
use crate::dataset::check::{GoldCheck, check_gold};
use crate::dataset::derive::{derive_types, join_split};
use crate::dataset::format::fault::Fault;
use crate::dataset::format::{Answered, Drafts, Entry, Record, Side, rules};
use crate::dataset::ordered::in_order;
use crate::dataset::source::Source;
use crate::error::{Error, Finding, Findings, Result, Severity};
use crate::model::{GoldDocument, Prediction};

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
        source.must_carry(Side::Gold)?;
        let (mut ledger, mut entries) = (Ledger::new(source), Vec::new());
        let read = |(): &mut (), batch: Result<Batch<'_>>| {
            let batch = batch?;
            let read: Vec<_> = batch.records().par_iter().map(read_gold).collect();
            Ok((batch.findings, read))
        };
        let mut outcome = Ok(());
        in_order(
            source.batches(),
            || (),
            read,
            |read| match read {
                Err(error) => outcome = Err(error),
                Ok((findings, read)) => {
                    ledger.note(findings);
                    for (checks, findings) in read {
                        ledger.note(findings);
                        for mut check in checks {
                            let entry = check.entry.take();
                            let is_first = ledger.settle(check);
                            entries.extend(entry.filter(|_| is_first));
                        }
                    }
                }
            },
        );
        outcome?;
        let mut findings = Findings(ledger.close().1);
        findings.0.sort();
        let dataset =
            (!findings.has_errors()).then(|| Self::new(source.name.clone(), source.metadata.clone(), entries));
        Ok((dataset, findings))
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

    /// Each prediction with the document that it answers.
    ///
    /// # Errors
    /// When a prediction is about a document that the dataset does not have.
    pub fn answered<'a>(&'a self, predictions: &'a [Prediction]) -> Result<Vec<Answered<'a>>> {
        let answered = |prediction: &'a Prediction| match self.get(&prediction.document) {
            Some(gold) => Ok(Answered { gold, prediction }),
            None => Err(Error::Usage(format!("gold has no document {}", prediction.document))),
        };
        predictions.iter().map(answered).collect()
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

/// What is wrong with gold, as far as it was read, and what only the whole of it decides.
pub(super) struct Ledger<'s> {
    source: &'s Source,
    findings: Vec<Finding>,
    /// Those with quotations that say nothing of their speaker.
    speakerless: Vec<GoldCheck>,
    has_speaker_layer: bool,
    is_empty: bool,
    twins: Twins,
}

impl<'s> Ledger<'s> {
    pub(super) fn new(source: &'s Source) -> Self {
        Self {
            source,
            findings: source.findings.clone(),
            speakerless: Vec::new(),
            has_speaker_layer: false,
            is_empty: true,
            twins: Twins::default(),
        }
    }

    /// Keeps what is wrong with files or records.
    pub(super) fn note(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
    }

    /// Keeps what is wrong with a document; whether it is the first of its id.
    pub(super) fn settle(&mut self, mut check: GoldCheck) -> bool {
        self.is_empty = false;
        let twin = check.document.as_ref().and_then(|id| self.twins.meet(id, &check.file, check.line));
        let is_first = twin.is_none();
        self.findings.extend(twin);
        self.findings.append(&mut check.findings);
        self.has_speaker_layer |= check.has_speaker_layer;
        if check.has_speakerless() {
            self.speakerless.push(check);
        }
        is_first
    }

    /// All ids met, and everything that is wrong.
    pub(super) fn close(mut self) -> (Twins, Vec<Finding>) {
        if self.has_speaker_layer {
            self.findings.extend(self.speakerless.iter().flat_map(GoldCheck::speakerless));
        }
        let failed = self.findings.iter().any(|finding| finding.severity == Severity::Error);
        if self.is_empty && !failed {
            let fault = Fault::new(&rules::EMPTY_GOLD, "there is no document");
            self.findings.push(fault.at(&self.source.shown, 0));
        }
        self.source.doubt(&mut self.findings);
        (self.twins, self.findings)
    }
}

/// Finds documents that occur twice.
#[derive(Default)]
pub(super) struct Twins {
    /// Index of the file and line, by id.
    met: foldhash::HashMap<Box<str>, (usize, usize)>,
    files: Vec<String>,
}

impl Twins {
    /// The ids met, in no order.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.met.keys().map(|id| &**id)
    }

    pub(super) fn contains(&self, id: &str) -> bool {
        self.met.contains_key(id)
    }

    fn meet(&mut self, id: &str, file: &str, line: usize) -> Option<Finding> {
        if let Some(&(first, at)) = self.met.get(id) {
            return Some(twin(id, (&self.files[first], at), (file, line)));
        }
        if self.files.last().is_none_or(|last| last != file) {
            self.files.push(file.to_owned());
        }
        self.met.insert(id.into(), (self.files.len() - 1, line));
        None
    }
}

/// The finding of a document that occurs a second time.
pub(super) fn twin(id: &str, (first, at): (&str, usize), (file, line): (&str, usize)) -> Finding {
    let message = format!("the document occurs twice, first at {first}:{at}");
    let fault = Fault::new(&rules::DUPLICATE_DOCUMENT, message).found(id);
    Finding { document: Some(id.to_owned()), ..fault.at(file, line) }
}

/// Reads and checks the documents of one record of gold, beside what kept others from being read.
#[must_use]
pub fn read_gold(record: &Record<'_>) -> (Vec<GoldCheck>, Vec<Finding>) {
    let check = |drafts: Drafts<'_>| -> (Vec<GoldCheck>, Vec<Finding>) {
        let check = |draft| {
            let mut check = check_gold(draft, record.file, record.folder);
            if let Some(entry) = &mut check.entry {
                let GoldDocument { document, quotations, .. } = &mut entry.gold;
                if record.options.join_split {
                    join_split(&document.text, quotations);
                }
                if record.options.derive_types {
                    derive_types(&document.text, quotations.iter_mut().map(|gold| &mut gold.quotation));
                }
            }
            check
        };
        (drafts.documents.into_iter().map(check).collect(), drafts.findings)
    };
    let checked = check(record.read(Side::Gold));
    let flawed = checked.0.iter().any(|check| !check.findings.is_empty() || check.has_speakerless());
    if !flawed || !record.has_lines() {
        return checked;
    }
    check(record.read_with_lines(Side::Gold))
}
