//! `Lee shook his head. “It is not safe.”`: the sentence before the marks is about the speaker.

use crate::strategy::sieve::{At, Board, Draft, Head, List, ParsedText, Phrase, Rule, Sieve, limits, phrase};
use crate::text::{Gender, Kind, WordClasses};

use super::floating::is_speech;
use super::noun_that;

pub(super) const SIEVE: Sieve = Sieve { rules: &[(Rule::Beat, "Lee shook his head. “It is not safe.”")], apply };

fn apply(board: &mut Board<'_>) {
    board.add_from_pieces(|board, piece| {
        let r = &board.parsed;
        let found = board.pieces()[piece];
        let complete = r.tokens[found.inner_last()].is_terminal() && is_silent(board, found.first);
        let words = if board.is_dialogue() || complete { 1 } else { limits::SPEECH_WORDS };
        let source = is_speech(r, &found, words).then(|| subject_before(r, found.first)).flatten()?;
        Some(Draft::new(Rule::Beat, board.chain(piece)).source(source))
    });
}

/// True if the sentence before a piece has ended and contains no speech.
pub(super) fn is_silent(board: &Board<'_>, first: At) -> bool {
    let Some(before) = first.checked_sub(1).filter(|&before| board.parsed.tokens[before].is_terminal()) else {
        return false;
    };
    !board.parsed.sentence(before).any(|at| board.is_cued(at) || board.parsed.opens_piece(at).is_some())
}

/// The first name or pronoun of the previous sentence in the same paragraph.
pub(super) fn subject_before(r: &ParsedText<'_>, at: At) -> Option<Phrase> {
    let before = r.previous(at).filter(|&before| r.paragraph(before) == r.paragraph(at))?;
    let start = r.sentence(before).start.max(at.saturating_sub(limits::BEAT));
    let outside = std::iter::successors(Some(start), |&at| Some(r.next(at))).take_while(|&step| step < at);
    let outside = outside.filter(|&at| r.opens_piece(at).is_none());
    let placed = |at: At| {
        let run = (start..at).rev().take_while(|&at| r.kind(at) == Kind::Capital).last().unwrap_or(at);
        run > start && r.is(r.before(run, 1), WordClasses::PREPOSITION) && !r.says_any(r.before(run, 1), List::Toward)
    };
    let mut outside = outside.filter(|&at| !placed(at));
    if let Some(owner) = answered(r, start, at) {
        return Some(owner);
    }
    let subject = outside.find_map(|at| phrase::after(r, at).and_then(|found| somebody(r, found)))?;
    (subject.last < at).then_some(subject)
}

/// `The board’s answer was brief.`: the owner of the noun for speech that the sentence is about.
fn answered(r: &ParsedText<'_>, start: At, end: At) -> Option<Phrase> {
    let noun = (start..end.min(start + limits::BEAT_ANSWER))
        .find(|&at| r.entry(at).noun.is_some() && noun_that::is_noun(r, at))?;
    let told = r.says_any(noun + 1, List::Came) && !r.word(noun).ends_with('s');
    told.then(|| noun_that::owner(r, noun)).flatten()
}

/// The phrase if it may refer to a speaker, otherwise its owner: `Lee’s view`.
fn somebody(r: &ParsedText<'_>, found: Phrase) -> Option<Phrase> {
    if speaks(&found.head) {
        Some(found)
    } else {
        phrase::owner_at(r, found.first).filter(|owner| owner.last < found.last)
    }
}

fn speaks(head: &Head) -> bool {
    match head {
        Head::Name(_) => true,
        Head::Pronoun(pronoun) => pronoun.subject && pronoun.gender != Gender::Neuter,
        Head::Common => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn what_the_speaker_does() {
        assert_found(&[
            (
                "Ann Lee shook her head. “It is not safe at all.”",
                &["beat: “It is not safe at all.” / - / Ann Lee / Ann Lee"],
            ),
            ("Ann Lee wept. “Guilty.”", &["beat: “Guilty.” / - / Ann Lee / Ann Lee"]),
            ("Ann Lee’s view is clear. “It is not safe.”", &["beat: “It is not safe.” / - / Ann Lee / Ann Lee"]),
            ("The board's answer was brief. “We know.”", &["beat: “We know.” / - / The board / the board"]),
        ]);
    }

    #[test]
    fn a_title_after_a_sentence_is_no_speech() {
        assert_found(&[
            ("Ann Lee played the lead. “Hamlet” was next.", &[]),
            ("Ann Lee starred in the hit, “Eclipsed.”", &[]),
        ]);
    }
}
