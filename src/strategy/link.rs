//! Links names in the text to entities of the task's list, for all strategies.

use foldhash::HashMap;

use crate::model::{KnownEntity, PredictedSpeaker, Task};
use crate::text::{fold_name, surname};

/// Finds entities by name.
///
/// A match of the listed name, title included, takes precedence over a match of its folded form, and that over a surname. A name
/// that fits several entities links to none.
#[derive(Debug, Default)]
pub(crate) struct Linker<'a> {
    /// Index of an entity by lower-case name with title; `None` if several entities share the name.
    exact: HashMap<String, Option<usize>>,
    /// Index of an entity by folded name; `None` if several entities share the name.
    names: HashMap<String, Option<usize>>,
    surnames: HashMap<String, Option<usize>>,
    entities: &'a [KnownEntity<'a>],
}

impl<'a> Linker<'a> {
    /// Creates a linker for the task's entities; without an entity list it links nothing.
    #[must_use]
    pub(crate) fn of(task: &'a Task<'_>) -> Self {
        task.given.as_ref().map_or_else(Self::default, |given| Self::new(&given.entities))
    }

    /// Creates a linker for a list of entities.
    #[must_use]
    pub(crate) fn new(entities: &'a [KnownEntity<'a>]) -> Self {
        let mut linker = Self { entities, ..Self::default() };
        for (index, entity) in entities.iter().enumerate() {
            for name in std::iter::once(entity.name).chain(entity.aliases.iter().map(String::as_str)) {
                let folded = fold_name(name);
                enter(&mut linker.exact, lower(name), index);
                if let Some(last) = surname(&folded).filter(|_| entity.entity_type.is_none_or(|kind| kind == "person"))
                {
                    enter(&mut linker.surnames, last.to_owned(), index);
                }
                enter(&mut linker.names, folded, index);
            }
        }
        linker
    }

    /// True if no entities are listed.
    pub(super) fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// Returns the entity with a name.
    #[must_use]
    pub(crate) fn link(&self, name: &str) -> Option<&'a KnownEntity<'a>> {
        self.index(name).map(|index| &self.entities[index])
    }

    /// Returns the listed entities.
    pub(super) fn entities(&self) -> &'a [KnownEntity<'a>] {
        self.entities
    }

    /// Returns the entity at an index.
    pub(super) fn entity(&self, index: usize) -> &'a KnownEntity<'a> {
        &self.entities[index]
    }

    /// Returns the index of the entity with a name.
    pub(super) fn index(&self, name: &str) -> Option<usize> {
        if self.entities.is_empty() {
            return None;
        }
        if let Some(&Some(index)) = self.exact.get(&lower(name)) {
            return Some(index);
        }
        let folded = fold_name(name);
        match self.names.get(&folded) {
            Some(found) => *found,
            None => self.surnames.get(&folded).copied().flatten(),
        }
    }

    /// Returns the speaker to predict for a name: the entity's id, or the name itself if no entity is known.
    #[must_use]
    pub(crate) fn speaker(&self, name: &str) -> PredictedSpeaker {
        PredictedSpeaker::Named(self.answer(name).into())
    }

    /// Returns the id or the name that [`speaker`](Self::speaker) predicts.
    pub(super) fn answer(&self, name: &str) -> String {
        let listed = self.link(name).map(|entity| entity.id.to_owned());
        listed.unwrap_or_else(|| one_line(name))
    }
}

/// Collapses the white space of a name.
fn one_line(name: &str) -> String {
    // Nearly every name consists of words with single spaces between them and needs no change.
    let parted = |before: u8, byte: u8| (byte.is_ascii_graphic() || byte == b' ' && before != b' ').then_some(byte);
    if name.bytes().try_fold(b' ', parted).is_some_and(|last| last != b' ') {
        return name.to_owned();
    }
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Converts a name to lower case, drops full stops and collapses white space: `mrs holt` and `mr holt` stay distinct.
fn lower(name: &str) -> String {
    let words = name.split_whitespace().map(|word| word.trim_end_matches('.').to_lowercase());
    words.collect::<Vec<_>>().join(" ")
}

fn enter(map: &mut HashMap<String, Option<usize>>, name: String, index: usize) {
    map.entry(name).and_modify(|known| *known = known.filter(|&known| known == index)).or_insert(Some(index));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity<'a>(id: &'a str, name: &'a str) -> KnownEntity<'a> {
        KnownEntity { id, name, aliases: &[], entity_type: None, gender: None, kb_id: None }
    }

    #[test]
    fn a_shared_surname_links_to_nobody() {
        let entities = [entity("a", "Ann Lee"), entity("b", "Bob Lee"), entity("c", "Cy Holt")];
        let linker = Linker::new(&entities);
        assert_eq!(linker.link("Mrs. Ann Lee").map(|entity| entity.id), Some("a"));
        assert_eq!(linker.link("Lee").map(|entity| entity.id), None);
        assert_eq!(linker.link("Mr. Holt").map(|entity| entity.id), Some("c"));
        assert_eq!(linker.speaker("Dee Moss"), PredictedSpeaker::Named("Dee Moss".to_owned().into()));
    }
}
