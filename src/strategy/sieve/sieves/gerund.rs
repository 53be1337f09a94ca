//! `Lee denied taking it`, `Lee admitted having been there`: the content is a gerund.

use crate::strategy::sieve::{Board, Draft, Rule, Sieve, Verb, clause, subject};
use crate::text::Frames;

pub(super) const SIEVE: Sieve =
    Sieve { rules: &[(Rule::Gerund, "Lee denied taking it")], apply: |board| board.add_from_verbs(draft) };

fn draft(board: &Board<'_>, verb: &Verb) -> Option<Draft> {
    let r = &board.parsed;
    let at = verb.group.end;
    let fits = verb.takes(Frames::GERUND) && clause::is_gerund(r, at);
    if board.is_cued(verb.at) || !fits {
        return None;
    }
    let source = subject::acting_on(board, verb)?;
    Some(Draft::new(Rule::Gerund, [(at, clause::phrase_end(r, at)?)]).cue(verb.group.clone()).source(source))
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn a_gerund_is_what_was_said() {
        assert_found(&[(
            "Ann Lee denied taking the money.",
            &["gerund: taking the money / denied / Ann Lee / Ann Lee"],
        )]);
    }

    #[test]
    fn a_pronoun_in_ing_is_no_gerund() {
        assert_found(&[("Ann Lee mentioned nothing.", &[])]);
    }
}
