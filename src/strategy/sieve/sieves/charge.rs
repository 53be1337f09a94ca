//! `Lee accused Holt of theft`, `Lee described Holt as a thief`, `Lee called Holt a thief`: the content is an object with its
//! description.

use crate::strategy::sieve::{At, Board, Draft, List, ParsedText, Rule, Sieve, Verb, clause, limits, subject};
use crate::text::{Frames, Kind, WordClasses};

pub(super) const SIEVE: Sieve = Sieve {
    rules: &[(Rule::Charge, "Lee accused Holt of theft · Lee called Holt a thief")],
    apply: |board| board.add_from_verbs(draft),
};

fn draft(board: &Board<'_>, verb: &Verb) -> Option<Draft> {
    let r = &board.parsed;
    let frames = verb.entry.frames;
    let from = verb.group.end;
    let fits =
        frames.intersects(Frames::CHARGE) && charges(r, from) || frames.intersects(Frames::NAMING) && names(r, from);
    if board.is_cued(verb.at) || !fits {
        return None;
    }
    let source = subject::acting_on(board, verb)?;
    Some(Draft::new(Rule::Charge, [(from, clause::phrase_end(r, from)?)]).cue(verb.group.clone()).source(source))
}

/// True if an object with *of*, *for* or *as* follows.
fn charges(r: &ParsedText<'_>, from: At) -> bool {
    let end = r.sentence(from).end.min(from + limits::CHARGE);
    let inside = |at: &At| r.tokens[*at].is_word() || r.kind(*at) == Kind::Possessive;
    let links = |at: At| r.says_any(at, List::ChargePreposition);
    clause::has_subject(r, from) && (from + 1..end).take_while(inside).any(links)
}

/// True if a second noun phrase follows the first.
fn names(r: &ParsedText<'_>, from: At) -> bool {
    let end = r.sentence(from).end.min(from + limits::CHARGE / 2);
    let inside = |at: &At| matches!(r.kind(*at), Kind::Lower | Kind::Capital | Kind::Possessive);
    let article = |at: At| r.says_any(at, List::NamingArticle);
    let second = |at: At| article(at) && !r.is(r.before(at, 1), WordClasses::PREPOSITION);
    clause::has_subject(r, from) && (from + 1..end).take_while(inside).any(second)
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn what_is_said_of_somebody() {
        assert_found(&[
            ("Ann Lee accused the board of theft.", &["charge: the board of theft / accused / Ann Lee / Ann Lee"]),
            ("Ann Lee described Holt as a liar.", &["charge: Holt as a liar / described / Ann Lee / Ann Lee"]),
            ("Ann Lee called the plan a mess.", &["charge: the plan a mess / called / Ann Lee / Ann Lee"]),
        ]);
    }

    #[test]
    fn a_call_names_nobody() {
        assert_found(&[("Ann Lee called Bob Holt on Monday.", &[])]);
    }
}
