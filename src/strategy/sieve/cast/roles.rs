//! Roles and descriptions that refer to a named member: `the mayor`, `the council`, `the 34-year-old`.

use super::member::Mention;
use super::signs::{acts, age_after, is_governed};
use super::{Cast, IndexList};
use crate::strategy::Linker;
use crate::strategy::sieve::{At, ParsedText, limits, weights};
use crate::text::{Gender, Kind, Name, WordClasses, same_role};

/// `captain` in `the captain of the flight from Hull, Lee`: the head noun of the phrase before a comma.
fn described_before(r: &ParsedText<'_>, comma: At) -> At {
    let word = |at: &At| r.tokens[*at].is_word() || r.kind(*at) == Kind::Possessive;
    let opens = |at: &At| r.is(*at, WordClasses::DETERMINER | WordClasses::POSSESSIVE);
    let from = comma.saturating_sub(limits::ROLE_BEFORE);
    let start = (from..comma).rev().take_while(word).filter(opens).last();
    let end = start.and_then(|start| (start + 1..comma).find(|&at| r.is(at, WordClasses::PREPOSITION)));
    end.unwrap_or(comma).saturating_sub(1)
}

impl Cast {
    /// `the mayor`, `the council`: a known member, referred to by a role or noun that only they bear so far.
    pub(super) fn taken_up(&self, r: &ParsedText<'_>, at: At) -> Option<Mention> {
        let classes = WordClasses::PERSON_NOUN | WordClasses::ORGANIZATION_NOUN;
        let noun = r.kind(at) == Kind::Lower && r.is(at, classes);
        let first = at.checked_sub(1).filter(|&the| noun && r.says(the, "the"))?;
        let only = |bearers: &IndexList| (bearers.len() == 1).then(|| bearers[0]);
        let group = self.by_noun.get(r.word(at)).and_then(only);
        let roles = || if r.is(at, WordClasses::PERSON_NOUN) { same_role(r.word(at)) } else { &[] };
        let alike = || roles().iter().find_map(|role| self.only_bearer(role));
        let member = group.or_else(|| self.only_bearer(r.word(at))).or_else(alike)?;
        Some(Mention { first, end: at + 1, member, acts: acts(r, at + 1), governed: is_governed(r, first) })
    }

    /// `the old woman`: a listed entity, referred to by its description in the list.
    pub(super) fn described(&mut self, r: &ParsedText<'_>, at: At, linker: &Linker<'_>) -> Option<Mention> {
        let (entity, end) = self.roster.described(r, at)?;
        let member = self.listed(entity, Gender::Any, linker);
        self.members[member].mentions += 1;
        Some(Mention { first: at, end, member, acts: acts(r, end), governed: is_governed(r, at) })
    }

    /// The only member with that role.
    pub(super) fn only_bearer(&self, role: &str) -> Option<usize> {
        let mut bearers = self.offices.get(role)?.iter().map(|&(_, bearer)| bearer);
        let first = bearers.next()?;
        bearers.all(|other| other == first).then_some(first)
    }

    /// Records the nouns that can refer to an organisation: `the council` for Hartwell Council.
    pub(super) fn note_nouns(&mut self, r: &ParsedText<'_>, name: &Name, member: usize) {
        if !self.members[member].organization {
            return;
        }
        let acronym = r.word(name.end + 1);
        let bracketed = r.kind(name.end) == Kind::Open && r.kind(name.end + 2) == Kind::Close;
        if bracketed && acronym.len() > 1 && acronym.bytes().all(|byte| byte.is_ascii_uppercase()) {
            self.enter(acronym.to_lowercase(), acronym.to_lowercase(), member);
        }
        let inside = (name.first..name.end).filter(|_| name.end > name.first + 1);
        let before = name.first.checked_sub(1).filter(|&before| r.kind(before) == Kind::Lower);
        let lower = |at: At| r.kind(at) == Kind::Lower && !r.is(at, WordClasses::PREPOSITION);
        let plain = |&at: &At| lower(at) || r.is(at, WordClasses::NATIONALITY);
        let explained = r.kind(name.end) == Kind::Comma && r.is(name.end + 1, WordClasses::DETERMINER);
        let after = (name.end + 2..name.end + 2 + limits::ROLE).take_while(plain).last().filter(|_| explained);
        for at in inside.chain(before).chain(after).filter(|&at| r.is(at, WordClasses::ORGANIZATION_NOUN)) {
            let bearers = self.by_noun.entry(r.word(at).to_lowercase()).or_default();
            if bearers.len() < 2 && !bearers.contains(&member) {
                bearers.push(member);
            }
        }
    }

    /// Records the role next to a member's name: `council leader Lee`, `Lee, the leader of the council`.
    pub(super) fn note_roles(&mut self, r: &ParsedText<'_>, name: &Name, member: usize) {
        let office = WordClasses::PERSON_NOUN | WordClasses::TITLE;
        let role = |at: At| r.kind(at) == Kind::Lower && r.is(at, office) && !r.word(at).ends_with('s');
        if let Some(before) = name.first.checked_sub(1) {
            let noun = if r.kind(before) == Kind::Comma { described_before(r, before) } else { before };
            if role(noun) {
                self.hold(r.word(noun).to_lowercase(), member);
                self.members[member].person += weights::PERSON_ROLE;
                self.note_gender(r, noun, member);
            }
        }
        if let Some(age) = age_after(r, name.end) {
            self.hold(format!("{age}-year-old"), member);
            self.members[member].person += weights::PERSON_ROLE;
        }
        let opens = r.kind(name.end) == Kind::Comma
            && (r.is(name.end + 1, WordClasses::DETERMINER | WordClasses::POSSESSIVE) || role(name.end + 1));
        let apposition = name.end + 1..(name.end + 1 + limits::ROLE).min(r.tokens.len());
        let inside = |&at: &At| matches!(r.kind(at), Kind::Lower | Kind::Capital | Kind::Possessive | Kind::Number);
        let mut words = apposition.take_while(|at| inside(at) && !r.is(*at, WordClasses::PREPOSITION));
        if let Some(noun) = opens.then(|| words.by_ref().filter(|&at| role(at)).last()).flatten() {
            self.hold(r.word(noun).to_lowercase(), member);
            self.members[member].person += weights::PERSON_ROLE;
            self.note_gender(r, noun, member);
        }
    }

    /// Records that a member holds an office.
    pub(super) fn hold(&mut self, office: String, member: usize) {
        let office = office.trim_end_matches('.').to_owned();
        let Some(last) = office.rsplit(' ').next() else { return };
        self.members[member].has_role |= !last.ends_with("-old");
        let bearers = self.offices.entry(last.to_owned()).or_default();
        if bearers.len() < limits::OFFICES
            && !bearers.iter().any(|(known, bearer)| *bearer == member && *known == office)
        {
            bearers.push((office, member));
        }
    }
}
