//! An index of the predictions in a system's files, for reading them in gold order.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashMap, HashMapExt};

use crate::dataset::check::PredictionCheck;
use crate::dataset::files::{Batch, RecordPlace, Source, try_in_order};
use crate::dataset::format::draft::{DraftDocument, DraftSystem};
use crate::dataset::format::fault::{Fault, did_you_mean};
use crate::dataset::format::{Record, Side, longer_names, rules};
use crate::dataset::gold::{DocumentIds, twin};
use crate::error::{Finding, Result};

/// Places of the prediction records by document id, without their content.
pub(super) struct PredictionIndex {
    /// Place of each document's record, and line of the document.
    places: HashMap<Box<str>, (RecordPlace, usize)>,
    /// Records about several documents.
    shared: BTreeSet<RecordPlace>,
    /// Maps the longer names that a file could give its document to the id of the document.
    longer: HashMap<Box<str>, Box<str>>,
}

/// Content of prediction files other than documents, and the findings about it.
#[derive(Debug, Default)]
pub(super) struct PredictionNotes {
    /// The system named by a header.
    pub(super) system: DraftSystem,
    /// Fields unknown to the schema, with the number of times each was ignored.
    pub(super) ignored: BTreeMap<String, usize>,
    /// Findings about the files.
    pub(in crate::dataset) findings: Vec<Finding>,
}

impl PredictionNotes {
    /// Creates the notes before any file is read.
    pub(super) fn of(source: &Source) -> Self {
        Self { findings: source.findings.clone(), ..Self::default() }
    }

    /// Adds the findings and the ignored fields of checked predictions.
    pub(in crate::dataset) fn note(&mut self, answer: impl IntoIterator<Item = (PredictionCheck, Vec<Finding>)>) {
        for (check, findings) in answer {
            self.findings.extend(findings);
            self.findings.extend(check.findings);
            self.ignore(check.ignored);
        }
    }

    /// Adds the notes about another record.
    pub(super) fn add(&mut self, notes: Self) {
        self.findings.extend(notes.findings);
        for (field, count) in notes.ignored {
            *self.ignored.entry(field).or_default() += count;
        }
        if self.system == DraftSystem::default() {
            self.system = notes.system;
        }
    }

    fn ignore(&mut self, fields: Vec<String>) {
        for field in fields {
            *self.ignored.entry(field).or_default() += 1;
        }
    }
}

/// A record of predictions, read only as far as the index needs.
pub(super) enum IndexedRecord {
    /// Id of its only document, which is read later.
    One(String),
    /// Ids and lines of its documents, and its notes, if the whole record had to be read.
    Read { documents: Vec<(String, usize)>, notes: PredictionNotes },
}

impl PredictionIndex {
    /// Reads the places of all documents; their content is checked later, together with gold.
    pub(super) fn of(source: &Source) -> Result<(Self, PredictionNotes)> {
        let mut index = Self { places: HashMap::new(), shared: BTreeSet::new(), longer: HashMap::new() };
        let mut notes = PredictionNotes::of(source);
        let read = |(): &mut (), batch: Batch<'_>| {
            let records: Vec<_> = batch
                .records()
                .iter()
                .zip(batch.places())
                .map(|(record, place)| (index_record(record), place))
                .collect();
            Ok((records, batch.findings))
        };
        let settle = |(records, findings): (Vec<(IndexedRecord, RecordPlace)>, Vec<Finding>)| {
            for (record, place) in records {
                let documents = match record {
                    IndexedRecord::One(id) => vec![(id, place.at.line)],
                    IndexedRecord::Read { documents, notes: of_record } => {
                        notes.add(of_record);
                        documents
                    }
                };
                if documents.len() > 1 {
                    index.shared.insert(place);
                }
                for (id, line) in documents {
                    notes.findings.extend(index.add(id, line, place, source));
                }
            }
            notes.findings.extend(findings);
        };
        try_in_order(source.batches(), || (), read, settle)?;
        Ok((index, notes))
    }

    /// Adds a document; returns a finding if its id is already known.
    fn add(&mut self, id: String, line: usize, place: RecordPlace, source: &Source) -> Option<Finding> {
        if let Some((first, at)) = self.places.get(&*id) {
            let first = (source.shown_file(first.file), *at);
            return Some(twin(&id, first, (source.shown_file(place.file), line)));
        }
        if let Some(file) = source.file(place.file).filter(|file| file.format.names_by_file) {
            self.longer.extend(longer_names(&file.name, &id).map(|name| (name.into(), (&*id).into())));
        }
        self.places.insert(id.into(), (place, line));
        None
    }

    /// Returns the place of the record about only this document.
    pub(super) fn get(&self, id: &str) -> Option<RecordPlace> {
        let (place, _) = self.places.get(id).or_else(|| self.places.get(self.longer.get(id)?))?;
        (!self.shared.contains(place)).then_some(*place)
    }

    /// Returns the places of the records about several documents.
    pub(super) fn shared(&self) -> Vec<RecordPlace> {
        self.shared.iter().copied().collect()
    }

    /// Returns a finding for each document missing from gold, and for each file whose name fits two gold documents.
    pub(super) fn strangers(&self, gold: &str, known: &DocumentIds, source: &Source) -> Vec<Finding> {
        let longer = self.longer.iter().filter(|(name, _)| known.contains(name));
        let longer: HashMap<&str, &str> = longer.map(|(name, id)| (&**id, &**name)).collect();
        let fault = |id: &str| match (known.contains(id), longer.get(id)) {
            (true, Some(longer)) => {
                let fault = Fault::new(&rules::DUPLICATE_DOCUMENT, "the name of the file fits two documents of gold");
                Some(fault.found(format!("{id} and {longer}")))
            }
            (false, None) => {
                let fault = Fault::new(&rules::DOCUMENT_UNKNOWN, format!("{gold} has no such document"));
                Some(fault.found(id).hint(did_you_mean(id, known.ids().take(1000))))
            }
            _ => None,
        };
        let findings = self.places.iter().filter_map(|(id, (place, _))| {
            let finding = fault(id)?.at(source.shown_file(place.file), place.at.line);
            Some(Finding { document: Some(id.to_string()), ..finding })
        });
        findings.collect()
    }
}

/// Reads only the id of a record if that is sufficient, or else the whole record.
pub(super) fn index_record(record: &Record<'_>) -> IndexedRecord {
    if let Some(id) = record.format.peek_id(record).filter(|id| !id.is_empty()) {
        return IndexedRecord::One(id);
    }
    let drafts = record.read_with_lines(Side::Prediction);
    let (system, findings) = (drafts.system.unwrap_or_default(), drafts.findings);
    let mut notes = PredictionNotes { system, findings, ..PredictionNotes::default() };
    notes.ignore(drafts.ignored);
    let mut documents = Vec::new();
    for draft in drafts.documents {
        match draft.id.as_deref() {
            Some(id) if !id.is_empty() => documents.push((id.to_owned(), draft.line)),
            _ => notes.findings.push(nameless(&draft, record.file)),
        }
    }
    IndexedRecord::Read { documents, notes }
}

/// Finding about a document without an id.
fn nameless(draft: &DraftDocument<'_>, file: &str) -> Finding {
    if draft.id.is_some() {
        return Fault::new(&rules::EMPTY_ID, "the document's id is empty").at(file, draft.line);
    }
    let hint = did_you_mean("id", draft.unknown.iter().map(String::as_str));
    Fault::new(&rules::MISSING_FIELD, "`id` is missing").hint(hint).at(file, draft.line)
}
