//! Entities: the people and organisations of a document.

use super::Span;

/// Maximum number of entities for linear search; binary search is faster for more entities.
pub(crate) const FEW_ENTITIES: usize = 8;

/// A person, organisation or other speaker, with its names.
///
/// ```
/// use quoteval::Entity;
/// let lee = Entity { id: "lee".into(), name: "Ann Lee".into(), aliases: vec!["Lee".into()], ..Entity::default() };
/// assert!(lee.is_person(), "an entity without a type may be a person");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entity {
    /// Identifier, unique in the document.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Other names, without `name` itself.
    pub aliases: Vec<String>,
    /// Type: `person`, `organization`, `place`, …; an entity without a type counts as a person where surnames matter.
    pub entity_type: Option<String>,
    /// Gender: `female`, `male`, …
    pub gender: Option<String>,
    /// Identifier in a knowledge base, such as `Q76`.
    pub kb_id: Option<String>,
    /// Mentions in the text, pronouns included.
    pub mentions: Vec<Span>,
}

impl Entity {
    /// True if the entity has this identifier. Compares the end first, since the ids of a document often differ only there.
    #[inline]
    pub(crate) fn has_id(&self, id: &str) -> bool {
        self.id.len() == id.len() && self.id.as_bytes().last() == id.as_bytes().last() && self.id == id
    }

    /// The name, then the aliases in their order.
    pub(crate) fn all_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.aliases).map(String::as_str)
    }

    /// True if the entity has an alias, a type, a gender or an id in a knowledge base.
    pub(crate) fn says_more_than_its_name(&self) -> bool {
        let stated = [&self.entity_type, &self.gender, &self.kb_id].into_iter().any(Option::is_some);
        stated || !self.aliases.is_empty()
    }

    /// True for a person or an entity without a type, whose last name is a surname.
    #[must_use]
    pub fn is_person(&self) -> bool {
        self.entity_type.as_deref().is_none_or(|kind| kind == "person")
    }
}
