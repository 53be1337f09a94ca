//! Resolution of organisations: by full name, by a noun of the name, by a general noun, or as a group without another name.

use super::Cast;
use super::antecedent::Search;
use super::member::Member;
use super::referent::is_headline;
use super::resolver::Mentioned;
use crate::strategy::sieve::{Head, List, ParsedText, Phrase, limits, phrase, weights};
use crate::text::{Gender, WordClasses};

/// True if the phrase is a text that somebody issued: `its report`.
pub(super) fn is_issued(r: &ParsedText<'_>, phrase: &Phrase) -> bool {
    phrase.last == phrase.first + 1 && r.says_any(phrase.last, List::Issued)
}

impl Cast {
    /// `The council met. It said …`: the organisation that the previous sentence of the paragraph is about.
    pub(super) fn body_before(&mut self, it: Mentioned<'_>) -> Option<usize> {
        let r = it.r;
        let before = r.sentence(it.phrase.first).start.min(it.content).checked_sub(1)?;
        let start = r.sentence(before).start;
        let same = r.paragraph(start) == r.paragraph(it.phrase.first) && r.says(start, "the") && !r.is_quoted(start);
        let subject = same.then(|| phrase::after(r, start)).flatten().filter(|found| found.head == Head::Common)?;
        if !r.is(subject.last, WordClasses::ORGANIZATION_NOUN) || r.is(subject.last, WordClasses::PERSON_NOUN) {
            return None;
        }
        let subject = Mentioned { phrase: &subject, content: subject.first, outer: None, ..it };
        self.resolve(subject).map(|(member, _)| member)
    }

    /// `a statement from Hartwell Council`: the issuer.
    pub(super) fn issuer(&self, r: &ParsedText<'_>, phrase: &Phrase) -> Option<usize> {
        let by = (phrase.first + 1..phrase.last).find(|&at| r.says_any(at, List::Issuer))?;
        let index = self.mentions.first_from(by + 1);
        let named = self.mentions.get(index).filter(|mention| mention.end == phrase.last + 1)?;
        r.says_any(r.before(by, 1), List::Issued).then_some(named.member)
    }

    /// `Hartwell district council`: the organisation that the whole phrase names.
    pub(super) fn body(&self, r: &ParsedText<'_>, phrase: &Phrase) -> Option<usize> {
        let index = self.mentions.partition_point(|mention| mention.end <= phrase.last);
        let named = self.mentions.get(index).filter(|mention| mention.end == phrase.last + 1)?;
        let heads =
            named.first >= phrase.first && !(phrase.first..named.first).any(|at| r.is(at, WordClasses::PREPOSITION));
        (heads && self.members[named.member].organization).then_some(named.member)
    }

    /// `the council`, `the company`: the organisation whose name contains the noun; for a general noun, the weightiest one.
    pub(super) fn by_organization(&self, r: &ParsedText<'_>, phrase: &Phrase, search: &Search<'_>) -> Option<usize> {
        let definite = r.says(phrase.first, "the") && phrase.last <= phrase.first + limits::ORGANIZATION;
        let headline = is_headline(r, phrase.first);
        if !(definite || headline) || !r.is(phrase.last, WordClasses::ORGANIZATION_NOUN) {
            return None;
        }
        let noun = r.word(phrase.last);
        if let Some(bearers) = self.by_noun.get(noun) {
            let only = (bearers.len() == 1).then(|| bearers[0]);
            return only.or_else(|| {
                self.organization_before(r, search, weights::ORGANIZATION_NAMED, |member| bearers.contains(&member))
            });
        }
        let body = r.is(phrase.last, WordClasses::BODY_NOUN) && definite;
        body.then(|| self.organization_before(r, search, weights::ORGANIZATION_NAMED, |_| true)).flatten()
    }

    /// The weightiest organisation named before a place, each mention adding `named`; otherwise the last organisation that spoke.
    pub(super) fn organization_before(
        &self,
        r: &ParsedText<'_>,
        search: &Search<'_>,
        named: i32,
        fits: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let fits = |member: usize| self.members[member].organization && fits(member);
        let weight = |member: usize| named * self.members[member].mentions.min(limits::ORGANIZATION_MENTIONS) as i32;
        self.weightiest(r, search, fits, weight).or_else(|| search.spoken.recent(fits))
    }

    /// `the union`, where no name contains the noun: an organisation known by that noun.
    pub(super) fn group(&mut self, r: &ParsedText<'_>, phrase: &Phrase) -> Option<usize> {
        if !r.says(phrase.first, "the") || !r.is(phrase.last, WordClasses::ORGANIZATION_NOUN) {
            return None;
        }
        let name = r.span(phrase.first, phrase.last)?.of(r.text).to_lowercase();
        if let Some(&member) = self.groups.get(&name) {
            return Some(member);
        }
        let member = self.members.len();
        self.members.push(Member {
            name: name.clone(),
            gender: Gender::Any,
            organization: true,
            person: 0,
            has_role: true,
            mentions: 0,
            entity: None,
        });
        self.groups.insert(name, member);
        Some(member)
    }
}
