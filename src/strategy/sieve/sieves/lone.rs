//! `“It is not safe.”` alone: speech without any sign of the speaker.

use super::floating::is_speech;
use crate::strategy::sieve::{Board, Draft, ParsedText, Piece, Rule, Sieve, limits};
use crate::text::Kind;

pub(super) const SIEVE: Sieve =
    Sieve { rules: &[(Rule::Lone, "“It is not safe.”: nobody is said to speak, so it abstains")], apply };

fn apply(board: &mut Board<'_>) {
    board.add_from_pieces(|board, piece| {
        let r = &board.parsed;
        let found = &board.pieces()[piece];
        let speech = is_speech(r, found, fewest(r, found));
        let content = || board.chain(piece);
        speech.then(|| Draft::new(Rule::Lone, content()))
    });
}

/// The minimum number of words: fewer for a question or an exclamation after a finished sentence, and for a sentence that
/// opens a paragraph.
fn fewest(r: &ParsedText<'_>, piece: &Piece) -> usize {
    let before = piece.first.checked_sub(1).map_or(Kind::Break, |at| r.kind(at));
    let apart = matches!(before, Kind::Break | Kind::Mark | Kind::Stop | Kind::Question | Kind::Exclamation);
    match r.kind(piece.inner_last()) {
        Kind::Question | Kind::Exclamation if apart => limits::SPEECH_WORDS - 2,
        Kind::Stop if before == Kind::Break && r.kind(piece.last + 1) != Kind::Break => limits::SPEECH_WORDS - 2,
        _ => limits::SPEECH_WORDS,
    }
}
#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn nobody_is_guessed() {
        assert_found(&[
            ("“It is not safe at all.”", &["lone: “It is not safe at all.” / - / - / -"]),
            ("It was late. “Is it?” It was.", &["lone: “Is it?” / - / - / -"]),
        ]);
    }

    #[test]
    fn single_words_are_not_speech() {
        assert_found(&[("“Hamlet”", &[]), ("“Hard times.”", &[]), ("It was late. “Hard times.” It was.", &[])]);
    }
}
