//! Documents created in code: read from JSON, or built and then checked by the rules for files.

use std::borrow::Cow;

use super::check::{check_gold, check_prediction};
use super::format::draft::{DraftDocument, DraftEntity, DraftQuotation, DraftRare, DraftSpan, DraftSpeakers};
use super::format::{Drafts, Folder, ReadOptions, Record, Start, TextOrigin};
use super::formats::{Layout, NATIVE, write_document, write_prediction};
use super::gold::read_gold;
use super::locate::LocateEffort;
use super::pair::read_prediction_drafts;
use crate::error::{Error, Finding, Findings, Result, Severity};
use crate::model::{
    Document, Entity, Fragments, GoldDocument, GoldQuotation, GoldSpeaker, PredictedQuotation, PredictedSpeaker,
    Prediction, Quotation, Span, Task,
};

impl GoldDocument {
    /// Creates a document without entities and quotations; fill its lists, then call [`checked`](Self::checked).
    ///
    /// ```
    /// use quoteval::{Entity, GoldDocument, GoldQuotation, Quotation, Span};
    /// let mut gold = GoldDocument::new("a-1", "“It works,” Ann Lee said.");
    /// let content = Span::new(gold.text(), 0, 15)?;
    /// gold.entities.push(Entity { id: "lee".into(), name: "Ann Lee".into(), ..Entity::default() });
    /// gold.quotations.push(GoldQuotation::by(Quotation::new("q1", content), [0]));
    /// let gold = gold.checked()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        let document = Document { id: id.into(), text: text.into(), ..Document::default() };
        Self { document, ..Self::default() }
    }

    /// Reads a gold document in the native format, `quoteval/1`.
    ///
    /// ```
    /// use quoteval::GoldDocument;
    /// let json = r#"{"id": "a-1", "text": "“It works,” Ann Lee said.", "entities": [{"id": "lee", "name": "Ann Lee"}],
    ///     "quotations": [{"content": ["“It works,”"], "speaker": "lee"}]}"#;
    /// assert_eq!(GoldDocument::from_json(json)?.quotations.len(), 1);
    /// # Ok::<(), quoteval::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Invalid`] with every fault, when the JSON contains no document or the document breaks a rule.
    pub fn from_json(json: &str) -> Result<Self> {
        let (mut checks, mut findings) = read_gold(&json_record(json.as_bytes(), 1));
        for check in &mut checks {
            findings.append(&mut check.findings);
            if check.has_speaker_layer {
                findings.extend(check.speakerless());
            }
        }
        let found = checks.pop().and_then(|check| check.entry).filter(|_| checks.is_empty());
        found.map(|entry| entry.gold).filter(|_| !has_errors(&findings)).ok_or_else(|| refusal(findings))
    }

    /// Writes the document in the native format, in canonical form on one line.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = String::new();
        write_document(&mut json, self, &TextOrigin::default(), Layout::Line);
        json
    }

    /// Returns the document if it follows the rules of gold: ids are unique, spans lie in the text, speakers are entities, …
    ///
    /// # Errors
    /// [`Error::Invalid`] with every fault.
    pub fn checked(self) -> Result<Self> {
        self.check().map(|()| self)
    }

    /// Checks the document by the rules for files.
    pub(crate) fn check(&self) -> Result<()> {
        let check = check_gold(draft_of_gold(self), "", Folder::NONE);
        accepted(check.findings)
    }
}

impl Prediction {
    /// Reads a prediction for a task in the native format. Quotations without offsets are located in the text of the task.
    ///
    /// ```
    /// use quoteval::{Prediction, Task};
    /// let task = Task { id: "a-1", text: "“It works,” Ann Lee said.", given: None };
    /// let found = Prediction::from_json(r#"{"quotations": [{"content": ["It works"], "speaker": "Ann Lee"}]}"#, &task)?;
    /// assert_eq!(found.quotations[0].quotation.content.text(task.text), "It works");
    /// # Ok::<(), quoteval::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Invalid`] with every fault, when the JSON contains no prediction, is about another document, or breaks a rule.
    pub fn from_json(json: &str, task: &Task<'_>) -> Result<Self> {
        let Drafts { mut documents, mut findings, .. } = read_prediction_drafts(&json_record(json.as_bytes(), 1));
        let Some(draft) = documents.pop().filter(|_| documents.is_empty()) else { return Err(refusal(findings)) };
        if let Some(other) = draft.id.as_deref().filter(|id| *id != task.id) {
            return Err(Error::Usage(format!("the prediction is about document {other}, the task about {}", task.id)));
        }
        let check = check_prediction(draft, task, LocateEffort::default(), "");
        findings.extend(check.findings);
        check.prediction.filter(|_| !has_errors(&findings)).ok_or_else(|| refusal(findings))
    }

    /// Writes the prediction in the native format, on one line; `text` is the text of the document.
    ///
    /// # Panics
    /// When a span does not lie in the text.
    #[must_use]
    pub fn to_json(&self, text: &str) -> String {
        let mut json = String::new();
        write_prediction(&mut json, self, text);
        json
    }

    /// Checks the prediction for the task by the rules for files.
    pub(crate) fn check(&self, task: &Task<'_>) -> Result<()> {
        accepted(check_prediction(draft_of_prediction(self), task, LocateEffort::Exact, "").findings)
    }
}

/// Wraps bytes that are not from a file in a record of the native format.
pub(crate) const fn json_record(bytes: &[u8], line: usize) -> Record<'_> {
    Record {
        file: "",
        name: "",
        folder: Folder::NONE,
        at: Start { line, ..Start::OF_FILE },
        bytes,
        format: NATIVE,
        options: ReadOptions::NONE,
    }
}

fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

fn accepted(findings: Vec<Finding>) -> Result<()> {
    if has_errors(&findings) { Err(refusal(findings)) } else { Ok(()) }
}

/// The error for rejected JSON or a rejected document.
fn refusal(mut findings: Vec<Finding>) -> Error {
    findings.retain(|finding| finding.severity == Severity::Error);
    if findings.is_empty() {
        Error::Usage("the JSON is not one document".into())
    } else {
        Error::Invalid(Findings(findings))
    }
}

fn draft_of_gold(gold: &GoldDocument) -> DraftDocument<'_> {
    // An index without an entity becomes an empty name, which the rules reject.
    let id = |&index: &usize| gold.entities.get(index).map_or("", |entity| entity.id.as_str());
    let drafts = gold.quotations.iter().map(|GoldQuotation { quotation, speaker }| {
        let speakers = match speaker {
            GoldSpeaker::Entities(speakers) => Some(speakers.iter().map(id).collect()),
            GoldSpeaker::Reserved(word) => Some(vec![word.as_str()]),
            GoldSpeaker::Absent => None,
        };
        draft_of_quotation(quotation, speakers, None)
    });
    DraftDocument {
        id: Some(gold.id().into()),
        text: Some(gold.text().into()),
        entities: gold.entities.iter().map(draft_of_entity).collect(),
        quotations: Some(drafts.collect()),
        ..draft_in_bytes()
    }
}

fn draft_of_prediction(prediction: &Prediction) -> DraftDocument<'_> {
    let drafts = prediction.quotations.iter().map(|PredictedQuotation { quotation, speaker, confidence, .. }| {
        let speakers = match speaker {
            PredictedSpeaker::Named(names) => Some(names.iter().map(String::as_str).collect()),
            PredictedSpeaker::Reserved(word) => Some(vec![word.as_str()]),
            PredictedSpeaker::Absent => None,
        };
        draft_of_quotation(quotation, speakers, *confidence)
    });
    DraftDocument {
        id: Some(prediction.document.as_str().into()),
        entities: prediction.entities.iter().map(draft_of_entity).collect(),
        quotations: Some(drafts.collect()),
        error: prediction.error.as_deref().map(Cow::Borrowed),
        ..draft_in_bytes()
    }
}

fn draft_in_bytes<'a>() -> DraftDocument<'a> {
    DraftDocument { offset_unit: Some("byte".into()), ..DraftDocument::default() }
}

fn draft_of_entity(entity: &Entity) -> DraftEntity<'_> {
    DraftEntity {
        id: Some(entity.id.as_str().into()),
        name: Some(entity.name.as_str().into()),
        mentions: entity.mentions.iter().copied().map(draft_of_span).collect(),
        ..DraftEntity::default()
    }
}

fn draft_of_quotation<'a>(
    quotation: &'a Quotation,
    speakers: Option<Vec<&'a str>>,
    confidence: Option<f64>,
) -> DraftQuotation<'a> {
    let spans = |fragments: &Option<Fragments>| {
        fragments.iter().flat_map(Fragments::spans).copied().map(draft_of_span).collect()
    };
    DraftQuotation {
        id: Some(quotation.id.as_str().into()),
        content: quotation.content.spans().iter().copied().map(draft_of_span).collect(),
        speaker: speakers.map(|speakers| DraftSpeakers(speakers.into_iter().map(Cow::Borrowed).collect())),
        rare: Some(Box::new(DraftRare {
            cue: spans(&quotation.cue),
            source: spans(&quotation.source),
            parent: quotation.parent.as_deref().map(Cow::Borrowed),
            confidence,
            ..DraftRare::default()
        })),
        ..DraftQuotation::default()
    }
}

fn draft_of_span<'a>(span: Span) -> DraftSpan<'a> {
    DraftSpan { start: Some(span.start() as i64), end: Some(span.end() as i64), ..DraftSpan::default() }
}
