//! `The message was blunt: sell or sink.`, `Ann Lee: the money will run out.`: a colon without marks is the cue.

use crate::strategy::sieve::{At, Board, Draft, Head, List, ParsedText, Phrase, Rule, Sieve, clause, limits, phrase};
use crate::text::{Frames, Gender, Kind, WordClasses};

use super::noun_that;

pub(super) const SIEVE: Sieve =
    Sieve { rules: &[(Rule::Announced, "Lee’s message was blunt: sell or sink · @lee: We are closed")], apply };

fn apply(board: &mut Board<'_>) {
    let r = &board.parsed;
    let plain = |at: &At| r.opens_piece(at + 1).is_none() && !r.is_quoted(*at);
    let colons: Vec<At> = board.signs(Kind::Colon).filter(plain).collect();
    for colon in colons {
        if let Some(draft) = draft(board, colon) {
            board.add(draft);
        }
    }
}

fn draft(board: &Board<'_>, colon: At) -> Option<Draft> {
    let r = &board.parsed;
    let sentence = r.sentence(colon);
    let start = sentence.start.max(colon.saturating_sub(limits::ANNOUNCED));
    if start == colon {
        return None;
    }
    let paragraph = r.paragraphs.get(r.paragraph(colon))?.clone();
    if board.is_cued(colon) || !board.is_free(start, colon) || colon + 2 >= paragraph.end {
        return None;
    }
    let draft = |cue, source, content| Some(Draft::new(Rule::Announced, [content]).cue(cue).source(source));
    if let Some(handle) = handle(r, paragraph.start, colon) {
        return draft(colon..colon + 1, handle, (colon + 1, paragraph.end - 1));
    }
    if let Some((verb, source)) = posted(board, colon) {
        return draft(verb, source, (colon + 1, paragraph.end - 1));
    }
    if let Some(source) = signed(r, sentence.start, colon, paragraph.end) {
        return draft(colon..colon + 1, source, (sentence.start, clause::end_before(r, sentence.start, colon)?));
    }
    let last = clause::end(r, colon + 1).filter(|_| (start..colon).all(|at| !board.is_cued(at)))?;
    if let Some((noun, source)) = spoken_of(board, start, colon) {
        return draft(noun..noun + 1, source, (colon + 1, last));
    }
    let states = clause::has_verb(r, colon + 1, sentence.end, true);
    let source = label(r, sentence.start, colon).filter(|_| states)?;
    draft(colon..colon + 1, source, (colon + 1, last))
}

/// `@lee:` at the start of a line.
fn handle(r: &ParsedText<'_>, start: At, colon: At) -> Option<Phrase> {
    let start = start + usize::from(r.word(start) == "RT");
    let touches = |at: At| r.tokens[at].start() == r.tokens[at - 1].end();
    let handle = r.word(start) == "@"
        && colon > start + 1
        && colon <= start + limits::ANNOUNCED_LABEL
        && (start + 1..=colon).all(touches);
    handle.then_some(Phrase { first: start, last: colon - 1, head: Head::Common })
}

/// `Lee posted:` and the rest of the paragraph.
fn posted(board: &Board<'_>, colon: At) -> Option<(std::ops::Range<At>, Phrase)> {
    let r = &board.parsed;
    let verb = board.verbs[..board.verbs.partition_point(|verb| verb.at < colon)].last()?;
    let posts = r.kind(colon + 1) != Kind::Mark && r.says_any(verb.at, List::Post) && !board.is_cued(verb.at);
    let near = verb.at + limits::ANNOUNCED_LABEL > colon && r.sentence_number(verb.at) == r.sentence_number(colon);
    (posts && near).then_some(())?;
    Some((verb.group.clone(), verb.subject?))
}

/// `Taxes will not rise: Ann Lee`: in the first line, only a name after the colon.
fn signed(r: &ParsedText<'_>, start: At, colon: At, end: At) -> Option<Phrase> {
    let states = r.paragraph(colon) == 0 && r.paragraphs.len() > 1 && clause::has_verb(r, start, colon, true);
    let source = states.then(|| phrase::after(r, colon + 1)).flatten()?;
    let alone = source.last + 1 == end || source.last + 2 == end && r.tokens[end - 1].is_terminal();
    (alone && matches!(source.head, Head::Name(_))).then_some(source)
}

/// `Lee’s message was blunt`: the last noun for speech in the sentence and its owner.
fn spoken_of(board: &Board<'_>, start: At, colon: At) -> Option<(At, Phrase)> {
    let r = &board.parsed;
    let noun = (start..colon).rev().find(|&at| r.entry(at).noun.is_some() && noun_that::is_noun(r, at))?;
    let speech =
        r.entry(noun).noun.is_some_and(|noun| noun.frames.intersects(Frames::NOUN)) && !r.word(noun).ends_with('s');
    let source = noun_that::owner(r, noun).or_else(|| giver(r, noun)).filter(|_| speech)?;
    let told = noun + 1 == colon || r.says_any(noun + 1, List::Announcing);
    told.then_some((noun, source))
}

/// `the message from Lee`
fn giver(r: &ParsedText<'_>, noun: At) -> Option<Phrase> {
    r.says_any(noun + 1, List::Giver).then(|| phrase::after(r, noun + 2)).flatten()
}

/// `Council leader Ann Lee`: a person, with or without an office, and nothing else before the colon.
fn label(r: &ParsedText<'_>, start: At, colon: At) -> Option<Phrase> {
    if colon - start > limits::ANNOUNCED_LABEL || r.is(start, WordClasses::OPENER) {
        return None;
    }
    let named = |at: At| r.name(at).filter(|name| name.end == colon && !name.organization);
    let name = (start..colon).filter(|&at| r.kind(at) == Kind::Capital).find_map(named)?;
    let office = |at: At| r.is(at, WordClasses::PERSON_NOUN | WordClasses::TITLE);
    let described = name.first == start || office(name.first - 1) || r.kind(r.before(name.first, 1)) == Kind::Comma;
    let person =
        name.gender != Gender::Any && name.end > name.first + 1 || name.bare != name.span || name.first > start;
    (described && person).then_some(Phrase { first: start, last: colon - 1, head: Head::Name(name) })
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn a_colon_without_marks() {
        assert_found(&[
            (
                "It was late. Ann Lee's message was blunt: sell or sink.",
                &["announced: sell or sink / message / Ann Lee / Ann Lee"],
            ),
            (
                "It was late. Council leader Ann Lee: the money will run out in June.",
                &["announced: the money will run out in June / : / Council leader Ann Lee / Ann Lee"],
            ),
            ("It was late.\n\n@lee: We are closed. Sorry.", &["announced: We are closed. Sorry. / : / @lee / -"]),
            ("It was late. One thing is missing: the money.", &[]),
            ("It was late.\n\nTime: ten o'clock is best.", &[]),
        ]);
    }
}
