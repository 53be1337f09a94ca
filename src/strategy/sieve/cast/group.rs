//! Several people at once: `Lee and Holt said`, and the people that `they` refers to.

use smallvec::SmallVec;

use super::member::Mention;
use super::{Cast, IndexList};
use crate::strategy::sieve::{At, Head, ParsedText, Phrase, limits};
use crate::text::{Gender, Kind, Name, WordClasses};

impl Cast {
    /// `Lee, Holt and Reed`: the people coordinated with the head of the phrase.
    pub(super) fn partners(&self, r: &ParsedText<'_>, phrase: &Phrase) -> IndexList {
        let Head::Name(name) = phrase.head else { return self.listed_beside(r, phrase) };
        let alone = name.first == phrase.first && name.end == phrase.last + 1;
        if alone || !(phrase.first..phrase.last).any(|at| r.says(at, "and")) {
            return IndexList::new();
        }
        let index = self.mentions.first_from(phrase.first);
        let inside =
            self.mentions[index..].iter().take_while(|mention| mention.end <= phrase.last + 1).take(limits::PEOPLE);
        let named: SmallVec<[&Mention; 6]> = inside.collect();
        let ends = named.last().is_some_and(|last| last.first > 0 && r.says(r.before(last.first, 1), "and"));
        let listed = |one: &Mention, next: &Mention| one.end + 1 == next.first && r.kind(one.end) == Kind::Comma;
        let joined = |one: &Mention, next: &Mention| joins(r, one.end, next.first) || ends && listed(one, next);
        let is_head = |mention: &&&Mention| mention.first < name.end && name.first < mention.end;
        let Some(head) = named.iter().position(|mention| is_head(&mention)) else { return IndexList::new() };
        let back = (0..head).rev().take_while(|&at| joined(named[at], named[at + 1]));
        let onward = (head + 1..named.len()).take_while(|&at| joined(named[at - 1], named[at]));
        let mut people: IndexList = back.chain(onward).map(|at| named[at].member).collect();
        let mut first = phrase.first;
        while !people.is_empty() && people.len() < limits::PEOPLE {
            let Some(comma) = first.checked_sub(1).filter(|&comma| r.kind(comma) == Kind::Comma) else { break };
            let before = self.mentions.partition_point(|mention| mention.end < comma);
            let Some(listed) = self.mentions.get(before).filter(|mention| mention.end == comma) else { break };
            people.push(listed.member);
            first = listed.first;
        }
        people
    }

    /// `his tenants, Ann and Bob Lee,`: the names in apposition to a plural.
    fn listed_beside(&self, r: &ParsedText<'_>, phrase: &Phrase) -> IndexList {
        if r.kind(phrase.last + 1) != Kind::Comma || !r.word(phrase.last).ends_with('s') {
            return IndexList::new();
        }
        let first = self.mentions.first_from(phrase.last + 2);
        let [one, two, ..] = &self.mentions[first..] else { return IndexList::new() };
        let names = one.first == phrase.last + 2 && joins(r, one.end, two.first);
        if names { [one.member, two.member].into_iter().collect() } else { IndexList::new() }
    }

    /// The people that `they` refers to: those coordinated in an earlier sentence, or several who spoke last; none if an
    /// organisation is named in between.
    pub(super) fn several(&self, r: &ParsedText<'_>, at: At, content: At, latest: &[usize]) -> Option<IndexList> {
        let mut limit = at;
        let mut sentence = r.sentence(at);
        for _ in 0..=limits::THEY {
            let from = self.mentions.first_from(sentence.start);
            let inside = self.mentions[from..].iter().take_while(|mention| mention.end <= limit);
            let mut inside = inside.filter(|mention| !r.is_quoted(mention.first));
            let named: SmallVec<[Mention; 6]> = inside.by_ref().take(limits::PEOPLE).copied().collect();
            if let Some(people) = self.joined(r, &named) {
                return Some(people);
            }
            if latest.len() > 1 && named.iter().any(|mention| latest.contains(&mention.member)) {
                break;
            }
            if named.iter().any(|mention| mention.acts && self.members[mention.member].organization) {
                return None;
            }
            let Some(before) = sentence.start.min(content).checked_sub(1) else { break };
            sentence = r.sentence(before);
            limit = sentence.end.min(before + 1);
            if sentence.start > before {
                break;
            }
        }
        (latest.len() > 1).then(|| latest.iter().copied().collect())
    }

    /// The people whose names are coordinated in a sentence; otherwise the only two people named.
    fn joined(&self, r: &ParsedText<'_>, named: &[Mention]) -> Option<IndexList> {
        if let [one, two, ..] = named
            && r.sentence(one.first).start + 1 >= one.first
            && one.end + 1 + usize::from(r.says(r.before(two.first, 1), "the")) == two.first
            && r.says(one.end, "and")
            && [one, two].iter().any(|mention| self.members[mention.member].organization)
        {
            return distinct([one.member, two.member].into_iter());
        }
        let person = |mention: &&Mention| self.fits(mention.member, Gender::Any) || self.is_plain(mention.member);
        let people: SmallVec<[&Mention; 6]> = named.iter().filter(person).collect();
        for (last, pair) in people.windows(2).enumerate() {
            if joins(r, pair[0].end, pair[1].first) {
                let listed = |&at: &usize| r.kind(people[at].end) == Kind::Comma;
                let first = (0..last).rev().take_while(listed).last().unwrap_or(last);
                return distinct(people[first..last + 2].iter().map(|mention| mention.member));
            }
        }
        let two = people.iter().map(|mention| mention.member);
        distinct(two).filter(|two| two.len() == 2 && people.iter().all(|mention| !is_owner(r, mention)))
    }

    /// True for a person with a first and a last name and nothing else known.
    fn is_plain(&self, member: usize) -> bool {
        let member = &self.members[member];
        !member.organization && member.gender != Gender::Any && member.name.contains(' ')
    }

    /// `Ann and Bob Lee`: gives the first person the last name of the second.
    pub(super) fn share_last(&mut self, r: &ParsedText<'_>, name: &Name, member: usize) {
        let given = WordClasses::FEMALE | WordClasses::MALE;
        let first = name.end - 1;
        let single = name.bare.start() == r.tokens[first].start() && r.says(name.end, "and") && r.is(first, given);
        if !single || self.members[member].name.contains(' ') || self.members[member].entity.is_some() {
            return;
        }
        let Some(second) = r.name(name.end + 1) else { return };
        let whole = second.end > second.first + 1 && !second.organization && r.is(second.first, given);
        if whole {
            let last = r.word(r.before(second.end, 1));
            self.members[member].name = format!("{} {last}", r.word(first));
            self.enter(r.word(first).to_lowercase(), last.to_lowercase(), member);
        }
    }
}

/// True if *and* joins two names, the first possibly followed by an apposition.
fn joins(r: &ParsedText<'_>, end: At, next: At) -> bool {
    let role = |at: At| matches!(r.kind(at), Kind::Lower | Kind::Possessive | Kind::Comma | Kind::Number);
    let mut before = (end.max(next.saturating_sub(limits::JOINED))..next).rev();
    let Some(and) = before.find(|&at| r.says(at, "and")) else { return false };
    let explained = r.kind(end) == Kind::Comma && (end..and).all(role) && !(end..and).any(|at| is_verb(r, at));
    let introduced = (and + 1..next).all(role) && !(and + 1..next).any(|at| is_verb(r, at));
    (and == end || explained) && introduced && next - end <= 2 * limits::JOINED
}

fn is_verb(r: &ParsedText<'_>, at: At) -> bool {
    r.is(at, WordClasses::FINITE | WordClasses::AUXILIARY | WordClasses::MODAL) || r.entry(at).verb.is_some()
}

/// True if the mention is a possessive: `Lee’s`.
fn is_owner(r: &ParsedText<'_>, mention: &Mention) -> bool {
    r.kind(mention.end) == Kind::Possessive
}

/// The distinct members, if there are at least two.
fn distinct(members: impl Iterator<Item = usize>) -> Option<IndexList> {
    let mut people = IndexList::new();
    for member in members {
        if !people.contains(&member) {
            people.push(member);
        }
    }
    (people.len() > 1).then_some(people)
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::found;

    fn speakers(text: &str) -> Vec<String> {
        found(text).iter().map(|line| line.rsplit(" / ").next().unwrap_or("").to_owned()).collect()
    }

    #[test]
    fn they_are_those_who_were_named_together() {
        for (text, expected) in [
            ("Ann Holt and Bob Reed met on Friday. They said the harbour would close.", "Ann Holt+Bob Reed"),
            ("Ann Holt met Bob Reed on Friday. They said the harbour would close.", "Ann Holt+Bob Reed"),
            ("Ann Holt, Bob Reed and Joan Lee were found. They said they were lost.", "Ann Holt+Bob Reed+Joan Lee"),
            ("The mayor, Ann Holt, and the bishop, Bob Reed, met. They said that it was late.", "Ann Holt+Bob Reed"),
            ("Ann and Bob Reed own it. “It is ours,” they said.", "Ann Reed+Bob Reed"),
            ("Ann Holt spoke. Fishermen met. They said it was late.", "-"),
        ] {
            assert_eq!(speakers(text), [expected], "{text}");
        }
    }
}
