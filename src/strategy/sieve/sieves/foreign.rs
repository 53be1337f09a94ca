//! `« … », dit Lee` and `„…“, sagte der Minister Lee`: between marks of other languages any word in front of a name may report.

use std::ops::Range;

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::phrase::{Head, Phrase};
use crate::strategy::sieve::reading::{At, Piece, Reading};
use crate::text::{Kind, name_at, pronoun};

/// Most words in lower case between the marks and a name: `sagte der`, `a ensuite déclaré la`.
const WORDS: usize = 8;

/// First and last token of each fragment.
type Fragments = Vec<(At, At)>;

/// What joins a name to a sentence in which it does not speak.
const JOINING: [&str; 14] =
    ["avec", "chez", "pour", "par", "comme", "sans", "et", "que", "mit", "von", "wie", "und", "con", "y"];

/// Pronouns behind a verb and their English counterparts.
const PRONOUNS: [(&str, &str); 8] = [
    ("er", "he"),
    ("sie", "she"),
    ("il", "he"),
    ("elle", "she"),
    ("ils", "they"),
    ("elles", "they"),
    ("lui", "he"),
    ("ella", "she"),
];

/// See the module.
pub(in crate::strategy::sieve) struct Foreign;

impl Sieve for Foreign {
    fn name(&self) -> &'static str {
        "foreign"
    }

    fn summary(&self) -> &'static str {
        "« … », dit Lee · „…“, sagte Lee"
    }

    fn apply(&self, board: &mut Board<'_>) {
        board.add_from_pieces(|board, piece| {
            let r = &board.reading;
            let found = board.pieces()[piece];
            if !is_foreign(r, &found) {
                return None;
            }
            let told = after(r, &board.pieces()[board.chain_end(piece)]);
            let (cue, source, content) = match told {
                Some((cue, source)) => (cue, source, board.chain(piece)),
                None => inside(r, &found)?,
            };
            Some(Draft { content, cue: Some(cue), source: Some(source), follows: None, rule: self.name() })
        });
    }
}

/// Whether a piece stands between marks that English does not use.
pub(super) fn is_foreign(r: &Reading<'_>, piece: &Piece) -> bool {
    // English marks are one byte long or curly.
    r.tokens[piece.first].len() > 1 && !matches!(r.word(piece.first), "“" | "”" | "‘" | "’" | "''" | "``")
}

/// Cue and source behind a piece whose sentence goes on.
fn after(r: &Reading<'_>, piece: &Piece) -> Option<(Range<At>, Phrase)> {
    let mut from = piece.last + 1;
    let goes_on = matches!(r.kind(piece.inner_last()), Kind::Comma | Kind::Question | Kind::Exclamation | Kind::Dash);
    from += usize::from(r.kind(from) == Kind::Comma);
    from += usize::from(r.kind(from) == Kind::Dash);
    let licensed = piece.closed && (goes_on || from > piece.last + 1);
    licensed.then(|| inverted(r, from).or_else(|| straight(r, from))).flatten()
}

/// `« Il est tard, dit Lee. Allons. »`: the tag stands between the marks.
fn inside(r: &Reading<'_>, piece: &Piece) -> Option<(Range<At>, Phrase, Fragments)> {
    let end = piece.inner_last();
    let joins = |at: &At| r.says_any(*at, &JOINING);
    let sign = |at: &At| matches!(r.kind(*at), Kind::Comma | Kind::Question | Kind::Exclamation);
    (piece.first + 2..end).filter(sign).find_map(|at| {
        let (cue, source) = inverted(r, at + 1).filter(|(_, source)| matches!(source.head, Head::Name(_)))?;
        let after = source.last + 1;
        let whole = source.last > source.first && !(at + 1..source.first).any(|at| joins(&at));
        let closes = after >= end || matches!(r.kind(after), Kind::Stop | Kind::Comma);
        let rest = (after + 1 < end).then_some((after + 1, piece.last));
        let content = std::iter::once((piece.first, at - usize::from(r.kind(at) == Kind::Comma))).chain(rest).collect();
        (whole && closes).then_some((cue, source, content))
    })
}

/// `sagte der Minister Lee`, `a déclaré Lee`, `dit-elle`: a few words in lower case, then whoever speaks.
pub(super) fn inverted(r: &Reading<'_>, from: At) -> Option<(Range<At>, Phrase)> {
    let lower = |at: &At| r.kind(*at) == Kind::Lower;
    let end = (from..from + WORDS + 1).find(|at| !lower(at))?;
    if end == from || r.says(from, "according") {
        return None;
    }
    if let Some((at, pronoun)) = (from..end).find_map(|at| suffixed(r, at).map(|head| (at, head))) {
        let cue = if at > from { from..at } else { from..at + 1 };
        return Some((cue, Phrase { first: at, last: at, head: pronoun }));
    }
    let role = if r.kind(end) == Kind::Comma { end + 1 } else { end };
    let first = name_at(r.text, &r.tokens, role, false)?;
    let explained = (r.kind(first.end) == Kind::Comma && first.end == first.first + 1)
        .then(|| name_at(r.text, &r.tokens, first.end + 1, false))
        .flatten()
        .filter(|name| name.end > name.first + 1);
    let name = explained.unwrap_or(first);
    let end = name.first;
    Some((from..from + 1, Phrase { first: end, last: name.end - 1, head: Head::Name(name) }))
}

/// `er`, and `-elle` of `dit-elle`, as the pronouns that they are.
fn suffixed(r: &Reading<'_>, at: At) -> Option<Head> {
    let word = r.word(at);
    let last = word.rsplit('-').next()?;
    let &(_, english) = PRONOUNS.iter().find(|(foreign, _)| *foreign == last)?;
    pronoun(english).map(Head::Pronoun)
}

/// `Lee sagte`, `Lee a dit`: a name, then words in lower case up to the end of the sentence.
fn straight(r: &Reading<'_>, from: At) -> Option<(Range<At>, Phrase)> {
    let name = name_at(r.text, &r.tokens, from, false)?;
    let end = (name.end..name.end + WORDS + 1).find(|&at| r.kind(at) != Kind::Lower)?;
    let ends = matches!(r.kind(end), Kind::Stop | Kind::Comma | Kind::Colon | Kind::Break);
    let source = Phrase { first: from, last: name.end - 1, head: Head::Name(name) };
    (end > name.end && ends).then_some((name.end..end, source))
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn marks_of_other_languages() {
        assert_found(&[
            (
                "« Nous sommes fermés », a déclaré Mara Holt.",
                &["foreign: « Nous sommes fermés » / a / Mara Holt / Mara Holt"],
            ),
            ("„Wir bleiben hier“, sagte Mara Holt.", &["foreign: „Wir bleiben hier“ / sagte / Mara Holt / Mara Holt"]),
            (
                "« Il est tard, dit Mara Holt. Allons. »",
                &["foreign: « Il est tard+Allons. » / dit / Mara Holt / Mara Holt"],
            ),
            (
                "„It is late“, according to Mara Holt.",
                &["according-to: „It is late“ / according to / Mara Holt / Mara Holt"],
            ),
            ("»Wir bleiben«, so Mara Holt.", &["foreign: »Wir bleiben« / so / Mara Holt / Mara Holt"]),
            ("“Nobody ever told me”, on Mara Holt's desk.", &[]),
        ]);
    }
}
