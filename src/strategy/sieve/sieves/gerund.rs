//! `Lee denied taking it`, `Lee admitted having been there`: a gerund is what was said.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::clause;
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::subject;
use crate::strategy::sieve::verbs::Verb;
use crate::text::Frames;

/// See the module.
pub(in crate::strategy::sieve) struct Gerund;

impl Sieve for Gerund {
    fn name(&self) -> &'static str {
        "gerund"
    }

    fn summary(&self) -> &'static str {
        "Lee denied taking it"
    }

    fn apply(&self, board: &mut Board<'_>) {
        board.add_from_verbs(|board, verb| self.draft(board, verb));
    }
}

impl Gerund {
    fn draft(&self, board: &Board<'_>, verb: &Verb) -> Option<Draft> {
        let r = &board.reading;
        let at = verb.group.end;
        let fits = verb.entry.frames.intersects(Frames::GERUND) && clause::is_gerund(r, at);
        if board.is_cued(verb.at) || !fits {
            return None;
        }
        let source = subject::acting_on(board, verb)?;
        let content = vec![(at, clause::phrase_end(r, at)?)];
        Some(Draft { content, cue: Some(verb.group.clone()), source: Some(source), follows: None, rule: self.name() })
    }
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
