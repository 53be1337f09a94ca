//! `‘It is not safe’` in a headline: the body of the text repeats the words and names the speaker.

use crate::strategy::sieve::{At, Board, Draft, Head, ParsedText, Phrase, Piece, Rule, Sieve, limits, phrase};
use crate::text::Kind;

pub(super) const SIEVE: Sieve =
    Sieve { rules: &[(Rule::Echo, "‘It is not safe’ as the headline of a text in which Lee says so")], apply };

fn apply(board: &mut Board<'_>) {
    if board.is_dialogue() || board.section().paragraphs.start > 0 {
        return;
    }
    for (draft, follows) in renamed(board) {
        board.drafts[draft].follows = Some(follows);
    }
    board.add_from_pieces(|board, piece| {
        let r = &board.parsed;
        let found = &board.pieces()[piece];
        if found.paragraph >= limits::ECHO_HEAD
            || found.words < 2
            || found.words > limits::ECHO_WORDS
            || !heads(r, found)
        {
            return None;
        }
        let follows = repeated(board, piece);
        let source = if follows.is_some() { None } else { Some(behind(r, found)?) };
        let cue = source.map(|source| source.first - 1..source.first);
        Some(Draft::new(Rule::Echo, board.chain(piece)).cue(cue).source(source).follows(follows))
    });
}

/// True if the piece is a whole line, or leads a first line without sentence-final punctuation.
fn heads(r: &ParsedText<'_>, piece: &Piece) -> bool {
    let Some(line) = r.paragraphs.get(piece.paragraph as usize) else { return false };
    let last = r.tokens.get(line.end.saturating_sub(1));
    let alone = piece.first == line.start && piece.last + 1 == line.end;
    let leads = piece.first == line.start || r.kind(piece.last + 1) == Kind::Colon;
    let opens = leads && piece.paragraph == 0 && piece.words > 2;
    r.paragraphs.len() > 1 && (alone || opens && last.is_some_and(|last| !last.is_terminal()))
}

/// The later quotation whose marks contain the same words.
fn repeated(board: &Board<'_>, piece: usize) -> Option<usize> {
    let r = &board.parsed;
    let words =
        |piece: &Piece| -> Vec<At> { (piece.first..=piece.last).filter(|&at| r.tokens[at].is_word()).collect() };
    let told = words(&board.pieces()[piece]);
    let same = |a: &At, b: &At| r.word(*a).eq_ignore_ascii_case(r.word(*b));
    let holds = |other: &[At]| other.windows(told.len()).any(|part| part.iter().zip(&told).all(|(a, b)| same(a, b)));
    let near = |&other: &usize| board.pieces()[other].first < limits::ECHO;
    let later = (piece + 1..board.section().pieces.end).take(limits::ECHO_PIECES).take_while(near);
    later.filter(|&other| holds(&words(&board.pieces()[other]))).find_map(|other| {
        board
            .owner(other)
            .filter(|&draft| board.drafts[draft].source.is_some() || board.drafts[draft].follows.is_some())
    })
}

/// Headline quotations without a named speaker, each with the quotation that repeats its words.
fn renamed(board: &Board<'_>) -> Vec<(usize, usize)> {
    let pieces = board.section().pieces.clone().take_while(|&piece| board.pieces()[piece].paragraph == 0);
    let unnamed = pieces.filter_map(|piece| {
        let draft = board.owner(piece).filter(|_| heads(&board.parsed, &board.pieces()[piece]))?;
        let common = board.drafts[draft].source.is_some_and(|source| source.head == Head::Common);
        let other = common.then(|| repeated(board, piece)).flatten()?;
        (other != draft && board.drafts[other].follows.is_none()).then_some((draft, other))
    });
    unnamed.collect()
}

/// `‘It is not safe’: survivor of the fall`: an unnamed person after a colon or a dash, up to the end of the line.
fn behind(r: &ParsedText<'_>, piece: &Piece) -> Option<Phrase> {
    let sign = piece.last + 1;
    let line = r.paragraphs.get(piece.paragraph as usize)?;
    let opens = piece.paragraph == 0 && piece.closed;
    let cue = opens && matches!(r.kind(sign), Kind::Colon | Kind::Dash);
    let source = cue.then(|| phrase::after(r, sign + 1)).flatten()?;
    (r.kind(sign) == Kind::Colon && piece.first == line.start || source.last + 1 == line.end)
        .then_some(source)
        .filter(|source| !matches!(source.head, Head::Pronoun(_)))
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn a_headline_repeats_the_text() {
        assert_found(&[
            (
                "‘It is not safe’: anger at the bridge\n\n“It is not safe at all,” said Ann Lee.",
                &[
                    "echo: ‘It is not safe’ / - / - / Ann Lee",
                    "quote-verb: “It is not safe at all,” / said / Ann Lee / Ann Lee",
                ],
            ),
            ("‘It is not safe’: the mayor\n\nThe bridge shut.", &["echo: ‘It is not safe’ / : / the mayor / -"]),
        ]);
    }
}
