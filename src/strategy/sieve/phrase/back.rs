//! Search from a verb backwards for the phrase before it.

use super::head::headed;
use super::{Head, Phrase, is_plural_possessive, is_short};
use crate::strategy::sieve::{At, List, ParsedText, limits};
use crate::text::{CueForm, Kind, WordClasses};

/// Words that precede an object inside a relative clause.
const INSIDE_RELATIVE: WordClasses = WordClasses::RELATIVE
    .union(WordClasses::AUXILIARY)
    .union(WordClasses::MODAL)
    .union(WordClasses::PREPOSITION)
    .union(WordClasses::FINITE);

/// The phrase that ends right before a token, possibly with adverbs and a bounded apposition in between.
pub(in crate::strategy::sieve) fn before(r: &ParsedText<'_>, verb: At) -> Option<Phrase> {
    let start = r.sentence(verb).start;
    let end = skip_adverbs_back(r, verb, start);
    let last = end.checked_sub(1).filter(|&last| last >= start)?;
    match r.kind(last) {
        Kind::Comma | Kind::Dash => across_apposition(r, last, start),
        Kind::Mark if r.closes_piece(last) && r.kind(r.before(last, 1)) == Kind::Comma => {
            across_apposition(r, last - 1, start)
        }
        _ => {
            let found = ending_at(r, end, start);
            let inside = |found: &Phrase| found.first > start && r.is(r.before(found.first, 1), INSIDE_RELATIVE);
            let outer = found.is_none_or(|found| inside(&found)).then(|| across_relative(r, last, start)).flatten();
            outer.or(found)
        }
    }
}

/// `the people who live there say`: from the verb back to the phrase before *who*.
fn across_relative(r: &ParsedText<'_>, from: At, start: At) -> Option<Phrase> {
    let who = (start.max(from.saturating_sub(limits::PHRASE))..from).rev().find(|&at| r.says(at, "who"))?;
    let clear = (who..from).all(|at| r.tokens[at].is_word() || r.kind(at) == Kind::Possessive);
    let holds_verb =
        (who + 1..=from).any(|at| r.is(at, WordClasses::FINITE | WordClasses::AUXILIARY) || r.word(at).ends_with("ed"));
    (clear && holds_verb).then(|| ending_at(r, who, start)).flatten()
}

/// `Lee (D-Ohio)`: the end of the name before a bracket.
fn before_bracket(r: &ParsedText<'_>, end: At, start: At) -> At {
    if end == start || r.kind(r.before(end, 1)) != Kind::Close {
        return end;
    }
    (start..end).rev().take(limits::PHRASE).find(|&at| r.kind(at) == Kind::Open).unwrap_or(end)
}

/// `Lee, a doctor in Hull, said`: the phrase before the apposition, given the comma before the verb.
fn across_apposition(r: &ParsedText<'_>, comma: At, start: At) -> Option<Phrase> {
    let separator = r.kind(comma);
    let mut at = comma;
    let mut fallback = None;
    for _ in 0..limits::APPOSITION_TO_VERB {
        let before = r.previous(at).filter(|&before| before >= start)?;
        let quoted = before + 1 < at && at - before > limits::APPOSITION_TITLE;
        if quoted || r.kind(before) == Kind::Semicolon {
            return fallback;
        }
        if r.kind(before) == separator && before + 1 < comma && opens_apposition(r, before + 1) {
            match ending_at(r, before, start) {
                Some(phrase) if is_affiliation(r, &phrase) => {}
                Some(phrase) if is_described(r, before + 1) && is_governed(r, &phrase, start) => {
                    fallback = fallback.or(Some(phrase));
                }
                Some(phrase) if matches!(phrase.head, Head::Name(_)) => return Some(phrase),
                Some(phrase) => fallback = fallback.or(Some(phrase)),
                None => {}
            }
        }
        if before == start {
            return fallback;
        }
        at = before;
    }
    fallback
}

/// True if a relative clause opens here, which describes only the name before the comma.
fn is_described(r: &ParsedText<'_>, at: At) -> bool {
    r.says_any(at, List::RelativePerson)
}

/// `turning to Lee`: true if a preposition precedes a name, so that somebody else is the subject.
fn is_governed(r: &ParsedText<'_>, phrase: &Phrase, start: At) -> bool {
    phrase.first > start
        && r.is(r.before(phrase.first, 1), WordClasses::PREPOSITION)
        && matches!(phrase.head, Head::Name(_))
}

/// True for an affiliation: `D-Ohio` in `Lee, D-Ohio, said`.
fn is_affiliation(r: &ParsedText<'_>, phrase: &Phrase) -> bool {
    let word = r.word(phrase.first).as_bytes();
    word.get(1) == Some(&b'-') && word.get(2).is_some_and(u8::is_ascii_uppercase)
}

/// True if the words after a comma can be an apposition to the name before it, rather than a continuation of the sentence.
fn opens_apposition(r: &ParsedText<'_>, at: At) -> bool {
    match r.kind(at) {
        Kind::Number | Kind::Capital => true,
        Kind::Lower => {
            let goes_on = WordClasses::CONJUNCTION | WordClasses::AUXILIARY | WordClasses::MODAL;
            let subject =
                r.entry(at).pronoun.is_some_and(|pronoun| pronoun.subject) && !r.is(at, WordClasses::RELATIVE);
            !subject && !r.is(at, goes_on) && !r.says(at, "that")
        }
        _ => false,
    }
}

/// Skips a time expression before a verb: `on Tuesday`, `last week`, `this past month`.
fn skip_day_back(r: &ParsedText<'_>, end: At, start: At) -> At {
    if end <= start + 2 || !r.is(r.before(end, 1), WordClasses::TIME) {
        return end;
    }
    let mut first = end - 1;
    while first > start + 1 && r.says_any(r.before(first, 1), List::DayBefore) {
        first -= 1;
    }
    first
}

fn skip_adverbs_back(r: &ParsedText<'_>, end: At, start: At) -> At {
    let end = skip_day_back(r, end, start);
    let mut end = end;
    let apart = |at: At| r.says_any(at, List::Apart);
    while end > start + 1
        && (r.is_adverb(r.before(end, 1)) && !r.is(r.before(end, 1), WordClasses::PERSON_NOUN)
            || apart(end - 1) && matches!(r.kind(r.before(end, 2)), Kind::Capital | Kind::Lower))
    {
        end -= 1;
    }
    end
}

/// The phrase that ends before `end`.
pub(in crate::strategy::sieve) fn ending_at(r: &ParsedText<'_>, end: At, start: At) -> Option<Phrase> {
    let end = before_bracket(r, end, start);
    let last = end.checked_sub(1).filter(|&last| last >= start)?;
    let mut first = end;
    if let Some(pronoun) = r.entry(last).pronoun {
        if last >= start + 2
            && r.says(r.before(last, 1), "of")
            && r.entry(last).pronoun.is_some_and(|pronoun| pronoun.plural)
        {
            return Some(Phrase { first: last - 2, last, head: Head::Common });
        }
        let governed = !pronoun.subject && last > start + 1 && r.is(r.before(last, 1), WordClasses::PREPOSITION);
        if !governed {
            return pronoun.subject.then_some(Phrase { first: last, last, head: Head::Pronoun(pronoun) });
        }
        first = last;
    }
    while first > start && end - first < limits::PHRASE && !bounds(r, first - 1, first, end) {
        first -= 1;
    }
    let first = strip_lead(r, after_time(r, first, end), end);
    (first < end && !r.is(r.before(end, 1), WordClasses::PREPOSITION)).then(|| headed(r, first, end)).flatten()
}

/// True if a token cannot belong to the noun phrase to its right.
fn bounds(r: &ParsedText<'_>, at: At, next: At, end: At) -> bool {
    match r.kind(at) {
        Kind::Capital if r.says(at + 1, "and") && at + 2 < end => false,
        Kind::Capital => r.entry(at).pronoun.is_some_and(|pronoun| pronoun.subject) && r.word(at) != "US",
        Kind::Number | Kind::Possessive => false,
        Kind::Stop => r.tokens[at].end() == r.tokens[at + 1].start() || !is_short(r, at),
        Kind::Lower => bounding_word(r, at, next, end),
        Kind::Mark => !is_plural_possessive(r, at),
        Kind::Other => !matches!(r.word(at), "&" | "/" | "%"),
        _ => true,
    }
}

fn bounding_word(r: &ParsedText<'_>, at: At, next: At, end: At) -> bool {
    if r.is(at, WordClasses::CONJUNCTION) {
        let another = r.is(next, WordClasses::POSSESSIVE) || r.says_any(next, List::Another);
        let left = |at: At| r.kind(at) == Kind::Capital || r.entry(at).pronoun.is_some_and(|pronoun| pronoun.subject);
        let joins = r.kind(next) == Kind::Capital || another;
        return next == end || !(joins && at > 0 && left(at - 1) && r.says(at, "and"));
    }
    if r.is(at, WordClasses::DETERMINER | WordClasses::POSSESSIVE) && !r.says(at, "that") {
        return false;
    }
    let closed = WordClasses::SUBORDINATOR | WordClasses::RELATIVE | WordClasses::AUXILIARY | WordClasses::MODAL;
    let closed = closed | WordClasses::FINITE | WordClasses::NEGATION;
    if r.is(at, closed) && !(r.is(at, WordClasses::PREPOSITION) && at < end.saturating_sub(6)) {
        return true;
    }
    if r.entry(at).pronoun.is_some() {
        return !(r.says(at + 1, "and") && at + 2 < end);
    }
    let verb = r.entry(at).verb;
    verb.is_some_and(|verb| matches!(verb.form, CueForm::Past) && verb.grade < 3) && r.entry(at).noun.is_none()
}

/// `An hour later the operator`: one past the time expression.
fn after_time(r: &ParsedText<'_>, first: At, end: At) -> At {
    if !r.is(first, WordClasses::DETERMINER | WordClasses::TIME) && r.kind(first) != Kind::Number {
        return first;
    }
    let later = (first + 1..end.min(first + limits::LATER)).find(|&at| r.says_any(at, List::Later));
    later
        .filter(|&later| {
            later + 1 < end
                && (r.is(r.before(later, 1), WordClasses::TIME) || r.says_any(r.before(later, 1), List::Duration))
        })
        .map_or(first, |later| later + 1)
}

/// Drops the introductory words before the subject of a sentence: adverbs, `On Tuesday`, `In a statement`.
fn strip_lead(r: &ParsedText<'_>, first: At, end: At) -> At {
    let mut first = first;
    while first < end && (r.is_adverb(first) || r.is(first, WordClasses::CONJUNCTION) || r.kind(first) == Kind::Other) {
        first += 1;
    }
    let counted = r.kind(first + 1) == Kind::Number
        || r.is(first + 1, WordClasses::DETERMINER) && r.is(first, WordClasses::ADVERB)
        || r.says_any(first, List::About) && r.is(first + 1, WordClasses::DETERMINER | WordClasses::PERSON_NOUN);
    let leads = first < end
        && !counted
        && r.is(first, WordClasses::PREPOSITION | WordClasses::SUBORDINATOR)
        && !starts_phrase(r, first);
    if leads && first + 1 < end && r.is(first, WordClasses::SUBORDINATOR) {
        return first + 1;
    }
    if leads || (first < end && r.is(first, WordClasses::TIME)) {
        return (first + 1..end).rev().find(|&at| restarts(r, first, at)).unwrap_or(end);
    }
    first
}

fn starts_phrase(r: &ParsedText<'_>, at: At) -> bool {
    r.is(at, WordClasses::DETERMINER) && !r.is(at, WordClasses::PREPOSITION)
}

/// True if a second noun phrase begins here: a determiner or a run of capitals that no preposition governs.
fn restarts(r: &ParsedText<'_>, first: At, at: At) -> bool {
    let opens = r.is(at, WordClasses::DETERMINER | WordClasses::POSSESSIVE)
        || r.kind(at) == Kind::Capital && r.kind(r.before(at, 1)) != Kind::Capital && !r.is(at, WordClasses::TIME);
    let governed = r.is(r.before(at, 1), WordClasses::PREPOSITION | WordClasses::DETERMINER | WordClasses::POSSESSIVE);
    opens && !governed && at > first + 1 && r.kind(r.before(at, 1)) != Kind::Possessive
}
