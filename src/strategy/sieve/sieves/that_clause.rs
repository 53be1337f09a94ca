//! `Lee said that …`, `Lee asked whether …`: a clause with its conjunction, including any quoted words.

use crate::strategy::sieve::{Board, Complement, Draft, Rule, Sieve, Verb, clause};

pub(super) const SIEVE: Sieve = Sieve {
    rules: &[(Rule::ThatClause, "Lee said that … · Lee asked whether …")],
    apply: |board| board.add_from_verbs(draft),
};

fn draft(board: &Board<'_>, verb: &Verb) -> Option<Draft> {
    let considered = verb.is_finite() && !board.is_cued(verb.at) && !board.is_part_of_report(verb);
    let source = verb.subject.filter(|_| considered)?;
    let (Complement::That(at) | Complement::Question(at)) = clause::complement(&board.parsed, verb)? else {
        return None;
    };
    Some(Draft::new(Rule::ThatClause, [(at, clause::end(&board.parsed, at)?)]).cue(verb.group.clone()).source(source))
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
