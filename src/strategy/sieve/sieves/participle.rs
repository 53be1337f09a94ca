//! `…, adding that …`, `…, saying “…”`: the subject of the sentence continues speaking.

use crate::strategy::sieve::{Board, Complement, Draft, Rule, Sieve, Verb, clause, subject};
use crate::text::{CueForm, Frames};

pub(super) const SIEVE: Sieve =
    Sieve { rules: &[(Rule::Participle, "Lee left, saying that …")], apply: |board| board.add_from_verbs(draft) };

fn draft(board: &Board<'_>, verb: &Verb) -> Option<Draft> {
    let r = &board.parsed;
    if board.is_cued(verb.at) || verb.entry.grade > 2 {
        return None;
    }
    let again = verb.subject.is_none()
        && (matches!(verb.entry.form, CueForm::Past | CueForm::Present) || verb.is_negated(&board.parsed))
        && subject::is_coordinated(board, verb);
    if !again && (verb.entry.form != CueForm::Gerund || verb.is_finite()) {
        return None;
    }
    let content = match clause::complement(r, verb)? {
        Complement::That(at) | Complement::Question(at) => vec![(at, clause::end(r, at)?)],
        Complement::Bare(at) => vec![(at, clause::end(r, at)?)],
        Complement::Marks(at) if verb.takes(Frames::SPEECH) => {
            let piece = board.piece_at(at).filter(|&piece| board.is_open(piece))?;
            board.chain(piece)
        }
        Complement::Marks(_) => return None,
    };
    let source = if again { subject::of_sentence(board, verb) } else { subject::of_participle(board, verb) };
    Some(Draft::new(Rule::Participle, content).cue(verb.group.clone()).source(source))
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::{assert_found, found};

    #[test]
    fn the_subject_goes_on() {
        assert_found(&[
            ("Ann Lee left, saying that it works.", &["participle: that it works / saying / Ann Lee / Ann Lee"]),
            (
                "Ann Lee left, with Bob Holt saying that it works.",
                &["participle: that it works / saying / Bob Holt / Bob Holt"],
            ),
            (
                "Ann Lee left when the music stopped but said that it works.",
                &["participle: that it works / said / Ann Lee / Ann Lee"],
            ),
            (
                "“It works,” Ann Lee said, adding that it was cheap.",
                &[
                    "quote-verb: “It works,” / said / Ann Lee / Ann Lee",
                    "participle: that it was cheap / adding / Ann Lee / Ann Lee",
                ],
            ),
        ]);
    }

    #[test]
    fn what_is_not_said_is_reported_too() {
        let found = found("Ann Lee said it works but would not say what it costs.");
        assert_eq!(found[1], "participle: what it costs / would not say / Ann Lee / Ann Lee");
    }

    #[test]
    fn a_pronoun_may_stand_behind_a_circumstance() {
        let found = found("In a letter he rejected the plan, writing: “It is not fair.”");
        assert!(found.contains(&"participle: “It is not fair.” / writing / he / -".to_owned()), "{found:?}");
    }

    #[test]
    fn a_participle_without_a_clause_reports_nothing() {
        assert_found(&[("Ann Lee left, writing letters.", &[])]);
    }
}
