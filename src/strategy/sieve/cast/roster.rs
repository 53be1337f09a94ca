//! The task's list of entities, and which of them a name or a description means.

use std::collections::{HashMap, HashSet};

use smallvec::SmallVec;

use super::doubles;
use crate::model::KnownEntity;
use crate::strategy::sieve::reading::{At, Reading};
use crate::text::{Classes, Gender, Kind, Name, entry, fold_name};

/// Longest description that is looked up, in words.
const DESCRIPTION: usize = 6;

/// Most entities of one form that are told apart.
const SHARED: usize = 32;

/// Most people of one last name that are considered.
const NAMESAKES: usize = 16;

/// Entities that a form may mean.
type Few = SmallVec<[usize; 2]>;

/// Entities by what they are called.
#[derive(Default)]
pub(super) struct Roster {
    /// In lower case, the title included: `mrs holt` and `mr holt` stay apart.
    exact: HashMap<String, Few>,
    /// Folded, the title dropped.
    folded: HashMap<String, Few>,
    /// Last word of the names of people.
    last: HashMap<String, Few>,
    /// In lower case, the article dropped: `old woman`.
    descriptions: HashMap<String, Few>,
    /// First words of the descriptions.
    openings: HashSet<String>,
    genders: Vec<Gender>,
    /// Last words of the names of each entity, titled ones included, by number.
    last_names: Vec<Few>,
    /// The entities that bear each of them.
    bearers: Vec<Few>,
    /// The entity that each one is: another where the list has somebody twice.
    same: Vec<usize>,
    /// When each was last named, zero for never.
    named: Vec<usize>,
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
            last_names: vec![Few::new(); entities.len()],
            ..Self::default()
        };
        let mut numbers: HashMap<String, usize> = HashMap::new();
        for (index, entity) in entities.iter().enumerate() {
            let index = roster.same[index];
            let person = entity.entity_type.is_none_or(|kind| kind == "person");
            for name in names(entity) {
                let (whole, folded) = (lower(name), fold_name(name));
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
            self.bearers.push(Few::new());
        }
        if !self.last_names[entity].contains(&last_name) {
            self.last_names[entity].push(last_name);
            self.bearers[last_name].push(entity);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.same.is_empty()
    }

    /// What list and names say of an entity.
    pub(super) fn gender(&self, entity: usize) -> Gender {
        self.genders[entity]
    }

    /// Whether two entities share a last name.
    pub(super) fn share_name(&self, one: usize, other: usize) -> bool {
        self.last_names[one].iter().any(|name| self.last_names[other].contains(name))
    }

    /// The entities that share a last name with one, itself among them.
    pub(super) fn namesakes(&self, entity: usize) -> impl Iterator<Item = usize> {
        let bearers = self.last_names[entity].iter().flat_map(|&last_name| &self.bearers[last_name]);
        bearers.copied().take(NAMESAKES)
    }

    /// The entity that a name means: as listed, then without its title, then by the last word; of several that fit, the one
    /// named last.
    pub(super) fn find(&self, name: &Name, text: &str) -> Option<usize> {
        if self.is_empty() {
            return None;
        }
        let (span, bare) = (name.span.of(text), name.bare.of(text));
        let folded = fold_name(span);
        let stages = [
            self.exact.get(&lower(span)),
            self.exact.get(&lower(bare)),
            self.folded.get(&folded),
            self.last.get(&folded),
        ];
        // A last name may be a given name too, so that only a title tells.
        let gender = if bare.len() < span.len() { name.gender } else { Gender::Any };
        stages.into_iter().flatten().find_map(|few| self.latest(few, gender))
    }

    /// The entity described from this token on, and where the description ends: `the old woman`.
    pub(super) fn described(&self, r: &Reading<'_>, first: At) -> Option<(usize, At)> {
        if self.is_empty() || !r.is(first, Classes::DETERMINER) {
            return None;
        }
        let from = first + 1;
        if !self.openings.contains(&r.word(from).to_lowercase()) {
            return None;
        }
        let word = |&at: &At| r.tokens.get(at).is_some_and(|token| token.is_word());
        let longest = (from..from + DESCRIPTION).take_while(word).last()?;
        (from..=longest).rev().filter(|&last| r.kind(last) == Kind::Lower).find_map(|last| {
            let few = self.descriptions.get(&lower(r.span(from, last)?.of(r.text)))?;
            Some((self.latest(few, Gender::Any)?, last + 1))
        })
    }

    /// Notes that an entity is named.
    pub(super) fn note(&mut self, entity: usize) {
        self.clock += 1;
        self.named[entity] = self.clock;
    }

    fn latest(&self, few: &Few, gender: Gender) -> Option<usize> {
        let fits = |&entity: &usize| self.genders[entity].agrees(gender);
        few.iter().copied().rev().filter(fits).max_by_key(|&entity| self.named[entity])
    }
}

/// All names of an entity.
pub(super) fn names<'a>(entity: &KnownEntity<'a>) -> impl Iterator<Item = &'a str> {
    std::iter::once(entity.name).chain(entity.aliases.iter().map(String::as_str))
}

/// What the list says, else a title, else a given name.
fn gender(entity: &KnownEntity<'_>) -> Gender {
    match entity.gender.unwrap_or("").as_bytes() {
        [b'f' | b'F', ..] => return Gender::Female,
        [b'm' | b'M', ..] => return Gender::Male,
        _ => {}
    }
    let shown = |female: Classes, male: Classes| {
        let classes = names(entity).filter_map(|name| name.split_whitespace().next());
        let classes = classes.map(|word| entry(word.trim_end_matches('.')).classes);
        classes.fold(Gender::Any, |known, classes| match known {
            Gender::Any if classes.any(female) => Gender::Female,
            Gender::Any if classes.any(male) => Gender::Male,
            _ => known,
        })
    };
    match shown(Classes::FEMALE_TITLE, Classes::MALE_TITLE) {
        Gender::Any => shown(Classes::FEMALE, Classes::MALE),
        known => known,
    }
}

/// In lower case, white space collapsed, stops dropped.
fn lower(name: &str) -> String {
    let words = name.split_whitespace().map(|word| word.trim_end_matches('.').to_lowercase());
    words.collect::<Vec<_>>().join(" ")
}

/// Without its article.
fn undetermined(name: &str) -> &str {
    ["the ", "a ", "an "].iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name)
}

fn enter(map: &mut HashMap<String, Few>, form: &str, entity: usize) {
    let few = map.entry(form.to_owned()).or_default();
    if few.len() < SHARED && !few.contains(&entity) {
        few.push(entity);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{name_at, tokens};

    fn known<'a>(name: &'a str, aliases: &'a [String], gender: Option<&'a str>) -> KnownEntity<'a> {
        KnownEntity { id: name, name, aliases, entity_type: None, gender, kb_id: None }
    }

    fn find(roster: &Roster, text: &str) -> Option<usize> {
        let tokens: Vec<_> = tokens(text, 0, text.len()).collect();
        roster.find(&name_at(text, &tokens, 0, false)?, text)
    }

    #[test]
    fn titles_tell_the_bearers_of_a_last_name_apart() {
        let entities = [known("Ann Lee", &[], Some("female")), known("Bob Lee", &[], Some("male"))];
        let mut roster = Roster::of(&entities);
        assert_eq!(find(&roster, "Mrs. Lee left"), Some(0));
        assert_eq!(find(&roster, "Mr. Lee left"), Some(1));
        roster.note(0);
        assert_eq!(find(&roster, "Lee left"), Some(0));
    }

    #[test]
    fn descriptions_are_names_too() {
        let entities = [known("The Old Porter", &[], None), known("Ann Lee", &[], None)];
        let roster = Roster::of(&entities);
        let read = |text| roster.described(&Reading::of(text), 0);
        assert_eq!(read("The old porter left"), Some((0, 3)));
        assert_eq!(read("An old porter left"), Some((0, 3)));
        assert_eq!(read("The porter left"), None);
    }
}
