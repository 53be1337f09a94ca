//! `Lee called the plan “a mess”`: what somebody is said to have called something.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::subject;
use crate::strategy::sieve::verbs::Verb;
use crate::text::{Frames, Kind, WordClasses};

/// How far the marks may stand from the verb, in tokens.
const REACH: usize = 18;

/// See the module.
pub(in crate::strategy::sieve) struct ObjectQuote;

impl Sieve for ObjectQuote {
    fn name(&self) -> &'static str {
        "object-quote"
    }

    fn summary(&self) -> &'static str {
        "Lee called the plan “a mess” · Lee warned of “a mess”"
    }

    fn apply(&self, board: &mut Board<'_>) {
        board.add_from_verbs(|board, verb| self.draft(board, verb));
    }
}

impl ObjectQuote {
    fn draft(&self, board: &Board<'_>, verb: &Verb) -> Option<Draft> {
        let r = &board.reading;
        if board.is_cued(verb.at) || !verb.is_finite() && !verb.entry.frames.intersects(Frames::OBJECT) {
            return None;
        }
        let speaks = !r.is_quoted(verb.at) && verb.entry.frames.intersects(Frames::SPEECH);
        if !(speaks || verb.entry.frames.intersects(Frames::OBJECT)) || verb.entry.grade > 2 {
            return None;
        }
        let end = r.sentence(verb.at).end;
        let stops = |at: usize| {
            let another = r.entry(at).verb.is_some_and(|verb| verb.grade < 3);
            matches!(r.kind(at), Kind::Semicolon | Kind::Break) || another
        };
        let reach = end.min(verb.group.end + REACH);
        let at = (verb.group.end..reach).take_while(|&at| !stops(at)).find(|&at| r.opens_piece(at).is_some())?;
        if r.kind(r.before(at, 1)) == Kind::Colon {
            return None;
        }
        let inside = |piece: usize| {
            let outer = board.owner(piece).map(|owner| &board.drafts[owner].content);
            outer.is_none_or(|outer| outer.iter().any(|&(first, last)| first < verb.at && verb.at < last))
        };
        let piece = board.piece_at(at).filter(|&piece| inside(piece))?;
        let source = match verb.is_finite() {
            true => verb.subject.or_else(|| subject::coordinated(board, verb))?,
            false => subject::acting_on(board, verb)?,
        };
        let object = verb.group.end;
        let object = if r.is(object, WordClasses::PREPOSITION) { object + 1 } else { object };
        let content = vec![(object.min(at), board.pieces()[piece].last)];
        Some(Draft { content, cue: Some(verb.group.clone()), source: Some(source), follows: None, rule: self.name() })
    }
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn what_something_was_called() {
        assert_found(&[(
            "Ann Lee called the plan “a mess.”",
            &["object-quote: the plan “a mess.” / called / Ann Lee / Ann Lee"],
        )]);
    }

    #[test]
    fn scare_quotes_and_titles_are_not_speech() {
        assert_found(&[
            ("The “terrorists” fled at dawn.", &[]),
            ("They watched “Hamlet” twice.", &[]),
            ("Joe “Shorty” Holt left early.", &[]),
        ]);
    }
}
