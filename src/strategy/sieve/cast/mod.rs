//! Who is in the text: its names gathered into people and organisations; `referent` and `antecedent` say who a mention means.

mod antecedent;
mod gender;
mod referent;
mod turns;

use std::collections::HashMap;

use smallvec::SmallVec;

pub(super) use self::antecedent::Spoken;
use super::phrase::{self, Head, Phrase};
use super::reading::{At, Reading};
use crate::model::PredictedSpeaker;
use crate::strategy::Linker;
use crate::text::{Classes, Gender, Kind, Name, name_at};

/// Longest apposition in which a role is looked for, in tokens.
const ROLE: usize = 8;

/// Longest apposition between a name and its verb, in tokens.
const ASIDE: usize = 12;

/// Most nouns that belong to the name of an organisation behind its capitals.
const NOUNS: usize = 3;

/// Most offices remembered that end in the same word.
const OFFICES: usize = 64;

/// Somebody, with every name the text gives them.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// The longest name.
    pub(super) name: String,
    gender: Gender,
    organization: bool,
    /// How much speaks for a person rather than a place, a party or a headline; above zero it is one.
    person: i32,
    /// Whether the text says what it is.
    has_role: bool,
    /// How often it is named.
    mentions: usize,
    /// Index in the task's list of entities.
    entity: Option<usize>,
}

/// A name in the text.
#[derive(Clone, Copy, Debug)]
struct Mention {
    first: At,
    end: At,
    member: usize,
    /// Whether a verb follows, so that it is a subject.
    acts: bool,
    /// Whether a preposition stands before it.
    governed: bool,
}

/// `Mayor` alone.
fn is_office(r: &Reading<'_>, name: &Name) -> bool {
    (name.first..name.end).all(|at| r.is(at, Classes::TITLE.or(Classes::PERSON_NOUN)))
}

/// `Hartwell district council`: a name with the noun that makes it that of an organisation.
fn with_noun(r: &Reading<'_>, name: Name) -> Name {
    let closed = Classes::PREPOSITION.or(Classes::CONJUNCTION).or(Classes::RELATIVE).or(Classes::SUBORDINATOR);
    let inner = closed.or(Classes::DETERMINER).or(Classes::POSSESSIVE);
    let verbal =
        |at: At| r.is_adverb(at) || is_finite(r, at) || r.entry(at).verb.is_some() || r.word(at).ends_with("ed");
    let word = |&at: &At| r.kind(at) == Kind::Lower && !r.is(at, inner) && !verbal(at);
    let Some(noun) = (name.end..name.end + NOUNS).take_while(word).find(|&at| r.is(at, Classes::ORGANIZATION_NOUN))
    else {
        return name;
    };
    let after = noun + 1;
    let ends = r.kind(after) != Kind::Lower || verbal(after) || r.is(after, closed);
    let formed = r.word(name.first).contains('-') && r.word(name.first).ends_with("ed");
    let title = r.paragraphs.len() > 1 && r.paragraphs[0].contains(&name.first);
    let plain =
        !formed && !title && name.bare == name.span && name.gender == Gender::Any && r.kind(after) != Kind::Capital;
    match r.span(name.first, noun).filter(|_| ends && plain) {
        Some(span) => Name { span, bare: span, end: after, organization: true, ..name },
        None => name,
    }
}

/// `the broadcaster RVN`, `Norrland, a paper company`, `RVN`: what else shows that a name is that of an organisation.
fn is_body(r: &Reading<'_>, name: &Name) -> bool {
    let group = |at: At| r.kind(at) == Kind::Lower && r.is(at, Classes::ORGANIZATION_NOUN);
    let described = name.first.checked_sub(1).is_some_and(group);
    let from = name.end + 2;
    let opens = r.kind(name.end) == Kind::Comma && r.is(name.end + 1, Classes::DETERMINER);
    let plain = |&at: &At| r.kind(at) == Kind::Lower && !r.is(at, Classes::PREPOSITION.or(Classes::PERSON_NOUN));
    let explained = opens && (from..from + ROLE).take_while(plain).last().is_some_and(group);
    let word = r.word(name.first);
    let acronym = name.end == name.first + 1 && word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let owns = r.kind(name.end) == Kind::Possessive;
    let held = name.end + usize::from(owns);
    let executive = owns && r.says(held, "chief") && r.says(held + 1, "executive") || owns && r.says(held, "managing");
    let corporate =
        r.says_any(held, &["shares", "stock", "shareholders", "headquarters", "profits", "revenue", "board"]);
    let described = described || executive || corporate;
    name.gender == Gender::Any && (described || explained || acronym)
}

/// `Ann Lee, 34, …`
fn age_after<'a>(r: &Reading<'a>, end: At) -> Option<&'a str> {
    let age = r.word(end + 1);
    let years = age.len() == 2 && age.bytes().all(|byte| byte.is_ascii_digit());
    let closed = matches!(r.kind(end + 2), Kind::Comma | Kind::Stop | Kind::Break | Kind::Semicolon);
    (r.kind(end) == Kind::Comma && years && closed).then_some(age)
}

/// Whether a verb or *who* follows a name, an adverb passed over.
fn acts(r: &Reading<'_>, end: At) -> bool {
    let at = if r.is_adverb(end) { end + 1 } else { end };
    let word = r.word(at);
    let ending =
        word.ends_with("ed") || word.ends_with('s') && !r.is(at, Classes::PREPOSITION.or(Classes::SUBORDINATOR));
    r.kind(at) == Kind::Lower && (is_finite(r, at) || r.entry(at).verb.is_some() || ending)
        || r.says_any(end + 1, &["who", "which"])
        || r.kind(end) == Kind::Comma && acts_after_aside(r, end)
        || r.says_any(at, &["of", "from", "at"]) && acts_after_place(r, at)
}

/// `Lee of the Rivers Trust said …`
fn acts_after_place(r: &Reading<'_>, preposition: At) -> bool {
    let mut words = (preposition + 1..preposition + ASIDE / 2)
        .take_while(|&at| r.tokens.get(at).is_some_and(|token| token.is_word()));
    words.any(|at| {
        r.kind(at) == Kind::Lower && (is_finite(r, at) || r.entry(at).verb.is_some() && r.entry(at).noun.is_none())
    })
}

/// `Lee, a former banker, rejected …`
fn acts_after_aside(r: &Reading<'_>, comma: At) -> bool {
    let past = |at: At| r.kind(at) == Kind::Lower && (r.word(at).ends_with("ed") || r.entry(at).verb.is_some());
    let after = |at: &At| r.kind(*at - 1) == Kind::Comma;
    (comma + 1..comma + ASIDE).filter(after).any(|at| is_finite(r, at) || at > comma + 1 && past(at))
}

fn is_governed(r: &Reading<'_>, first: At) -> bool {
    first.checked_sub(1).is_some_and(|before| r.is(before, Classes::PREPOSITION))
}

fn is_finite(r: &Reading<'_>, at: At) -> bool {
    r.kind(at) == Kind::Lower && r.is(at, Classes::AUXILIARY.or(Classes::MODAL).or(Classes::FINITE).or(Classes::PAST))
}

/// All members and their mentions.
#[derive(Default)]
pub(super) struct Cast {
    members: Vec<Member>,
    mentions: Vec<Mention>,
    /// Last word of a name to the members that bear it, the latest last.
    by_last: HashMap<String, Vec<usize>>,
    by_first: HashMap<String, Vec<usize>>,
    by_entity: HashMap<usize, usize>,
    /// Last word of an office to the offices that end in it and their bearers.
    offices: HashMap<String, Vec<(String, usize)>>,
    /// A noun to the organisations whose names hold it, two at most.
    by_noun: HashMap<String, SmallVec<[usize; 2]>>,
    /// Organisations that are known by a noun alone.
    groups: HashMap<String, usize>,
}

impl Cast {
    /// Gathers the names of a text.
    pub(super) fn of(r: &Reading<'_>, linker: &Linker<'_>) -> Self {
        let mut cast = Self::default();
        let mut at = 0;
        while at < r.tokens.len() {
            if let Some(mention) = cast.taken_up(r, at) {
                cast.mentions.push(mention);
            }
            let name =
                (r.kind(at) == Kind::Capital).then(|| name_at(r.text, &r.tokens, at, phrase::opens(r, at))).flatten();
            let Some(name) = name else {
                at += 1;
                continue;
            };
            let name = with_noun(r, name);
            let listed = linker.index(name.span.of(r.text)).or_else(|| linker.index(name.bare.of(r.text)));
            let surname = || cast.by_last.contains_key(&r.word(name.end - 1).to_lowercase());
            if listed.is_none() && is_office(r, &name) && !surname() {
                at = name.end;
                continue;
            }
            let member = match listed {
                Some(entity) => cast.listed(entity, name.gender, linker),
                None => cast.member(&name, r),
            };
            if name.bare.start() > name.span.start() {
                cast.hold(r.text[name.span.start()..name.bare.start()].trim().to_lowercase(), member);
            }
            cast.weigh(r, &name, member);
            cast.note_roles(r, &name, member);
            cast.note_nouns(r, &name, member);
            let acts = acts(r, name.end);
            let governed = is_governed(r, name.first);
            cast.mentions.push(Mention { first: name.first, end: name.end, member, acts, governed });
            at = name.end;
        }
        cast.vote(r);
        cast
    }

    /// `the mayor`, `the council`: somebody known, called by the one role or noun that nobody else bears so far.
    fn taken_up(&self, r: &Reading<'_>, at: At) -> Option<Mention> {
        let classes = Classes::PERSON_NOUN.or(Classes::ORGANIZATION_NOUN);
        let noun = r.kind(at) == Kind::Lower && r.is(at, classes);
        let first = at.checked_sub(1).filter(|&the| noun && r.says(the, "the"))?;
        let only = |bearers: &SmallVec<[usize; 2]>| (bearers.len() == 1).then(|| bearers[0]);
        let group = self.by_noun.get(r.word(at)).and_then(only);
        let member = group.or_else(|| self.only_bearer(r.word(at)))?;
        Some(Mention { first, end: at + 1, member, acts: acts(r, at + 1), governed: is_governed(r, first) })
    }

    /// The one member of that role.
    fn only_bearer(&self, role: &str) -> Option<usize> {
        let mut bearers = self.offices.get(role)?.iter().map(|&(_, bearer)| bearer);
        let first = bearers.next()?;
        bearers.all(|other| other == first).then_some(first)
    }

    /// Weighs what a mention says about whether its member is a person.
    fn weigh(&mut self, r: &Reading<'_>, name: &Name, member: usize) {
        let several = name.bare.of(r.text).contains(' ');
        let before = name.first.checked_sub(1);
        let after = |classes| before.is_some_and(|before| r.is(before, classes));
        let acronym = name.bare.of(r.text).bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'.');
        let titled = name.bare.start() > name.span.start();
        let named = name.gender != Gender::Any;
        let group = (name.first..name.end).any(|at| r.is(at, Classes::NATIONALITY.or(Classes::ORGANIZATION_NOUN)));
        let placed = !several && before.is_some_and(|at| r.says_any(at, &["in", "at", "the", "near"]));
        let weight = 3 * i32::from(titled || named)
            + (1 + i32::from(!phrase::opens(r, name.first))) * i32::from(several && !after(Classes::DETERMINER))
            + i32::from(r.says(name.end + 1, "who"))
            + i32::from(acts(r, name.end) && !phrase::opens(r, name.first))
            + i32::from(r.entry(name.end).verb.is_some())
            - 3 * i32::from(acronym || placed)
            - 4 * i32::from(group || name.organization);
        self.members[member].person += weight;
        self.members[member].mentions += 1;
    }

    /// Notes the nouns that an organisation can be called by: `the council` for Hartwell Council.
    fn note_nouns(&mut self, r: &Reading<'_>, name: &Name, member: usize) {
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
        let plain = |&at: &At| r.kind(at) == Kind::Lower && !r.is(at, Classes::PREPOSITION);
        let explained = r.kind(name.end) == Kind::Comma && r.is(name.end + 1, Classes::DETERMINER);
        let after = (name.end + 2..name.end + 2 + ROLE).take_while(plain).last().filter(|_| explained);
        for at in inside.chain(before).chain(after).filter(|&at| r.is(at, Classes::ORGANIZATION_NOUN)) {
            let bearers = self.by_noun.entry(r.word(at).to_lowercase()).or_default();
            if bearers.len() < 2 && !bearers.contains(&member) {
                bearers.push(member);
            }
        }
    }

    /// Notes that a member is called by a role beside its name: `council leader Lee`, `Lee, the leader of the council`.
    fn note_roles(&mut self, r: &Reading<'_>, name: &Name, member: usize) {
        let office = Classes::PERSON_NOUN.or(Classes::TITLE);
        let role = |at: At| r.kind(at) == Kind::Lower && r.is(at, office) && !r.word(at).ends_with('s');
        if let Some(before) = name.first.checked_sub(1) {
            let noun = if r.kind(before) == Kind::Comma { before.saturating_sub(1) } else { before };
            if role(noun) {
                self.hold(r.word(noun).to_lowercase(), member);
                self.members[member].person += 2;
                self.note_gender(r, noun, member);
            }
        }
        if let Some(age) = age_after(r, name.end) {
            self.hold(format!("{age}-year-old"), member);
            self.members[member].person += 2;
        }
        let opens = r.kind(name.end) == Kind::Comma
            && (r.is(name.end + 1, Classes::DETERMINER.or(Classes::POSSESSIVE)) || role(name.end + 1));
        let apposition = name.end + 1..(name.end + 1 + ROLE).min(r.tokens.len());
        let inside = |&at: &At| matches!(r.kind(at), Kind::Lower | Kind::Capital | Kind::Possessive | Kind::Number);
        let mut words = apposition.take_while(|at| inside(at) && !r.is(*at, Classes::PREPOSITION));
        if let Some(noun) = opens.then(|| words.by_ref().filter(|&at| role(at)).last()).flatten() {
            self.hold(r.word(noun).to_lowercase(), member);
            self.members[member].person += 2;
            self.note_gender(r, noun, member);
        }
    }

    /// Notes that a member holds an office.
    fn hold(&mut self, office: String, member: usize) {
        let office = office.trim_end_matches('.').to_owned();
        let Some(last) = office.rsplit(' ').next() else { return };
        self.members[member].has_role |= !last.ends_with("-old");
        let bearers = self.offices.entry(last.to_owned()).or_default();
        if bearers.len() < OFFICES && !bearers.iter().any(|(known, bearer)| *bearer == member && *known == office) {
            bearers.push((office, member));
        }
    }

    /// The member of a listed entity.
    fn listed(&mut self, entity: usize, named: Gender, linker: &Linker<'_>) -> usize {
        if let Some(&member) = self.by_entity.get(&entity) {
            if self.members[member].gender == Gender::Any {
                self.members[member].gender = named;
            }
            return member;
        }
        let known = linker.entity(entity);
        let gender = match known.gender.unwrap_or("").as_bytes() {
            [b'f' | b'F', ..] => Gender::Female,
            [b'm' | b'M', ..] => Gender::Male,
            _ => named,
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

    /// The member that a name means; a new one if it fits none.
    ///
    /// One word may be a last name that is a given name too, so that alone it says nothing of gender where somebody bears it.
    fn member(&mut self, found: &Name, r: &Reading<'_>) -> usize {
        let (name, gender) = (found.bare.of(r.text), found.gender);
        let organization = found.organization || is_body(r, found);
        let titled = found.bare.start() > found.span.start();
        let mut words = name.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
        let first = words.next().unwrap_or(name).to_lowercase();
        let last = words.next_back().map_or_else(|| first.clone(), str::to_lowercase);
        let single = first == last;
        let shown = if single && !titled { Gender::Any } else { gender };
        let known = if single { self.by_single(&last, shown) } else { self.by_full(&first, &last, name) };
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

    fn by_single(&self, word: &str, gender: Gender) -> Option<usize> {
        let fits = |&&member: &&usize| self.members[member].gender.agrees(gender);
        let most = |members: &Vec<usize>| {
            members
                .iter()
                .rev()
                .take(8)
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
            let known_first = known.split_whitespace().next().unwrap_or("").to_lowercase();
            known_first == first || !known.contains(' ') && known.eq_ignore_ascii_case(last) && !name.is_empty()
        };
        members.iter().rev().take(8).find(fits).copied()
    }

    fn enter(&mut self, first: String, last: String, member: usize) {
        for (map, word) in [(&mut self.by_first, first), (&mut self.by_last, last)] {
            let members = map.entry(word).or_default();
            if !members.iter().rev().take(8).any(|&known| known == member) {
                members.push(member);
            }
        }
    }

    /// `Lee and Holt`: the one before the name that heads the phrase.
    pub(super) fn partner(&self, r: &Reading<'_>, phrase: &Phrase) -> Option<usize> {
        let Head::Name(name) = phrase.head else { return None };
        let index = self.mentions.partition_point(|mention| mention.first < phrase.first);
        let opening = self.mentions.get(index).filter(|mention| mention.end < name.first && r.says(mention.end, "and"));
        if let Some(opening) = opening {
            return Some(opening.member);
        }
        let and = name.first.checked_sub(1).filter(|&and| and > phrase.first && r.says(and, "and"))?;
        let index = self.mentions.partition_point(|mention| mention.end <= phrase.first);
        self.mentions.get(index).filter(|mention| mention.end == and).map(|mention| mention.member)
    }

    /// Who is named right there.
    pub(super) fn named_at(&self, at: At) -> Option<usize> {
        let index = self.mentions.partition_point(|mention| mention.first < at);
        self.mentions.get(index).filter(|mention| mention.first == at).map(|mention| mention.member)
    }

    fn mention_at(&self, first: At, end: At) -> Option<usize> {
        let index = self.mentions.partition_point(|mention| mention.end <= first);
        self.mentions.get(index).filter(|mention| mention.first < end).map(|mention| mention.member)
    }

    /// The answer that names members: ids of listed entities, else their longest names.
    pub(super) fn answer(&self, members: &[usize], linker: &Linker<'_>) -> PredictedSpeaker {
        let name = |&member: &usize| match self.members[member].entity {
            Some(entity) => linker.entity(entity).id.to_owned(),
            None => linker.answer(&self.members[member].name),
        };
        let mut names: SmallVec<[String; 1]> = members.iter().map(name).collect();
        names.sort_unstable();
        names.dedup();
        if names.is_empty() { PredictedSpeaker::Absent } else { PredictedSpeaker::Named(names) }
    }
}
