//! Where in the files of a system each document is answered, so that answers can be read in the order of gold.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashMap, HashMapExt};

use crate::dataset::check::PredictionCheck;
use crate::dataset::files::{Batch, Place, Source, in_order};
use crate::dataset::format::draft::{DraftDocument, DraftSystem};
use crate::dataset::format::fault::{Fault, did_you_mean};
use crate::dataset::format::{Record, Side, longer_names, rules};
use crate::dataset::gold::{Twins, twin};
use crate::error::{Finding, Result};

/// The records of a prediction source by document: an id and a place each, no content.
pub(super) struct Index {
    /// Where the record of each document is, and the line of the document.
    places: HashMap<Box<str>, (Place, usize)>,
    /// The records that are about several documents.
    shared: BTreeSet<Place>,
    /// The ids under which documents are answered by the longer names that their files give them.
    longer: HashMap<Box<str>, Box<str>>,
}

/// What prediction files say beside their documents.
#[derive(Debug, Default)]
pub(super) struct About {
    /// The system that a header names.
    pub(super) system: DraftSystem,
    /// How often each field was ignored, because the schema does not know it.
    pub(super) ignored: BTreeMap<String, usize>,
    /// What is wrong with the files.
    pub(in crate::dataset) findings: Vec<Finding>,
}

impl About {
    /// What is known before any file is read.
    pub(super) fn of(source: &Source) -> Self {
        Self { findings: source.findings.clone(), ..Self::default() }
    }

    /// Keeps what checking said, apart from predictions.
    pub(in crate::dataset) fn note(&mut self, answer: impl IntoIterator<Item = (PredictionCheck, Vec<Finding>)>) {
        for (check, findings) in answer {
            self.findings.extend(findings);
            self.findings.extend(check.findings);
            self.ignore(check.ignored);
        }
    }

    /// Keeps what a record says; its documents with their lines.
    fn note_entry(&mut self, entry: Entry, line: usize) -> Vec<(String, usize)> {
        match entry {
            Entry::One(id) => vec![(id, line)],
            Entry::Read { documents, about } => {
                self.add(about);
                documents
            }
        }
    }

    /// Keeps what a further record says beside its documents.
    pub(super) fn add(&mut self, about: Self) {
        self.findings.extend(about.findings);
        for (field, count) in about.ignored {
            *self.ignored.entry(field).or_default() += count;
        }
        if self.system == DraftSystem::default() {
            self.system = about.system;
        }
    }

    fn ignore(&mut self, fields: Vec<String>) {
        for field in fields {
            *self.ignored.entry(field).or_default() += 1;
        }
    }
}

/// What one record holds.
pub(super) enum Entry {
    /// One document, to be read when its turn comes.
    One(String),
    /// Anything else: it has been read, and what it says beside its documents is kept.
    Read { documents: Vec<(String, usize)>, about: About },
}

impl Index {
    /// Reads the files once, no farther into each record than its id.
    pub(super) fn of(source: &Source) -> Result<(Self, About)> {
        let mut index = Self { places: HashMap::new(), shared: BTreeSet::new(), longer: HashMap::new() };
        let mut about = About::of(source);
        let read = |(): &mut (), batch: Result<Batch<'_>>| {
            let batch = batch?;
            let records = batch.records();
            let entries: Vec<_> = records.iter().map(entry).zip(batch.places()).collect();
            Ok((entries, batch.findings))
        };
        let mut outcome = Ok(());
        in_order(
            source.batches(),
            || (),
            read,
            |read| match read {
                Err(error) => outcome = Err(error),
                Ok((entries, findings)) => {
                    for (entry, place) in entries {
                        let documents = about.note_entry(entry, place.at.line);
                        if documents.len() > 1 {
                            index.shared.insert(place);
                        }
                        for (id, line) in documents {
                            about.findings.extend(index.add(id, line, place, source));
                        }
                    }
                    about.findings.extend(findings);
                }
            },
        );
        outcome.map(|()| (index, about))
    }

    /// Notes where a document is answered, unless it was before, which is a finding.
    fn add(&mut self, id: String, line: usize, place: Place, source: &Source) -> Option<Finding> {
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

    /// Where a document is answered by a record that is about nothing else.
    pub(super) fn get(&self, id: &str) -> Option<Place> {
        let (place, _) = self.places.get(id).or_else(|| self.places.get(self.longer.get(id)?))?;
        (!self.shared.contains(place)).then_some(*place)
    }

    /// Where the records are that answer several documents.
    pub(super) fn shared(&self) -> Vec<Place> {
        self.shared.iter().copied().collect()
    }

    /// A finding for each document that gold does not have, and for each file whose name fits two of gold's.
    pub(super) fn strangers(&self, gold: &str, known: &Twins, source: &Source) -> Vec<Finding> {
        let places = self.places.iter().map(|(id, (place, _))| (&**id, place));
        let longer = self.longer.iter().filter(|(name, _)| known.contains(name));
        let longer: HashMap<&str, &str> = longer.map(|(name, id)| (&**id, &**name)).collect();
        let strangers = places.clone().filter(|(id, _)| !known.contains(id) && !longer.contains_key(id));
        let twofold = places.filter_map(|(id, place)| {
            let longer = longer.get(id).filter(|_| known.contains(id))?;
            let fault = Fault::new(&rules::DUPLICATE_DOCUMENT, "the name of the file fits two documents of gold");
            let fault = fault.found(format!("{id} and {longer}"));
            Some(Finding { document: Some(id.to_owned()), ..fault.at(source.shown_file(place.file), place.at.line) })
        });
        let finding = |(id, place): (&str, &Place)| {
            let fault = Fault::new(&rules::DOCUMENT_UNKNOWN, format!("{gold} has no such document"));
            let fault = fault.found(id).hint(did_you_mean(id, known.ids().take(1000)));
            Finding { document: Some(id.to_owned()), ..fault.at(source.shown_file(place.file), place.at.line) }
        };
        strangers.map(finding).chain(twofold).collect()
    }
}

/// Reads no farther into a record than its id, if that is enough.
pub(super) fn entry(record: &Record<'_>) -> Entry {
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
