//! Listed entities that are the same person: `Holt` beside `Tom Holt`, `Mr. Tom` beside `Young Holt`, also called `Tom`.

use std::collections::HashMap;

use super::entries::names;
use crate::model::KnownEntity;
use crate::strategy::sieve::{List, limits};
use crate::text::{Gender, fold_name, is_title};

/// The entity that each entity duplicates: itself, or for a bare last name the only other bearer of that name; `None` for a
/// last name without a title that several others bear.
pub(super) fn originals(entities: &[KnownEntity<'_>], genders: &[Gender]) -> Vec<Option<usize>> {
    let mut bearers: HashMap<String, Vec<Bearer<'_>>> = HashMap::new();
    for (entity, known) in entities.iter().enumerate() {
        for name in names(known) {
            let folded = fold_name(name);
            let Some(last) = folded.rsplit(' ').next() else { continue };
            let whole = last.len() < folded.len();
            bearers.entry(last.to_owned()).or_default().push(Bearer { entity, title: title(name), whole });
        }
    }
    let original = |entity: usize| {
        let Some(last) = lone_name(&entities[entity]) else { return Some(entity) };
        let title = title(entities[entity].name);
        let fits = |other: &&Bearer<'_>| {
            other.entity != entity && other.is(title) && agree(title, genders[entity], genders[other.entity])
        };
        let few = bearers.get(&last).map_or(&[][..], Vec::as_slice);
        let mut fitting = few.iter().take(limits::DOUBLES).filter(fits).map(|bearer| bearer.entity);
        let Some(first) = fitting.next() else { return Some(entity) };
        match fitting.all(|other| other == first) {
            true => Some(first),
            false => title.map(|_| entity),
        }
    };
    let found: Vec<_> = (0..entities.len()).map(original).collect();
    // Keeps an entity as itself if its original is in turn a duplicate or ambiguous.
    let kept = |(entity, found_for): (usize, &Option<usize>)| {
        found_for.map(|one| if found[one] == Some(one) { one } else { entity })
    };
    found.iter().enumerate().map(kept).collect()
}

/// One name of an entity, filed under its last word.
struct Bearer<'a> {
    entity: usize,
    title: Option<&'a str>,
    /// True if the name has more than that word.
    whole: bool,
}

impl Bearer<'_> {
    /// True if an entry of the last name under this title can be the same person.
    fn is(&self, title: Option<&str>) -> bool {
        let alike = self.title.map(undotted).map(str::to_lowercase) == title.map(undotted).map(str::to_lowercase);
        match title {
            None => self.whole || !alike,
            Some(title) => self.whole && alike && !tells_siblings_apart(title) || !self.whole && self.title.is_none(),
        }
    }
}

/// True if the title with and without a given name refers to different siblings: `Miss Lee` is the sister of `Miss Ann Lee`.
fn tells_siblings_apart(title: &str) -> bool {
    List::Sibling.has(&undotted(title).to_ascii_lowercase())
}

/// True if the genders allow the same person: a last name alone is a man's; under a title both genders must be known.
fn agree(title: Option<&str>, one: Gender, other: Gender) -> bool {
    match title {
        Some(_) => one == other && one != Gender::Any,
        None => other != Gender::Female && one.agrees(other),
    }
}

/// The single word by which an entity is listed, titles aside.
fn lone_name(entity: &KnownEntity<'_>) -> Option<String> {
    let last = fold_name(entity.name);
    (!last.contains(' ') && names(entity).all(|name| fold_name(name) == last)).then_some(last)
}

/// The title before a name.
fn title(name: &str) -> Option<&str> {
    let first = name.split_whitespace().next()?;
    (first.len() < name.len() && is_title(&first.to_lowercase())).then_some(first)
}

fn undotted(title: &str) -> &str {
    title.trim_end_matches('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_of_a_last_name_is_its_one_bearer() {
        let titled = ["Mr. Holt".to_owned()];
        let (male, female) = (Gender::Male, Gender::Female);
        let known =
            |name, aliases| KnownEntity { id: name, name, aliases, entity_type: None, gender: None, kb_id: None };
        let entities =
            [known("Holt", &[]), known("Tom Holt", &titled), known("Eve Holt", &[]), known("Mrs. Holt", &[])];
        assert_eq!(originals(&entities, &[Gender::Any, male, female, female]), [1, 1, 2, 3].map(Some));
        assert_eq!(originals(&entities, &[Gender::Any, male, male, female]), [None, Some(1), Some(2), Some(3)]);
    }

    #[test]
    fn a_title_must_be_shared() {
        let alias = ["Tom".to_owned()];
        let known =
            |name, aliases| KnownEntity { id: name, name, aliases, entity_type: None, gender: None, kb_id: None };
        let entities =
            [known("Mrs. Lee", &[]), known("Mrs. Ann Lee", &[]), known("Mr. Tom", &[]), known("Young Moss", &alias)];
        let genders = [Gender::Female, Gender::Female, Gender::Male, Gender::Male];
        assert_eq!(originals(&entities, &genders), [1, 1, 3, 3].map(Some));
    }

    #[test]
    fn the_last_name_of_brothers_is_nobody() {
        let known = |name| KnownEntity { id: name, name, aliases: &[], entity_type: None, gender: None, kb_id: None };
        let entities = ["Lee", "Tom Lee", "Bob Lee"].map(known);
        assert_eq!(originals(&entities, &[Gender::Any, Gender::Male, Gender::Male]), [None, Some(1), Some(2)]);
    }

    #[test]
    fn sisters_are_two() {
        let known = |name| KnownEntity { id: name, name, aliases: &[], entity_type: None, gender: None, kb_id: None };
        let entities = ["Miss Lee", "Miss Ann Lee"].map(known);
        assert_eq!(originals(&entities, &[Gender::Female; 2]), [0, 1].map(Some));
    }
}
