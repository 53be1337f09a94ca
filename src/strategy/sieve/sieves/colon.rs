//! `Lee: “…”`, `Here is what Lee had to say: “…”`: a colon is the cue where there is no verb.

use crate::strategy::sieve::{At, Board, Draft, Head, ParsedText, Phrase, Rule, Sieve, limits, phrase};
use crate::text::{Kind, WordClasses};

use super::foreign;

pub(super) const SIEVE: Sieve = Sieve {
    rules: &[(Rule::Colon, "Lee: “…” · Here is what Lee had to say: “…”")],
    apply: |board| board.add_from_pieces(draft),
};

fn draft(board: &Board<'_>, piece: usize) -> Option<Draft> {
    let r = &board.parsed;
    let found = board.pieces()[piece];
    let complete = r.tokens[found.inner_last()].is_terminal();
    if found.words < limits::COLON_WORDS && !complete {
        return None;
    }
    let mut colon = found.first.checked_sub(1)?;
    while colon > 0 && r.kind(colon) == Kind::Break {
        colon -= 1;
    }
    if r.kind(colon) != Kind::Colon || r.paragraph(found.first) > r.paragraph(colon) + 1 {
        return None;
    }
    let start = r.sentence(colon).start;
    let foreign = foreign::is_foreign(r, &found).then(|| last_name(r, start, colon)).flatten();
    let source = foreign.or_else(|| name_before(r, start, colon)).or_else(|| first_name(r, start, colon))?;
    let verb = board.verbs[..board.verbs.partition_point(|verb| verb.at < colon)].last().filter(|verb| {
        verb.at > source.last && r.sentence_number(verb.at) == r.sentence_number(colon) && !board.is_cued(verb.at)
    });
    let cue = verb.map_or(colon..colon + 1, |verb| verb.group.clone());
    Some(Draft::new(Rule::Colon, board.chain(piece)).cue(cue).source(source))
}

/// The first name or pronoun of a sentence.
fn first_name(r: &ParsedText<'_>, start: At, end: At) -> Option<Phrase> {
    let start = start.max(end.saturating_sub(limits::COLON));
    let mut common = None;
    let mut at = start;
    while at < end {
        let found = phrase::after(r, at).filter(|found| found.last < end);
        if at == start && found.is_none() && r.is(at, WordClasses::POSSESSIVE) {
            common = phrase::possessive(r, at);
        }
        if let Some(found) = found {
            match found.head {
                Head::Common => match phrase::owner_at(r, at) {
                    Some(owner) if common.is_none_or(|common| !phrase::names_somebody(r, &common)) => {
                        return Some(owner);
                    }
                    None if common.is_none()
                        && r.is(at, WordClasses::POSSESSIVE)
                        && !phrase::names_somebody(r, &found) =>
                    {
                        return phrase::possessive(r, at);
                    }
                    _ => common = common.or(Some(found)),
                },
                Head::Name(name) if name.end == at + 1 && r.is(at, WordClasses::NATIONALITY) => {}
                Head::Pronoun(pronoun) if !pronoun.subject || r.is(at, WordClasses::RELATIVE) => {}
                _ => return Some(found),
            }
        }
        at += 1;
    }
    common
}

/// `His deputy, Ann Lee:`: the full name between a comma and the colon.
fn name_before(r: &ParsedText<'_>, start: At, colon: At) -> Option<Phrase> {
    let comma =
        (start.max(colon.saturating_sub(limits::COLON_NAME))..colon).rev().find(|&at| r.kind(at) == Kind::Comma)?;
    let name = r.name(comma + 1)?;
    let whole = name.end == colon && name.end > name.first + 1;
    whole.then_some(Phrase::named(name))
}

/// The last name of two words or more, as in `a répondu Lee` and `sagte der Minister Lee`.
fn last_name(r: &ParsedText<'_>, start: At, end: At) -> Option<Phrase> {
    let named = |at: At| phrase::name(r, at).filter(|name| name.end <= end && name.end > at + 1);
    let capital = |at: &At| r.kind(*at) == Kind::Capital && r.kind(at.saturating_sub(1)) != Kind::Capital;
    let name = (start.max(end.saturating_sub(limits::COLON))..end).rev().filter(capital).find_map(named)?;
    Some(Phrase::named(name))
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn a_colon_is_the_cue() {
        assert_found(&[
            ("Ann Lee: “It will work at last.”", &["colon: “It will work at last.” / : / Ann Lee / Ann Lee"]),
            ("Ann Lee had one word: “No.”", &["colon: “No.” / : / Ann Lee / Ann Lee"]),
            ("His deputy, Ann Lee: “It will not.”", &["colon: “It will not.” / : / Ann Lee / Ann Lee"]),
            ("The end of Ann Lee's letter: “Keep the dog.”", &["colon: “Keep the dog.” / : / Ann Lee / Ann Lee"]),
            ("Ann Lee left. Her reason: “The dog.”", &["colon: “The dog.” / : / Her / Ann Lee"]),
        ]);
    }

    #[test]
    fn a_list_after_a_colon_is_not_speech() {
        assert_found(&[("They played two works: “Hamlet” and “Lear”.", &[])]);
    }
}
