//! Where in the files of a system each document is answered, so that answers can be read in the order of gold.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::batch::Place;
use super::draft::{DraftDocument, System};
use super::fault::{Fault, did_you_mean};
use super::gold::{Twins, twin};
use super::reader::{Record, Side};
use super::rules;
use super::source::Source;
use crate::error::{Finding, Result};

/// The records of a prediction source by document: an id and a place each, no content.
pub(super) struct Index {
    /// Where the record of each document is, and the line of the document.
    places: HashMap<Box<str>, (Place, usize)>,
    /// What the records say apart from their documents.
    pub(super) about: About,
}

/// What prediction files say beside their documents.
#[derive(Debug, Default)]
pub(super) struct About {
    /// The system that a header names.
    pub(super) system: System,
    /// How often each field was ignored, because the schema does not know it.
    pub(super) ignored: BTreeMap<String, usize>,
    /// What is wrong with the files.
    pub(super) findings: Vec<Finding>,
}

impl About {
    pub(super) fn ignore(&mut self, fields: Vec<String>) {
        for field in fields {
            *self.ignored.entry(field).or_default() += 1;
        }
    }
}

/// What one record holds.
enum Entry {
    /// One document, to be read when its turn comes.
    One(String),
    /// Anything else: it has been read, and what it says beside its documents is kept.
    Read { documents: Vec<(String, usize)>, about: About },
}

impl Index {
    /// Reads the files once, no farther into each record than its id.
    pub(super) fn of(source: &Source) -> Result<Self> {
        let about = About { findings: source.findings.clone(), ..About::default() };
        let mut index = Self { places: HashMap::new(), about };
        for batch in source.batches() {
            let batch = batch?;
            let records = batch.records();
            let entries: Vec<Entry> = records.par_iter().map(entry).collect();
            for ((record, place), entry) in records.iter().zip(batch.places()).zip(entries) {
                let documents = index.note(entry, record);
                for (id, line) in documents {
                    if let Some((first, at)) = index.places.get(&*id) {
                        let first = (source.shown_file(first.file), *at);
                        index.about.findings.push(twin(&id, first, (record.file, line)));
                    } else {
                        index.places.insert(id.into(), (place, line));
                    }
                }
            }
            index.about.findings.extend(batch.findings);
        }
        Ok(index)
    }

    /// Keeps what a record says; its documents with their lines.
    fn note(&mut self, entry: Entry, record: &Record<'_>) -> Vec<(String, usize)> {
        match entry {
            Entry::One(id) => vec![(id, record.line)],
            Entry::Read { documents, about } => {
                self.about.findings.extend(about.findings);
                for (field, count) in about.ignored {
                    *self.about.ignored.entry(field).or_default() += count;
                }
                if self.about.system == System::default() {
                    self.about.system = about.system;
                }
                documents
            }
        }
    }

    /// How many documents are answered.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// Where a document is answered; each is asked for once.
    pub(super) fn take(&mut self, id: &str) -> Option<Place> {
        Some(self.places.remove(id)?.0)
    }

    /// A finding for each document that gold does not have.
    pub(super) fn strangers(&self, gold: &str, known: &Twins, source: &Source) -> Vec<Finding> {
        let places = self.places.iter().map(|(id, (place, _))| (&**id, place));
        let stranger = |(id, place): (&str, &Place)| {
            let fault = Fault::new(&rules::DOCUMENT_UNKNOWN, format!("{gold} has no such document"));
            let fault = fault.found(id).hint(did_you_mean(id, known.ids().take(1000)));
            Finding { document: Some(id.to_owned()), ..fault.at(source.shown_file(place.file), place.line) }
        };
        places.map(stranger).collect()
    }
}

fn entry(record: &Record<'_>) -> Entry {
    if let Some(id) = record.format.peek_id(record).filter(|id| !id.is_empty()) {
        return Entry::One(id);
    }
    let drafts = record.read_with_lines(Side::Prediction);
    let mut about = About { system: drafts.system.unwrap_or_default(), findings: drafts.findings, ..About::default() };
    about.ignore(drafts.ignored);
    let mut documents = Vec::new();
    for draft in drafts.documents {
        match draft.id.as_deref() {
            Some(id) if !id.is_empty() => documents.push((id.to_owned(), draft.line)),
            _ => about.findings.push(nameless(&draft, record.file)),
        }
    }
    Entry::Read { documents, about }
}

/// The finding of a document without an id.
fn nameless(draft: &DraftDocument<'_>, file: &str) -> Finding {
    if draft.id.is_some() {
        return Fault::new(&rules::EMPTY_ID, "the document's id is empty").at(file, draft.line);
    }
    let hint = did_you_mean("id", draft.unknown.iter().map(String::as_str));
    Fault::new(&rules::MISSING_FIELD, "`id` is missing").hint(hint).at(file, draft.line)
}
