//! Findings about a source of gold, including those that require the whole source: documents that occur twice, quotations without
//! a speaker, no documents at all.

use crate::dataset::check::GoldCheck;
use crate::dataset::files::Source;
use crate::dataset::format::fault::Fault;
use crate::dataset::format::{GoldEntry, rules};
use crate::error::{Finding, Findings};

/// Findings about the gold read so far.
pub(in crate::dataset) struct GoldFindings<'s> {
    source: &'s Source,
    findings: Vec<Finding>,
    /// Checks of documents with quotations that state neither a speaker nor a source.
    speakerless: Vec<GoldCheck>,
    has_speaker_layer: bool,
    is_empty: bool,
    ids: DocumentIds,
}

impl<'s> GoldFindings<'s> {
    pub(in crate::dataset) fn new(source: &'s Source) -> Self {
        Self {
            source,
            findings: source.findings.clone(),
            speakerless: Vec::new(),
            has_speaker_layer: false,
            is_empty: true,
            ids: DocumentIds::default(),
        }
    }

    /// Adds findings about files or records.
    pub(in crate::dataset) fn note(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
    }

    /// Adds the findings about a document; true if it is the first document with its id.
    pub(in crate::dataset) fn settle(&mut self, mut check: GoldCheck) -> bool {
        self.is_empty = false;
        let twin = check.document.as_ref().and_then(|id| self.ids.insert(id, &check.file, check.line));
        let is_first = twin.is_none();
        self.findings.extend(twin);
        self.findings.append(&mut check.findings);
        self.has_speaker_layer |= check.has_speaker_layer;
        if check.has_speakerless() {
            self.speakerless.push(check);
        }
        is_first
    }

    /// Adds the findings about some records, and appends their documents without errors to `entries`; of documents with the
    /// same id, only the first.
    pub(super) fn take(&mut self, read: Vec<(Vec<GoldCheck>, Vec<Finding>)>, entries: &mut Vec<GoldEntry>) {
        for (checks, findings) in read {
            self.note(findings);
            for mut check in checks {
                let entry = check.entry.take();
                let is_first = self.settle(check);
                entries.extend(entry.filter(|_| is_first));
            }
        }
    }

    /// Returns the ids of all documents, and all findings in sorted order.
    pub(in crate::dataset) fn close(mut self) -> (DocumentIds, Findings) {
        if self.has_speaker_layer {
            self.findings.extend(self.speakerless.iter().flat_map(GoldCheck::speakerless));
        }
        let mut findings = Findings(self.findings);
        if self.is_empty && !findings.has_errors() {
            let fault = Fault::new(&rules::EMPTY_GOLD, "there is no document");
            findings.0.push(fault.at(&self.source.shown, None));
        }
        self.source.doubt(&mut findings.0);
        findings.0.sort();
        (self.ids, findings)
    }
}

/// Ids of the documents read so far, each with its place.
#[derive(Default)]
pub(in crate::dataset) struct DocumentIds {
    /// File index and line of each document, by id.
    places: foldhash::HashMap<Box<str>, (usize, usize)>,
    files: Vec<String>,
}

impl DocumentIds {
    /// Returns the ids in no particular order.
    pub(in crate::dataset) fn ids(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(|id| &**id)
    }

    pub(in crate::dataset) fn contains(&self, id: &str) -> bool {
        self.places.contains_key(id)
    }

    /// Adds a document; returns a finding if its id is already known.
    fn insert(&mut self, id: &str, file: &str, line: usize) -> Option<Finding> {
        if let Some(&(first, at)) = self.places.get(id) {
            return Some(twin(id, (&self.files[first], at), (file, line)));
        }
        if self.files.last().is_none_or(|last| last != file) {
            self.files.push(file.to_owned());
        }
        self.places.insert(id.into(), (self.files.len() - 1, line));
        None
    }
}

/// Finding about a document that occurs a second time.
pub(in crate::dataset) fn twin(id: &str, (first, at): (&str, usize), (file, line): (&str, usize)) -> Finding {
    let message = format!("the document occurs twice, first at {first}:{at}");
    let fault = Fault::new(&rules::DUPLICATE_DOCUMENT, message).found(id);
    Finding { document: Some(id.to_owned()), ..fault.at(file, line) }
}
