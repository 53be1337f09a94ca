//! Names in the text to entities of the task's list, for all strategies.

use foldhash::HashMap;

use crate::model::{KnownEntity, PredictedSpeaker, Task};
use crate::text::{fold_name, surname};

/// Finds entities by name.
///
/// A name as listed, title included, decides before its folded form, and that before a surname. A name that fits several entities
/// links to none.
#[derive(Debug, Default)]
pub(crate) struct Linker<'a> {
    /// By name with its title, in lower case, the index; `None` where two entities share it.
    exact: HashMap<String, Option<usize>>,
    /// By folded name, likewise.
    names: HashMap<String, Option<usize>>,
    surnames: HashMap<String, Option<usize>>,
    entities: &'a [KnownEntity<'a>],
}

impl<'a> Linker<'a> {
    /// A linker for the task's entities; without a list it links nothing.
    #[must_use]
    pub(crate) fn of(task: &'a Task<'_>) -> Self {
        task.given.as_ref().map_or_else(Self::default, |given| Self::new(&given.entities))
    }

    /// A linker for a list of entities.
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

    /// True if no entity is listed.
    pub(super) fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// The entity of a name.
    #[must_use]
    pub(crate) fn link(&self, name: &str) -> Option<&'a KnownEntity<'a>> {
        self.index(name).map(|index| &self.entities[index])
    }

    /// The entities listed.
    pub(super) fn entities(&self) -> &'a [KnownEntity<'a>] {
        self.entities
    }

    /// The entity at an index.
    pub(super) fn entity(&self, index: usize) -> &'a KnownEntity<'a> {
        &self.entities[index]
    }

    /// The index of the entity of a name.
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

    /// The speaker to predict for a name: the entity's id, or the name itself where no entity is known.
    #[must_use]
    pub(crate) fn speaker(&self, name: &str) -> PredictedSpeaker {
        PredictedSpeaker::Named(self.answer(name).into())
    }

    /// The id or the name that [`speaker`](Self::speaker) predicts.
    pub(super) fn answer(&self, name: &str) -> String {
        let listed = self.link(name).map(|entity| entity.id.to_owned());
        listed.unwrap_or_else(|| one_line(name))
    }
}

/// A name with its white space collapsed.
fn one_line(name: &str) -> String {
    // Nearly every name is words with single blanks between them, which need no change.
    let parted = |before: u8, byte: u8| (byte.is_ascii_graphic() || byte == b' ' && before != b' ').then_some(byte);
    if name.bytes().try_fold(b' ', parted).is_some_and(|last| last != b' ') {
        return name.to_owned();
    }
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name in lower case without stops, its white space collapsed: `mrs holt` and `mr holt` stay apart.
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
