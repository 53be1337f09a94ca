//! `Lee said that …`, `Lee asked whether …`: a clause with its conjunction, quoted words inside included.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::clause::{self, Complement};
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::verbs::Verb;

/// See the module.
pub(in crate::strategy::sieve) struct ThatClause;

impl Sieve for ThatClause {
    fn name(&self) -> &'static str {
        "that-clause"
    }

    fn summary(&self) -> &'static str {
        "Lee said that … · Lee asked whether …"
    }

    fn apply(&self, board: &mut Board<'_>) {
        board.add_from_verbs(|board, verb| self.draft(board, verb));
    }
}

impl ThatClause {
    fn draft(&self, board: &Board<'_>, verb: &Verb) -> Option<Draft> {
        let considered = verb.is_finite() && !board.is_cued(verb.at) && !board.is_part_of_report(verb);
        let source = verb.subject.filter(|_| considered)?;
        let (Complement::That(at) | Complement::Question(at)) = clause::complement(&board.reading, verb)? else {
            return None;
        };
        let content = vec![(at, clause::end(&board.reading, at)?)];
        Some(Draft { content, cue: Some(verb.group.clone()), source: Some(source), follows: None, rule: self.name() })
    }
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn clauses_with_their_conjunction() {
        assert_found(&[
            ("Ann Lee said that it works.", &["that-clause: that it works / said / Ann Lee / Ann Lee"]),
            ("Ann Lee did not say that it works.", &["that-clause: that it works / did not say / Ann Lee / Ann Lee"]),
            (
                "Ann Lee went on to say that it works.",
                &["that-clause: that it works / went on to say / Ann Lee / Ann Lee"],
            ),
            ("Ann Lee claimed, however, that it works.", &["that-clause: that it works / claimed / Ann Lee / Ann Lee"]),
            ("Ann Lee used to say that it works.", &["that-clause: that it works / used to say / Ann Lee / Ann Lee"]),
            ("Ann Lee pointed out that it works.", &["that-clause: that it works / pointed out / Ann Lee / Ann Lee"]),
            ("Ann Lee asked whether it works.", &["that-clause: whether it works / asked / Ann Lee / Ann Lee"]),
            (
                "Ann Lee said that the plan was “a mess” and added that it would fail.",
                &[
                    "that-clause: that the plan was “a mess” / said / Ann Lee / Ann Lee",
                    "participle: that it would fail / added / Ann Lee / Ann Lee",
                ],
            ),
        ]);
    }

    #[test]
    fn relative_clauses_and_acts_are_not_reported() {
        assert_found(&[("This is the house that Ann Lee built.", &[]), ("Parliament voted to expel the troops.", &[])]);
    }
}
