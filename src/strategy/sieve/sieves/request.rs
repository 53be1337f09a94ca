//! `Lee urged Holt to stay`, `Lee called on Holt to stay`: the content is an infinitive after a recipient.

use crate::strategy::sieve::{At, Board, Draft, List, ParsedText, Rule, Sieve, Verb, clause, limits, subject};
use crate::text::{Frames, Kind, WordClasses};

pub(super) const SIEVE: Sieve = Sieve {
    rules: &[(Rule::Request, "Lee urged Holt to stay · Lee called on Holt to stay")],
    apply: |board| board.add_from_verbs(draft),
};

fn draft(board: &Board<'_>, verb: &Verb) -> Option<Draft> {
    let r = &board.parsed;
    let on = r.says_any(verb.at, List::Call) && r.says_any(verb.group.end, List::CallOn);
    if board.is_cued(verb.at) || !(on || verb.takes(Frames::REQUEST)) {
        return None;
    }
    let after = verb.group.end + usize::from(on);
    let to = infinitive(r, after)?;
    if r.says(to, "not") && r.says(to + 2, "be") && r.says_any(to + 3, List::Unnamed) {
        return None;
    }
    let source = subject::acting_on(board, verb)?;
    let cue = verb.group.start..after;
    Some(Draft::new(Rule::Request, [(to, clause::phrase_end(r, to)?)]).cue(cue).source(source))
}

/// The first token of the infinitive after the recipient: `to` or `not to`.
fn infinitive(r: &ParsedText<'_>, from: At) -> Option<At> {
    let end = r.sentence(from).end.min(from + limits::REQUEST);
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

/// True if an infinitive can begin here, rather than a place or a person.
fn is_verb(r: &ParsedText<'_>, at: At) -> bool {
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
