//! Conversations: where paragraphs take turns, a paragraph that names nobody belongs to the speaker of two paragraphs before.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::contract::Sieve;

use super::floating::is_speech;

/// How many paragraphs without speech a conversation survives.
const PAUSE: usize = 1;

/// See the module.
pub(in crate::strategy::sieve) struct Conversation;

/// A paragraph in which somebody speaks.
struct Turn {
    paragraph: usize,
    /// Its pieces, without the nested and the reopened ones.
    pieces: Vec<usize>,
    /// A quotation of it whose speaker is named or follows from others.
    known: Option<usize>,
}

impl Sieve for Conversation {
    fn name(&self) -> &'static str {
        "conversation"
    }

    fn summary(&self) -> &'static str {
        "“A?” Lee asked. ⏎ “B,” Holt said. ⏎ “C?” ⏎ “D.”"
    }

    fn apply(&self, board: &mut Board<'_>) {
        if !board.is_dialogue() {
            return;
        }
        let mut turns = turns(board);
        for index in 0..turns.len() {
            let before =
                index.checked_sub(2).filter(|&before| in_turn(&turns, before)).and_then(|before| turns[before].known);
            self.settle(board, &mut turns[index], before);
        }
        for index in (0..turns.len()).rev() {
            let after = Some(index + 2).filter(|_| in_turn(&turns, index)).and_then(|after| turns[after].known);
            self.settle(board, &mut turns[index], after);
        }
    }
}

impl Conversation {
    /// Gives the open pieces of a turn to its own speaker, else to that of the partner.
    fn settle(&self, board: &mut Board<'_>, turn: &mut Turn, partner: Option<usize>) {
        let Some(speaker) = turn.known.or(partner) else { return };
        turn.known = Some(speaker);
        for &piece in turn.pieces.iter().filter(|&&piece| board.is_open(piece)).collect::<Vec<_>>() {
            let (content, source) = (board.chain(piece), board.drafts[speaker].source);
            board.add(Draft { content, cue: None, source, follows: Some(speaker), rule: self.name() });
        }
    }
}

/// Whether three turns follow each other without much between them.
fn in_turn(turns: &[Turn], first: usize) -> bool {
    let near = |a: usize, b: usize| turns[b].paragraph - turns[a].paragraph <= 1 + PAUSE;
    first + 2 < turns.len() && near(first, first + 1) && near(first + 1, first + 2)
}

fn turns(board: &Board<'_>) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    for (index, piece) in board.pieces().iter().enumerate() {
        if piece.nested || (board.is_open(index) && !is_speech(&board.reading, piece, 1)) {
            continue;
        }
        let paragraph = piece.paragraph as usize;
        let known = board.owner(index).filter(|&draft| board.drafts[draft].source.is_some());
        if turns.last().is_none_or(|turn| turn.paragraph != paragraph) {
            turns.push(Turn { paragraph, pieces: Vec::new(), known: None });
        }
        if let Some(turn) = turns.last_mut() {
            turn.known = turn.known.or(known);
            turn.pieces.extend((!piece.reopened).then_some(index));
        }
    }
    turns
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
        assert_eq!(found[2], "conversation: “Three is not enough.” / - / Ann Lee / Ann Lee");
        assert_eq!(found[25], "conversation: “Four is too many.” / - / Bob Holt / Bob Holt");
    }

    #[test]
    fn news_do_not_take_turns() {
        let found = found("“It works,” Ann Lee said.\n\n“It fails,” Bob Holt said.\n\n“It is not safe at all.”");
        assert!(found.iter().all(|line| !line.starts_with("conversation")), "{found:?}");
    }
}
