//! `Lee denies the claim that …`: the claim that is denied or repeated is itself a report.

use crate::strategy::sieve::{Board, Draft, Rule, Sieve, Verb, clause, limits};
use crate::text::{Frames, WordClasses};

pub(super) const SIEVE: Sieve = Sieve {
    rules: &[(Rule::ClaimObject, "Lee denies the claim that …")],
    apply: |board| board.add_from_verbs(draft),
};

fn draft(board: &Board<'_>, verb: &Verb) -> Option<Draft> {
    let r = &board.parsed;
    let source = verb.subject.filter(|_| verb.is_finite() && !board.is_cued(verb.at))?;
    if !verb.takes(Frames::THAT) || verb.entry.grade > 2 {
        return None;
    }
    let first = verb.group.end;
    let stop = r.sentence(verb.at).end.min(first + limits::CLAIM_OBJECT);
    let object = (first..stop).take_while(|&at| !r.is(at, WordClasses::SUBORDINATOR) && r.tokens[at].is_word());
    let noun = object.last().filter(|&at| r.entry(at).noun.is_some() && r.says(at + 1, "that"))?;
    Some(Draft::new(Rule::ClaimObject, [(first, clause::end(r, noun + 1)?)]).cue(verb.group.clone()).source(source))
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
