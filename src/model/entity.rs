//! Who is meant: the people and organisations of a document.

use super::Span;

/// How many entities are looked through one by one; beyond that bisection is quicker.
pub(crate) const FEW_ENTITIES: usize = 8;

/// Somebody or something that can speak, with the names it goes by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entity {
    /// Identifier, unique in the document.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Other names, without `name` itself.
    pub aliases: Vec<String>,
    /// `person`, `organization`, `place`, …; unknown counts as a person where surnames matter.
    pub entity_type: Option<String>,
    /// `female`, `male`, …
    pub gender: Option<String>,
    /// Identifier in a knowledge base, such as `Q76`.
    pub kb_id: Option<String>,
    /// Where the text mentions it, pronouns included.
    pub mentions: Vec<Span>,
}

impl Entity {
    /// Whether this is its identifier. Those of a document are often alike but for their end, which is compared first.
    #[inline]
    pub(crate) fn has_id(&self, id: &str) -> bool {
        self.id.len() == id.len() && self.id.as_bytes().last() == id.as_bytes().last() && self.id == id
    }

    /// The name, then the aliases in their order.
    pub(crate) fn all_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.aliases).map(String::as_str)
    }

    /// Whether it has another name, a type, a gender or an id in a knowledge base.
    pub(crate) fn says_more_than_its_name(&self) -> bool {
        let stated = [&self.entity_type, &self.gender, &self.kb_id].into_iter().any(Option::is_some);
        stated || !self.aliases.is_empty()
    }

    /// Whether the entity has a surname: a person, or something without a type.
    #[must_use]
    pub fn is_person(&self) -> bool {
        self.entity_type.as_deref().is_none_or(|kind| kind == "person")
    }
}
