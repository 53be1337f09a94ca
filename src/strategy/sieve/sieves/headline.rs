//! `‘It works’: Lee denies a fault`: a paragraph opens with speech, followed by a colon or dash and the speaker.

use crate::strategy::sieve::{Board, Draft, Head, Rule, Sieve, phrase};
use crate::text::Kind;

pub(super) const SIEVE: Sieve = Sieve {
    rules: &[(Rule::Headline, "‘It works’: Lee denies a fault · “It works.” — Ann Lee")],
    apply: |board| board.add_from_pieces(draft),
};

fn draft(board: &Board<'_>, piece: usize) -> Option<Draft> {
    let r = &board.parsed;
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
    fits.then(|| Draft::new(Rule::Headline, content).cue(sign..sign + 1).source(source))
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
