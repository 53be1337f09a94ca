//! Quotations and their speakers, in gold and in predictions.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::{Entity, Fragments, OffsetMap, OneOrMany};
use crate::named::named;

/// The type of a quotation: the extent to which its content is in quotation marks.
///
/// ```
/// use quoteval::QuotationType;
/// assert_eq!("mixed".parse(), Ok(QuotationType::Mixed));
/// assert_eq!("free".parse::<QuotationType>().unwrap_err().known, ["direct", "indirect", "mixed"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum QuotationType {
    /// All of the content is in quotation marks.
    Direct,
    /// None of the content is in quotation marks.
    Indirect,
    /// Part of the content is in quotation marks.
    Mixed,
}

named!(QuotationType: "quotation type");

/// The speaker's attitude to the content.
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

/// The reserved words for speakers that are not entities.
///
/// ```
/// assert_eq!(quoteval::Reserved::Unnamed.as_str(), "@unnamed");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr, strum::VariantArray)]
#[strum(prefix = "@", serialize_all = "kebab-case")]
pub enum Reserved {
    /// `@implicit`: the text names no speaker.
    Implicit,
    /// `@author`: the writer speaks.
    Author,
    /// `@unnamed`: a speaker who is never named; only the mention is annotated.
    Unnamed,
}

named!(Reserved: "reserved word");

/// The fields that gold and predicted quotations share.
///
/// ```
/// use quoteval::{Quotation, Span};
/// let text = "“It works,” Ann Lee said.";
/// let cue = Some(Span::new(text, 24, 28)?.into());
/// let quotation = Quotation { cue, ..Quotation::new("q1", Span::new(text, 0, 15)?) };
/// assert_eq!(quotation.cue.unwrap().text(text), "said");
/// # Ok::<(), quoteval::SpanError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Identifier, unique in the document; `start-end[,start-end…]` in characters where the file gives none.
    pub id: String,
    /// The type, where stated.
    pub quotation_type: Option<QuotationType>,
    /// The words that were said.
    pub content: Fragments,
    /// The reporting expression.
    pub cue: Option<Fragments>,
    /// The mention of the speaker in the text.
    pub source: Option<Fragments>,
    /// Id of the quotation whose content encloses this one.
    pub parent: Option<String>,
    /// The speaker's attitude, where stated.
    pub polarity: Option<Polarity>,
    /// Free-form labels, such as a phenomenon under test.
    pub tags: Vec<String>,
}

impl Quotation {
    /// A quotation with only an identifier and content.
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
pub(crate) type EntityIndex = usize;

/// The speaker of a gold quotation.
///
/// ```
/// use quoteval::{GoldQuotation, GoldSpeaker, Quotation, Reserved, Span};
/// let content = Span::new("It works.", 0, 9)?;
/// let speaker = GoldSpeaker::Reserved(Reserved::Implicit);
/// let gold = GoldQuotation { quotation: Quotation::new("q1", content), speaker };
/// assert!(gold.entities().is_empty());
/// # Ok::<(), quoteval::SpanError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GoldSpeaker {
    /// One or more entities, sorted and distinct.
    Entities(SmallVec<[EntityIndex; 1]>),
    /// A reserved word.
    Reserved(Reserved),
    /// No speaker stated: unnamed if there is a source, else the dataset has no speaker layer.
    Absent,
}

/// The speaker of a predicted quotation.
///
/// ```
/// use quoteval::{PredictedQuotation, PredictedSpeaker, Span};
/// let content = Span::new("It works.", 0, 9)?;
/// let found = PredictedQuotation::by("q1", content, "Ann Lee");
/// assert_eq!(found.speaker, PredictedSpeaker::Named(["Ann Lee".to_owned()].into_iter().collect()));
/// # Ok::<(), quoteval::SpanError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PredictedSpeaker {
    /// One or more ids or names as written, none of them reserved.
    Named(OneOrMany<String>),
    /// A reserved word.
    Reserved(Reserved),
    /// No speaker stated: the source stands for the speaker, or the prediction abstains.
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
///
/// ```
/// use quoteval::{GoldQuotation, Quotation, Span};
/// let content = Span::new("“It works,” said Ann and Bo.", 0, 15)?;
/// let gold = GoldQuotation::by(Quotation::new("q1", content), [1, 0]);
/// assert_eq!(gold.entities(), [0, 1]);
/// # Ok::<(), quoteval::SpanError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldQuotation {
    /// Content, cue, source and the other shared fields.
    pub quotation: Quotation,
    /// The speaker.
    pub speaker: GoldSpeaker,
}

impl GoldQuotation {
    /// A quotation by entities, given by their indices in the list of the document.
    #[must_use]
    pub fn by(quotation: Quotation, speakers: impl IntoIterator<Item = EntityIndex>) -> Self {
        let mut speakers: SmallVec<[EntityIndex; 1]> = speakers.into_iter().collect();
        speakers.sort_unstable();
        speakers.dedup();
        Self { quotation, speaker: GoldSpeaker::Entities(speakers) }
    }

    /// The speaking entities; empty where gold names none.
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

    /// True if only the mention is annotated: `@unnamed`, or a source without a speaker.
    #[must_use]
    pub fn is_unnamed(&self) -> bool {
        match self.speaker {
            GoldSpeaker::Reserved(word) => word == Reserved::Unnamed,
            GoldSpeaker::Absent => self.quotation.source.is_some(),
            GoldSpeaker::Entities(_) => false,
        }
    }
}

/// A predicted quotation.
///
/// ```
/// use quoteval::{PredictedQuotation, Span};
/// let content = Span::new("“It works,” Ann Lee said.", 0, 15)?;
/// let found = PredictedQuotation { confidence: Some(0.9), ..PredictedQuotation::by("q1", content, "Ann Lee") };
/// assert!(!found.abstains());
/// # Ok::<(), quoteval::SpanError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct PredictedQuotation {
    /// Content, cue, source and the other shared fields.
    pub quotation: Quotation,
    /// The speaker.
    pub speaker: PredictedSpeaker,
    /// The system's probability that the quotation is right, 0 to 1.
    pub confidence: Option<f64>,
    /// Name of the rule that produced it.
    pub rule: Option<Cow<'static, str>>,
    /// The method by which the content was located in the text.
    pub located: Located,
}

impl PredictedQuotation {
    /// A quotation by the speaker with this name or id.
    ///
    /// ```
    /// use quoteval::{PredictedQuotation, Span};
    /// let content = Span::new("“It works,” Ann Lee said.", 0, 15)?;
    /// let found = PredictedQuotation::by("q1", content, "Ann Lee");
    /// assert!(!found.abstains());
    /// # Ok::<(), quoteval::SpanError>(())
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

/// The method by which the content of a prediction was located in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Located {
    /// By offsets, or by a strategy that works on the text itself.
    Given,
    /// By its text, character for character.
    Exact,
    /// By its text, after folding marks, dashes, white space and case.
    Folded,
    /// By its text, with this many edits.
    Approximate(u32),
}
