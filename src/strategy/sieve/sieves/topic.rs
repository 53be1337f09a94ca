//! `Lee called for talks`, `Lee warned of delays`: the content is a preposition with its object.

use crate::strategy::sieve::{Board, Draft, List, Rule, Sieve, Verb, clause, subject};
use crate::text::Frames;

pub(super) const SIEVE: Sieve = Sieve {
    rules: &[(Rule::Topic, "Lee called for talks · Lee warned of delays")],
    apply: |board| board.add_from_verbs(draft),
};

fn draft(board: &Board<'_>, verb: &Verb) -> Option<Draft> {
    let r = &board.parsed;
    let at = verb.group.end;
    let links = r.says_any(at, List::TopicPreposition);
    if board.is_cued(verb.at) || !links || !verb.takes(Frames::TOPIC) {
        return None;
    }
    let source = subject::acting_on(board, verb)?;
    let called = r.says(at, "for");
    let from = if called { at + 1 } else { at };
    let cue = verb.group.start..from;
    Some(Draft::new(Rule::Topic, [(from, clause::phrase_end(r, from)?)]).cue(cue).source(source))
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
