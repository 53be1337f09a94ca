//! `Lee: It is not safe.`: transcripts and headlines, in which a name and a colon open the line.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::clause;
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::phrase::{self, Head, Phrase};
use crate::strategy::sieve::reading::{At, Reading};
use crate::text::{Kind, WordClasses, name_at};

/// Longest name of a speaker with its colon, in tokens.
const LABEL: usize = 16;

/// What stands in front of the colon of a headline that is nobody’s speech.
const NOBODY: [&str; 11] = [
    "exclusive",
    "breaking",
    "update",
    "updated",
    "opinion",
    "analysis",
    "review",
    "live",
    "video",
    "watch",
    "editorial",
];

/// What whoever asks and answers is called besides by name.
const LABELS: [&str; 10] =
    ["q", "a", "caller", "operator", "interviewer", "interviewee", "host", "moderator", "dispatcher", "presenter"];

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

/// Whether lines of this kind are enough for a transcript: three, or two close together that plainly are one.
fn is_transcript(r: &Reading<'_>) -> bool {
    let mut lines = (0..r.paragraphs.len()).filter_map(|index| Some((index, line(r, index)?)));
    let (Some((one, first)), Some((other, second))) = (lines.next(), lines.next()) else { return false };
    lines.next().is_some()
        || other <= one + 2
            && (is_exchange(r, &first) || is_exchange(r, &second) || between_two(r, &first.1, &second.1))
}

/// `Lee: …` and `Holt: …`: two last names.
fn between_two(r: &Reading<'_>, one: &Phrase, other: &Phrase) -> bool {
    one.first == one.last && other.first == other.last && r.word(one.first) != r.word(other.first)
}

/// Whether a line asks something, or names its speaker in capitals or by an office.
fn is_exchange(r: &Reading<'_>, (_, source, content): &(bool, Phrase, (At, At))) -> bool {
    let last = r.paragraphs.get(r.paragraph(content.0)).map_or(content.1, |paragraph| paragraph.end - 1);
    let titled = matches!(source.head, Head::Name(name) if name.bare.start() > name.span.start());
    r.kind(last) == Kind::Question
        || is_capitals(r, source.last) && r.word(source.last).len() > 1
        || titled
        || matches!(source.head, Head::Common)
}

/// Whether the line is the first, its speaker and what is said.
fn line(r: &Reading<'_>, index: usize) -> Option<(bool, Phrase, (At, At))> {
    let range = r.paragraphs[index].clone();
    let letter = r.says_any(range.start, &["q", "a"]) && r.kind(range.start + 1) == Kind::Stop;
    let letter = letter && r.kind(range.start + 2) == Kind::Capital;
    let mut head = range.start..range.end.min(range.start + LABEL);
    let colon = head.find(|&at| r.kind(at) == Kind::Colon || letter && r.kind(at) == Kind::Stop)?;
    if colon == range.start
        || r.opens_piece(colon + 1).is_some()
        || colon + 1 >= range.end
        || r.kind(r.before(colon, 1)) == Kind::Number
    {
        return None;
    }
    let source = label(r, range.start, colon)?;
    let last = match r.kind(colon + 2) {
        _ if colon + 2 >= range.end || r.tokens[colon + 2].is_terminal() && colon + 3 >= range.end => colon + 1,
        _ => clause::end_before(r, colon + 1, range.end)?,
    };
    Some((index == 0, source, (colon + 1, last)))
}

fn is_capitals(r: &Reading<'_>, at: At) -> bool {
    r.word(at).bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Who stands in front of the colon: a name, a name behind its office, an office, `Q`.
fn label(r: &Reading<'_>, start: At, colon: At) -> Option<Phrase> {
    if colon == start || colon - start > 6 || r.kind(start) != Kind::Capital || r.says_any(start, &NOBODY) {
        return None;
    }
    let office = |at: At| r.is(at, WordClasses::PERSON_NOUN | WordClasses::TITLE);
    let labelled = |head| Some(Phrase { first: start, last: colon - 1, head });
    if colon == start + 1 && (office(start) || r.says_any(start, &LABELS)) {
        return labelled(Head::Common);
    }
    let whole = name_at(r.text, &r.tokens, start, phrase::opens(r, start)).filter(|name| name.end == colon);
    if let Some(name) = whole.filter(|_| !r.is(start, WordClasses::OPENER)) {
        return labelled(Head::Name(name));
    }
    let named = |at: At| name_at(r.text, &r.tokens, at, false).filter(|name| name.end == colon);
    let behind = (start..colon).take_while(|&at| r.tokens[at].is_word()).skip(1).find_map(named);
    if let Some(name) = behind.filter(|name| office(name.first - 1)) {
        return labelled(Head::Name(name));
    }
    let capitals = r.is(start, WordClasses::DETERMINER) && (start..colon).all(|at| is_capitals(r, at));
    if capitals { labelled(Head::Common) } else { None }
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn headlines_and_transcripts() {
        assert_found(&[
            ("Holt: The bridge will close.\n\nIt was old.", &["layout: The bridge will close / : / Holt / Holt"]),
            (
                "It was old.\n\nTHE MAYOR: Why?\nMr Holt: It is late.",
                &["layout: Why / : / THE MAYOR / -", "layout: It is late / : / Mr Holt / Holt"],
            ),
            (
                "It was old.\n\nLee: It is late.\nHolt: It is not.",
                &["layout: It is late / : / Lee / Lee", "layout: It is not / : / Holt / Holt"],
            ),
        ]);
    }

    #[test]
    fn a_label_inside_a_text_is_no_speaker() {
        assert_found(&[
            ("It was old.\n\nTickets: Ten pounds at the door.", &[]),
            ("It was old.\n\nTickets: Ten pounds at the door.\n\nIt was late.\n\nIt rained.\n\nDoors: Seven.", &[]),
            ("Exclusive: It is old.\n\nIt was late.", &[]),
        ]);
    }
}
