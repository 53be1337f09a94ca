//! `in the words of Lee, “…”`, `Lee’s advice, “…”, was ignored`: a noun next to the marks is the cue.

use std::ops::Range;

use crate::strategy::sieve::{At, Board, Draft, ParsedText, Phrase, Piece, Rule, Sieve, limits, phrase};
use crate::text::{Kind, WordClasses};

use super::noun_that;

pub(super) const SIEVE: Sieve =
    Sieve { rules: &[(Rule::NounQuote, "in the words of Lee, “…” · Lee’s advice, “…”, …")], apply };

fn apply(board: &mut Board<'_>) {
    board.add_from_pieces(|board, piece| {
        let r = &board.parsed;
        let found = &board.pieces()[piece];
        let (cue, source) = in_words(r, found).or_else(|| named_by(board, found))?;
        Some(Draft::new(Rule::NounQuote, board.chain(piece)).cue(cue).source(source))
    });
}

/// `in the words of Lee, “…”` and `“…,” in the words of Lee`
fn in_words(r: &ParsedText<'_>, piece: &Piece) -> Option<(Range<At>, Phrase)> {
    if piece.words < limits::NOUN_QUOTE_WORDS {
        return None;
    }
    let words = |at: At| r.says(at, "in") && r.says(at + 1, "the") && r.says(at + 2, "words") && r.says(at + 3, "of");
    let cue = |at: At| phrase::after(r, at + 4).map(|source| (at..at + 3, source));
    let after = piece.last + 1 + usize::from(r.kind(piece.last + 1) == Kind::Comma);
    if words(after) {
        return cue(after);
    }
    let start = r.sentence(piece.first).start.max(piece.first.saturating_sub(limits::NOUN_QUOTE));
    let before = (start..piece.first).rev().find(|&at| words(at))?;
    let apart = matches!(r.kind(r.before(piece.first, 1)), Kind::Comma | Kind::Colon | Kind::Lower | Kind::Capital);
    cue(before).filter(|(_, source)| apart && source.last < piece.first)
}

/// `Lee’s advice to beginners, “…”,`: a noun for speech with an owner, with the marks in apposition.
fn named_by(board: &Board<'_>, piece: &Piece) -> Option<(Range<At>, Phrase)> {
    let r = &board.parsed;
    let comma = piece.first.checked_sub(1).filter(|&at| matches!(r.kind(at), Kind::Comma | Kind::Lower))?;
    if is_title(r, piece) || r.is(comma, WordClasses::PREPOSITION | WordClasses::DETERMINER) {
        return None;
    }
    let start = r.sentence(comma).start.max(comma.saturating_sub(limits::NOUN_QUOTE / 2));
    let inside = |at: &At| r.kind(*at) == Kind::Lower || r.kind(*at) == Kind::Capital;
    let mut words = (start..=comma).rev().skip(usize::from(r.kind(comma) == Kind::Comma)).take_while(inside);
    let noun = words.find(|&at| !board.is_cued(at) && noun_that::is_noun(r, at))?;
    let beside = r.kind(comma) == Kind::Comma || noun == comma && r.entry(noun).noun.is_some_and(|noun| noun.grade < 3);
    let plain = beside && (noun + 1..comma).all(|at| r.entry(at).verb.is_none() && !r.is(at, WordClasses::FINITE));
    let source = noun_that::owner(r, noun).filter(|_| plain)?;
    Some((noun..noun + 1, source))
}

/// True for a title: every longer word is capitalised, or there is only one word: `“Hard Times”`.
fn is_title(r: &ParsedText<'_>, piece: &Piece) -> bool {
    let long = |&at: &At| r.tokens[at].is_word() && r.word(at).len() > 3;
    piece.words < 2 || (piece.first + 1..piece.last).filter(long).all(|at| r.kind(at) == Kind::Capital)
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn a_noun_beside_marks() {
        assert_found(&[
            (
                "In the words of Ann Lee, “it is a very good lie”.",
                &["noun-quote: “it is a very good lie” / In the words / Ann Lee / Ann Lee"],
            ),
            (
                "Ann Lee's warning, “Mind the other step”, came late.",
                &["noun-quote: “Mind the other step” / warning / Ann Lee / Ann Lee"],
            ),
            ("Ann Lee's report, “The Other Step”, came late.", &[]),
        ]);
    }
}
