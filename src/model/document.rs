//! Documents: a text, its gold annotation, and a prediction about it.

use std::cmp::Ordering;
use std::ops::BitOrAssign;

use super::{Entity, GoldQuotation, GoldSpeaker, Located, PredictedQuotation, PredictedSpeaker};

/// Free-form metadata of a document: title, date, language, outlet, ….
pub(crate) type Meta = serde_json::Map<String, serde_json::Value>;

/// A text with an identifier.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Identifier, unique in the dataset.
    pub id: String,
    /// The text, unchanged.
    pub text: String,
    /// Metadata, never shown to a strategy.
    pub meta: Meta,
}

/// The layers of speaker annotation that a document or dataset has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layers {
    /// True if any quotation has a speaker or a source; without either, attribution is undefined.
    pub speaker: bool,
    /// True if any quotation has a source; without one, attribution to mentions is undefined.
    pub source: bool,
}

impl BitOrAssign for Layers {
    fn bitor_assign(&mut self, other: Self) {
        self.speaker |= other.speaker;
        self.source |= other.source;
    }
}

/// A document with its reference annotation.
///
/// Documents from files and from [`from_json`](Self::from_json) keep the rules of gold: ids are unique, parents exist, speakers
/// are entities. [`checked`](Self::checked) checks a document that was built in code.
///
/// ```
/// let gold = quoteval::GoldDocument::new("a-1", "Nobody said a word.").checked()?;
/// assert!(gold.quotations.is_empty());
/// # Ok::<(), quoteval::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoldDocument {
    /// The annotated text.
    pub document: Document,
    /// The people and organisations that quotations refer to.
    pub entities: Vec<Entity>,
    /// The reference quotations.
    pub quotations: Vec<GoldQuotation>,
}

impl GoldDocument {
    /// Identifier of the document.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.document.id
    }

    /// Text of the document.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.document.text
    }

    /// True if any quotation has a speaker or a source; without either, attribution is undefined.
    #[must_use]
    pub fn has_speaker_layer(&self) -> bool {
        self.quotations.iter().any(|gold| gold.speaker != GoldSpeaker::Absent || gold.quotation.source.is_some())
    }

    /// The layers of speaker annotation in this document.
    #[must_use]
    pub(crate) fn layers(&self) -> Layers {
        let source = self.quotations.iter().any(|gold| gold.quotation.source.is_some());
        Layers { speaker: source || self.has_speaker_layer(), source }
    }
}

/// The answer of a system to one document.
///
/// ```
/// use quoteval::{PredictedQuotation, Prediction, Span};
/// let content = Span::new("“It works,” Ann Lee said.", 0, 15)?;
/// let mut found = Prediction::empty("a-1");
/// found.quotations.push(PredictedQuotation::by("q1", content, "Ann Lee"));
/// # Ok::<(), quoteval::SpanError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prediction {
    /// Identifier of the document.
    pub document: String,
    /// The system's own entities, sorted by id, each id once: use [`with_entities`](Self::with_entities). A speaker that is the
    /// id of such an entity is resolved by the names of the entity.
    pub entities: Vec<Entity>,
    /// The quotations found.
    pub quotations: Vec<PredictedQuotation>,
    /// Quotations whose text does not occur in the document; they count as false positives of the class `invalid`.
    pub invalid: Vec<InvalidQuotation>,
    /// The reason why the system failed on the document; the prediction then has no quotations.
    pub error: Option<String>,
}

impl Prediction {
    /// A prediction that finds nothing.
    #[must_use]
    pub fn empty(document: impl Into<String>) -> Self {
        Self { document: document.into(), ..Self::default() }
    }

    /// A prediction of a system that failed on the document, with the reason.
    #[must_use]
    pub fn failed(document: impl Into<String>, error: impl Into<String>) -> Self {
        Self { error: Some(error.into()), ..Self::empty(document) }
    }

    /// Sets the system's own entities; of two entities with the same id, the first is kept.
    #[must_use]
    pub fn with_entities(mut self, mut entities: Vec<Entity>) -> Self {
        entities.sort_by(|a, b| a.id.cmp(&b.id));
        entities.dedup_by(|later, first| later.id == first.id);
        self.entities = entities;
        self
    }

    /// The system's own entity with this id.
    #[inline]
    #[must_use]
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        if self.entities.is_empty() {
            return None;
        }
        let found = self.entities.binary_search_by(|entity| entity.id.as_str().cmp(id));
        found.ok().map(|place| &self.entities[place])
    }

    /// The speakers of a quotation for readers who do not know the system's entities: the names of entities, otherwise the words
    /// as written, or one reserved word.
    #[must_use]
    pub fn speaker_names(&self, quotation: &PredictedQuotation) -> Vec<String> {
        let name = |word: &String| self.entity(word).map_or_else(|| word.clone(), |own| own.name.clone());
        match &quotation.speaker {
            PredictedSpeaker::Named(words) => words.iter().map(name).collect(),
            PredictedSpeaker::Reserved(word) => vec![word.to_string()],
            PredictedSpeaker::Absent => Vec::new(),
        }
    }

    /// Turns gold into a prediction; `name` gives the id or name of an entity in the prediction.
    #[must_use]
    pub fn of_gold(gold: &GoldDocument, name: impl Fn(&Entity) -> String) -> Self {
        let speaker = |speaker: &GoldSpeaker| match speaker {
            GoldSpeaker::Entities(speakers) => {
                PredictedSpeaker::Named(speakers.iter().map(|&index| name(&gold.entities[index])).collect())
            }
            GoldSpeaker::Reserved(word) => PredictedSpeaker::Reserved(*word),
            GoldSpeaker::Absent => PredictedSpeaker::Absent,
        };
        let quotations = gold.quotations.iter().map(|item| PredictedQuotation {
            quotation: item.quotation.clone(),
            speaker: speaker(&item.speaker),
            confidence: None,
            rule: None,
            located: Located::Given,
        });
        Self { quotations: quotations.collect(), ..Self::empty(gold.id()) }
    }
}

/// A predicted quotation that could not be placed in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct InvalidQuotation {
    /// Identifier as stated, or `invalid-N` by rank of the text.
    pub id: String,
    /// The text that was searched for, with its pieces joined by one space.
    pub text: String,
    /// The reason why it could not be placed.
    pub reason: String,
    /// The system's probability that the quotation is right, 0 to 1.
    pub confidence: Option<f64>,
}

impl InvalidQuotation {
    /// Compares by id, text, reason and confidence.
    #[must_use]
    pub fn rank(&self, other: &Self) -> Ordering {
        let confidence = |item: &Self| item.confidence.unwrap_or(-1.0);
        (&self.id, &self.text, &self.reason)
            .cmp(&(&other.id, &other.text, &other.reason))
            .then_with(|| confidence(self).total_cmp(&confidence(other)))
    }
}
