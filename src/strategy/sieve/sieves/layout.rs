//! `Lee: It is not safe.`: transcripts and headlines, in which a name and a colon open the line.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::clause;
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::phrase::{self, Head, Phrase};
use crate::strategy::sieve::reading::{At, Reading};
use crate::text::{Classes, Kind, name_at};

/// How many lines of this kind make a transcript.
const LINES: usize = 3;

/// Longest name of a speaker with its colon, in tokens.
const LABEL: usize = 16;

/// Name of the sieve, whose quotations are speech without marks.
pub(in crate::strategy::sieve) const NAME: &str = "layout";

/// See the module.
pub(in crate::strategy::sieve) struct Layout;

impl Sieve for Layout {
    fn name(&self) -> &'static str {
        NAME
    }

    fn summary(&self) -> &'static str {
        "Lee: It is not safe · as the first line or in a transcript"
    }

    fn apply(&self, board: &mut Board<'_>) {
        let lines: Vec<_> =
            board.section().paragraphs.clone().filter_map(|index| line(&board.reading, index)).collect();
        let transcript = !lines.is_empty() && board.is_transcript(is_transcript);
        for (first, source, content) in lines {
            if (transcript || first) && board.is_free(content.0, content.1) {
                let colon = source.last + 1;
                let draft = Draft {
                    content: vec![content],
                    cue: Some(colon..colon + 1),
                    source: Some(source),
                    follows: None,
                    rule: self.name(),
                };
                board.add(draft);
            }
        }
    }
}

/// Whether lines of this kind are many enough for a transcript.
fn is_transcript(r: &Reading<'_>) -> bool {
    (0..r.paragraphs.len()).filter_map(|index| line(r, index)).nth(LINES - 1).is_some()
}

/// Whether the line is the first, its speaker and what is said.
fn line(r: &Reading<'_>, index: usize) -> Option<(bool, Phrase, (At, At))> {
    let range = r.paragraphs[index].clone();
    if !(range.start..range.end.min(range.start + LABEL)).any(|at| r.kind(at) == Kind::Colon) {
        return None;
    }
    let name = name_at(r.text, &r.tokens, range.start, phrase::opens(r, range.start))?;
    let plain = r.kind(name.end) == Kind::Colon && r.opens_piece(name.end + 1).is_none() && name.end + 2 < range.end;
    let known = !r.is(range.start, Classes::OPENER) && name.end - name.first <= 6;
    let source = Phrase { first: name.first, last: name.end - 1, head: Head::Name(name) };
    let last = clause::end_before(r, name.end + 1, range.end)?;
    (plain && known).then_some((index == 0, source, (name.end + 1, last)))
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn headlines_and_transcripts() {
        assert_found(&[(
            "Holt: The bridge will close.\n\nIt was old.",
            &["layout: The bridge will close / : / Holt / Holt"],
        )]);
    }

    #[test]
    fn a_label_inside_a_text_is_no_speaker() {
        assert_found(&[("It was old.\n\nTickets: Ten pounds at the door.", &[])]);
    }
}
