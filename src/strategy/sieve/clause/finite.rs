//! Detection of clauses: a subject followed by a finite verb.

use crate::strategy::sieve::{At, List, ParsedText, limits};
use crate::text::{CueForm, Kind, WordClasses, pronoun};

/// True if a clause can begin here: a subject, followed somewhere by its own verb.
pub(super) fn begins_clause(r: &ParsedText<'_>, at: At, lenient: bool) -> bool {
    has_subject(r, at) && has_verb(r, at, r.sentence(at).end, lenient)
}

/// True if a subject can begin here.
pub(in crate::strategy::sieve) fn has_subject(r: &ParsedText<'_>, at: At) -> bool {
    match r.kind(at) {
        Kind::Capital | Kind::Number => !r.is(at, WordClasses::TIME),
        Kind::Lower => {
            let determiner = WordClasses::DETERMINER | WordClasses::POSSESSIVE;
            let closed =
                WordClasses::PREPOSITION | WordClasses::CONJUNCTION | WordClasses::AUXILIARY | WordClasses::MODAL;
            let closed = closed | WordClasses::SUBORDINATOR | WordClasses::TIME | WordClasses::FINITE;
            r.entry(at).pronoun.is_some()
                || is_contracted(r.word(at))
                || r.word(at).len() > 4 && r.word(at).ends_with("ing") && !r.is(at, WordClasses::PREPOSITION)
                || r.is(at, determiner)
                || r.says_any(at, List::Nearly) && is_count(r, at + 1)
                || r.says_any(at, List::ClauseLead)
                || !r.is(at, closed)
        }
        _ => false,
    }
}

/// True for a number or a quantity: `half`, `40`.
fn is_count(r: &ParsedText<'_>, at: At) -> bool {
    r.kind(at) == Kind::Number || r.says_any(at, List::Count)
}

/// True for a contraction of a subject and its verb: `they’re`.
fn is_contracted(word: &str) -> bool {
    let mut parts = word.split(['\'', '’']);
    let subject = parts.next().and_then(pronoun).is_some_and(|pronoun| pronoun.subject);
    subject && parts.next().is_some_and(|rest| matches!(rest, "re" | "ve" | "ll" | "d" | "m"))
}

/// True if a finite verb follows before `end`; `lenient` also accepts words in -ed and -s.
pub(in crate::strategy::sieve) fn has_verb(r: &ParsedText<'_>, from: At, end: At, lenient: bool) -> bool {
    if is_contracted(r.word(from)) {
        return true;
    }
    let mut at = from + 1;
    for _ in 0..limits::CLAUSE_TO_VERB {
        let object = r.is(at, WordClasses::RELATIVE | WordClasses::SUBORDINATOR)
            || r.is(at, WordClasses::CONJUNCTION) && (is_finite(r, at + 1) || may_be_finite(r, at + 1));
        if !lenient && at < end && object {
            return false;
        }
        let quoted = r.opens_piece(at).is_some_and(|last| last > at + limits::QUOTED_WORD);
        if at >= end || quoted || is_finite(r, at) || lenient && may_be_finite(r, at) {
            return at < end;
        }
        at = r.next(at);
    }
    false
}

pub(in crate::strategy::sieve) fn is_finite(r: &ParsedText<'_>, at: At) -> bool {
    let listed = r.is(at, WordClasses::AUXILIARY | WordClasses::MODAL | WordClasses::FINITE);
    let reports = r.entry(at).verb.is_some_and(|verb| matches!(verb.form, CueForm::Past | CueForm::Present));
    let before = at.checked_sub(1).and_then(|before| r.entry(before).pronoun);
    let subject = before.is_some_and(|pronoun| pronoun.subject);
    let short = r.kind(at) == Kind::Possessive && before.is_some();
    listed || reports || short || subject && r.kind(at) == Kind::Lower
}

/// True for a word in -ed or -s, or a word after an adverb that precedes verbs.
fn may_be_finite(r: &ParsedText<'_>, at: At) -> bool {
    let word = r.word(at);
    let ending = word.len() > 3 && (word.ends_with("ed") || word.ends_with('s') && !word.ends_with("ss"));
    let after_adverb = r.says_any(r.before(at, 1), List::BeforeVerb);
    r.kind(at) == Kind::Lower && (ending || after_adverb || r.is(at, WordClasses::PAST))
}

/// True if a clause begins with a gerund: `taking it`, `having been there`.
pub(in crate::strategy::sieve) fn is_gerund(r: &ParsedText<'_>, at: At) -> bool {
    let word = r.word(at);
    let noun = List::Something.has(word);
    matches!(r.kind(at), Kind::Lower | Kind::Capital) && word.len() > 4 && word.ends_with("ing") && !noun
}
