//! `Lee shook his head. “It is not safe.”`: the sentence before the marks tells what the speaker does.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::phrase::{self, Head, Phrase};
use crate::strategy::sieve::reading::{At, Reading};

use super::floating::{WORDS, is_speech};

/// How far a name is looked for, in tokens.
const REACH: usize = 60;

/// See the module.
pub(in crate::strategy::sieve) struct Beat;

impl Sieve for Beat {
    fn name(&self) -> &'static str {
        "beat"
    }

    fn summary(&self) -> &'static str {
        "Lee shook his head. “It is not safe.”"
    }

    fn apply(&self, board: &mut Board<'_>) {
        board.add_from_pieces(|board, piece| {
            let found = board.pieces()[piece];
            let words = if board.is_dialogue() { 1 } else { WORDS };
            let source = is_speech(&board.reading, &found, words).then(|| subject_before(&board.reading, found.first));
            let content = board.chain(piece);
            Some(Draft { content, cue: None, source: Some(source.flatten()?), follows: None, rule: self.name() })
        });
    }
}

/// The first name or pronoun of the sentence before, in the same paragraph.
fn subject_before(r: &Reading<'_>, at: At) -> Option<Phrase> {
    let before = r.previous(at).filter(|&before| r.paragraph(before) == r.paragraph(at))?;
    let start = r.sentence(before).start.max(at.saturating_sub(REACH));
    let outside = std::iter::successors(Some(start), |&at| Some(r.next(at))).take_while(|&step| step < at);
    let mut outside = outside.filter(|&at| r.opens_piece(at).is_none());
    let subject = outside.find_map(|at| phrase::after(r, at).filter(|found| speaks(&found.head)))?;
    (subject.last < at).then_some(subject)
}

fn speaks(head: &Head) -> bool {
    match head {
        Head::Name(_) => true,
        Head::Pronoun(pronoun) => pronoun.subject,
        Head::Common => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn what_the_speaker_does() {
        assert_found(&[(
            "Ann Lee shook her head. “It is not safe at all.”",
            &["beat: “It is not safe at all.” / - / Ann Lee / Ann Lee"],
        )]);
    }

    #[test]
    fn a_title_after_a_sentence_is_no_speech() {
        assert_found(&[("Ann Lee played the lead. “Hamlet” was next.", &[])]);
    }
}
