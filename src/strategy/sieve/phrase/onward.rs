//! Search forwards for the phrase that begins at a place.

use super::head::headed;
use super::{Head, Phrase, is_plural_possessive};
use crate::strategy::sieve::{At, List, ParsedText, limits};
use crate::text::{CueForm, Kind, WordClasses};

/// The phrase that begins at a token, after an inverted verb or `according to`.
pub(in crate::strategy::sieve) fn after(r: &ParsedText<'_>, first: At) -> Option<Phrase> {
    if let Some(pronoun) = r.entry(first).pronoun.filter(|_| r.kind(first) != Kind::Possessive) {
        let alone = !r.is(first, WordClasses::POSSESSIVE) || !matches!(r.kind(first + 1), Kind::Lower | Kind::Capital);
        if alone {
            return Some(Phrase { first, last: first, head: Head::Pronoun(pronoun) });
        }
    }
    let stop = r.sentence(first).end;
    let mut end = first;
    while end < stop && end - first < limits::PHRASE && !ends_after(r, first, end) {
        end = match r.name(end) {
            Some(name) if name.end <= stop => name.end,
            _ => end + 1,
        };
    }
    (end > first).then(|| headed(r, first, end)).flatten()
}

/// The phrase that begins where only a noun phrase can follow, as after `according to`; accepts any bare noun.
pub(in crate::strategy::sieve) fn governed(r: &ParsedText<'_>, first: At) -> Option<Phrase> {
    let noun = |&at: &At| matches!(r.kind(at), Kind::Lower | Kind::Number) && !r.is(at, WordClasses::PREPOSITION);
    let bare = || {
        (first..first + limits::BARE_NOUNS).take_while(noun).last().map(|last| Phrase {
            first,
            last,
            head: Head::Common,
        })
    };
    after(r, first).or_else(bare)
}

/// `Lee, Holt and Reed`: extends the phrase by the other names of a list.
pub(in crate::strategy::sieve) fn listed(r: &ParsedText<'_>, found: Phrase) -> Phrase {
    let mut end = found.last + 1;
    while matches!(found.head, Head::Name(_)) && end - found.first < limits::PHRASE {
        let and = end + usize::from(r.kind(end) == Kind::Comma);
        let last = r.says(and, "and");
        let next = if last { and + 1 } else { end + 1 };
        let Some(name) = (last || and > end).then(|| r.name(next)).flatten() else { break };
        if last || r.says(name.end, "and") && r.name(name.end + 1).is_some() {
            let joined = if last { name } else { r.name(name.end + 1).unwrap_or(name) };
            return Phrase { last: joined.end - 1, ..found };
        }
        end = name.end;
    }
    found
}

/// True if a lower-case word can only be a verb here: after a name, or before a determiner.
fn is_verb_like(r: &ParsedText<'_>, first: At, at: At) -> bool {
    let noun =
        WordClasses::PERSON_NOUN | WordClasses::ORGANIZATION_NOUN | WordClasses::TITLE | WordClasses::PREPOSITION;
    let no_name = WordClasses::NATIONALITY | WordClasses::DETERMINER | WordClasses::POSSESSIVE;
    let after_name = r.kind(r.before(at, 1)) == Kind::Capital && !r.is(r.before(at, 1), no_name);
    let leads_to_name = (at + 1..at + limits::NAME_AHEAD)
        .take_while(|&next| r.tokens.get(next).is_some_and(|token| token.is_word()))
        .any(|next| r.kind(next) == Kind::Capital)
        && r.word(at).len() > 2;
    let before_determiner =
        r.is(at + 1, WordClasses::DETERMINER | WordClasses::POSSESSIVE) || r.entry(at + 1).pronoun.is_some();
    let noun_before = r.is(r.before(at, 1), WordClasses::PERSON_NOUN | WordClasses::ORGANIZATION_NOUN);
    let past = r.word(at).ends_with("ed") && (r.says(at + 1, "to") || r.is_adverb(at + 1));
    if at > first && noun_before && past {
        return true;
    }
    let ends_name = after_name && (!leads_to_name || r.word(at).ends_with("ed"));
    at > first && !r.is(at, noun) && (ends_name || before_determiner)
}

/// True if the phrase from `first` ends before this token.
fn ends_after(r: &ParsedText<'_>, first: At, at: At) -> bool {
    if at == first {
        let closed = WordClasses::CONJUNCTION | WordClasses::PREPOSITION | WordClasses::AUXILIARY | WordClasses::MODAL;
        let leads = r.is(at, closed | WordClasses::SUBORDINATOR) && !r.is(at, WordClasses::DETERMINER);
        return !r.tokens[at].is_word() || r.is(at, WordClasses::TIME) || leads;
    }
    match r.kind(at) {
        Kind::Capital | Kind::Number => r.is(at, WordClasses::TIME) && r.kind(r.before(at, 1)) != Kind::Capital,
        Kind::Possessive => false,
        Kind::Lower => {
            let of = r.says_any(at, List::PostModifier);
            let closed = WordClasses::SUBORDINATOR
                | WordClasses::RELATIVE
                | WordClasses::AUXILIARY
                | WordClasses::MODAL
                | WordClasses::FINITE
                | WordClasses::NEGATION
                | WordClasses::PREPOSITION
                | WordClasses::TIME;
            let pair = r.is(at, WordClasses::CONJUNCTION)
                && !(r.says(at, "and") && r.kind(r.before(at, 1)) == Kind::Capital && r.kind(at + 1) == Kind::Capital);
            let other = r.is_adverb(at) || r.entry(at).pronoun.is_some();
            let reports = r.entry(at).verb.is_some_and(|verb| verb.form == CueForm::Past)
                && r.entry(at).noun.is_none()
                && !r.is(r.before(at, 1), WordClasses::DETERMINER | WordClasses::POSSESSIVE);
            pair || other || reports || is_verb_like(r, first, at) || r.is(at, closed) && !of
        }
        Kind::Other => r.word(at) != "&",
        Kind::Mark => !is_plural_possessive(r, at),
        _ => true,
    }
}
