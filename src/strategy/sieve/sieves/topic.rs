//! `Lee called for talks`, `Lee warned of delays`: a preposition and its object are what was said.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::clause;
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::subject;
use crate::strategy::sieve::verbs::Verb;
use crate::text::Frames;

/// See the module.
pub(in crate::strategy::sieve) struct Topic;

impl Sieve for Topic {
    fn name(&self) -> &'static str {
        "topic"
    }

    fn summary(&self) -> &'static str {
        "Lee called for talks · Lee warned of delays"
    }

    fn apply(&self, board: &mut Board<'_>) {
        board.add_from_verbs(|board, verb| self.draft(board, verb));
    }
}

impl Topic {
    fn draft(&self, board: &Board<'_>, verb: &Verb) -> Option<Draft> {
        let r = &board.reading;
        let at = verb.group.end;
        let links = r.says_any(at, &["of", "for", "about", "against"]);
        if board.is_cued(verb.at) || !links || !verb.entry.frames.intersects(Frames::TOPIC) {
            return None;
        }
        let source = subject::acting_on(board, verb)?;
        let called = r.says(at, "for");
        let from = if called { at + 1 } else { at };
        let content = vec![(from, clause::phrase_end(r, from)?)];
        let cue = verb.group.start..from;
        Some(Draft { content, cue: Some(cue), source: Some(source), follows: None, rule: self.name() })
    }
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn a_preposition_and_its_object() {
        assert_found(&[
            ("Ann Lee warned of delays.", &["topic: of delays / warned / Ann Lee / Ann Lee"]),
            ("Ann Lee called for talks and left the room.", &["topic: talks / called for / Ann Lee / Ann Lee"]),
        ]);
    }

    #[test]
    fn other_prepositions_do_not_report() {
        assert_found(&[("Ann Lee spoke at the school.", &[])]);
    }
}
