//! A quotation and who said it, in gold and in a prediction.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::{Entity, Few, Fragments, OffsetMap};
use crate::named::named;

/// How much of the content stands between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum QuotationType {
    /// All of it.
    Direct,
    /// None of it.
    Indirect,
    /// Part of it.
    Mixed,
}

named!(QuotationType: "quotation type");

/// Whether the speaker stands behind the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Polarity {
    /// `said that`.
    Affirmed,
    /// `denies the claim that`.
    Denied,
    /// `did not say`.
    Negated,
    /// `would say if`.
    Conditional,
}

named!(Polarity: "polarity");

/// The speakers that are not entities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr, strum::VariantArray)]
#[strum(prefix = "@", serialize_all = "kebab-case")]
pub enum Reserved {
    /// `@implicit`: nobody is said to speak.
    Implicit,
    /// `@author`: the writer speaks.
    Author,
    /// `@unnamed`: somebody who is never named; only the mention is annotated.
    Unnamed,
}

named!(Reserved: "reserved word");

/// What gold and prediction state alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Unique in its document; `start-end[,start-end…]` in characters where the file gives none.
    pub id: String,
    /// Direct, indirect or mixed, where stated.
    pub quotation_type: Option<QuotationType>,
    /// What was said.
    pub content: Fragments,
    /// The reporting expression.
    pub cue: Option<Fragments>,
    /// The mention that names the speaker there.
    pub source: Option<Fragments>,
    /// Id of the quotation whose content encloses this one.
    pub parent: Option<String>,
    /// Whether the speaker stands behind it, where stated.
    pub polarity: Option<Polarity>,
    /// Free labels, such as the phenomenon.
    pub tags: Vec<String>,
}

impl Quotation {
    /// A quotation of which only identifier and content are known.
    #[must_use]
    pub fn new(id: impl Into<String>, content: impl Into<Fragments>) -> Self {
        Self {
            id: id.into(),
            quotation_type: None,
            content: content.into(),
            cue: None,
            source: None,
            parent: None,
            polarity: None,
            tags: Vec::new(),
        }
    }
}

/// The id of a quotation that states none: `start-end[,start-end…]` in characters.
#[must_use]
pub(crate) fn derived_id(content: &Fragments, chars: &OffsetMap<'_>) -> String {
    let mut id = String::with_capacity(20 * content.spans().len());
    let mut digits = itoa::Buffer::new();
    for span in content.spans() {
        if !id.is_empty() {
            id.push(',');
        }
        id.push_str(digits.format(chars.of_byte(span.start())));
        id.push('-');
        id.push_str(digits.format(chars.of_byte(span.end())));
    }
    id
}

/// Index of an entity in its document's list.
pub type EntityIndex = usize;

/// Who speaks, according to gold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GoldSpeaker {
    /// One or more entities: sorted, distinct, at least one.
    Entities(SmallVec<[EntityIndex; 1]>),
    /// A reserved word.
    Reserved(Reserved),
    /// Nothing stated: unnamed if there is a source, else a dataset without a speaker layer.
    Absent,
}

/// Who speaks, according to a prediction.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PredictedSpeaker {
    /// Ids or names as written: at least one, none reserved.
    Named(Few<String>),
    /// A reserved word.
    Reserved(Reserved),
    /// Nothing stated: the source speaks for itself, or the prediction abstains.
    Absent,
}

impl PredictedSpeaker {
    /// The names as written or one reserved word, sorted and distinct; empty where nothing is stated.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let mut words = match self {
            Self::Named(names) => names.to_vec(),
            Self::Reserved(word) => vec![word.to_string()],
            Self::Absent => Vec::new(),
        };
        words.sort_unstable();
        words.dedup();
        words
    }
}

/// A reference quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldQuotation {
    /// What was said and where.
    pub quotation: Quotation,
    /// Who said it.
    pub speaker: GoldSpeaker,
}

impl GoldQuotation {
    /// A quotation of these entities, by their places in the list of the document.
    #[must_use]
    pub fn by(quotation: Quotation, speakers: impl IntoIterator<Item = EntityIndex>) -> Self {
        let mut speakers: SmallVec<[EntityIndex; 1]> = speakers.into_iter().collect();
        speakers.sort_unstable();
        speakers.dedup();
        Self { quotation, speaker: GoldSpeaker::Entities(speakers) }
    }

    /// The entities that speak; empty where gold names none.
    #[must_use]
    pub fn entities(&self) -> &[EntityIndex] {
        match &self.speaker {
            GoldSpeaker::Entities(entities) => entities,
            GoldSpeaker::Reserved(_) | GoldSpeaker::Absent => &[],
        }
    }

    /// The speakers as ids or one reserved word, sorted; empty where none is stated.
    #[must_use]
    pub fn speaker_ids<'e>(&'e self, entities: &'e [Entity]) -> Vec<&'e str> {
        let mut ids: Vec<&str> = match &self.speaker {
            GoldSpeaker::Entities(speakers) => speakers.iter().map(|&index| entities[index].id.as_str()).collect(),
            GoldSpeaker::Reserved(word) => vec![word.as_str()],
            GoldSpeaker::Absent => Vec::new(),
        };
        ids.sort_unstable();
        ids
    }

    /// Whether only the mention is annotated: `@unnamed`, or a source without a speaker.
    #[must_use]
    pub fn is_unnamed(&self) -> bool {
        match self.speaker {
            GoldSpeaker::Reserved(word) => word == Reserved::Unnamed,
            GoldSpeaker::Absent => self.quotation.source.is_some(),
            GoldSpeaker::Entities(_) => false,
        }
    }
}

/// A quotation that a system found.
#[derive(Clone, Debug, PartialEq)]
pub struct PredictedQuotation {
    /// What was said and where.
    pub quotation: Quotation,
    /// Who said it.
    pub speaker: PredictedSpeaker,
    /// The system's own probability of being right, 0 to 1.
    pub confidence: Option<f64>,
    /// Name of the rule that made it.
    pub rule: Option<Cow<'static, str>>,
    /// How the content was found in the text.
    pub located: Located,
}

impl PredictedQuotation {
    /// A quotation by the speaker of this name or id.
    ///
    /// ```
    /// use quoteval::model::{PredictedQuotation, Span};
    /// let content = Span::new("“It works,” Ann Lee said.", 0, 15)?;
    /// let found = PredictedQuotation::by("q1", content, "Ann Lee");
    /// assert!(!found.abstains());
    /// # Ok::<(), quoteval::model::SpanError>(())
    /// ```
    #[must_use]
    pub fn by(id: impl Into<String>, content: impl Into<Fragments>, speaker: impl Into<String>) -> Self {
        Self { speaker: PredictedSpeaker::Named(speaker.into().into()), ..Self::abstention(id, content) }
    }

    /// True if nothing is said about the speaker: neither a speaker nor a source.
    #[must_use]
    pub fn abstains(&self) -> bool {
        self.speaker == PredictedSpeaker::Absent && self.quotation.source.is_none()
    }

    /// A quotation without a speaker.
    #[must_use]
    pub fn abstention(id: impl Into<String>, content: impl Into<Fragments>) -> Self {
        Self {
            quotation: Quotation::new(id, content),
            speaker: PredictedSpeaker::Absent,
            confidence: None,
            rule: None,
            located: Located::Given,
        }
    }
}

/// How a prediction's content was found in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Located {
    /// By offsets, or not needed: a strategy works on the text itself.
    Given,
    /// By text, character for character.
    Exact,
    /// By text, after folding marks, dashes, white space and case.
    Folded,
    /// By text, within this many edits.
    Approximate(u32),
}
