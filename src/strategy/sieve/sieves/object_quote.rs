//! `Lee called the plan “a mess”`: the content is an object with marks.

use crate::strategy::sieve::{Board, Draft, Rule, Sieve, Verb, limits, subject};
use crate::text::{Frames, Kind, WordClasses};

pub(super) const SIEVE: Sieve = Sieve {
    rules: &[(Rule::ObjectQuote, "Lee called the plan “a mess” · Lee warned of “a mess”")],
    apply: |board| board.add_from_verbs(draft),
};

fn draft(board: &Board<'_>, verb: &Verb) -> Option<Draft> {
    let r = &board.parsed;
    if board.is_cued(verb.at) || !verb.is_finite() && !verb.takes(Frames::OBJECT) {
        return None;
    }
    let speaks = !r.is_quoted(verb.at) && verb.takes(Frames::SPEECH);
    if !(speaks || verb.takes(Frames::OBJECT)) || verb.entry.grade > 2 {
        return None;
    }
    let end = r.sentence(verb.at).end;
    let stops = |at: usize| {
        let another = r.entry(at).verb.is_some_and(|verb| verb.grade < 3);
        matches!(r.kind(at), Kind::Semicolon | Kind::Break) || another
    };
    let reach = end.min(verb.group.end + limits::OBJECT_QUOTE);
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
    Some(
        Draft::new(Rule::ObjectQuote, [(object.min(at), board.pieces()[piece].last)])
            .cue(verb.group.clone())
            .source(source),
    )
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
