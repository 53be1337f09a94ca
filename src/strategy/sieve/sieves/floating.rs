//! `Lee said the bridge was closed. “It is not safe.”`: a quoted sentence belongs to the preceding speaker.

use crate::strategy::sieve::{Board, Draft, Head, ParsedText, Phrase, Piece, Rule, Sieve, limits};
use crate::text::Kind;

use super::beat;

pub(super) const SIEVE: Sieve =
    Sieve { rules: &[(Rule::Floating, "Lee said the bridge was closed. “It is not safe.”")], apply };

fn apply(board: &mut Board<'_>) {
    let mut ends: Vec<(usize, usize)> =
        board.drafts.iter().enumerate().map(|(index, draft)| (reach(draft), index)).collect();
    ends.sort_unstable();
    let mut next = 0;
    let mut last: Option<usize> = None;
    for piece in board.section().pieces.clone() {
        let found = board.pieces()[piece];
        while let Some(&(_, index)) = ends.get(next).filter(|(end, _)| *end < found.first) {
            last = if board.drafts[index].source.is_some() { Some(index) } else { last };
            next += 1;
        }
        let open = board.is_open(piece) && !found.nested && !found.reopened && stands_alone(&board.parsed, &found);
        let Some(before) = last.filter(|_| open) else { continue };
        if near(board, before, &found) && !gives_way(board, before, &found) {
            let source = board.drafts[before].source;
            let content = board.chain(piece);
            last = Some(board.add(Draft::new(Rule::Floating, content).source(source).follows(before)));
        }
    }
}

/// The last token of a quotation's content or cue.
fn reach(draft: &Draft) -> usize {
    let content = draft.content.last().map_or(0, |&(_, last)| last);
    content.max(draft.cue.as_ref().map_or(0, |cue| cue.end))
}

/// True if the previous quotation is in the same paragraph or the one before.
fn near(board: &Board<'_>, before: usize, piece: &Piece) -> bool {
    let r = &board.parsed;
    let (there, here) = (r.paragraph(reach(&board.drafts[before])), r.paragraph(piece.first));
    there == here || !board.is_dialogue() && there + 1 == here && r.paragraphs[here].start == piece.first
}

/// True if the sentence in between contains no speech and is about somebody else: `Holt left. “…”`
fn gives_way(board: &Board<'_>, before: usize, piece: &Piece) -> bool {
    let r = &board.parsed;
    let (Some(source), true) = (board.drafts[before].source, beat::is_silent(board, piece.first)) else { return false };
    let subject = beat::subject_before(r, piece.first).filter(|subject| matches!(subject.head, Head::Name(_)));
    let between = |subject: &Phrase| subject.first > reach(&board.drafts[before]) && subject.first > source.last;
    subject.filter(between).is_some_and(|subject| r.word(subject.last) != r.word(source.last))
}

/// True if the piece is an independent sentence rather than a word or a title.
pub(super) fn stands_alone(r: &ParsedText<'_>, piece: &Piece) -> bool {
    is_speech(r, piece, limits::SPEECH_WORDS)
}

/// True if the piece is an independent sentence with at least `words` words.
pub(super) fn is_speech(r: &ParsedText<'_>, piece: &Piece, words: usize) -> bool {
    let before = piece.first.checked_sub(1).map_or(Kind::Break, |at| r.kind(at));
    let free = matches!(before, Kind::Break | Kind::Colon | Kind::Mark | Kind::Comma | Kind::Dash)
        || matches!(before, Kind::Stop | Kind::Question | Kind::Exclamation);
    let opens = matches!(r.kind(piece.first + 1), Kind::Capital | Kind::Mark | Kind::Number | Kind::Stop);
    let inner = r.kind(piece.inner_last());
    let ends = matches!(inner, Kind::Stop | Kind::Question | Kind::Exclamation | Kind::Comma | Kind::Dash | Kind::Mark)
        || matches!(r.kind(piece.last + 1), Kind::Stop | Kind::Break);
    free && opens && ends && piece.words >= words
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::{assert_found, found};

    #[test]
    fn the_speaker_before_goes_on() {
        assert_found(&[(
            "Ann Lee said the bridge was closed. “It is not safe at all.”",
            &[
                "bare-clause: the bridge was closed / said / Ann Lee / Ann Lee",
                "floating: “It is not safe at all.” / - / Ann Lee / Ann Lee",
            ],
        )]);
    }

    #[test]
    fn what_nobody_says_is_passed_over() {
        let found = found("Ann Lee said it works. She was told that it was late. “It is not safe at all.”");
        assert_eq!(
            found.last().map(String::as_str),
            Some("floating: “It is not safe at all.” / - / Ann Lee / Ann Lee")
        );
    }

    #[test]
    fn a_word_between_marks_is_no_sentence() {
        assert_eq!(found("Ann Lee said the bridge was closed. The “repair” took years.").len(), 1);
    }
}
