//! Who is in the text: its names gathered into people and organisations, and who a mention means.

use std::collections::HashMap;

use smallvec::SmallVec;

use super::phrase::{self, Head, Phrase};
use super::reading::{At, Reading};
use crate::model::PredictedSpeaker;
use crate::strategy::Linker;
use crate::text::{Classes, Gender, Kind, Name, Person, name_at};

/// How many sentences back the antecedent of a pronoun is looked for.
const SENTENCES_BACK: i32 = 12;

/// How many speakers back the antecedent of a pronoun is looked for.
const SPEAKERS_BACK: usize = 12;

/// What a sentence of distance takes from a mention.
const DECAY: i32 = 6;

/// What having spoken in its sentence adds.
const SPOKE: i32 = 18;

/// Longest apposition in which a role is looked for, in tokens.
const ROLE: usize = 8;

/// How far a relative pronoun may stand from its name, in tokens.
const WHO: usize = 5;

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
}

/// `Mayor` alone.
fn is_office(r: &Reading<'_>, name: &Name) -> bool {
    (name.first..name.end).all(|at| r.is(at, Classes::TITLE.or(Classes::PERSON_NOUN)))
}

/// `a Farland Democrat`: a description with capitals, not a name.
fn is_group(r: &Reading<'_>, phrase: &Phrase, name: &Name) -> bool {
    r.is(phrase.first, Classes::DETERMINER) && r.is(name.end - 1, Classes::NATIONALITY)
}

/// Whether a verb follows a name, adverbs and a relative clause's pronoun aside.
fn acts(r: &Reading<'_>, end: At) -> bool {
    let at = if r.is_adverb(end) { end + 1 } else { end };
    let finite = Classes::AUXILIARY.or(Classes::MODAL).or(Classes::FINITE);
    let word = r.word(at);
    let ending =
        word.ends_with("ed") || word.ends_with('s') && !r.is(at, Classes::PREPOSITION.or(Classes::SUBORDINATOR));
    r.kind(at) == Kind::Lower && (r.is(at, finite) || r.entry(at).verb.is_some() || ending) || r.says(end + 1, "who")
}

/// What a known gender adds for a pronoun of that gender.
fn known(gender: Gender, pronoun: Gender) -> i32 {
    if gender == pronoun { 14 } else { 0 }
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
            if self::is_office(r, &name) && !cast.by_last.contains_key(&r.word(name.end - 1).to_lowercase()) {
                at = name.end;
                continue;
            }
            let listed = linker.index(name.span.of(r.text)).or_else(|| linker.index(name.bare.of(r.text)));
            let member = match listed {
                Some(entity) => cast.listed(entity, linker),
                None => cast.member(name.bare.of(r.text), name.gender, name.organization),
            };
            if name.bare.start() > name.span.start() {
                cast.hold(r.text[name.span.start()..name.bare.start()].trim().to_lowercase(), member);
            }
            cast.weigh(r, &name, member);
            cast.note_roles(r, &name, member);
            cast.note_nouns(r, &name, member);
            let acts = acts(r, name.end);
            cast.mentions.push(Mention { first: name.first, end: name.end, member, acts });
            at = name.end;
        }
        cast
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
        let placed =
            !several && before.is_some_and(|at| ["in", "at", "the", "near"].iter().any(|word| r.says(at, word)));
        let weight = 3 * i32::from(titled || named)
            + 2 * i32::from(several && !after(Classes::DETERMINER) && !phrase::opens(r, name.first))
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
        if !self.members[member].organization || name.end < name.first + 2 {
            return;
        }
        for at in (name.first..name.end).filter(|&at| r.is(at, Classes::ORGANIZATION_NOUN)) {
            let bearers = self.by_noun.entry(r.word(at).to_lowercase()).or_default();
            if bearers.len() < 2 && !bearers.contains(&member) {
                bearers.push(member);
            }
        }
    }

    /// Notes that a member is called by a role beside its name: `council leader Lee`, `Lee, the leader of the council`.
    fn note_roles(&mut self, r: &Reading<'_>, name: &Name, member: usize) {
        let role = |at: At| r.kind(at) == Kind::Lower && r.is(at, Classes::PERSON_NOUN) && !r.word(at).ends_with('s');
        if let Some(before) = name.first.checked_sub(1) {
            let noun = if r.kind(before) == Kind::Comma { before.saturating_sub(1) } else { before };
            if role(noun) {
                self.hold(r.word(noun).to_lowercase(), member);
                self.members[member].person += 2;
            }
        }
        let opens = r.kind(name.end) == Kind::Comma
            && (r.is(name.end + 1, Classes::DETERMINER.or(Classes::POSSESSIVE)) || role(name.end + 1));
        let apposition = name.end + 1..(name.end + 1 + ROLE).min(r.tokens.len());
        let inside = |&at: &At| matches!(r.kind(at), Kind::Lower | Kind::Capital | Kind::Possessive | Kind::Number);
        let mut words = apposition.take_while(|at| inside(at) && !r.is(*at, Classes::PREPOSITION));
        if let Some(noun) = opens.then(|| words.by_ref().filter(|&at| role(at)).last()).flatten() {
            self.hold(r.word(noun).to_lowercase(), member);
            self.members[member].person += 2;
        }
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
        self.members.push(Member { name, gender, organization, person: 0, mentions: 0, entity: Some(entity) });
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
        self.members.push(Member { name, gender, organization, person: 0, mentions: 0, entity: None });
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

    /// The bearer of the same last name that is of this gender, for a mention by one word; else the member itself.
    fn namesake(&self, r: &Reading<'_>, mention: &Mention, gender: Gender) -> usize {
        let member = mention.member;
        if mention.end > mention.first + 1 || self.members[member].gender.agrees(gender) {
            return member;
        }
        let word = r.word(mention.first).to_lowercase();
        let mut others = self.by_last.get(&word).into_iter().flatten().copied().rev().take(8);
        others.find(|&other| self.members[other].gender == gender).unwrap_or(member)
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

    /// The member a phrase means, given who spoke before and who says what the phrase stands in.
    pub(super) fn resolve(
        &mut self,
        r: &Reading<'_>,
        phrase: &Phrase,
        spoken: &Spoken,
        content: At,
        outer: Option<usize>,
    ) -> Option<usize> {
        match phrase.head {
            Head::Name(name) if is_group(r, phrase, &name) => None,
            Head::Name(name) if is_office(r, &name) => {
                self.mention_at(name.first, name.end).or_else(|| self.by_office(r, phrase, spoken))
            }
            Head::Name(name) => self.mention_at(name.first, name.end),
            Head::Pronoun(_) if r.is(phrase.first, Classes::RELATIVE) => self.right_before(phrase.first),
            Head::Pronoun(pronoun) if pronoun.person == Person::First => outer,
            Head::Pronoun(pronoun) => {
                let member = match pronoun.gender {
                    Gender::Neuter => spoken.recent(|member| self.members[member].organization),
                    Gender::Any => None,
                    gender => self.antecedent(r, phrase.first, gender, spoken, content, outer),
                }?;
                if self.members[member].gender == Gender::Any && pronoun.gender != Gender::Neuter {
                    self.members[member].gender = pronoun.gender;
                }
                Some(member)
            }
            Head::Common => self
                .named_beside(r, phrase)
                .or_else(|| self.by_office(r, phrase, spoken))
                .or_else(|| self.by_organization(r, phrase, spoken))
                .or_else(|| self.group(r, phrase)),
        }
    }

    /// `her lawyer, Lee,`: the name that a comma and the next one enclose.
    fn named_beside(&self, r: &Reading<'_>, phrase: &Phrase) -> Option<usize> {
        let name = (r.kind(phrase.last + 1) == Kind::Comma).then_some(phrase.last + 2)?;
        let index = self.mentions.partition_point(|mention| mention.first < name);
        let beside = self.mentions.get(index).filter(|mention| mention.first == name)?;
        matches!(r.kind(beside.end), Kind::Comma | Kind::Stop).then_some(beside.member)
    }

    /// `the union`, where no name holds the noun: an organisation of its own, called so.
    fn group(&mut self, r: &Reading<'_>, phrase: &Phrase) -> Option<usize> {
        if !r.says(phrase.first, "the") || !r.is(phrase.last, Classes::ORGANIZATION_NOUN) {
            return None;
        }
        let name = r.span(phrase.first, phrase.last)?.of(r.text).to_lowercase();
        if let Some(&member) = self.groups.get(&name) {
            return Some(member);
        }
        let member = self.members.len();
        let (gender, person, mentions) = (Gender::Any, 0, 0);
        self.members.push(Member { name: name.clone(), gender, organization: true, person, mentions, entity: None });
        self.groups.insert(name, member);
        Some(member)
    }

    /// `the council`, `the company`: the one organisation whose name holds the noun, else for a general noun the last that spoke.
    fn by_organization(&self, r: &Reading<'_>, phrase: &Phrase, spoken: &Spoken) -> Option<usize> {
        if !r.says(phrase.first, "the")
            || phrase.last > phrase.first + 2
            || !r.is(phrase.last, Classes::ORGANIZATION_NOUN)
        {
            return None;
        }
        let noun = r.word(phrase.last);
        if let Some(bearers) = self.by_noun.get(noun) {
            return (bearers.len() == 1).then(|| bearers[0]);
        }
        let general = ["company", "firm", "group", "organization", "organisation", "agency"].contains(&noun);
        general.then(|| spoken.recent(|member| self.members[member].organization)).flatten()
    }

    fn mention_at(&self, first: At, end: At) -> Option<usize> {
        let index = self.mentions.partition_point(|mention| mention.end <= first);
        self.mentions.get(index).filter(|mention| mention.first < end).map(|mention| mention.member)
    }

    /// `Lee, who`: the name in front of a relative pronoun.
    fn right_before(&self, at: At) -> Option<usize> {
        let before = self.mentions[..self.mentions.partition_point(|mention| mention.end <= at)].last();
        before.filter(|mention| mention.end + WHO > at).map(|mention| mention.member)
    }

    /// Whom a pronoun means: of the people named before it outside marks, the one who weighs most; where nobody near fits, the
    /// last fitting speaker.
    fn antecedent(
        &self,
        r: &Reading<'_>,
        at: At,
        gender: Gender,
        spoken: &Spoken,
        content: At,
        outer: Option<usize>,
    ) -> Option<usize> {
        let here = r.sentence_number(at);
        let fits = |member: usize| self.fits(member, gender) && Some(member) != outer;
        let mut best: Option<(i32, usize)> = None;
        let mut sentence = r.sentence(at);
        let mut limit = at;
        for back in 0..SENTENCES_BACK {
            let number = r.sentence_number(sentence.start);
            let speaker = spoken.in_sentence(number).filter(|_| number != here);
            let people = self.people(r, sentence.start, limit, number);
            let people = people.map(|mention| Mention { member: self.namesake(r, mention, gender), ..*mention });
            for (rank, mention) in people.filter(|mention| fits(mention.member)).enumerate() {
                let weight = self.salience(&mention, rank, speaker == Some(mention.member), gender) - back * DECAY;
                if best.is_none_or(|(most, _)| weight > most) {
                    best = Some((weight, mention.member));
                }
            }
            if let Some(member) = speaker.filter(|&member| fits(member)) {
                let weight = SPOKE + known(self.members[member].gender, gender) - back * DECAY;
                if best.is_none_or(|(most, _)| weight > most) {
                    best = Some((weight, member));
                }
            }
            let Some(before) = sentence.start.min(content).checked_sub(1) else { break };
            sentence = r.sentence(before);
            limit = sentence.end.min(before + 1);
            if sentence.start > before {
                break;
            }
        }
        best.map(|(_, member)| member).or_else(|| spoken.recent(fits))
    }

    /// How much speaks for a mention as the one that a pronoun takes up.
    fn salience(&self, mention: &Mention, rank: usize, spoke: bool, gender: Gender) -> i32 {
        let subject = if mention.acts { 12 } else { 0 };
        let first = if rank == 0 { 8 } else { 0 };
        let spoke = if spoke { SPOKE } else { 0 };
        subject + first + spoke + known(self.members[mention.member].gender, gender)
    }

    fn fits(&self, member: usize, gender: Gender) -> bool {
        let member = &self.members[member];
        let listed = member.entity.is_some();
        let person = listed || member.person > 0;
        !member.organization && person && member.gender.agrees(gender) && (self.by_entity.is_empty() || listed)
    }

    /// The names of a sentence up to a place, on its level.
    fn people<'a>(&'a self, r: &'a Reading<'_>, from: At, to: At, number: usize) -> impl Iterator<Item = &'a Mention> {
        let start = self.mentions.partition_point(|mention| mention.first < from);
        let names = self.mentions[start..].iter().take(40).take_while(move |mention| mention.end <= to);
        names.filter(move |mention| r.sentence_number(mention.first) == number)
    }

    /// `the prime minister`, `her lawyer`: the one member whose office that is, or of several the last that spoke.
    fn by_office(&self, r: &Reading<'_>, phrase: &Phrase, spoken: &Spoken) -> Option<usize> {
        let definite = r.says(phrase.first, "the") || r.is(phrase.first, Classes::POSSESSIVE);
        let named = matches!(phrase.head, Head::Name(_));
        if !(definite && phrase.first < phrase.last || named) {
            return None;
        }
        let start = (phrase.first + usize::from(definite)..=phrase.last).find(|&at| !r.is(at, Classes::NATIONALITY))?;
        let office = r.span(start, phrase.last)?.of(r.text).to_lowercase();
        let head =
            (phrase.first + 1..=phrase.last).find(|&at| r.is(at + 1, Classes::PREPOSITION)).unwrap_or(phrase.last);
        let head = r.word(head).to_lowercase();
        self.bearer(&office, spoken).or_else(|| self.bearer(&head, spoken))
    }

    /// Who alone bears an office, or of several who spoke last.
    fn bearer(&self, office: &str, spoken: &Spoken) -> Option<usize> {
        let titles = self.offices.get(office.rsplit(' ').next()?)?;
        let bears = |member: usize| titles.iter().any(|(title, bearer)| *bearer == member && title.ends_with(office));
        let mut bearers = titles.iter().filter(|(title, _)| title.ends_with(office)).map(|&(_, bearer)| bearer);
        let first = bearers.next()?;
        if bearers.all(|other| other == first) { Some(first) } else { spoken.recent(bears) }
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

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::found;

    /// The speaker of the last quotation of a text.
    fn last(text: &str) -> String {
        let found = found(text);
        found.last().and_then(|line| line.rsplit(" / ").next()).unwrap_or("").to_owned()
    }

    #[test]
    fn pronouns_mean_people_of_their_gender() {
        for (text, speaker) in [
            ("Maria Lee met Tom Holt in Paris. She said it works.", "Maria Lee"),
            ("Maria Lee met Tom Holt in Paris. He said it works.", "Tom Holt"),
            ("Tom Holt called. Maria Holt answered. Holt was tired. He said it works.", "Tom Holt"),
            ("Maria Lee visited Goldman Sachs. She said it works.", "Maria Lee"),
        ] {
            assert_eq!(last(text), speaker, "{text}");
        }
    }

    #[test]
    fn roles_mean_their_bearers() {
        for (text, speaker) in [
            ("Mayor Ann Lee was late. The mayor said it works.", "Ann Lee"),
            ("Ann Lee, the club’s treasurer, was late. The treasurer said it works.", "Ann Lee"),
            ("Her lawyer, Bob Holt, said it works.", "Bob Holt"),
            ("Hartwell Council met. The council said it works.", "Hartwell Council"),
            ("The union met. A spokesman said it works.", "-"),
        ] {
            assert_eq!(last(text), speaker, "{text}");
        }
    }

    #[test]
    fn i_they_and_it_are_those_who_spoke() {
        assert_eq!(last("“I told them that it works,” Ann Lee said."), "Ann Lee");
        assert_eq!(last("Ann Lee and Bob Holt said it works. They said it was cheap."), "Ann Lee+Bob Holt");
        assert_eq!(last("Ann Lee said it works. They said it was cheap."), "-");
        assert_eq!(last("Hartwell Council said it works. It said more would follow."), "Hartwell Council");
    }
}
