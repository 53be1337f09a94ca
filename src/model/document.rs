//! Documents: a text, its gold, and what a system says of it.

use std::cmp::Ordering;
use std::ops::BitOrAssign;

use super::{Entity, GoldQuotation, GoldSpeaker, Located, PredictedQuotation, PredictedSpeaker};

/// Free facts about a document: title, date, language, outlet, ….
pub type Meta = serde_json::Map<String, serde_json::Value>;

/// An identified text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Identifier, unique in the dataset.
    pub id: String,
    /// The text, untouched.
    pub text: String,
    /// Free facts, never seen by a strategy.
    pub meta: Meta,
}

/// What gold states of who speaks, anywhere in a document or dataset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layers {
    /// Whether any quotation has a speaker or a source; without either, attribution is undefined.
    pub speaker: bool,
    /// Whether any quotation has a source; without one, attribution to mentions is undefined.
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
/// Made by a reader, which has checked that ids are unique, parents exist and speakers are entities.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoldDocument {
    /// The annotated text.
    pub document: Document,
    /// Everybody who is meant somewhere.
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

    /// Whether any quotation has a speaker or a source; without either, attribution is undefined.
    #[must_use]
    pub fn has_speaker_layer(&self) -> bool {
        self.quotations.iter().any(|gold| gold.speaker != GoldSpeaker::Absent || gold.quotation.source.is_some())
    }

    /// What the quotations state of who speaks.
    #[must_use]
    pub fn layers(&self) -> Layers {
        let source = self.quotations.iter().any(|gold| gold.quotation.source.is_some());
        Layers { speaker: source || self.has_speaker_layer(), source }
    }
}

/// What a system says about one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prediction {
    /// Identifier of the document it is about.
    pub document: String,
    /// Entities of the system's own, sorted by id, each id once, as [`with_entities`](Self::with_entities) makes them: what
    /// quotations name by such an id is resolved by its names.
    pub entities: Vec<Entity>,
    /// What was found.
    pub quotations: Vec<PredictedQuotation>,
    /// Quotations whose text is nowhere in the document; false positives of the class `invalid`.
    pub invalid: Vec<InvalidQuotation>,
    /// Why the system failed on the document, if it did; then it found nothing.
    pub error: Option<String>,
}

impl Prediction {
    /// A prediction without a quotation.
    #[must_use]
    pub fn empty(document: impl Into<String>) -> Self {
        Self { document: document.into(), ..Self::default() }
    }

    /// The same with entities of the system's own; of two with the same id the first counts.
    #[must_use]
    pub fn with_entities(mut self, mut entities: Vec<Entity>) -> Self {
        entities.sort_by(|a, b| a.id.cmp(&b.id));
        entities.dedup_by(|later, first| later.id == first.id);
        self.entities = entities;
        self
    }

    /// The system's own entity of an id.
    #[inline]
    #[must_use]
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        if self.entities.is_empty() {
            return None;
        }
        let found = self.entities.binary_search_by(|entity| entity.id.as_str().cmp(id));
        found.ok().map(|place| &self.entities[place])
    }

    /// What a quotation calls its speakers, for readers who do not know the system's entities: by name, else as written; or one
    /// reserved word.
    #[must_use]
    pub fn speaker_names(&self, quotation: &PredictedQuotation) -> Vec<String> {
        let name = |word: &String| self.entity(word).map_or_else(|| word.clone(), |own| own.name.clone());
        match &quotation.speaker {
            PredictedSpeaker::Named(words) => words.iter().map(name).collect(),
            PredictedSpeaker::Reserved(word) => vec![word.to_string()],
            PredictedSpeaker::Absent => Vec::new(),
        }
    }

    /// The prediction that says what gold says; `name` gives the id or name by which an entity is meant.
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
    /// The text that was looked for, pieces joined by one space.
    pub text: String,
    /// Why it has no place.
    pub reason: String,
    /// The system's own probability of being right, 0 to 1.
    pub confidence: Option<f64>,
}

impl InvalidQuotation {
    /// Rank order: by id, text, reason and confidence.
    #[must_use]
    pub fn rank(&self, other: &Self) -> Ordering {
        let confidence = |item: &Self| item.confidence.unwrap_or(-1.0);
        (&self.id, &self.text, &self.reason)
            .cmp(&(&other.id, &other.text, &other.reason))
            .then_with(|| confidence(self).total_cmp(&confidence(other)))
    }
}
