//! `Lee accused Holt of theft`, `Lee described Holt as a thief`, `Lee called Holt a thief`: what is said of somebody.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::clause;
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::reading::{At, Reading};
use crate::strategy::sieve::subject;
use crate::strategy::sieve::verbs::Verb;
use crate::text::{Frames, Kind, WordClasses};

/// Longest object, in tokens.
const OBJECT: usize = 14;

/// See the module.
pub(in crate::strategy::sieve) struct Charge;

impl Sieve for Charge {
    fn name(&self) -> &'static str {
        "charge"
    }

    fn summary(&self) -> &'static str {
        "Lee accused Holt of theft · Lee called Holt a thief"
    }

    fn apply(&self, board: &mut Board<'_>) {
        board.add_from_verbs(|board, verb| self.draft(board, verb));
    }
}

impl Charge {
    fn draft(&self, board: &Board<'_>, verb: &Verb) -> Option<Draft> {
        let r = &board.reading;
        let frames = verb.entry.frames;
        let from = verb.group.end;
        let fits = frames.intersects(Frames::CHARGE) && charges(r, from)
            || frames.intersects(Frames::NAMING) && names(r, from);
        if board.is_cued(verb.at) || !fits {
            return None;
        }
        let source = subject::acting_on(board, verb)?;
        let content = vec![(from, clause::phrase_end(r, from)?)];
        Some(Draft { content, cue: Some(verb.group.clone()), source: Some(source), follows: None, rule: self.name() })
    }
}

/// Whether an object with *of*, *for* or *as* follows.
fn charges(r: &Reading<'_>, from: At) -> bool {
    let end = r.sentence(from).end.min(from + OBJECT);
    let inside = |at: &At| r.tokens[*at].is_word() || r.kind(*at) == Kind::Possessive;
    let links = |at: At| r.says_any(at, &["of", "for", "as"]);
    clause::has_subject(r, from) && (from + 1..end).take_while(inside).any(links)
}

/// Whether a second noun phrase follows the first.
fn names(r: &Reading<'_>, from: At) -> bool {
    let end = r.sentence(from).end.min(from + OBJECT / 2);
    let inside = |at: &At| matches!(r.kind(*at), Kind::Lower | Kind::Capital | Kind::Possessive);
    let article = |at: At| r.says_any(at, &["a", "an", "the", "one"]);
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
