//! Gender inferred from the text where no name or title shows it: `Lee said she …`, `Norrland, which …`, `the actress Lee`.

use super::Cast;
use super::member::Mention;
use crate::strategy::sieve::{At, ParsedText, limits, phrase, weights};
use crate::text::{Gender, Kind, Person, WordClasses};

/// Pronoun counts: female, male, neuter.
#[derive(Clone, Copy, Default)]
struct Votes([u32; 3]);

impl Votes {
    fn add(&mut self, gender: Gender) {
        match gender {
            Gender::Female => self.0[0] += 1,
            Gender::Male => self.0[1] += 1,
            Gender::Neuter => self.0[2] += 1,
            Gender::Any => {}
        }
    }

    /// The gender with more than two thirds of the votes.
    fn winner(self) -> Option<Gender> {
        let all: u32 = self.0.iter().sum();
        let genders = [Gender::Female, Gender::Male, Gender::Neuter];
        self.0.iter().zip(genders).find(|&(&votes, _)| votes * 3 > all * 2).map(|(_, gender)| gender)
    }
}

impl Cast {
    /// Infers the gender of members whose name and title show none.
    pub(super) fn vote(&mut self, r: &ParsedText<'_>) {
        let mut votes = vec![Votes::default(); self.members.len()];
        for (index, mention) in self.mentions.iter().enumerate() {
            let limit = self.mentions.get(index + 1).map_or(r.tokens.len(), |next| next.first);
            let once = mention.end == mention.first + 1 && self.members[mention.member].mentions == 1;
            let word = once && phrase::opens(r, mention.first);
            let open = self.members[mention.member].gender == Gender::Any && !word;
            if open && r.kind(mention.end) == Kind::Comma && r.says(mention.end + 1, "which") {
                votes[mention.member].add(Gender::Neuter);
            } else if open && mention.acts && !self.has_rival(r, index) {
                let end = r.sentence(mention.first).end.min(limit).min(mention.end + limits::PRONOUN);
                let mut at = mention.end;
                while at < end {
                    votes[mention.member].add(vote(r, mention, at));
                    at = r.next(at);
                }
                let next = r.sentence(mention.first).end;
                if limit > next {
                    votes[mention.member].add(vote(r, mention, next));
                }
            }
        }
        for (member, votes) in self.members.iter_mut().zip(votes) {
            match votes.winner().filter(|_| member.gender == Gender::Any) {
                Some(Gender::Neuter) if member.person <= 2 && member.entity.is_none() => member.organization = true,
                Some(Gender::Neuter) | None => {}
                Some(gender) => {
                    member.gender = if member.organization { Gender::Any } else { gender };
                    member.person += weights::PERSON_PRONOUN;
                }
            }
        }
    }

    /// True if another person is named before a mention in its sentence.
    fn has_rival(&self, r: &ParsedText<'_>, index: usize) -> bool {
        let start = r.sentence(self.mentions[index].first).start;
        let dash = |end: At| (end..self.mentions[index].first).any(|at| r.kind(at) == Kind::Dash);
        let before = index.checked_sub(1).map(|before| self.mentions[before]);
        let adjective = |mention: &Mention| (mention.first..mention.end).all(|at| r.is(at, WordClasses::NATIONALITY));
        before.is_some_and(|before| before.first >= start && !dash(before.end) && !adjective(&before))
    }

    /// Infers a gender from a noun next to the name: `the actress Lee`.
    pub(super) fn note_gender(&mut self, r: &ParsedText<'_>, noun: At, member: usize) {
        let gender = gender_of(r, noun);
        if self.members[member].gender == Gender::Any {
            self.members[member].gender = gender;
        }
    }
}

/// The gender that a token after a subject shows; `it` shows none, because it often refers to nothing.
fn vote(r: &ParsedText<'_>, mention: &Mention, at: At) -> Gender {
    if at == mention.end + 1 && r.kind(mention.end) == Kind::Comma && r.says(at, "which") {
        return Gender::Neuter;
    }
    match r.entry(at).pronoun.filter(|_| !r.says(at, "it")) {
        Some(pronoun) if pronoun.person == Person::Third && !pronoun.plural => pronoun.gender,
        _ => Gender::Any,
    }
}

/// The gender that a noun shows.
pub(super) fn gender_of(r: &ParsedText<'_>, noun: At) -> Gender {
    match (r.is(noun, WordClasses::FEMALE_TITLE), r.is(noun, WordClasses::MALE_TITLE)) {
        (true, _) => Gender::Female,
        (_, true) => Gender::Male,
        _ => Gender::Any,
    }
}
