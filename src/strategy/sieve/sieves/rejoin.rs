//! `“A,” Lee said. “B.”`: the speech after the cue belongs to the same quotation.

use crate::strategy::sieve::{At, Board, List, ParsedText, Rule, Sieve, clause, limits};
use crate::text::{CueForm, Kind};

pub(super) const SIEVE: Sieve =
    Sieve { rules: &[(Rule::Rejoin, "“A,” Lee said. “B.”: one quotation, two fragments")], apply };

fn apply(board: &mut Board<'_>) {
    let mut previous = None;
    for piece in board.section().pieces.clone() {
        if board.pieces()[piece].nested {
            continue;
        }
        let joins = board.is_open(piece) && !board.pieces()[piece].reopened;
        let draft = previous.filter(|_| joins).and_then(|before| continued(board, before, piece));
        if let Some(draft) = draft {
            let chain = board.chain(piece);
            board.extend(draft, chain);
        }
        previous = Some(piece);
    }
}

/// The quotation of the previous piece, if this piece continues it.
fn continued(board: &Board<'_>, before: usize, piece: usize) -> Option<usize> {
    let r = &board.parsed;
    let owner = board.owner(before)?;
    let (left, right) = (board.pieces()[before].last, board.pieces()[piece].first);
    if opens_paragraph(board, before, piece) {
        return goes_on(board, owner, left, right).then_some(owner);
    }
    // Given quotations may overlap.
    if !(left..=left + limits::REJOIN).contains(&right) || !starts_speech(r, right) {
        return None;
    }
    let draft = &board.drafts[owner];
    let cue = draft.cue.clone()?;
    let whole = draft.content.iter().any(|&(_, last)| last == left);
    let after = board.verbs.partition_point(|verb| verb.at < cue.end);
    let another = board
        .verbs
        .get(after)
        .is_some_and(|verb| verb.at < right && verb.entry.form == CueForm::Gerund && verb.entry.grade < 3);
    let answers = || board.is_dialogue() && somebody_else(r, cue.end.max(source_end(board, owner)), right);
    let only_cue = cue.start > left && cue.start < right && !another && between(r, left + 1, right) && !answers();
    (whole && (only_cue || right == left + 1)).then_some(owner)
}

/// True if the second piece opens the paragraph after that of the first.
fn opens_paragraph(board: &Board<'_>, before: usize, piece: usize) -> bool {
    let pieces = board.pieces();
    pieces[piece].paragraph == pieces[before].paragraph + 1 && board.parsed.kind(pieces[piece].first - 1) == Kind::Break
}

/// True if, in news, a speaker continues: the paragraph is one quotation, and the one before ended with a quotation or its cue.
fn goes_on(board: &Board<'_>, owner: usize, left: At, right: At) -> bool {
    let r = &board.parsed;
    let cue = board.drafts[owner].cue.as_ref().map_or(0, |cue| cue.end);
    let ends_with_speech =
        left + 2 >= right || cue > left && clause::rest_is_circumstance(r, cue.max(source_end(board, owner)));
    let whole = r.opens_piece(right).is_some_and(|last| r.kind(last + 1) == Kind::Break);
    let ends = r.sentence(cue).end + 1 >= right || left + 2 >= right;
    !board.is_dialogue() && ends_with_speech && ends && whole
}

fn source_end(board: &Board<'_>, owner: usize) -> At {
    board.drafts[owner].source.map_or(0, |source| source.last + 1)
}

/// `; but the Major interrupted her with, “…”`: true if somebody else acts before the marks.
fn somebody_else(r: &ParsedText<'_>, from: At, to: At) -> bool {
    let announced = matches!(r.kind(r.before(to, 1)), Kind::Comma | Kind::Colon);
    let clause = |at: At| matches!(r.kind(at), Kind::Semicolon | Kind::Comma) && r.says_any(at + 1, List::AndBut);
    let subject = |at: At| r.kind(at) == Kind::Capital || r.says(at, "the");
    announced && (from..to).any(|at| clause(at) && subject(at + 2))
}

/// True if at most one sentence ends between the pieces, directly before the second.
fn between(r: &ParsedText<'_>, from: At, to: At) -> bool {
    let number = r.sentence_number(from);
    (from..to).all(|at| r.kind(at) != Kind::Break && r.sentence_number(at) == number)
        && matches!(r.kind(r.before(to, 1)), Kind::Comma | Kind::Stop | Kind::Colon | Kind::Semicolon | Kind::Dash)
}

fn starts_speech(r: &ParsedText<'_>, at: At) -> bool {
    matches!(
        r.kind(r.before(at, 1)),
        Kind::Comma | Kind::Stop | Kind::Colon | Kind::Semicolon | Kind::Dash | Kind::Mark
    )
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::{assert_found, found};

    #[test]
    fn both_halves_are_one_quotation() {
        assert_found(&[
            (
                "“It works,” Ann Lee said. “It is cheap.”",
                &["quote-verb: “It works,”+“It is cheap.” / said / Ann Lee / Ann Lee"],
            ),
            (
                "“It works,” Ann Lee said, “and is cheap.”",
                &["quote-verb: “It works,”+“and is cheap.” / said / Ann Lee / Ann Lee"],
            ),
            (
                "“It works,” Ann Lee said.\n\n“It is cheap.”",
                &["quote-verb: “It works,”+“It is cheap.” / said / Ann Lee / Ann Lee"],
            ),
        ]);
    }

    #[test]
    fn whoever_interrupts_speaks_next() {
        let turns = "\n\n“Are you cold?” asked Tom Lee.\n\n“I am not cold.”\n\n“It is late.”".repeat(12);
        let end = "“It works,” Tom Lee began; but Ann Holt stopped him with, “It does not.”";
        let found = found(&format!("Tom Lee met Ann Holt.{turns}\n\n{end}"));
        assert!(found.last().unwrap().ends_with("/ Ann Holt"), "{found:?}");
    }

    #[test]
    fn a_new_cue_is_a_new_quotation() {
        assert_eq!(found("“It works,” Ann Lee said. “It is cheap,” she added.").len(), 2);
        assert_eq!(found("“It works,” Ann Lee said.\n\n“It is cheap,” Bob Holt said.").len(), 2);
    }
}
