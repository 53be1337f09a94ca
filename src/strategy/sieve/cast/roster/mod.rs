//! The task's list of entities, and the lookup of names and descriptions in it.
//!
//! `entries` reads an entry of the list, `doubles` finds duplicate entries of a person, `styles` compares titles,
//! `search` looks up a name.

mod doubles;
mod entries;
mod search;
mod styles;

use std::collections::{HashMap, HashSet};

use self::entries::{gender, lower, names, undetermined};
use self::styles::Style;
use crate::model::KnownEntity;
use crate::strategy::sieve::{At, ParsedText, cast::IndexList, limits};
use crate::text::{Gender, Kind, WordClasses, fold_name};

/// The entities, indexed by their names and descriptions.
#[derive(Default)]
pub(super) struct Roster {
    /// By full name in lower case, including the title: `mrs holt` and `mr holt` stay apart.
    exact: HashMap<String, IndexList>,
    /// By folded name without the title.
    folded: HashMap<String, IndexList>,
    /// By the last word of people's names.
    last: HashMap<String, IndexList>,
    /// By the first word of people's names of several words.
    given: HashMap<String, IndexList>,
    /// By description in lower case without the article: `old woman`.
    descriptions: HashMap<String, IndexList>,
    /// First words of the descriptions.
    openings: HashSet<String>,
    genders: Vec<Gender>,
    /// The parsed names of each entity.
    styles: Vec<Vec<Style>>,
    /// Last words of the names of each entity, including titled names, as numbers.
    last_names: Vec<IndexList>,
    /// The entities that bear each of those last names.
    bearers: Vec<IndexList>,
    /// The original of each entity: another entity if the list has a person twice, `None` if several share the name.
    same: Vec<Option<usize>>,
    /// The time at which each entity was last named, zero for never.
    named: Vec<usize>,
    /// Number of times that each entity was named by first and last name: without a title, with a title.
    whole: Vec<[i32; 2]>,
    clock: usize,
}

impl Roster {
    pub(super) fn of(entities: &[KnownEntity<'_>]) -> Self {
        let genders: Vec<Gender> = entities.iter().map(gender).collect();
        let same = doubles::originals(entities, &genders);
        let mut roster = Self {
            genders,
            same,
            named: vec![0; entities.len()],
            whole: vec![[0; 2]; entities.len()],
            styles: vec![Vec::new(); entities.len()],
            last_names: vec![IndexList::new(); entities.len()],
            ..Self::default()
        };
        let mut numbers: HashMap<String, usize> = HashMap::new();
        for (index, entity) in entities.iter().enumerate() {
            let Some(index) = roster.same[index] else { continue };
            let person = entity.entity_type.is_none_or(|kind| kind == "person");
            for name in names(entity) {
                let (whole, folded) = (lower(name), fold_name(name));
                roster.styles[index].extend(Style::of(name));
                if let Some((first, _)) = folded.split_once(' ').filter(|_| person) {
                    enter(&mut roster.given, first, index);
                }
                if let Some(last) = folded.rsplit(' ').next().filter(|last| person && last.len() < folded.len()) {
                    enter(&mut roster.last, last, index);
                }
                if let Some(last) = folded.rsplit(' ').next().filter(|last| last.len() < whole.len()) {
                    let next = numbers.len();
                    let number = *numbers.entry(last.to_owned()).or_insert(next);
                    roster.bear(index, number);
                }
                let description = undetermined(&whole);
                roster.openings.extend(description.split(' ').next().map(str::to_owned));
                enter(&mut roster.descriptions, description, index);
                enter(&mut roster.folded, &folded, index);
                enter(&mut roster.exact, &whole, index);
            }
        }
        roster
    }

    fn bear(&mut self, entity: usize, last_name: usize) {
        if self.bearers.len() <= last_name {
            self.bearers.push(IndexList::new());
        }
        if !self.last_names[entity].contains(&last_name) {
            self.last_names[entity].push(last_name);
            self.bearers[last_name].push(entity);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.same.is_empty()
    }

    /// The gender of an entity, from the list and its names.
    pub(super) fn gender(&self, entity: usize) -> Gender {
        self.genders[entity]
    }

    /// True if an entity is a *Miss* and not a *Mrs.*
    pub(super) fn is_maiden(&self, entity: usize) -> bool {
        self.styles[entity].iter().any(Style::is_maiden) && !self.styles[entity].iter().any(Style::is_married)
    }

    /// True if two entities share a last name.
    pub(super) fn share_name(&self, one: usize, other: usize) -> bool {
        self.last_names[one].iter().any(|name| self.last_names[other].contains(name))
    }

    /// The entities that share a last name with an entity, including itself.
    pub(super) fn namesakes(&self, entity: usize) -> impl Iterator<Item = usize> {
        let bearers = self.last_names[entity].iter().flat_map(|&last_name| &self.bearers[last_name]);
        bearers.copied().take(limits::LISTED_NAMESAKES)
    }

    /// The entity whose description begins at this token, and the end of the description: `the old woman`.
    pub(super) fn described(&self, r: &ParsedText<'_>, first: At) -> Option<(usize, At)> {
        if self.is_empty() || !r.is(first, WordClasses::DETERMINER) {
            return None;
        }
        let from = first + 1;
        if !self.openings.contains(&r.word(from).to_lowercase()) {
            return None;
        }
        let word = |&at: &At| r.tokens.get(at).is_some_and(|token| token.is_word());
        let longest = (from..from + limits::LISTED_DESCRIPTION).take_while(word).last()?;
        (from..=longest).rev().filter(|&last| r.kind(last) == Kind::Lower).find_map(|last| {
            let few = self.descriptions.get(&lower(r.span(from, last)?.of(r.text)))?;
            let entity = few.iter().copied().rev().max_by_key(|&entity| self.named[entity])?;
            Some((entity, last + 1))
        })
    }

    /// Records that an entity is named.
    pub(super) fn note(&mut self, entity: usize) {
        self.clock += 1;
        self.named[entity] = self.clock;
    }

    /// Records that an entity is named by first and last name, with or without a title.
    pub(super) fn note_whole(&mut self, entity: usize, titled: bool) {
        self.whole[entity][usize::from(titled)] += 1;
    }
}

fn enter(map: &mut HashMap<String, IndexList>, form: &str, entity: usize) {
    let few = map.entry(form.to_owned()).or_default();
    if few.len() < limits::LISTED_FORM && !few.contains(&entity) {
        few.push(entity);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known<'a>(name: &'a str, aliases: &'a [String], gender: Option<&'a str>) -> KnownEntity<'a> {
        KnownEntity { id: name, name, aliases, entity_type: None, gender, kb_id: None }
    }

    #[test]
    fn descriptions_are_names_too() {
        let entities = [known("The Old Porter", &[], None), known("Ann Lee", &[], None)];
        let roster = Roster::of(&entities);
        let read = |text| roster.described(&ParsedText::of(text), 0);
        assert_eq!(read("The old porter left"), Some((0, 3)));
        assert_eq!(read("An old porter left"), Some((0, 3)));
        assert_eq!(read("The porter left"), None);
    }
}
