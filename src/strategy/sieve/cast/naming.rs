//! Grouping of names into members.

use super::Cast;
use super::member::Member;
use super::signs::{is_body, reports};
use crate::strategy::Linker;
use crate::strategy::sieve::{List, ParsedText, limits, phrase, weights};
use crate::text::{Gender, Kind, Name, WordClasses};

impl Cast {
    /// The member for a listed entity.
    pub(super) fn listed(&mut self, entity: usize, named: Gender, linker: &Linker<'_>) -> usize {
        self.roster.note(entity);
        if let Some(&member) = self.by_entity.get(&entity) {
            if self.members[member].gender == Gender::Any {
                self.members[member].gender = named;
            }
            return member;
        }
        let known = linker.entity(entity);
        let gender = match self.roster.gender(entity) {
            Gender::Any => named,
            known => known,
        };
        let organization = known.entity_type.is_some_and(|kind| kind != "person");
        let member = self.members.len();
        let name = known.name.to_owned();
        self.members.push(Member {
            name,
            gender,
            organization,
            person: 0,
            has_role: false,
            mentions: 0,
            entity: Some(entity),
        });
        self.by_entity.insert(entity, member);
        for name in std::iter::once(known.name).chain(known.aliases.iter().map(String::as_str)) {
            let mut words = name.split_whitespace().map(str::to_lowercase);
            if let Some(first) = words.next() {
                let last = words.next_back().unwrap_or_else(|| first.clone());
                self.enter(first, last, member);
            }
        }
        member
    }

    /// The member that a name refers to; a new one if none fits.
    ///
    /// A single word may be both a last name and a given name, so it shows no gender where somebody bears it as a last name.
    pub(super) fn member(&mut self, found: &Name, r: &ParsedText<'_>) -> usize {
        let (name, gender) = (found.bare.of(r.text), found.gender);
        let organization = found.organization || is_body(r, found);
        let titled = found.bare.start() > found.span.start();
        let mut words = name.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
        let first = words.next().unwrap_or(name).to_lowercase();
        let last = words.next_back().map_or_else(|| first.clone(), str::to_lowercase);
        let single = first == last;
        let shown = if single && !titled { Gender::Any } else { gender };
        let whole = found.span.of(r.text);
        let known =
            if single { self.by_single(&last, shown, titled, whole) } else { self.by_full(&first, &last, name) };
        if let Some(member) = known {
            let known = &mut self.members[member];
            if name.len() > known.name.len() {
                known.name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            }
            if known.gender == Gender::Any {
                known.gender = shown;
                known.organization |= organization;
            }
            self.enter(first, last, member);
            return member;
        }
        let member = self.members.len();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        self.members.push(Member { name, gender, organization, person: 0, has_role: false, mentions: 0, entity: None });
        self.enter(first, last, member);
        member
    }

    fn by_single(&self, word: &str, gender: Gender, titled: bool, whole: &str) -> Option<usize> {
        let denied = |entity: usize| self.roster.denies(entity, whole);
        let fits = |&&member: &&usize| {
            let known = &self.members[member];
            known.gender.agrees(gender) && !(titled && (known.organization || known.entity.is_some_and(denied)))
        };
        let most = |members: &Vec<usize>| {
            members
                .iter()
                .rev()
                .take(limits::BEARERS)
                .rev()
                .filter(fits)
                .max_by_key(|&&member| self.members[member].mentions)
                .copied()
        };
        self.by_last.get(word).and_then(most).or_else(|| self.by_first.get(word).and_then(most))
    }

    fn by_full(&self, first: &str, last: &str, name: &str) -> Option<usize> {
        let members = self.by_last.get(last)?;
        let fits = |&&member: &&usize| {
            let known = &self.members[member].name;
            begins_with(known, first) || !known.contains(' ') && known.eq_ignore_ascii_case(last) && !name.is_empty()
        };
        members.iter().rev().take(limits::BEARERS).find(fits).copied()
    }

    pub(super) fn enter(&mut self, first: String, last: String, member: usize) {
        for (map, word) in [(&mut self.by_first, first), (&mut self.by_last, last)] {
            let members = map.entry(word).or_default();
            if !members.iter().rev().take(limits::BEARERS).any(|&known| known == member) {
                members.push(member);
            }
        }
    }

    /// Weighs the evidence that the member of a mention is a person.
    pub(super) fn weigh(&mut self, r: &ParsedText<'_>, name: &Name, member: usize, acts: bool) {
        let several = name.bare.of(r.text).contains(' ');
        let before = name.first.checked_sub(1);
        let after = |classes| before.is_some_and(|before| r.is(before, classes));
        let acronym = name.bare.of(r.text).bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'.');
        let titled = name.bare.start() > name.span.start();
        let named = name.gender != Gender::Any;
        let group =
            (name.first..name.end).any(|at| r.is(at, WordClasses::NATIONALITY | WordClasses::ORGANIZATION_NOUN));
        let placed = !several && before.is_some_and(|at| r.says_any(at, List::PlaceBefore));
        let person = r.kind(name.end) == Kind::Lower && r.is(name.end, WordClasses::PERSON_NOUN);
        let describes = !several && !titled && !named && person;
        let weight = weights::PERSON_TITLE * i32::from(titled || named)
            + weights::PERSON_SEVERAL
                * (1 + i32::from(!phrase::opens(r, name.first)))
                * i32::from(several && !after(WordClasses::DETERMINER))
            + weights::PERSON_WHO * i32::from(r.says(name.end + 1, "who"))
            + weights::PERSON_ACTS * i32::from(acts && !phrase::opens(r, name.first))
            + weights::PERSON_REPORTS * i32::from(reports(r, name.end))
            - weights::PERSON_PLACE * i32::from(acronym || placed || describes)
            - weights::PERSON_GROUP * i32::from(group || name.organization);
        self.members[member].person += weight;
        self.members[member].mentions += 1;
    }
}

/// True if the first word of a name is `lower`, which is in lower case.
fn begins_with(name: &str, lower: &str) -> bool {
    let letters = name.bytes().next().zip(lower.bytes().next());
    // Fast path: a different first letter nearly always decides.
    if letters.is_some_and(|(a, b)| a.is_ascii_alphabetic() && b.is_ascii() && !a.eq_ignore_ascii_case(&b)) {
        return false;
    }
    let word = name.split_whitespace().next().unwrap_or("");
    if word.is_ascii() { word.eq_ignore_ascii_case(lower) } else { word.to_lowercase() == lower }
}
