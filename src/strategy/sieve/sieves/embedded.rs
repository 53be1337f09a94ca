//! `Laut Lee ist es „zu spät“`: words between marks of other languages, in a sentence that names one person.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::phrase::Phrase;
use crate::strategy::sieve::reading::{At, Piece, Reading};
use crate::text::Kind;

use super::foreign::is_foreign;
use super::people::{named, person_at};

/// See the module.
pub(in crate::strategy::sieve) struct Embedded;

impl Sieve for Embedded {
    fn name(&self) -> &'static str {
        "embedded"
    }

    fn summary(&self) -> &'static str {
        "Laut Lee ist es „zu spät“"
    }

    fn apply(&self, board: &mut Board<'_>) {
        board.add_from_pieces(|board, piece| {
            let r = &board.reading;
            let found = &board.pieces()[piece];
            let source = (is_foreign(r, found) && is_words(r, found)).then(|| only_name(r, found)).flatten()?;
            let content = board.chain(piece);
            Some(Draft { content, cue: None, source: Some(source), follows: None, rule: self.name() })
        });
    }
}

/// Whether the marks hold words rather than a title: two at least, one of them a longer word in lower case.
fn is_words(r: &Reading<'_>, piece: &Piece) -> bool {
    let plain = |at: At| r.kind(at) == Kind::Lower && r.word(at).len() > 3;
    piece.words > 1 && (piece.first..piece.last).any(plain)
}

/// The one person that the sentence around the piece names.
fn only_name(r: &Reading<'_>, piece: &Piece) -> Option<Phrase> {
    let sentence = r.sentence(piece.first);
    let mut told: Option<Phrase> = None;
    let mut at: At = sentence.start;
    while at < sentence.end {
        match person_at(r, at) {
            Some(_) if told.is_some() => return None,
            Some(name) => {
                told = Some(named(&name));
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
