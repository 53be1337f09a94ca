//! Findings about gold that only the whole of it decides: documents that occur twice, quotations without a speaker, no document.

use crate::dataset::check::GoldCheck;
use crate::dataset::files::Source;
use crate::dataset::format::fault::Fault;
use crate::dataset::format::{Entry, rules};
use crate::error::{Finding, Severity};

/// What is wrong with gold, as far as it was read, and what only the whole of it decides.
pub(in crate::dataset) struct Ledger<'s> {
    source: &'s Source,
    findings: Vec<Finding>,
    /// Those with quotations that say nothing of their speaker.
    speakerless: Vec<GoldCheck>,
    has_speaker_layer: bool,
    is_empty: bool,
    twins: Twins,
}

impl<'s> Ledger<'s> {
    pub(in crate::dataset) fn new(source: &'s Source) -> Self {
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
    pub(in crate::dataset) fn note(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
    }

    /// Keeps what is wrong with a document; whether it is the first of its id.
    pub(in crate::dataset) fn settle(&mut self, mut check: GoldCheck) -> bool {
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

    /// Keeps what is wrong with some records, and adds their documents without a fault to others; of two with the same id only the
    /// first.
    pub(super) fn take(&mut self, read: Vec<(Vec<GoldCheck>, Vec<Finding>)>, entries: &mut Vec<Entry>) {
        for (checks, findings) in read {
            self.note(findings);
            for mut check in checks {
                let entry = check.entry.take();
                let is_first = self.settle(check);
                entries.extend(entry.filter(|_| is_first));
            }
        }
    }

    /// All ids met, and everything that is wrong.
    pub(in crate::dataset) fn close(mut self) -> (Twins, Vec<Finding>) {
        if self.has_speaker_layer {
            self.findings.extend(self.speakerless.iter().flat_map(GoldCheck::speakerless));
        }
        let failed = self.findings.iter().any(|finding| finding.severity == Severity::Error);
        if self.is_empty && !failed {
            let fault = Fault::new(&rules::EMPTY_GOLD, "there is no document");
            self.findings.push(fault.at(&self.source.shown, None));
        }
        self.source.doubt(&mut self.findings);
        (self.twins, self.findings)
    }
}

/// Finds documents that occur twice.
#[derive(Default)]
pub(in crate::dataset) struct Twins {
    /// Index of the file and line, by id.
    met: foldhash::HashMap<Box<str>, (usize, usize)>,
    files: Vec<String>,
}

impl Twins {
    /// The ids met, in no order.
    pub(in crate::dataset) fn ids(&self) -> impl Iterator<Item = &str> {
        self.met.keys().map(|id| &**id)
    }

    pub(in crate::dataset) fn contains(&self, id: &str) -> bool {
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
pub(in crate::dataset) fn twin(id: &str, (first, at): (&str, usize), (file, line): (&str, usize)) -> Finding {
    let message = format!("the document occurs twice, first at {first}:{at}");
    let fault = Fault::new(&rules::DUPLICATE_DOCUMENT, message).found(id);
    Finding { document: Some(id.to_owned()), ..fault.at(file, line) }
}
