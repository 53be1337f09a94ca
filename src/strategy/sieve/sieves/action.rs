//! `“I never” – Lee looked up – “said that.”`: a speech interrupted by an action of the speaker.

use crate::strategy::sieve::{At, Board, Draft, Head, List, Phrase, Piece, Rule, Sieve, limits, phrase};
use crate::text::{Kind, WordClasses};

use super::beat;
use super::floating::is_speech;

pub(super) const SIEVE: Sieve =
    Sieve { rules: &[(Rule::Action, "“I never” – Lee looked up – “said that.”")], apply };

fn apply(board: &mut Board<'_>) {
    if board.is_dialogue() {
        return;
    }
    board.add_from_pieces(|board, piece| {
        let left = &board.pieces()[piece];
        let next = (piece + 1..board.section().pieces.end).find(|&next| !board.pieces()[next].nested)?;
        let right = &board.pieces()[next];
        // Given quotations may overlap.
        let near = (left.last..=left.last + limits::ACTION).contains(&right.first);
        let beside = left.paragraph == right.paragraph && left.closed && near;
        let source = (beside && board.is_open(next)).then(|| between(board, left, right)).flatten()?;
        Some(
            Draft::new(
                Rule::Action,
                std::iter::once((left.first, left.last)).chain(board.chain(next)).collect::<Vec<_>>(),
            )
            .source(source),
        )
    });
}

/// The person who acts between two pieces: between dashes, after a comma, or in a separate sentence.
fn between(board: &Board<'_>, left: &Piece, right: &Piece) -> Option<Phrase> {
    let r = &board.parsed;
    let (from, end) = (left.last + 1, right.first);
    if from + 1 >= end || (from..end).any(|at| board.is_cued(at)) {
        return None;
    }
    let (opens, closes) = (r.kind(from), r.kind(r.before(end, 1)));
    let ended = r.tokens[left.inner_last()].is_terminal();
    let goes_on = r.kind(right.first + 1) == Kind::Lower;
    let dashes = opens == Kind::Dash && closes == Kind::Dash;
    let comma = !ended && closes == Kind::Comma && goes_on;
    let sentence = ended
        && matches!(opens, Kind::Capital)
        && r.tokens[end - 1].is_terminal()
        && r.sentence(from) == (from..end)
        && is_speech(r, left, 1)
        && is_speech(r, right, 1);
    if !(dashes || comma || sentence) {
        return None;
    }
    let lead = |at: At| {
        matches!(r.kind(at), Kind::Dash | Kind::Comma) || r.is(at, WordClasses::CONJUNCTION) || r.is_adverb(at)
    };
    let first = (from..end).find(|&at| !lead(at))?;
    let beside = phrase::after(r, first).filter(|actor| actor.first == first && actor.last + 1 < end);
    let led = |actor: &Phrase| {
        sentence && matches!(actor.head, Head::Name(_)) && r.kind(r.before(actor.first, 1)) == Kind::Comma
    };
    let actor = beside.or_else(|| beat::subject_before(r, end).filter(led))?;
    let person = match actor.head {
        Head::Name(name) => !name.organization,
        Head::Pronoun(pronoun) => pronoun.subject && r.says_any(actor.first, List::HeShe),
        Head::Common => !sentence && phrase::names_somebody(r, &actor) && r.says(actor.first, "the"),
    };
    person.then_some(actor)
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn speech_around_an_action() {
        assert_found(&[
            (
                "“I never” — Ann Lee looked up — “said that.”",
                &["action: “I never”+“said that.” / - / Ann Lee / Ann Lee"],
            ),
            ("“It is,” and here Ann Lee paused, “late.”", &["action: “It is,”+“late.” / - / Ann Lee / Ann Lee"]),
            (
                "“Come in.” Ann Lee held the door. “Mind it.”",
                &["action: “Come in.”+“Mind it.” / - / Ann Lee / Ann Lee"],
            ),
            ("He read “Hamlet” — Ann Lee read “Lear” — that year.", &[]),
        ]);
    }
}
