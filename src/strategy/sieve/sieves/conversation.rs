//! Conversations: in a story, a quotation without attribution is a turn; the chain of turns decides its speaker.

use super::floating::is_speech;
use crate::strategy::sieve::{Board, Draft, Rule, Sieve};

pub(super) const SIEVE: Sieve = Sieve {
    rules: &[(Rule::Conversation, "“A?” Lee asked. ⏎ “B,” Holt said. ⏎ “C?” ⏎ “D.”")],
    apply,
};

fn apply(board: &mut Board<'_>) {
    if !board.is_dialogue() {
        return;
    }
    board.add_from_pieces(|board, piece| {
        Some(Draft::new(
            Rule::Conversation,
            is_speech(&board.parsed, &board.pieces()[piece], 1).then(|| board.chain(piece))?,
        ))
    });
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::found;

    #[test]
    fn paragraphs_take_turns() {
        let mut text = String::from("“One?” Ann Lee asked.\n\n“Two,” Bob Holt said.");
        for _ in 0..12 {
            text.push_str("\n\n“Three is not enough.”\n\n“Four is too many.”");
        }
        let found = found(&text);
        assert_eq!(found[2], "conversation: “Three is not enough.” / - / - / Ann Lee");
        assert_eq!(found[25], "conversation: “Four is too many.” / - / - / Bob Holt");
    }

    #[test]
    fn news_do_not_take_turns() {
        let found = found("“It works,” Ann Lee said.\n\n“It fails,” Bob Holt said.\n\n“It is not safe at all.”");
        assert!(found.iter().all(|line| !line.starts_with("conversation")), "{found:?}");
    }
}
