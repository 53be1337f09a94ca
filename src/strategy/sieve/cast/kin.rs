//! `his wife`, `Lee’s brother`: relatives, who often share a last name.

use super::Cast;
use crate::strategy::sieve::{List, ParsedText, Phrase};
use crate::text::{Gender, Kind, WordClasses};

/// The kinship that a phrase expresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kin {
    /// The person they are related to, if the phrase names one.
    of: Option<usize>,
    /// The gender of that person, as shown by `his` or `her`.
    gender: Gender,
    /// True for a wife or a mother.
    wife: bool,
}

impl Cast {
    /// The kinship that a phrase expresses.
    pub(super) fn kin(&self, r: &ParsedText<'_>, phrase: &Phrase) -> Option<Kin> {
        let noun = r.word(phrase.last);
        let wife = List::Wife.has(noun);
        if !wife && !List::Kin.has(noun) {
            return None;
        }
        if r.is(phrase.first, WordClasses::POSSESSIVE) {
            let gender = r.entry(phrase.first).pronoun.map(|pronoun| pronoun.gender).unwrap_or_default();
            return Some(Kin { of: None, gender, wife });
        }
        let index = self.mentions.first_from(phrase.first);
        let owner = self.mentions.get(index).filter(|mention| r.kind(mention.end) == Kind::Possessive)?;
        (owner.end < phrase.last).then_some(Kin { of: Some(owner.member), gender: Gender::Any, wife })
    }

    /// The person whose relative is meant: named by the phrase, else addressed in the speech, else the previous speaker.
    pub(super) fn related(&self, kin: Kin, called: &[usize], before: usize) -> Option<usize> {
        let fits = |&member: &usize| self.members.get(member).is_some_and(|member| member.gender.agrees(kin.gender));
        kin.of.or_else(|| called.iter().copied().find(fits)).or(Some(before).filter(fits))
    }

    /// True if two people can be related in this way: they share a last name, and a wife is not a *Miss*.
    pub(super) fn are_kin(&self, kin: Kin, of: usize, now: usize) -> bool {
        let maiden = || self.members.get(now).and_then(|now| now.entity).is_some_and(|now| self.roster.is_maiden(now));
        of != now && self.share_name(of, now) && !(kin.wife && maiden())
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Fragments, Given, KnownEntity, PredictedSpeaker, Span, Task, TaskQuotation};
    use crate::strategy::Strategy;
    use crate::strategy::sieve::SIEVE;

    /// The speaker of the last quotation of a story that ends in `end`.
    fn speaker(end: &str) -> String {
        let turns = "\n\n“Are you cold?” asked Tom Lee.\n\n“No,” said Ann Lee.\n\n“It is late!” cried Mr. Lee.\n\n“Is it?” said Mrs. Lee.\n\n“It is,” said Bob Holt.";
        let text = format!("Tom Lee met Bob Holt.{}\n\n{end}", turns.repeat(8));
        let spans =
            text.match_indices('“').map(|(open, mark)| (open + mark.len(), open + text[open..].find('”').unwrap()));
        let contents: Vec<_> = spans.map(|(from, to)| Fragments::from(Span::new(&text, from, to).unwrap())).collect();
        let known = |name| KnownEntity { id: name, name, aliases: &[], entity_type: None, gender: None, kb_id: None };
        let entities = ["Tom Lee", "Miss Ann Lee", "Mr. Lee", "Mrs. Lee", "Bob Holt", "Mrs. Holt"].map(known).to_vec();
        let quotations = contents.iter().map(|content| TaskQuotation { id: "q", content }).collect();
        let given = Given { quotations, entities };
        let found = SIEVE.attribute(&Task { id: "t", text: &text, given: Some(given) }).unwrap().quotations;
        match &found.last().unwrap().speaker {
            PredictedSpeaker::Named(names) => names.join("+"),
            _ => String::new(),
        }
    }

    #[test]
    fn a_wife_is_no_daughter() {
        assert_eq!(speaker("“It is warm,” said Mr. Lee.\n\n“One,” said his wife to Ann Lee."), "Mrs. Lee");
    }

    #[test]
    fn whoever_is_called_by_name_has_the_wife() {
        assert_eq!(speaker("“It is warm,” said Bob Holt.\n\n“One, Mr. Lee!” said his wife to Ann Lee."), "Mrs. Lee");
    }

    #[test]
    fn kin_of_somebody_named_are_not_that_one() {
        assert_eq!(speaker("“It is warm,” said Bob Holt.\n\n“One,” said Ann Lee’s mother."), "Mrs. Lee");
    }
}
