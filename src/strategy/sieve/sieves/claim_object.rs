//! `Lee denies the claim that …`: what is denied or repeated is itself a report.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::clause;
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::verbs::Verb;
use crate::text::{Frames, WordClasses};

/// How far the noun may stand from the verb, in tokens.
const REACH: usize = 6;

/// See the module.
pub(in crate::strategy::sieve) struct ClaimObject;

impl Sieve for ClaimObject {
    fn name(&self) -> &'static str {
        "claim-object"
    }

    fn summary(&self) -> &'static str {
        "Lee denies the claim that …"
    }

    fn apply(&self, board: &mut Board<'_>) {
        board.add_from_verbs(|board, verb| self.draft(board, verb));
    }
}

impl ClaimObject {
    fn draft(&self, board: &Board<'_>, verb: &Verb) -> Option<Draft> {
        let r = &board.reading;
        let source = verb.subject.filter(|_| verb.is_finite() && !board.is_cued(verb.at))?;
        if !verb.entry.frames.intersects(Frames::THAT) || verb.entry.grade > 2 {
            return None;
        }
        let first = verb.group.end;
        let stop = r.sentence(verb.at).end.min(first + REACH);
        let object = (first..stop).take_while(|&at| !r.is(at, WordClasses::SUBORDINATOR) && r.tokens[at].is_word());
        let noun = object.last().filter(|&at| r.entry(at).noun.is_some() && r.says(at + 1, "that"))?;
        let content = vec![(first, clause::end(r, noun + 1)?)];
        Some(Draft { content, cue: Some(verb.group.clone()), source: Some(source), follows: None, rule: self.name() })
    }
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn the_denial_and_the_claim_are_two() {
        assert_found(&[(
            "Ann Lee denied the French claim that it works.",
            &[
                "claim-object: the French claim that it works / denied / Ann Lee / Ann Lee",
                "noun-that: that it works / claim / French / -",
            ],
        )]);
    }

    #[test]
    fn other_objects_are_not_reports() {
        assert_found(&[("Ann Lee denied the request.", &[])]);
    }
}
