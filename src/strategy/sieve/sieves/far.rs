//! `“It is not safe.” … It was Lee who had spoken.`: the speaker is named well before or after, in a separate sentence.

use crate::strategy::sieve::{At, Board, Draft, List, ParsedText, Phrase, Piece, Rule, Sieve, limits};
use crate::text::Kind;

use super::beat;
use super::floating::is_speech;
use super::people::{Told, before, first_named, person_at, person_from};

pub(super) const SIEVE: Sieve =
    Sieve { rules: &[(Rule::Far, "“It is not safe.” … It was Lee who had spoken.")], apply };

fn apply(board: &mut Board<'_>) {
    if board.is_dialogue() {
        return;
    }
    board.add_from_pieces(|board, piece| {
        let r = &board.parsed;
        let found = &board.pieces()[piece];
        let apart = found.first.checked_sub(1).is_none_or(|at| r.tokens[at].is_terminal() || r.kind(at) == Kind::Break);
        let complete = apart && r.tokens[found.inner_last()].is_terminal();
        let listed = found.first > 0 && r.kind(r.before(found.first, 1)) == Kind::Comma;
        let speech =
            !listed && is_speech(r, found, if complete { limits::SPEECH_WORDS / 2 } else { limits::SPEECH_WORDS });
        let source = speech.then(|| speaker(board, found)).flatten()?;
        Some(Draft::new(Rule::Far, board.chain(piece)).source(source))
    });
}

/// The speaker of a piece: the person named as its speaker afterwards, else the only person named before it, else the first
/// person named after it.
fn speaker(board: &Board<'_>, piece: &Piece) -> Option<Phrase> {
    let r = &board.parsed;
    let end = piece.last + 1;
    let limit = end_of(r, piece.paragraph as usize + limits::FAR_AHEAD).min(end + limits::FAR);
    if let Some(source) = taken_up(r, end, limit) {
        return Some(source);
    }
    let opens = r.paragraphs.get(piece.paragraph as usize).is_some_and(|paragraph| paragraph.start == piece.first);
    if borne(r, end) {
        return None;
    }
    if !opens {
        let start = r.paragraphs.get(piece.paragraph as usize)?.start;
        return match before(r, start, piece.first) {
            Told::One(source) if beat::is_silent(board, piece.first) => Some(source),
            _ => None,
        };
    }
    let start = r.paragraphs[(piece.paragraph as usize).saturating_sub(limits::FAR_BACK)]
        .start
        .max(piece.first.saturating_sub(limits::FAR));
    match before(r, start, piece.first) {
        Told::Nobody if piece.paragraph <= 1 => first_named(r, end, limit),
        Told::One(source) if r.kind(end) == Kind::Break => Some(source),
        _ => None,
    }
}

/// One past the last token of a paragraph.
fn end_of(r: &ParsedText<'_>, paragraph: usize) -> At {
    r.paragraphs.get(paragraph).or(r.paragraphs.last()).map_or(0, |paragraph| paragraph.end)
}

/// `The sign above the door …`: true if an object bears the words.
fn borne(r: &ParsedText<'_>, end: At) -> bool {
    let next = end + usize::from(r.kind(end) == Kind::Break);
    (next..r.sentence(next).end.min(next + limits::FAR_BEARER)).any(|at| r.says_any(at, List::Bearer))
}

/// `It was Lee who …`, `the speaker was Lee`, `the words were those of Lee`, `it had been made by Lee`.
fn taken_up(r: &ParsedText<'_>, from: At, limit: At) -> Option<Phrase> {
    let mut at = from;
    while at < limit {
        if r.opens_piece(at).is_some() {
            return None;
        }
        let it_was = r.says(at, "it") && r.says_any(at + 1, List::IsOrWas);
        let made = r.says_any(at, List::Made) && r.says(at + 1, "by");
        let told = (it_was || made && r.says_any(r.sentence(at).start, List::TakenUpSubject))
            .then(|| person_at(r, at + 2))
            .flatten()
            .filter(|name| made || r.says(name.end, "who"));
        if let Some(name) = told {
            return Some(Phrase::named(name));
        }
        let called = r.kind(at) == Kind::Lower && r.says_any(at, List::TakenUp);
        let end = r.sentence(at).end.min(at + limits::FAR_NAME);
        if called && let Some(name) = (at + 1..end).find(|&at| is_link(r, at)).and_then(|is| person_from(r, is, end)) {
            return Some(Phrase::named(name));
        }
        at = r.next(at);
    }
    None
}

/// True for a link between a noun for speech and a speaker: `was`, `of`, `by`, a colon, a comma.
fn is_link(r: &ParsedText<'_>, at: At) -> bool {
    matches!(r.kind(at), Kind::Colon | Kind::Comma) || r.says_any(at, List::TakenUpLink)
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn whoever_is_named_far_away() {
        assert_found(&[
            (
                "“It is not safe.”\n\nThe remark was quoted. It had been made by Ann Lee.",
                &["far: “It is not safe.” / - / Ann Lee / Ann Lee"],
            ),
            (
                "“It is not safe.”\n\nThe hall was quiet.\n\nIt was Ann Lee who had spoken.",
                &["far: “It is not safe.” / - / Ann Lee / Ann Lee"],
            ),
            (
                "“It is not safe.”\n\nThe hall was quiet. The speaker was Ann Lee.",
                &["far: “It is not safe.” / - / Ann Lee / Ann Lee"],
            ),
            (
                "Ann Lee built it. It has stood for years.\n\n“It is not safe.”",
                &["far: “It is not safe.” / - / Ann Lee / Ann Lee"],
            ),
            (
                "“Do not enter here.”\n\nThe sign is old. Ann Lee laughs at it.",
                &["lone: “Do not enter here.” / - / - / -"],
            ),
        ]);
    }
}
