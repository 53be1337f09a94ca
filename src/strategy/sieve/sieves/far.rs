//! `“It is not safe.” … It was Lee who had spoken.`: whoever speaks is named well before or after, in sentences of their own.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::phrase::Phrase;
use crate::strategy::sieve::reading::{At, Piece, Reading};
use crate::text::Kind;

use super::beat;
use super::floating::is_speech;
use super::people::{Told, before, first_named, named, person_at, person_from};

/// How many paragraphs ahead somebody is looked for.
const AHEAD: usize = 4;

/// How many paragraphs back somebody is looked for.
const BACK: usize = 2;

/// How many tokens ahead or back at most.
const REACH: usize = 400;

/// How far a name may stand behind a word for speech or speaker, in tokens.
const NEAR: usize = 14;

/// What the one who spoke, or what was said, is called when it is taken up.
const TAKEN_UP: [&str; 14] = [
    "speaker",
    "author",
    "owner",
    "words",
    "remark",
    "remarks",
    "sentence",
    "voice",
    "comment",
    "verdict",
    "quote",
    "line",
    "question",
    "statement",
];

/// What bears words that nobody is said to speak.
const BEARERS: [&str; 14] = [
    "sign",
    "board",
    "note",
    "banner",
    "poster",
    "slogan",
    "graffiti",
    "notice",
    "inscription",
    "placard",
    "sticker",
    "leaflet",
    "plaque",
    "label",
];

/// See the module.
pub(in crate::strategy::sieve) struct Far;

impl Sieve for Far {
    fn name(&self) -> &'static str {
        "far"
    }

    fn summary(&self) -> &'static str {
        "“It is not safe.” … It was Lee who had spoken."
    }

    fn apply(&self, board: &mut Board<'_>) {
        if board.is_dialogue() {
            return;
        }
        board.add_from_pieces(|board, piece| {
            let r = &board.reading;
            let found = &board.pieces()[piece];
            let apart =
                found.first.checked_sub(1).is_none_or(|at| r.tokens[at].is_terminal() || r.kind(at) == Kind::Break);
            let complete = apart && r.tokens[found.inner_last()].is_terminal();
            let listed = found.first > 0 && r.kind(r.before(found.first, 1)) == Kind::Comma;
            let speech = !listed && is_speech(r, found, if complete { 2 } else { 4 });
            let source = speech.then(|| speaker(board, found)).flatten()?;
            let content = board.chain(piece);
            Some(Draft { content, cue: None, source: Some(source), follows: None, rule: self.name() })
        });
    }
}

/// Who is taken up as the speaker behind a piece, else whoever the paragraphs before it are about, else the first one named.
fn speaker(board: &Board<'_>, piece: &Piece) -> Option<Phrase> {
    let r = &board.reading;
    let end = piece.last + 1;
    let limit = end_of(r, piece.paragraph as usize + AHEAD).min(end + REACH);
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
    let start =
        r.paragraphs[(piece.paragraph as usize).saturating_sub(BACK)].start.max(piece.first.saturating_sub(REACH));
    match before(r, start, piece.first) {
        Told::Nobody if piece.paragraph <= 1 => first_named(r, end, limit),
        Told::One(source) if r.kind(end) == Kind::Break => Some(source),
        _ => None,
    }
}

/// One past the last token of a paragraph.
fn end_of(r: &Reading<'_>, paragraph: usize) -> At {
    r.paragraphs.get(paragraph).or(r.paragraphs.last()).map_or(0, |paragraph| paragraph.end)
}

/// `The sign above the door …`
fn borne(r: &Reading<'_>, end: At) -> bool {
    let next = end + usize::from(r.kind(end) == Kind::Break);
    (next..r.sentence(next).end.min(next + 4)).any(|at| BEARERS.iter().any(|bearer| r.says(at, bearer)))
}

/// `It was Lee who …`, `the speaker was Lee`, `the words were those of Lee`, `it had been made by Lee`.
fn taken_up(r: &Reading<'_>, from: At, limit: At) -> Option<Phrase> {
    let mut at = from;
    while at < limit {
        if r.opens_piece(at).is_some() {
            return None;
        }
        let it_was = r.says(at, "it") && r.says_any(at + 1, &["was", "is"]);
        let made = r.says_any(at, &["made", "spoken", "uttered", "written"]) && r.says(at + 1, "by");
        let told = (it_was || made && r.says_any(r.sentence(at).start, &["it", "they", "both"]))
            .then(|| person_at(r, at + 2))
            .flatten()
            .filter(|name| made || r.says(name.end, "who"));
        if let Some(name) = told {
            return Some(named(&name));
        }
        let called = r.kind(at) == Kind::Lower && TAKEN_UP.iter().any(|word| r.says(at, word));
        let end = r.sentence(at).end.min(at + NEAR);
        if called && let Some(name) = (at + 1..end).find(|&at| is_link(r, at)).and_then(|is| person_from(r, is, end)) {
            return Some(named(&name));
        }
        at = r.next(at);
    }
    None
}

/// What links a word for speech with whoever spoke: `was`, `of`, `by`, a colon, a comma.
fn is_link(r: &Reading<'_>, at: At) -> bool {
    matches!(r.kind(at), Kind::Colon | Kind::Comma)
        || r.says_any(at, &["was", "is", "were", "by", "belonged", "belongs"])
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
