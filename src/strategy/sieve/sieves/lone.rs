//! `“It is not safe.”` alone: speech of which nothing says whose it is.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::contract::Sieve;

use super::floating::stands_alone;

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
            let speech = stands_alone(&board.reading, &board.pieces()[piece]);
            let content = || board.chain(piece);
            speech.then(|| Draft { content: content(), cue: None, source: None, follows: None, rule: self.name() })
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn nobody_is_guessed() {
        assert_found(&[("“It is not safe at all.”", &["lone: “It is not safe at all.” / - / - / -"])]);
    }

    #[test]
    fn single_words_are_not_speech() {
        assert_found(&[("“Hamlet”", &[])]);
    }
}
