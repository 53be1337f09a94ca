//! `Lee urged Holt to stay`, `Lee called on Holt to stay`: what somebody is asked to do.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::clause;
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::reading::{At, Reading};
use crate::strategy::sieve::subject;
use crate::strategy::sieve::verbs::Verb;
use crate::text::{Frames, Kind, WordClasses};

/// Longest recipient, in tokens.
const RECIPIENT: usize = 14;

/// See the module.
pub(in crate::strategy::sieve) struct Request;

impl Sieve for Request {
    fn name(&self) -> &'static str {
        "request"
    }

    fn summary(&self) -> &'static str {
        "Lee urged Holt to stay · Lee called on Holt to stay"
    }

    fn apply(&self, board: &mut Board<'_>) {
        board.add_from_verbs(|board, verb| self.draft(board, verb));
    }
}

impl Request {
    fn draft(&self, board: &Board<'_>, verb: &Verb) -> Option<Draft> {
        let r = &board.reading;
        let on = r.says(verb.at, "called") || r.says(verb.at, "calls") || r.says(verb.at, "calling");
        let on = on && r.says_any(verb.group.end, &["on", "upon"]);
        if board.is_cued(verb.at) || !(on || verb.entry.frames.intersects(Frames::REQUEST)) {
            return None;
        }
        let after = verb.group.end + usize::from(on);
        let to = infinitive(r, after)?;
        if r.says(to, "not") && r.says(to + 2, "be") && r.says_any(to + 3, &["named", "identified", "quoted"]) {
            return None;
        }
        let source = subject::acting_on(board, verb)?;
        let content = vec![(to, clause::phrase_end(r, to)?)];
        let cue = verb.group.start..after;
        Some(Draft { content, cue: Some(cue), source: Some(source), follows: None, rule: self.name() })
    }
}

/// The `to` after the recipient, which may be followed by `not`.
fn infinitive(r: &Reading<'_>, from: At) -> Option<At> {
    let end = r.sentence(from).end.min(from + RECIPIENT);
    let first = r.kind(from);
    if !matches!(first, Kind::Lower | Kind::Capital | Kind::Number) || r.is(from, WordClasses::PREPOSITION) {
        return None;
    }
    let stops = |at: At| {
        let finite = WordClasses::AUXILIARY | WordClasses::MODAL | WordClasses::FINITE | WordClasses::SUBORDINATOR;
        matches!(r.kind(at), Kind::Semicolon | Kind::Colon | Kind::Break | Kind::Comma)
            || r.opens_piece(at).is_some()
            || r.is(at, finite) && !r.is(at, WordClasses::PREPOSITION)
    };
    let to = (from + 1..end).take_while(|&at| !stops(at)).find(|&at| r.says(at, "to") && is_verb(r, at + 1))?;
    Some(if r.says(r.before(to, 1), "not") { to - 1 } else { to })
}

/// Whether an infinitive can stand here, rather than a place or a person.
fn is_verb(r: &Reading<'_>, at: At) -> bool {
    let nominal =
        WordClasses::DETERMINER | WordClasses::POSSESSIVE | WordClasses::PERSON_NOUN | WordClasses::PREPOSITION;
    r.kind(at) == Kind::Lower && !r.is(at, nominal) && r.entry(at).pronoun.is_none() || r.says(at, "head")
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn what_somebody_is_asked_to_do() {
        assert_found(&[
            ("Ann Lee urged Bob Holt to resign.", &["request: to resign / urged / Ann Lee / Ann Lee"]),
            ("Ann Lee told the board not to sell.", &["request: not to sell / told / Ann Lee / Ann Lee"]),
            ("Ann Lee called on the board to resign.", &["request: to resign / called on / Ann Lee / Ann Lee"]),
        ]);
    }

    #[test]
    fn a_place_or_a_possibility_is_no_request() {
        assert_found(&[
            ("Ann Lee called on the road to Hull.", &[]),
            ("Ann Lee would urge them to stay.", &[]),
            ("A man asked not to be named.", &[]),
        ]);
    }
}
