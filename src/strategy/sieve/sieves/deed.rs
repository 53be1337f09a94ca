//! `Lee condemned the attack`, `Lee denied the charge`: the content is a plain object.

use crate::strategy::sieve::{At, Board, Draft, List, ParsedText, Rule, Sieve, Verb, clause, subject};
use crate::text::{Frames, Kind, WordClasses};

pub(super) const SIEVE: Sieve = Sieve {
    rules: &[(Rule::Deed, "Lee condemned the attack · Lee denied the charge")],
    apply: |board| board.add_from_verbs(draft),
};

fn draft(board: &Board<'_>, verb: &Verb) -> Option<Draft> {
    let r = &board.parsed;
    let at = verb.group.end;
    let named =
        matches!(r.kind(at), Kind::Capital | Kind::Number) || r.kind(at) == Kind::Lower && clause::has_subject(r, at);
    let nominal = named && r.entry(at).pronoun.is_none_or(|_| r.is(at, WordClasses::POSSESSIVE));
    let opens = nominal && !r.says(at, "in") && !r.says(at, "as") && !r.is(at, WordClasses::TIME);
    if board.is_cued(verb.at) || !opens || !verb.takes(Frames::DEED) {
        return None;
    }
    let source = subject::acting_on(board, verb)?;
    let last = object_end(r, at).filter(|&last| last > at || !r.says_any(at, List::Demonstrative))?;
    if owns_or_denies(r, verb.at) && !is_denial(r, at, last) {
        return None;
    }
    Some(Draft::new(Rule::Deed, [(at, last)]).cue(verb.group.clone()).source(source))
}

/// True if the word is a form of `deny` or `admit`.
fn owns_or_denies(r: &ParsedText<'_>, at: At) -> bool {
    r.says_any(at, List::Deny) || r.says_any(at, List::Admit)
}

/// True if a statement is denied or admitted, rather than a wish or a guest.
fn is_denial(r: &ParsedText<'_>, first: At, last: At) -> bool {
    (first..=last).any(|at| r.entry(at).noun.is_some() || r.is(at, WordClasses::DENIABLE))
}

/// The last token of the object, which ends before a comma, a day or a subordinate clause.
fn object_end(r: &ParsedText<'_>, from: At) -> Option<At> {
    let last = clause::phrase_end(r, from)?;
    let stops = |at: At| {
        let subordinate = r.says_any(at, List::DeedEnd);
        let day = r.is(at, WordClasses::TIME) || r.says(at, "on") && r.is(at + 1, WordClasses::TIME);
        matches!(r.kind(at), Kind::Comma | Kind::Dash | Kind::Semicolon) || subordinate || day
    };
    let mut at = from + 1;
    while at <= last && !stops(at) {
        at = r.next(at);
    }
    Some(at.min(last + 1) - 1)
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn a_plain_object() {
        assert_found(&[
            ("Ann Lee condemned the attack on Monday.", &["deed: the attack / condemned / Ann Lee / Ann Lee"]),
            ("Ann Lee admitted two counts of fraud.", &["deed: two counts of fraud / admitted / Ann Lee / Ann Lee"]),
            ("Ann Lee denied the charge.", &["deed: the charge / denied / Ann Lee / Ann Lee"]),
        ]);
    }

    #[test]
    fn a_denied_wish_is_an_act() {
        assert_found(&[
            ("The board denied the request.", &[]),
            ("The board denied him a visa.", &[]),
            ("Ann Lee admitted two patients.", &[]),
            ("Ann Lee rejected that.", &[]),
        ]);
    }
}
