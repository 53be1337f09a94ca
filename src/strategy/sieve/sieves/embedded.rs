//! `Laut Lee ist es „zu spät“`: words between non-English marks, in a sentence that names one person.

use crate::strategy::sieve::{At, Board, Draft, ParsedText, Phrase, Piece, Rule, Sieve};
use crate::text::Kind;

use super::foreign::is_foreign;
use super::people::person_at;

pub(super) const SIEVE: Sieve = Sieve { rules: &[(Rule::Embedded, "Laut Lee ist es „zu spät“")], apply };

fn apply(board: &mut Board<'_>) {
    board.add_from_pieces(|board, piece| {
        let r = &board.parsed;
        let found = &board.pieces()[piece];
        let source = (is_foreign(r, found) && is_words(r, found)).then(|| only_name(r, found)).flatten()?;
        Some(Draft::new(Rule::Embedded, board.chain(piece)).source(source))
    });
}

/// True if the marks contain at least two words, one of them a longer lower-case word, rather than a title.
fn is_words(r: &ParsedText<'_>, piece: &Piece) -> bool {
    let plain = |at: At| r.kind(at) == Kind::Lower && r.word(at).len() > 3;
    piece.words > 1 && (piece.first..piece.last).any(plain)
}

/// The only person named in the sentence around the piece.
fn only_name(r: &ParsedText<'_>, piece: &Piece) -> Option<Phrase> {
    let sentence = r.sentence(piece.first);
    let mut told: Option<Phrase> = None;
    let mut at: At = sentence.start;
    while at < sentence.end {
        match person_at(r, at) {
            Some(_) if told.is_some() => return None,
            Some(name) => {
                told = Some(Phrase::named(name));
                at = name.end;
            }
            None => at = r.next(at),
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn one_person_is_named() {
        assert_found(&[
            (
                "Laut Mara Holt ist es „leider zu spät“.",
                &["embedded: „leider zu spät“ / - / Laut Mara Holt / Mara Holt"],
            ),
            ("Mara Holt und Nils Lee lasen „leider zu spät“.", &[]),
            ("Mara Holt las den „Spiegel“.", &[]),
        ]);
    }
}
