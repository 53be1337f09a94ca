//! `Lee: “…”`, `Here is what Lee had to say: “…”`: a colon is the cue where no verb is.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::phrase::{self, Head, Phrase};
use crate::strategy::sieve::reading::{At, Reading};
use crate::text::{Kind, WordClasses, name_at};

use super::foreign;

/// How far the sentence before the colon is read, in tokens.
const REACH: usize = 60;

/// See the module.
pub(in crate::strategy::sieve) struct Colon;

impl Sieve for Colon {
    fn name(&self) -> &'static str {
        "colon"
    }

    fn summary(&self) -> &'static str {
        "Lee: “…” · Here is what Lee had to say: “…”"
    }

    fn apply(&self, board: &mut Board<'_>) {
        board.add_from_pieces(|board, piece| self.draft(board, piece));
    }
}

impl Colon {
    fn draft(&self, board: &Board<'_>, piece: usize) -> Option<Draft> {
        let r = &board.reading;
        let found = board.pieces()[piece];
        let complete = r.tokens[found.inner_last()].is_terminal();
        if found.words < 3 && !complete {
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
        Some(Draft {
            content: board.chain(piece),
            cue: Some(cue),
            source: Some(source),
            follows: None,
            rule: self.name(),
        })
    }
}

/// The first name or pronoun of a sentence.
fn first_name(r: &Reading<'_>, start: At, end: At) -> Option<Phrase> {
    let start = start.max(end.saturating_sub(REACH));
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

/// `His deputy, Ann Lee:`: the whole name that ends at the colon behind a comma.
fn name_before(r: &Reading<'_>, start: At, colon: At) -> Option<Phrase> {
    let comma = (start.max(colon.saturating_sub(8))..colon).rev().find(|&at| r.kind(at) == Kind::Comma)?;
    let name = name_at(r.text, &r.tokens, comma + 1, false)?;
    let whole = name.end == colon && name.end > name.first + 1;
    whole.then_some(Phrase { first: name.first, last: name.end - 1, head: Head::Name(name) })
}

/// The last name of two words or more, as in `a répondu Lee` and `sagte der Minister Lee`.
fn last_name(r: &Reading<'_>, start: At, end: At) -> Option<Phrase> {
    let named = |at: At| {
        name_at(r.text, &r.tokens, at, phrase::opens(r, at)).filter(|name| name.end <= end && name.end > at + 1)
    };
    let capital = |at: &At| r.kind(*at) == Kind::Capital && r.kind(at.saturating_sub(1)) != Kind::Capital;
    let name = (start.max(end.saturating_sub(REACH))..end).rev().filter(capital).find_map(named)?;
    Some(Phrase { first: name.first, last: name.end - 1, head: Head::Name(name) })
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
