//! `As Lee put it, “…”`: what somebody put into words, before or after.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::clause;
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::phrase;
use crate::strategy::sieve::reading::At;
use crate::text::Kind;

/// How far the marks may stand from *it*, in tokens.
const REACH: usize = 8;

/// See the module.
pub(in crate::strategy::sieve) struct PutIt;

impl Sieve for PutIt {
    fn name(&self) -> &'static str {
        "put-it"
    }

    fn summary(&self) -> &'static str {
        "As Lee put it, “…” · “…,” as Lee put it"
    }

    fn apply(&self, board: &mut Board<'_>) {
        board.add_from_words(|board, at| {
            let r = &board.reading;
            let puts = r.says_any(at, &["put", "puts"]) && r.says_any(at + 1, &["it", "this"]);
            (puts && !r.is_quoted(at)).then(|| self.draft(board, at)).flatten()
        });
    }
}

impl PutIt {
    fn draft(&self, board: &Board<'_>, at: At) -> Option<Draft> {
        let r = &board.reading;
        let source = phrase::before(r, at)?;
        let content = after(board, at + 2).or_else(|| before(board, source.first))?;
        Some(Draft { content, cue: Some(at..at + 2), source: Some(source), follows: None, rule: self.name() })
    }
}

/// The marks, or the clause, that a comma or colon introduces.
fn after(board: &Board<'_>, from: At) -> Option<Vec<(At, At)>> {
    let r = &board.reading;
    let end = r.sentence(from - 1).end.min(from + REACH);
    let sign = (from..end).find(|&at| matches!(r.kind(at), Kind::Comma | Kind::Colon))?;
    if r.opens_piece(sign + 1).is_some() {
        let piece = board.piece_at(sign + 1).filter(|&piece| board.is_open(piece))?;
        return Some(board.chain(piece));
    }
    let states = board.is_free(sign, sign) && clause::has_verb(r, sign + 1, r.sentence(sign).end, true);
    states.then(|| clause::end(r, sign + 1)).flatten().map(|last| vec![(sign + 1, last)])
}

/// The marks before `as Lee put it`.
fn before(board: &Board<'_>, source: At) -> Option<Vec<(At, At)>> {
    let r = &board.reading;
    let as_clause = source.checked_sub(1).filter(|&at| r.says(at, "as"))?;
    let comma = as_clause.checked_sub(1)?;
    let last = if r.kind(comma) == Kind::Comma { comma.checked_sub(1)? } else { comma };
    let first = r.previous(last + 1).filter(|&first| first < last)?;
    let piece = board.piece_at(first).filter(|&piece| board.is_open(piece))?;
    Some(board.chain(piece))
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn before_and_after() {
        assert_found(&[
            ("As Ann Lee put it, “it works at last.”", &["put-it: “it works at last.” / put it / Ann Lee / Ann Lee"]),
            ("“It works at last,” as Ann Lee put it.", &["put-it: “It works at last,” / put it / Ann Lee / Ann Lee"]),
        ]);
    }

    #[test]
    fn a_thing_that_is_put_somewhere_is_not_speech() {
        assert_found(&[("Ann Lee put it, the plan, on the table.", &[])]);
    }
}
