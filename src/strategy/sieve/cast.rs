//! Who is in the text: its names gathered into people and organisations, and who a mention means.

use std::collections::HashMap;

use smallvec::SmallVec;

use super::phrase::{self, Head, Phrase};
use super::reading::{At, Reading};
use crate::model::PredictedSpeaker;
use crate::strategy::Linker;
use crate::text::{Classes, Gender, Kind, Person, name_at};

/// How many sentences back the antecedent of a pronoun is looked for.
const SENTENCES_BACK: usize = 12;

/// How many sentences back names come before earlier speakers.
const NEAR: usize = 5;

/// How many speakers back the antecedent of a pronoun is looked for.
const SPEAKERS_BACK: usize = 12;

/// Most offices remembered that end in the same word.
const OFFICES: usize = 64;

/// Somebody, with every name the text gives them.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// The longest name.
    pub(super) name: String,
    gender: Gender,
    organization: bool,
    /// Index in the task's list of entities.
    entity: Option<usize>,
}

/// A name in the text.
#[derive(Clone, Copy, Debug)]
struct Mention {
    first: At,
    end: At,
    member: usize,
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
}

/// Who has spoken so far: the last speaker of each sentence, and all in order.
#[derive(Default)]
pub(super) struct Spoken {
    by_sentence: HashMap<usize, usize>,
    order: Vec<usize>,
}

impl Spoken {
    /// Notes a speaker.
    pub(super) fn push(&mut self, sentence: usize, member: usize) {
        self.by_sentence.insert(sentence, member);
        self.order.push(member);
    }

    fn in_sentence(&self, sentence: usize) -> Option<usize> {
        self.by_sentence.get(&sentence).copied()
    }

    /// The latest of the last speakers that fits.
    fn recent(&self, fits: impl Fn(usize) -> bool) -> Option<usize> {
        self.order.iter().rev().take(SPEAKERS_BACK).copied().find(|&member| fits(member))
    }
}

impl Cast {
    /// Gathers the names of a text.
    pub(super) fn of(r: &Reading<'_>, linker: &Linker<'_>) -> Self {
        let mut cast = Self::default();
        let mut at = 0;
        while at < r.tokens.len() {
            let name =
                (r.kind(at) == Kind::Capital).then(|| name_at(r.text, &r.tokens, at, phrase::opens(r, at))).flatten();
            let Some(name) = name else {
                at += 1;
                continue;
            };
            let listed = linker.index(name.span.of(r.text)).or_else(|| linker.index(name.bare.of(r.text)));
            let member = match listed {
                Some(entity) => cast.listed(entity, linker),
                None => cast.member(name.bare.of(r.text), name.gender, name.organization),
            };
            if name.bare.start() > name.span.start() {
                cast.hold(r.text[name.span.start()..name.bare.start()].trim().to_lowercase(), member);
            }
            cast.mentions.push(Mention { first: name.first, end: name.end, member });
            at = name.end;
        }
        cast
    }

    /// Notes that a member holds an office.
    fn hold(&mut self, office: String, member: usize) {
        let Some(last) = office.rsplit(' ').next() else { return };
        let bearers = self.offices.entry(last.to_owned()).or_default();
        if bearers.len() < OFFICES && !bearers.iter().any(|(known, bearer)| *bearer == member && *known == office) {
            bearers.push((office, member));
        }
    }

    /// The member of a listed entity.
    fn listed(&mut self, entity: usize, linker: &Linker<'_>) -> usize {
        if let Some(&member) = self.by_entity.get(&entity) {
            return member;
        }
        let known = linker.entity(entity);
        let gender = match known.gender.unwrap_or("").as_bytes() {
            [b'f' | b'F', ..] => Gender::Female,
            [b'm' | b'M', ..] => Gender::Male,
            _ => Gender::Any,
        };
        let organization = known.entity_type.is_some_and(|kind| kind != "person");
        let member = self.members.len();
        let name = known.name.to_owned();
        self.members.push(Member { name, gender, organization, entity: Some(entity) });
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
    fn member(&mut self, name: &str, gender: Gender, organization: bool) -> usize {
        let mut words = name.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
        let first = words.next().unwrap_or(name).to_lowercase();
        let last = words.next_back().map_or_else(|| first.clone(), str::to_lowercase);
        let single = first == last;
        let known = if single { self.by_single(&last, gender) } else { self.by_full(&first, &last, name) };
        if let Some(member) = known {
            let known = &mut self.members[member];
            if name.len() > known.name.len() {
                known.name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            }
            if known.gender == Gender::Any {
                known.gender = gender;
            }
            self.enter(first, last, member);
            return member;
        }
        let member = self.members.len();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        self.members.push(Member { name, gender, organization, entity: None });
        self.enter(first, last, member);
        member
    }

    fn by_single(&self, word: &str, gender: Gender) -> Option<usize> {
        let fits = |&&member: &&usize| self.members[member].gender.agrees(gender);
        let by_last = self.by_last.get(word).and_then(|members| members.iter().rev().take(8).find(fits));
        by_last.or_else(|| self.by_first.get(word).and_then(|members| members.iter().rev().take(8).find(fits))).copied()
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
        let and = name.first.checked_sub(1).filter(|&and| and > phrase.first && r.says(and, "and"))?;
        let index = self.mentions.partition_point(|mention| mention.end <= phrase.first);
        self.mentions.get(index).filter(|mention| mention.end == and).map(|mention| mention.member)
    }

    /// The member a phrase means, given who spoke before.
    pub(super) fn resolve(&mut self, r: &Reading<'_>, phrase: &Phrase, spoken: &Spoken, content: At) -> Option<usize> {
        match phrase.head {
            Head::Name(name) => self.mention_at(name.first, name.end),
            Head::Pronoun(_) if r.is(phrase.first, Classes::RELATIVE) => self.right_before(phrase.first),
            Head::Pronoun(pronoun) => {
                let singular =
                    matches!(pronoun.gender, Gender::Female | Gender::Male) && pronoun.person == Person::Third;
                let member =
                    singular.then(|| self.antecedent(r, phrase.first, pronoun.gender, spoken, content)).flatten()?;
                if self.members[member].gender == Gender::Any {
                    self.members[member].gender = pronoun.gender;
                }
                Some(member)
            }
            Head::Common => self.by_office(r, phrase),
        }
    }

    fn mention_at(&self, first: At, end: At) -> Option<usize> {
        let index = self.mentions.partition_point(|mention| mention.end <= first);
        self.mentions.get(index).filter(|mention| mention.first < end).map(|mention| mention.member)
    }

    /// `Lee, who`: the name in front of a relative pronoun.
    fn right_before(&self, at: At) -> Option<usize> {
        let before = self.mentions[..self.mentions.partition_point(|mention| mention.end <= at)].last();
        before.filter(|mention| mention.end + 3 > at).map(|mention| mention.member)
    }

    /// Whom a pronoun means: sentence by sentence backwards, a speaker before others, else the first fitting name; where
    /// nobody near fits, the last fitting speaker.
    fn antecedent(&self, r: &Reading<'_>, at: At, gender: Gender, spoken: &Spoken, content: At) -> Option<usize> {
        let mut sentence = r.sentence(at);
        let mut limit = at;
        for back in 0..SENTENCES_BACK {
            if back == NEAR
                && let Some(member) = spoken.recent(|member| self.fits(member, gender))
            {
                return Some(member);
            }
            let speaker = spoken.in_sentence(r.sentence_number(sentence.start));
            let speaker = speaker.filter(|&member| limit < at && self.fits(member, gender));
            let found = speaker.or_else(|| self.first_name(r, sentence.start, limit, gender));
            if found.is_some() {
                return found;
            }
            let Some(before) = sentence.start.min(content).checked_sub(1) else { break };
            sentence = r.sentence(before);
            limit = sentence.end.min(before + 1);
            if sentence.start > before {
                break;
            }
        }
        spoken.recent(|member| self.fits(member, gender))
    }

    fn fits(&self, member: usize, gender: Gender) -> bool {
        let member = &self.members[member];
        !member.organization && member.gender.agrees(gender) && (self.by_entity.is_empty() || member.entity.is_some())
    }

    /// The first fitting name between two places, outside marks.
    fn first_name(&self, r: &Reading<'_>, from: At, to: At, gender: Gender) -> Option<usize> {
        let start = self.mentions.partition_point(|mention| mention.first < from);
        let names = self.mentions[start..].iter().take(40).take_while(|mention| mention.end <= to);
        let mut level = names.filter(|mention| r.sentence_number(mention.first) == r.sentence_number(from));
        level.find(|mention| self.fits(mention.member, gender)).map(|mention| mention.member)
    }

    /// `the prime minister`: the one member whose office that is.
    fn by_office(&self, r: &Reading<'_>, phrase: &Phrase) -> Option<usize> {
        if !r.says(phrase.first, "the") {
            return None;
        }
        let start = (phrase.first + 1..=phrase.last).find(|&at| !r.is(at, Classes::NATIONALITY))?;
        let office = r.span(start, phrase.last)?.of(r.text).to_lowercase();
        let mut bearers =
            self.offices.get(office.rsplit(' ').next()?)?.iter().filter(|(title, _)| title.ends_with(&office));
        let bearer = bearers.next()?.1;
        bearers.all(|&(_, other)| other == bearer).then_some(bearer)
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
