//! Whether a clause stands somewhere: a subject, and a finite verb behind it.

use crate::strategy::sieve::reading::{At, Reading};
use crate::text::{CueForm, Kind, WordClasses, pronoun};

/// How far a verb may be from the beginning of its clause.
const PHRASE_TO_VERB: usize = 20;

/// Whether a clause can begin here: a subject, and a verb of its own somewhere behind it.
pub(super) fn begins_clause(r: &Reading<'_>, at: At, lenient: bool) -> bool {
    has_subject(r, at) && has_verb(r, at, r.sentence(at).end, lenient)
}

/// Whether a subject can begin here.
pub(in crate::strategy::sieve) fn has_subject(r: &Reading<'_>, at: At) -> bool {
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
                || r.says_any(at, &["about", "around", "nearly", "almost"]) && is_count(r, at + 1)
                || r.says_any(at, &["there", "in", "if", "when", "as", "what"])
                || !r.is(at, closed)
        }
        _ => false,
    }
}

/// `half`, `40`: what a number of is said of.
fn is_count(r: &Reading<'_>, at: At) -> bool {
    r.kind(at) == Kind::Number || r.says_any(at, &["half", "all", "two", "three", "four", "five", "ten"])
}

/// `they’re`: a subject and its verb in one word.
fn is_contracted(word: &str) -> bool {
    let mut parts = word.split(['\'', '’']);
    let subject = parts.next().and_then(pronoun).is_some_and(|pronoun| pronoun.subject);
    subject && parts.next().is_some_and(|rest| matches!(rest, "re" | "ve" | "ll" | "d" | "m"))
}

/// Whether a finite verb follows before `end`; `lenient` takes endings in -ed and -s for one.
pub(in crate::strategy::sieve) fn has_verb(r: &Reading<'_>, from: At, end: At, lenient: bool) -> bool {
    if is_contracted(r.word(from)) {
        return true;
    }
    let mut at = from + 1;
    for _ in 0..PHRASE_TO_VERB {
        let object = r.is(at, WordClasses::RELATIVE | WordClasses::SUBORDINATOR)
            || r.is(at, WordClasses::CONJUNCTION) && (is_finite(r, at + 1) || may_be_finite(r, at + 1));
        if !lenient && at < end && object {
            return false;
        }
        let quoted = r.opens_piece(at).is_some_and(|last| last > at + 3);
        if at >= end || quoted || is_finite(r, at) || lenient && may_be_finite(r, at) {
            return at < end;
        }
        at = r.next(at);
    }
    false
}

pub(in crate::strategy::sieve) fn is_finite(r: &Reading<'_>, at: At) -> bool {
    let listed = r.is(at, WordClasses::AUXILIARY | WordClasses::MODAL | WordClasses::FINITE);
    let reports = r.entry(at).verb.is_some_and(|verb| matches!(verb.form, CueForm::Past | CueForm::Present));
    let before = at.checked_sub(1).and_then(|before| r.entry(before).pronoun);
    let subject = before.is_some_and(|pronoun| pronoun.subject);
    let short = r.kind(at) == Kind::Possessive && before.is_some();
    listed || reports || short || subject && r.kind(at) == Kind::Lower
}

/// An ending in -ed or -s, or a word after an adverb that comes before verbs.
fn may_be_finite(r: &Reading<'_>, at: At) -> bool {
    let word = r.word(at);
    let ending = word.len() > 3 && (word.ends_with("ed") || word.ends_with('s') && !word.ends_with("ss"));
    let after_adverb = ["still", "also", "never", "always", "often", "already", "just"]
        .iter()
        .any(|adverb| r.says(r.before(at, 1), adverb));
    r.kind(at) == Kind::Lower && (ending || after_adverb || r.is(at, WordClasses::PAST))
}

/// Whether a clause begins with a gerund: `taking it`, `having been there`.
pub(in crate::strategy::sieve) fn is_gerund(r: &Reading<'_>, at: At) -> bool {
    let word = r.word(at);
    let noun = ["something", "nothing", "anything", "everything", "during"].contains(&word);
    matches!(r.kind(at), Kind::Lower | Kind::Capital) && word.len() > 4 && word.ends_with("ing") && !noun
}
