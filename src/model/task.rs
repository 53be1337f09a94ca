//! Tasks: the part of a document that a strategy sees, without any gold that the setting does not reveal.

use super::{Fragments, GoldDocument, Term};
use crate::named::named;

/// The question that a strategy answers.
///
/// ```
/// assert_eq!("gold-quotations".parse(), Ok(quoteval::Setting::GoldQuotations));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Setting {
    /// The text alone is given: find the quotations and their speakers.
    #[default]
    EndToEnd,
    /// The text, the content spans and the entities are given: find the speakers.
    GoldQuotations,
}

named!(Setting: "setting");

/// A document as a strategy sees it.
///
/// ```
/// use quoteval::Task;
/// let task = Task { id: "a-1", text: "“It works,” Ann Lee said.", given: None };
/// let found = quoteval::strategy("sieve").unwrap().attribute(&task)?;
/// assert_eq!(found.quotations.len(), 1);
/// # Ok::<(), quoteval::StrategyError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Task<'a> {
    /// Identifier of the document; the answer repeats it.
    pub id: &'a str,
    /// The text, unchanged.
    pub text: &'a str,
    /// The quotations and entities that the gold-quotations setting reveals; `None` in the end-to-end setting.
    pub given: Option<Given<'a>>,
}

/// The quotations and entities that the gold-quotations setting reveals.
///
/// ```
/// use quoteval::{Given, KnownEntity, Span, Task, TaskQuotation};
/// let text = "“It works,” Ann Lee said.";
/// let content = Span::new(text, 0, 15)?.into();
/// let lee = KnownEntity { id: "lee", name: "Ann Lee", aliases: &[], entity_type: None, gender: None, kb_id: None };
/// let given = Given { quotations: vec![TaskQuotation { id: "q1", content: &content }], entities: vec![lee] };
/// let found = quoteval::strategy("sieve").unwrap().attribute(&Task { id: "a-1", text, given: Some(given) }).unwrap();
/// assert_eq!(found.quotations[0].speaker.words(), ["lee"]);
/// # Ok::<(), quoteval::SpanError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Given<'a> {
    /// The quotations to attribute.
    pub quotations: Vec<TaskQuotation<'a>>,
    /// The entities that may have said them.
    pub entities: Vec<KnownEntity<'a>>,
}

/// A quotation to attribute.
///
/// ```
/// use quoteval::{Span, TaskQuotation};
/// let content = Span::new("It works.", 0, 9)?.into();
/// let quotation = TaskQuotation { id: "q1", content: &content };
/// # Ok::<(), quoteval::SpanError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct TaskQuotation<'a> {
    /// Identifier; the answer repeats it.
    pub id: &'a str,
    /// The spans of the quoted words.
    pub content: &'a Fragments,
}

/// An entity without its mentions, which are gold.
///
/// ```
/// use quoteval::KnownEntity;
/// let lee = KnownEntity { id: "lee", name: "Ann Lee", aliases: &[], entity_type: None, gender: None, kb_id: Some("Q1") };
/// ```
#[derive(Clone, Copy, Debug)]
pub struct KnownEntity<'a> {
    /// Identifier, the best choice for naming a speaker in an answer.
    pub id: &'a str,
    /// Full name.
    pub name: &'a str,
    /// Other names.
    pub aliases: &'a [String],
    /// Type: `person`, `organization`, …
    pub entity_type: Option<&'a str>,
    /// Gender: `female`, `male`, …
    pub gender: Option<&'a str>,
    /// Identifier in a knowledge base.
    pub kb_id: Option<&'a str>,
}

impl<'a> Task<'a> {
    /// The task that a document poses in a setting.
    #[must_use]
    pub fn of(gold: &'a GoldDocument, setting: Setting) -> Self {
        let given = match setting {
            Setting::EndToEnd => None,
            Setting::GoldQuotations => Some(Given::of(gold)),
        };
        Self { id: gold.id(), text: gold.text(), given }
    }

    /// The setting.
    #[must_use]
    pub const fn setting(&self) -> Setting {
        match self.given {
            None => Setting::EndToEnd,
            Some(_) => Setting::GoldQuotations,
        }
    }
}

impl<'a> Given<'a> {
    fn of(gold: &'a GoldDocument) -> Self {
        let quotations = gold
            .quotations
            .iter()
            .map(|gold| TaskQuotation { id: &gold.quotation.id, content: &gold.quotation.content })
            .collect();
        let entities = gold
            .entities
            .iter()
            .map(|entity| KnownEntity {
                id: &entity.id,
                name: &entity.name,
                aliases: &entity.aliases,
                entity_type: entity.entity_type.as_deref(),
                gender: entity.gender.as_deref(),
                kb_id: entity.kb_id.as_deref(),
            })
            .collect();
        Self { quotations, entities }
    }
}

/// The setting in which quotations are to be found.
pub(crate) const END_TO_END: Term = Term {
    name: "end-to-end",
    title: "the setting in which a system is given the text alone",
    explanation: "The system finds the quotations and says who speaks. Gold and predicted quotations are paired by the \
        alignment.\n\
        Edge cases: a gold document without a prediction counts all its quotations as missed and is listed; a \
        predicted document that gold does not have is an error.\n\
        Example: of three gold quotations two are predicted, both with the right speaker: the recall of \
        `attribution.iou50` is 2/3.",
};

/// The setting in which quotations are given.
pub(crate) const GOLD_QUOTATIONS: Term = Term {
    name: "gold-quotations",
    title: "the setting in which the quotations are given: who speaks?",
    explanation: "The system is given the text, the id and content of each gold quotation and the list of entities (id, name, \
        aliases, type, gender, knowledge-base id), never mentions, types, sources, cues, parents or tags. Answers \
        are paired by id.\n\
        Edge cases: a quotation without an answer is an abstention; an answer to a quotation that was not given, two \
        answers to one, or an answer with other content are errors. Detection is perfect by construction.\n\
        Example: of three quotations by Ann Lee one is answered with Ann Lee, one with Bo Roe, one not at all: \
        `speaker.accuracy` is 1/3.",
};
