//! `Lee: It is not safe.`: transcripts and headlines, where a name and a colon open the line.

use crate::strategy::sieve::{At, Board, Draft, Head, List, ParsedText, Phrase, Rule, Sieve, clause, limits, phrase};
use crate::text::{Kind, WordClasses};

pub(super) const SIEVE: Sieve =
    Sieve { rules: &[(Rule::Layout, "Lee: It is not safe · as the first line or in a transcript")], apply };

fn apply(board: &mut Board<'_>) {
    let lines: Vec<_> = board.section().paragraphs.clone().filter_map(|index| line(&board.parsed, index)).collect();
    let transcript = !lines.is_empty() && board.is_transcript(is_transcript);
    for (first, source, content) in lines {
        if (transcript || first) && board.is_free(content.0, content.1) {
            let colon = source.last + 1;
            let draft = Draft::new(Rule::Layout, [content]).cue(colon..colon + 1).source(source);
            board.add(draft);
        }
    }
}

/// True if the text has enough lines of this kind for a transcript: three, or two close together that clearly form an exchange.
fn is_transcript(r: &ParsedText<'_>) -> bool {
    let mut lines = (0..r.paragraphs.len()).filter_map(|index| Some((index, line(r, index)?)));
    let (Some((one, first)), Some((other, second))) = (lines.next(), lines.next()) else { return false };
    lines.next().is_some()
        || other <= one + 2
            && (is_exchange(r, &first) || is_exchange(r, &second) || between_two(r, &first.1, &second.1))
}

/// `Lee: …` and `Holt: …`: two last names.
fn between_two(r: &ParsedText<'_>, one: &Phrase, other: &Phrase) -> bool {
    one.first == one.last && other.first == other.last && r.word(one.first) != r.word(other.first)
}

/// True if a line asks something, or names its speaker in capitals or by an office.
fn is_exchange(r: &ParsedText<'_>, (_, source, content): &(bool, Phrase, (At, At))) -> bool {
    let last = r.paragraphs.get(r.paragraph(content.0)).map_or(content.1, |paragraph| paragraph.end - 1);
    let titled = matches!(source.head, Head::Name(name) if name.bare.start() > name.span.start());
    r.kind(last) == Kind::Question
        || is_capitals(r, source.last) && r.word(source.last).len() > 1
        || titled
        || matches!(source.head, Head::Common)
}

/// A line with a speaker before a colon: true for the first line of the text, the speaker, and the speech.
fn line(r: &ParsedText<'_>, index: usize) -> Option<(bool, Phrase, (At, At))> {
    let range = r.paragraphs[index].clone();
    let letter = r.says_any(range.start, List::Letter)
        && r.kind(range.start + 1) == Kind::Stop
        && r.kind(range.start + 2) == Kind::Capital;
    let mut head = range.start..range.end.min(range.start + limits::LAYOUT_LABEL);
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

fn is_capitals(r: &ParsedText<'_>, at: At) -> bool {
    r.word(at).bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The speaker before the colon: a name, a name after an office, an office, `Q`.
fn label(r: &ParsedText<'_>, start: At, colon: At) -> Option<Phrase> {
    if colon == start
        || colon - start > limits::LAYOUT_NAME
        || r.kind(start) != Kind::Capital
        || r.says_any(start, List::HeadlineLabel)
    {
        return None;
    }
    let office = |at: At| r.is(at, WordClasses::PERSON_NOUN | WordClasses::TITLE);
    let labelled = |head| Some(Phrase { first: start, last: colon - 1, head });
    if colon == start + 1 && (office(start) || r.says_any(start, List::Exchange)) {
        return labelled(Head::Common);
    }
    let whole = phrase::name(r, start).filter(|name| name.end == colon);
    if let Some(name) = whole.filter(|_| !r.is(start, WordClasses::OPENER)) {
        return labelled(Head::Name(name));
    }
    let named = |at: At| r.name(at).filter(|name| name.end == colon);
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
