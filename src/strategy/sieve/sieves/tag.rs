//! `“…,” nodded Lee` and `“…,” was Lee’s reply`: in a story any words that go on behind the marks may say who speaks.

use std::ops::Range;

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::phrase::{self, Head, Phrase};
use crate::strategy::sieve::reading::{At, Piece, Reading};
use crate::text::{Classes, Kind, name_at};

/// How far a name may stand from the closing mark, in tokens.
const REACH: usize = 8;

/// See the module.
pub(in crate::strategy::sieve) struct Tag;

impl Sieve for Tag {
    fn name(&self) -> &'static str {
        "tag"
    }

    fn summary(&self) -> &'static str {
        "“…,” nodded Lee · “…,” was Lee’s reply, in a story"
    }

    fn apply(&self, board: &mut Board<'_>) {
        if !board.is_dialogue() {
            return;
        }
        board.add_from_pieces(|board, piece| {
            let (cue, source) = tag(&board.reading, &board.pieces()[board.chain_end(piece)])?;
            let content = board.chain(piece);
            Some(Draft { content, cue: Some(cue), source: Some(source), follows: None, rule: self.name() })
        });
    }
}

/// Cue and source behind a piece whose sentence goes on.
fn tag(r: &Reading<'_>, piece: &Piece) -> Option<(Range<At>, Phrase)> {
    let goes_on = matches!(r.kind(piece.inner_last()), Kind::Comma | Kind::Question | Kind::Exclamation | Kind::Dash);
    let dash = r.kind(piece.last + 1) == Kind::Dash;
    let verb = piece.last + 1 + usize::from(dash);
    if !(goes_on || dash) || !piece.closed {
        return None;
    }
    match r.kind(verb) {
        Kind::Lower if r.says(verb, "was") => possessor(r, verb),
        Kind::Lower => inverted(r, verb),
        Kind::Capital => straight(r, verb),
        _ => None,
    }
}

/// `nodded Lee`, `nodded the doctor`
fn inverted(r: &Reading<'_>, verb: At) -> Option<(Range<At>, Phrase)> {
    let source = phrase::after(r, verb + 1)?;
    let person = match source.head {
        Head::Name(_) => true,
        Head::Pronoun(pronoun) => pronoun.subject,
        Head::Common => r.says(source.first, "the"),
    };
    let verbal = r.word(verb).ends_with("ed") || r.entry(verb).verb.is_some();
    (person && verbal && source.first == verb + 1).then_some((verb..verb + 1, source))
}

/// `was Lee’s prompt reply`
fn possessor(r: &Reading<'_>, was: At) -> Option<(Range<At>, Phrase)> {
    let name = name_at(r.text, &r.tokens, was + 1, false).filter(|name| r.kind(name.end) == Kind::Possessive)?;
    let reply =
        (name.end + 1..name.end + REACH).find(|&at| r.entry(at).noun.is_some() || r.entry(at).verb.is_some())?;
    let source = Phrase { first: name.first, last: name.end - 1, head: Head::Name(name) };
    Some((reply..reply + 1, source))
}

/// `Lee herself answered`, `Lee had hazarded`
fn straight(r: &Reading<'_>, first: At) -> Option<(Range<At>, Phrase)> {
    let name = name_at(r.text, &r.tokens, first, true)?;
    let between = Classes::AUXILIARY.or(Classes::ADVERB);
    let self_ = |at: At| r.says_any(at, &["himself", "herself"]) || r.is(at, between) || r.is_adverb(at);
    let verb = (name.end..name.end + REACH).find(|&at| !self_(at))?;
    let verbal = r.kind(verb) == Kind::Lower && (r.word(verb).ends_with("ed") || r.entry(verb).verb.is_some());
    let source = Phrase { first, last: name.end - 1, head: Head::Name(name) };
    verbal.then_some((verb..verb + 1, source))
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::found;

    /// What is found in the last quotation of a story that ends in this.
    fn last(end: &str) -> String {
        let turns = "\n\n“Are you cold?” asked Tom Lee.\n\n“I am not cold.”\n\n“It is late.”".repeat(12);
        found(&format!("Tom Lee met Ann Holt.{turns}\n\n{end}")).pop().unwrap()
    }

    #[test]
    fn any_verb_may_say_who_speaks() {
        for end in ["“Not safe,” nodded Ann Holt.", "“Not safe!” was Ann Holt’s prompt reply."] {
            assert!(last(end).ends_with("/ Ann Holt"), "{}", last(end));
        }
    }

    #[test]
    fn a_new_sentence_says_nothing() {
        assert!(!last("“It is safe.” Ann Holt nodded.").starts_with("tag"));
    }
}
