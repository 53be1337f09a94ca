//! `– It is late, said Lee. Go home.`: a dash opens the speech, and no mark closes it.

use std::ops::Range;

use crate::strategy::sieve::{At, Board, Draft, Head, List, ParsedText, Phrase, Rule, Sieve, limits, phrase};
use crate::text::{Kind, Person, WordClasses};

use super::{foreign, quote_verb};

pub(super) const SIEVE: Sieve = Sieve { rules: &[(Rule::Dash, "– It is late, said Lee. Go home.")], apply };

fn apply(board: &mut Board<'_>) {
    let r = &board.parsed;
    let mut opened: Vec<(usize, At)> = Vec::new();
    for dash in board.signs(Kind::Dash).filter(|&dash| opens(r, dash)) {
        let paragraph = r.paragraph(dash);
        if opened.last().is_none_or(|&(last, _)| last != paragraph) {
            opened.push((paragraph, dash));
        }
    }
    let tagged: Vec<_> = opened.iter().map(|&(_, dash)| tagged(board, dash)).collect();
    let added: Vec<Option<usize>> = tagged.into_iter().map(|draft| draft.map(|draft| board.add(draft))).collect();
    for (line, &(index, dash)) in opened.iter().enumerate().filter(|&(line, _)| added[line].is_none()) {
        // The quotation of another line, if that line opens a paragraph at this distance.
        let near = |line: Option<usize>, far: usize| {
            let stands = |&line: &usize| {
                let line = opened.get(line).filter(|(other, _)| other.abs_diff(index) == far);
                line.is_some_and(|&(other, dash)| board.parsed.paragraphs[other].start == dash)
            };
            let other = line.filter(stands);
            other.and_then(|line| added[line])
        };
        if near(line.checked_sub(1), 1).or_else(|| near(Some(line + 1), 1)).is_some() {
            let turn = near(line.checked_sub(2), 2).or_else(|| near(Some(line + 2), 2));
            if let Some(draft) = untagged(board, dash, turn) {
                board.add(draft);
            }
        }
    }
}

/// True if a dash may open speech: at the start of a paragraph or a sentence.
fn opens(r: &ParsedText<'_>, dash: At) -> bool {
    let before = dash.checked_sub(1).map_or(Kind::Break, |at| r.kind(at));
    matches!(before, Kind::Break | Kind::Stop | Kind::Question | Kind::Exclamation)
        && !r.is_quoted(dash)
        && matches!(r.kind(dash + 1), Kind::Capital | Kind::Lower | Kind::Number | Kind::Stop)
}

/// A tag inside a line: last token of the speech before it, cue, source, and first token at which the speech may continue.
struct Tag {
    last: At,
    cue: Range<At>,
    source: Phrase,
    end: At,
}

/// A line with a tag.
fn tagged(board: &Board<'_>, dash: At) -> Option<Draft> {
    let r = &board.parsed;
    let limit = r.paragraphs[r.paragraph(dash)].end;
    let opens = r.paragraphs[r.paragraph(dash)].start == dash;
    // In mid-paragraph, the tag is in the sentence of the speech or opens the next sentence.
    let near = if opens { limit } else { r.sentence(r.sentence(dash + 1).end).start + 1 };
    let tag = tag(board, dash + 1, near.clamp(dash + 1, limit))?;
    Some(
        Draft::new(
            Rule::Dash,
            std::iter::once((dash + 1, tag.last)).chain(rest(r, &tag, limit, opens)).collect::<Vec<_>>(),
        )
        .cue(tag.cue)
        .source(tag.source),
    )
}

/// A line without a tag in a dialogue: its speaker is that of the line two before, or else two after.
fn untagged(board: &Board<'_>, dash: At, follows: Option<usize>) -> Option<Draft> {
    let r = &board.parsed;
    let paragraph = r.paragraphs[r.paragraph(dash)].clone();
    let whole = paragraph.start == dash && dash + 1 < paragraph.end;
    whole.then(|| Draft::new(Rule::Dash, [(dash + 1, paragraph.end - 1)]).follows(follows))
}

/// The first tag of a line: after a comma, a question mark, an exclamation mark or a second dash.
fn tag(board: &Board<'_>, from: At, limit: At) -> Option<Tag> {
    let r = &board.parsed;
    let steps = std::iter::successors(Some(from), |&at| Some(r.next(at))).take_while(|&at| at < limit);
    for at in steps.skip(1).take(limits::DASH) {
        let asks = matches!(r.kind(at), Kind::Question | Kind::Exclamation);
        if !(asks || matches!(r.kind(at), Kind::Comma | Kind::Dash | Kind::Stop)) {
            continue;
        }
        let verb = at + 1 + usize::from(r.kind(at + 1) == Kind::Dash);
        if r.kind(at) == Kind::Stop && r.kind(verb) != Kind::Lower {
            continue;
        }
        let dashed = r.kind(at) == Kind::Dash || verb > at + 1;
        let told = quote_verb::attribution(board, from, verb, true);
        let told = told.or_else(|| dashed.then(|| foreign::inverted(r, verb)).flatten());
        if let Some((cue, source)) = told.filter(|(cue, _)| cue.end <= limit) {
            let end = cue.end.max(source.last + 1);
            return Some(Tag { last: if asks { at } else { at - 1 }, cue, source, end });
        }
    }
    None
}

/// The speech after a tag: directly after a dash, otherwise from the next sentence, unless that sentence is narration.
fn rest(r: &ParsedText<'_>, tag: &Tag, limit: At, opens: bool) -> Option<(At, At)> {
    let dashes = |at: At| (at..(at + limits::DASH_RESUMED).min(limit)).find(|&at| r.kind(at) == Kind::Dash);
    let apart = |at: &At| matches!(r.kind(*at), Kind::Stop | Kind::Comma | Kind::Dash);
    let resumed = dashes(tag.end).filter(|&dash| (tag.end..dash).all(|at| apart(&at)));
    let from = match resumed {
        Some(dash) => (dash + 1..limit).find(|at| !apart(at))?,
        None if r.kind(tag.end) == Kind::Comma && resumes(r, tag.end + 1) => tag.end + 1,
        None => {
            let next = r.sentence(tag.end.saturating_sub(1)).end;
            let dashed = r.kind(next) == Kind::Dash;
            let from = next + usize::from(dashed);
            let told = (!opens || narrates(r, from)) && !dashed;
            (from < limit && !told).then_some(from)?
        }
    };
    (from < limit).then_some((from, limit - 1))
}

/// `No, Lee said, not today.`: true if the speech continues after the comma.
fn resumes(r: &ParsedText<'_>, at: At) -> bool {
    let goes_on = WordClasses::CONJUNCTION | WordClasses::NEGATION | WordClasses::SUBORDINATOR | WordClasses::AUXILIARY;
    r.is(at, goes_on | WordClasses::MODAL) && !r.says_any(at, List::While)
        || r.entry(at).pronoun.is_some_and(|pronoun| pronoun.subject && pronoun.person != Person::Third)
}

/// `He closed the door.`: true for a sentence about a person.
fn narrates(r: &ParsedText<'_>, at: At) -> bool {
    r.entry(at).pronoun.is_some_and(|pronoun| pronoun.subject && r.says_any(at, List::HeSheThey))
        || phrase::after(r, at)
            .is_some_and(|found| matches!(found.head, Head::Name(_)) && r.word(found.last + 1).ends_with("ed"))
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn lines_that_open_with_a_dash() {
        assert_found(&[
            (
                "– We are closed, said Ann Lee. Nobody asked us.\n– Indeed, Bob Holt replied. He shut the door.",
                &[
                    "dash: We are closed+Nobody asked us. / said / Ann Lee / Ann Lee",
                    "dash: Indeed / replied / Bob Holt / Bob Holt",
                ],
            ),
            ("— Is it late? asked Ann Lee.", &["dash: Is it late? / asked / Ann Lee / Ann Lee"]),
            ("—Es tarde —dijo Ann Lee—. Vamos.", &["dash: Es tarde+Vamos. / dijo / Ann Lee / Ann Lee"]),
            (
                "— Late, said Ann Lee.\n— Not yet, said Bob Holt.\n— It is.",
                &[
                    "dash: Late / said / Ann Lee / Ann Lee",
                    "dash: Not yet / said / Bob Holt / Bob Holt",
                    "dash: It is. / - / - / Ann Lee",
                ],
            ),
            ("Bring:\n– Apples\n– Two pears, a plum", &[]),
        ]);
    }
}
