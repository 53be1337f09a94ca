//! `« … », dit Lee` and `„…“, sagte der Minister Lee`: after non-English marks, any word before a name may report.

use std::ops::Range;

use crate::strategy::sieve::{At, Board, Draft, Head, List, ParsedText, Phrase, Piece, Rule, Sieve, limits};
use crate::text::{Kind, pronoun};

/// First and last token of each fragment.
type Fragments = Vec<(At, At)>;

pub(super) const SIEVE: Sieve =
    Sieve { rules: &[(Rule::Foreign, "« … », dit Lee · „…“, sagte Lee")], apply };

fn apply(board: &mut Board<'_>) {
    board.add_from_pieces(|board, piece| {
        let r = &board.parsed;
        let found = board.pieces()[piece];
        if !is_foreign(r, &found) {
            return None;
        }
        let told = after(r, &board.pieces()[board.chain_end(piece)]);
        let (cue, source, content) = match told {
            Some((cue, source)) => (cue, source, board.chain(piece)),
            None => inside(r, &found)?,
        };
        Some(Draft::new(Rule::Foreign, content).cue(cue).source(source))
    });
}

/// True if a piece is between marks that English does not use.
pub(super) fn is_foreign(r: &ParsedText<'_>, piece: &Piece) -> bool {
    // English marks are one byte long or curly.
    r.tokens[piece.first].len() > 1 && !matches!(r.word(piece.first), "“" | "”" | "‘" | "’" | "''" | "``")
}

/// Cue and source after a piece whose sentence continues.
fn after(r: &ParsedText<'_>, piece: &Piece) -> Option<(Range<At>, Phrase)> {
    let mut from = piece.last + 1;
    let goes_on = matches!(r.kind(piece.inner_last()), Kind::Comma | Kind::Question | Kind::Exclamation | Kind::Dash);
    from += usize::from(r.kind(from) == Kind::Comma);
    from += usize::from(r.kind(from) == Kind::Dash);
    let licensed = piece.closed && (goes_on || from > piece.last + 1);
    licensed.then(|| inverted(r, from).or_else(|| straight(r, from))).flatten()
}

/// `« Il est tard, dit Lee. Allons. »`: the tag is between the marks.
fn inside(r: &ParsedText<'_>, piece: &Piece) -> Option<(Range<At>, Phrase, Fragments)> {
    let end = piece.inner_last();
    let joins = |at: &At| r.says_any(*at, List::ForeignJoining);
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

/// `sagte der Minister Lee`, `a déclaré Lee`, `dit-elle`: a few words in lower case, then the speaker.
pub(super) fn inverted(r: &ParsedText<'_>, from: At) -> Option<(Range<At>, Phrase)> {
    let lower = |at: &At| r.kind(*at) == Kind::Lower;
    let end = (from..from + limits::FOREIGN_WORDS + 1).find(|at| !lower(at))?;
    if end == from || r.says(from, "according") {
        return None;
    }
    if let Some((at, pronoun)) = (from..end).find_map(|at| suffixed(r, at).map(|head| (at, head))) {
        let cue = if at > from { from..at } else { from..at + 1 };
        return Some((cue, Phrase { first: at, last: at, head: pronoun }));
    }
    let role = if r.kind(end) == Kind::Comma { end + 1 } else { end };
    let first = r.name(role)?;
    let explained = (r.kind(first.end) == Kind::Comma && first.end == first.first + 1)
        .then(|| r.name(first.end + 1))
        .flatten()
        .filter(|name| name.end > name.first + 1);
    let name = explained.unwrap_or(first);
    Some((from..from + 1, Phrase::named(name)))
}

/// `er`, and `-elle` in `dit-elle`, as English pronouns.
fn suffixed(r: &ParsedText<'_>, at: At) -> Option<Head> {
    let word = r.word(at);
    let last = word.rsplit('-').next()?;
    let pronouns = [(List::ForeignHe, "he"), (List::ForeignShe, "she"), (List::ForeignThey, "they")];
    let (_, english) = pronouns.into_iter().find(|(foreign, _)| foreign.has(last))?;
    pronoun(english).map(Head::Pronoun)
}

/// `Lee sagte`, `Lee a dit`: a name, then words in lower case up to the end of the sentence.
fn straight(r: &ParsedText<'_>, from: At) -> Option<(Range<At>, Phrase)> {
    let name = r.name(from)?;
    let end = (name.end..name.end + limits::FOREIGN_WORDS + 1).find(|&at| r.kind(at) != Kind::Lower)?;
    let ends = matches!(r.kind(end), Kind::Stop | Kind::Comma | Kind::Colon | Kind::Break);
    let source = Phrase::named(name);
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
