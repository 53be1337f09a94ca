//! `As Lee put it, “…”`: the content comes before or after the cue.

use crate::strategy::sieve::{At, Board, Draft, List, Rule, Sieve, clause, limits, phrase};
use crate::text::Kind;

pub(super) const SIEVE: Sieve =
    Sieve { rules: &[(Rule::PutIt, "As Lee put it, “…” · “…,” as Lee put it")], apply };

fn apply(board: &mut Board<'_>) {
    board.add_from_words(|board, at| {
        let r = &board.parsed;
        let puts = r.says_any(at, List::Put) && r.says_any(at + 1, List::ItOrThis);
        (puts && !r.is_quoted(at)).then(|| draft(board, at)).flatten()
    });
}

fn draft(board: &Board<'_>, at: At) -> Option<Draft> {
    let r = &board.parsed;
    let source = phrase::before(r, at)?;
    Some(
        Draft::new(Rule::PutIt, after(board, at + 2).or_else(|| before(board, source.first))?)
            .cue(at..at + 2)
            .source(source),
    )
}

/// The marks or the clause after a comma or colon.
fn after(board: &Board<'_>, from: At) -> Option<Vec<(At, At)>> {
    let r = &board.parsed;
    let end = r.sentence(from - 1).end.min(from + limits::PUT_IT);
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
    let r = &board.parsed;
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
