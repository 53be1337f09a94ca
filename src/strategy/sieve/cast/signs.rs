//! The words in and next to a name: offices, nouns of organisations, ages, verbs.

use crate::strategy::sieve::{At, List, ParsedText, limits};
use crate::text::{CueForm, Gender, Kind, Name, WordClasses};

/// True for an office alone: `Mayor`.
pub(super) fn is_office(r: &ParsedText<'_>, name: &Name) -> bool {
    (name.first..name.end).all(|at| r.is(at, WordClasses::TITLE | WordClasses::PERSON_NOUN))
}

/// True for a nationality alone: `Danish`.
pub(super) fn is_nationality(r: &ParsedText<'_>, name: &Name) -> bool {
    (name.first..name.end).all(|at| r.is(at, WordClasses::NATIONALITY))
}

/// `Hartwell district council`: extends a name by the noun that makes it an organisation's.
pub(super) fn with_noun(r: &ParsedText<'_>, name: Name) -> Name {
    let closed =
        WordClasses::PREPOSITION | WordClasses::CONJUNCTION | WordClasses::RELATIVE | WordClasses::SUBORDINATOR;
    let inner = closed | WordClasses::DETERMINER | WordClasses::POSSESSIVE;
    let verbal =
        |at: At| r.is_adverb(at) || is_finite(r, at) || r.entry(at).verb.is_some() || r.word(at).ends_with("ed");
    let word = |&at: &At| r.kind(at) == Kind::Lower && !r.is(at, inner) && !verbal(at);
    let Some(noun) = (name.end..name.end + limits::ORGANIZATION_NOUNS)
        .take_while(word)
        .find(|&at| r.is(at, WordClasses::ORGANIZATION_NOUN))
    else {
        return name;
    };
    let after = noun + 1;
    let ends = r.kind(after) != Kind::Lower || verbal(after) || r.is(after, closed);
    let formed = r.word(name.first).contains('-') && r.word(name.first).ends_with("ed");
    let title = r.paragraphs.len() > 1 && r.paragraphs[0].contains(&name.first);
    let plain = !is_nationality(r, &name)
        && !formed
        && !title
        && name.bare == name.span
        && name.gender == Gender::Any
        && r.kind(after) != Kind::Capital;
    match r.span(name.first, noun).filter(|_| ends && plain) {
        Some(span) => Name { span, bare: span, end: after, organization: true, ..name },
        None => name,
    }
}

/// `the broadcaster RVN`, `Norrland, a paper company`, `RVN`: true if other evidence shows that a name is an organisation's.
pub(super) fn is_body(r: &ParsedText<'_>, name: &Name) -> bool {
    let group = |at: At| r.kind(at) == Kind::Lower && r.is(at, WordClasses::ORGANIZATION_NOUN);
    let described = name.first.checked_sub(1).is_some_and(group);
    let from = name.end + 2;
    let opens = r.kind(name.end) == Kind::Comma && r.is(name.end + 1, WordClasses::DETERMINER);
    let lower = |at: At| r.kind(at) == Kind::Lower && !r.is(at, WordClasses::PREPOSITION | WordClasses::PERSON_NOUN);
    let plain = |&at: &At| lower(at) || r.is(at, WordClasses::NATIONALITY);
    let explained = opens && (from..from + limits::ROLE).take_while(plain).last().is_some_and(group);
    let word = r.word(name.first);
    let acronym = name.end == name.first + 1 && word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let owns = r.kind(name.end) == Kind::Possessive;
    let held = name.end + usize::from(owns);
    let executive = owns && r.says(held, "chief") && r.says(held + 1, "executive") || owns && r.says(held, "managing");
    let corporate = r.says_any(held, List::Corporate);
    name.gender == Gender::Any && (described || executive || corporate || explained || acronym)
}

/// `Ann Lee, 34, …`: the age after a name.
pub(super) fn age_after<'a>(r: &ParsedText<'a>, end: At) -> Option<&'a str> {
    let age = r.word(end + 1);
    let years = age.len() == 2 && age.bytes().all(|byte| byte.is_ascii_digit());
    let closed = matches!(r.kind(end + 2), Kind::Comma | Kind::Stop | Kind::Break | Kind::Semicolon);
    (r.kind(end) == Kind::Comma && years && closed).then_some(age)
}

/// True if a verb or a relative pronoun follows a name, possibly after an adverb, an aside or a place.
pub(super) fn acts(r: &ParsedText<'_>, end: At) -> bool {
    let at = if r.is_adverb(end) { end + 1 } else { end };
    let word = r.word(at);
    let ending =
        word.ends_with("ed") || word.ends_with('s') && !r.is(at, WordClasses::PREPOSITION | WordClasses::SUBORDINATOR);
    r.kind(at) == Kind::Lower && (is_finite(r, at) || reports(r, at) || ending)
        || r.says_any(end + 1, List::Relative)
        || r.kind(end) == Kind::Comma && acts_after_aside(r, end)
        || r.says_any(at, List::PlaceOf) && acts_after_place(r, at)
}

/// `Lee of the Rivers Trust said …`: true if a verb follows the place.
pub(super) fn acts_after_place(r: &ParsedText<'_>, preposition: At) -> bool {
    let mut words = (preposition + 1..preposition + limits::ASIDE / 2)
        .take_while(|&at| r.tokens.get(at).is_some_and(|token| token.is_word()));
    words.any(|at| {
        r.kind(at) == Kind::Lower && (is_finite(r, at) || r.entry(at).verb.is_some() && r.entry(at).noun.is_none())
    })
}

/// `Lee, a former banker, rejected …`: true if a verb follows the aside.
pub(super) fn acts_after_aside(r: &ParsedText<'_>, comma: At) -> bool {
    let past = |at: At| r.kind(at) == Kind::Lower && (r.word(at).ends_with("ed") || r.entry(at).verb.is_some());
    let after = |at: &At| r.kind(*at - 1) == Kind::Comma;
    (comma + 1..comma + limits::ASIDE).filter(after).any(|at| is_finite(r, at) || at > comma + 1 && past(at))
}

/// True if a name is followed by a reporting verb in a form that cannot be a noun.
pub(super) fn reports(r: &ParsedText<'_>, end: At) -> bool {
    r.entry(end).verb.is_some_and(|verb| matches!(verb.form, CueForm::Past | CueForm::Present | CueForm::Gerund))
}

pub(super) fn is_governed(r: &ParsedText<'_>, first: At) -> bool {
    first.checked_sub(1).is_some_and(|before| r.is(before, WordClasses::PREPOSITION))
}

pub(super) fn is_finite(r: &ParsedText<'_>, at: At) -> bool {
    r.kind(at) == Kind::Lower
        && r.is(at, WordClasses::AUXILIARY | WordClasses::MODAL | WordClasses::FINITE | WordClasses::PAST)
}
