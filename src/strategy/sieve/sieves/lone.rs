//! `“It is not safe.”` alone: speech of which nothing says whose it is.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::contract::Sieve;

use super::floating::{WORDS, is_speech};
use crate::strategy::sieve::reading::{Piece, Reading};
use crate::text::Kind;

/// See the module.
pub(in crate::strategy::sieve) struct Lone;

impl Sieve for Lone {
    fn name(&self) -> &'static str {
        "lone"
    }

    fn summary(&self) -> &'static str {
        "“It is not safe.”: nobody is said to speak, so it abstains"
    }

    fn apply(&self, board: &mut Board<'_>) {
        board.add_from_pieces(|board, piece| {
            let r = &board.reading;
            let found = &board.pieces()[piece];
            let speech = is_speech(r, found, fewest(r, found));
            let content = || board.chain(piece);
            speech.then(|| Draft { content: content(), cue: None, source: None, follows: None, rule: self.name() })
        });
    }
}

/// Fewest words: less for what asks or exclaims behind a sentence that has ended, and for a sentence that opens a paragraph.
fn fewest(r: &Reading<'_>, piece: &Piece) -> usize {
    let before = piece.first.checked_sub(1).map_or(Kind::Break, |at| r.kind(at));
    let apart = matches!(before, Kind::Break | Kind::Mark | Kind::Stop | Kind::Question | Kind::Exclamation);
    match r.kind(piece.inner_last()) {
        Kind::Question | Kind::Exclamation if apart => WORDS - 2,
        Kind::Stop if before == Kind::Break && r.kind(piece.last + 1) != Kind::Break => WORDS - 2,
        _ => WORDS,
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
