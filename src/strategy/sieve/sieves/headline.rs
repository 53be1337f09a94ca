//! `‘It works’: Lee denies a fault`: a paragraph opens with speech, a colon or dash follows, then who said it.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::phrase::{self, Head};
use crate::text::Kind;

/// See the module.
pub(in crate::strategy::sieve) struct Headline;

impl Sieve for Headline {
    fn name(&self) -> &'static str {
        "headline"
    }

    fn summary(&self) -> &'static str {
        "‘It works’: Lee denies a fault · “It works.” — Ann Lee"
    }

    fn apply(&self, board: &mut Board<'_>) {
        board.add_from_pieces(|board, piece| self.draft(board, piece));
    }
}

impl Headline {
    fn draft(&self, board: &Board<'_>, piece: usize) -> Option<Draft> {
        let r = &board.reading;
        let found = &board.pieces()[piece];
        let paragraph = r.paragraphs.get(found.paragraph as usize)?;
        let sign = found.last + 1;
        let opens = found.first == paragraph.start && found.closed && found.words > 1;
        if !opens || !matches!(r.kind(sign), Kind::Colon | Kind::Dash) {
            return None;
        }
        let source = phrase::after(r, sign + 1)?;
        let named = matches!(source.head, Head::Name(_));
        let fits = match r.kind(sign) {
            Kind::Colon => found.paragraph == 0 && named,
            Kind::Dash => named && source.last + 1 == paragraph.end,
            _ => false,
        };
        let content = board.chain(piece);
        fits.then(|| Draft {
            content,
            cue: Some(sign..sign + 1),
            source: Some(source),
            follows: None,
            rule: self.name(),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn the_speaker_after_a_colon_or_dash() {
        assert_found(&[
            ("‘It works’: Ann Lee shuts door on repair\n\nNews.", &["headline: ‘It works’ / : / Ann Lee / Ann Lee"]),
            ("“It works at last.” — Ann Lee", &["headline: “It works at last.” / — / Ann Lee / Ann Lee"]),
        ]);
    }

    #[test]
    fn a_title_before_a_colon_inside_the_text_is_no_speech() {
        assert_found(&[("News.\n\n“Hamlet Now”: Ann Lee shines in a new role.", &[])]);
    }
}
