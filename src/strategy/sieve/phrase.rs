//! Noun phrases beside a verb, found without a parser: how far they reach and what they are headed by.

use super::reading::{At, Reading};
use crate::text::{Classes, Form, Kind, Name, Pronoun, name_at};

/// Longest noun phrase, in tokens.
const PHRASE: usize = 24;

/// Longest apposition between a name and its verb, in tokens.
const APPOSITION: usize = 40;

/// Longest title of a work inside an apposition, in tokens.
const TITLE: usize = 10;

/// A noun phrase: somebody who may speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) first: At,
    pub(super) last: At,
    pub(super) head: Head,
}

/// What a noun phrase is headed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    Name(Name),
    Pronoun(Pronoun),
    /// `the ministry`, `a spokesman for Lee`: nobody is named.
    Common,
}

/// What stands before an object inside a relative clause.
const INSIDE_RELATIVE: Classes =
    Classes::RELATIVE.or(Classes::AUXILIARY).or(Classes::MODAL).or(Classes::PREPOSITION).or(Classes::FINITE);

/// The phrase that ends right before a token, adverbs and a bounded apposition passed over.
pub(super) fn before(r: &Reading<'_>, verb: At) -> Option<Phrase> {
    let start = r.sentence(verb).start;
    let end = skip_adverbs_back(r, verb, start);
    let last = end.checked_sub(1).filter(|&last| last >= start)?;
    match r.kind(last) {
        Kind::Comma | Kind::Dash => across_apposition(r, last, start),
        Kind::Mark if r.closes_piece(last) && r.kind(last - 1) == Kind::Comma => across_apposition(r, last - 1, start),
        _ => {
            let found = ending_at(r, end, start);
            let inside = |found: &Phrase| found.first > start && r.is(found.first - 1, INSIDE_RELATIVE);
            let outer = found.is_none_or(|found| inside(&found)).then(|| across_relative(r, last, start)).flatten();
            outer.or(found)
        }
    }
}

/// `the people who live there say`: from the verb back to what stands before *who*.
fn across_relative(r: &Reading<'_>, from: At, start: At) -> Option<Phrase> {
    let who = (start.max(from.saturating_sub(PHRASE))..from).rev().find(|&at| r.says(at, "who"))?;
    let clear = (who..from).all(|at| r.tokens[at].is_word() || r.kind(at) == Kind::Possessive);
    let holds_verb =
        (who + 1..=from).any(|at| r.is(at, Classes::FINITE.or(Classes::AUXILIARY)) || r.word(at).ends_with("ed"));
    (clear && holds_verb).then(|| ending_at(r, who, start)).flatten()
}

/// `Lee (D-Ohio)`: where the name before a bracket ends.
fn before_bracket(r: &Reading<'_>, end: At, start: At) -> At {
    if end == start || r.kind(end - 1) != Kind::Close {
        return end;
    }
    (start..end).rev().take(PHRASE).find(|&at| r.kind(at) == Kind::Open).unwrap_or(end)
}

/// `Lee, a doctor in Hull, said`: from the comma before the verb back to the one after the name.
fn across_apposition(r: &Reading<'_>, comma: At, start: At) -> Option<Phrase> {
    let separator = r.kind(comma);
    let mut at = comma;
    let mut fallback = None;
    for _ in 0..APPOSITION {
        let before = r.previous(at).filter(|&before| before >= start)?;
        let quoted = before + 1 < at && at - before > TITLE;
        if quoted || r.kind(before) == Kind::Semicolon {
            return fallback;
        }
        if r.kind(before) == separator && before + 1 < comma && opens_apposition(r, before + 1) {
            match ending_at(r, before, start) {
                Some(phrase) if is_affiliation(r, &phrase) => {}
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

/// `D-Ohio` in `Lee, D-Ohio, said`.
fn is_affiliation(r: &Reading<'_>, phrase: &Phrase) -> bool {
    let word = r.word(phrase.first).as_bytes();
    word.get(1) == Some(&b'-') && word.get(2).is_some_and(u8::is_ascii_uppercase)
}

/// Whether what follows a comma can explain the name before it, rather than go on with the sentence.
fn opens_apposition(r: &Reading<'_>, at: At) -> bool {
    match r.kind(at) {
        Kind::Number | Kind::Capital => true,
        Kind::Lower => {
            let goes_on = Classes::CONJUNCTION.or(Classes::AUXILIARY).or(Classes::MODAL);
            let subject = r.entry(at).pronoun.is_some_and(|pronoun| pronoun.subject) && !r.is(at, Classes::RELATIVE);
            !subject && !r.is(at, goes_on) && !r.says(at, "that")
        }
        _ => false,
    }
}

/// `on Tuesday`, `last week`, `this past month` before a verb.
fn skip_day_back(r: &Reading<'_>, end: At, start: At) -> At {
    if end <= start + 2 || !r.is(end - 1, Classes::TIME) {
        return end;
    }
    let mut first = end - 1;
    while first > start + 1 && r.says_any(first - 1, &["on", "last", "this", "past", "late", "early", "that"]) {
        first -= 1;
    }
    first
}

fn skip_adverbs_back(r: &Reading<'_>, end: At, start: At) -> At {
    let end = skip_day_back(r, end, start);
    let mut end = end;
    let apart = |at: At| r.says_any(at, &["both", "all", "each", "himself", "herself", "themselves"]);
    while end > start + 1
        && (r.is_adverb(end - 1) && !r.is(end - 1, Classes::PERSON_NOUN)
            || apart(end - 1) && matches!(r.kind(end - 2), Kind::Capital | Kind::Lower))
    {
        end -= 1;
    }
    end
}

/// The phrase whose last token stands before `end`.
pub(super) fn ending_at(r: &Reading<'_>, end: At, start: At) -> Option<Phrase> {
    let end = before_bracket(r, end, start);
    let last = end.checked_sub(1).filter(|&last| last >= start)?;
    let mut first = end;
    if let Some(pronoun) = r.entry(last).pronoun {
        if last >= start + 2 && r.says(last - 1, "of") && r.entry(last).pronoun.is_some_and(|pronoun| pronoun.plural) {
            return Some(Phrase { first: last - 2, last, head: Head::Common });
        }
        let governed = !pronoun.subject && last > start + 1 && r.is(last - 1, Classes::PREPOSITION);
        if !governed {
            return pronoun.subject.then_some(Phrase { first: last, last, head: Head::Pronoun(pronoun) });
        }
        first = last;
    }
    while first > start && end - first < PHRASE && !bounds(r, first - 1, first, end) {
        first -= 1;
    }
    let first = strip_lead(r, first, end);
    (first < end && !r.is(end - 1, Classes::PREPOSITION)).then(|| headed(r, first, end)).flatten()
}

/// Whether a token cannot belong to the noun phrase right of it.
fn bounds(r: &Reading<'_>, at: At, next: At, end: At) -> bool {
    match r.kind(at) {
        Kind::Capital if r.says(at + 1, "and") && at + 2 < end => false,
        Kind::Capital => r.entry(at).pronoun.is_some_and(|pronoun| pronoun.subject) && r.word(at) != "US",
        Kind::Number | Kind::Possessive => false,
        Kind::Stop => r.tokens[at].end() == r.tokens[at + 1].start() || !is_short(r, at),
        Kind::Lower => bounding_word(r, at, next, end),
        Kind::Mark => !is_plural_possessive(r, at),
        Kind::Other => r.word(at) != "&" && r.word(at) != "/",
        _ => true,
    }
}

/// The mark of `the workers’ union`, which pairs with none.
fn is_plural_possessive(r: &Reading<'_>, at: At) -> bool {
    let touches = at > 0 && r.tokens[at - 1].end() == r.tokens[at].start() && r.word(at - 1).ends_with('s');
    touches
        && r.opens_piece(at).is_none()
        && !r.closes_piece(at)
        && matches!(r.kind(at + 1), Kind::Lower | Kind::Capital)
}

/// Whether the stop at this token belongs to an initial or an abbreviation.
fn is_short(r: &Reading<'_>, at: At) -> bool {
    at > 0 && (r.word(at - 1).len() == 1 || r.is(at - 1, Classes::ABBREVIATION))
}

fn bounding_word(r: &Reading<'_>, at: At, next: At, end: At) -> bool {
    if r.is(at, Classes::CONJUNCTION) {
        let another = r.is(next, Classes::POSSESSIVE) || r.says_any(next, &["a", "an", "another", "other", "the"]);
        let left = |at: At| r.kind(at) == Kind::Capital || r.entry(at).pronoun.is_some_and(|pronoun| pronoun.subject);
        let joins = r.kind(next) == Kind::Capital || another;
        return next == end || !(joins && at > 0 && left(at - 1) && r.says(at, "and"));
    }
    if r.is(at, Classes::DETERMINER.or(Classes::POSSESSIVE)) && !r.says(at, "that") {
        return false;
    }
    let closed = Classes::SUBORDINATOR.or(Classes::RELATIVE).or(Classes::AUXILIARY).or(Classes::MODAL);
    let closed = closed.or(Classes::FINITE).or(Classes::NEGATION);
    if r.is(at, closed) && !(r.is(at, Classes::PREPOSITION) && at < end.saturating_sub(6)) {
        return true;
    }
    if r.entry(at).pronoun.is_some() {
        return !(r.says(at + 1, "and") && at + 2 < end);
    }
    let verb = r.entry(at).verb;
    verb.is_some_and(|verb| matches!(verb.form, Form::Past) && verb.grade < 3) && r.entry(at).noun.is_none()
}

/// Drops what leads into a sentence before its subject: adverbs, `On Tuesday`, `In a statement`.
fn strip_lead(r: &Reading<'_>, first: At, end: At) -> At {
    let mut first = first;
    while first < end && (r.is_adverb(first) || r.is(first, Classes::CONJUNCTION) || r.kind(first) == Kind::Other) {
        first += 1;
    }
    let counted =
        r.kind(first + 1) == Kind::Number || r.is(first + 1, Classes::DETERMINER) && r.is(first, Classes::ADVERB);
    let counted = counted
        || r.says_any(first, &["about", "around", "over"])
            && r.is(first + 1, Classes::DETERMINER.or(Classes::PERSON_NOUN));
    let leads = first < end
        && !counted
        && r.is(first, Classes::PREPOSITION.or(Classes::SUBORDINATOR))
        && !starts_phrase(r, first);
    if leads && first + 1 < end && r.is(first, Classes::SUBORDINATOR) {
        return first + 1;
    }
    if leads || (first < end && r.is(first, Classes::TIME)) {
        return (first + 1..end).rev().find(|&at| restarts(r, first, at)).unwrap_or(end);
    }
    first
}

fn starts_phrase(r: &Reading<'_>, at: At) -> bool {
    r.is(at, Classes::DETERMINER) && !r.is(at, Classes::PREPOSITION)
}

/// Whether a second noun phrase begins here: a determiner or a run of capitals that no preposition governs.
fn restarts(r: &Reading<'_>, first: At, at: At) -> bool {
    let opens = r.is(at, Classes::DETERMINER.or(Classes::POSSESSIVE))
        || r.kind(at) == Kind::Capital && r.kind(at - 1) != Kind::Capital && !r.is(at, Classes::TIME);
    let governed = r.is(at - 1, Classes::PREPOSITION.or(Classes::DETERMINER).or(Classes::POSSESSIVE));
    opens && !governed && at > first + 1 && r.kind(at - 1) != Kind::Possessive
}

/// The phrase `first..end` with its head; `None` for what cannot be a speaker.
fn headed(r: &Reading<'_>, first: At, end: At) -> Option<Phrase> {
    let counted = r.is(first, Classes::DETERMINER) && r.says_any(first + 1, &["in", "out", "of"]) && first + 2 < end;
    let from = if counted { (first + 2..end).find(|&at| r.kind(at) == Kind::Number).unwrap_or(first) } else { first };
    let core = (from + 1..end).find(|&at| is_post_modifier(r, at)).unwrap_or(end);
    let last = core - 1;
    let phrase = |head| Some(Phrase { first, last: end - 1, head });
    if matches!(r.kind(last), Kind::Capital | Kind::Stop) {
        let mut at = first;
        while at < core {
            if let Some(name) = name_at(r.text, &r.tokens, at, opens(r, at)) {
                let of_place =
                    r.says(name.end, "of") && name.bare.end() == name.span.end() && name.end > name.first + 1;
                if name.end >= core || of_place && !name.organization {
                    return phrase(Head::Name(name));
                }
                at = name.end;
            } else {
                at += 1;
            }
        }
    }
    let noun = r.is(last, Classes::PERSON_NOUN.or(Classes::ORGANIZATION_NOUN));
    let determined = r.is(first, Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::NATIONALITY));
    let plural = r.word(last).ends_with('s');
    let named = (first..core).any(|at| r.kind(at) == Kind::Capital);
    let word = matches!(r.kind(last), Kind::Lower | Kind::Capital | Kind::Number);
    let bare = first == last && r.is(first, Classes::DETERMINER.or(Classes::POSSESSIVE)) && !noun;
    (word && !bare && (noun || determined || plural || named)).then(|| phrase(Head::Common)).flatten()
}

fn is_post_modifier(r: &Reading<'_>, at: At) -> bool {
    let of_name = r.says(at, "of") && r.kind(at - 1) == Kind::Capital && r.kind(at + 1) == Kind::Capital;
    r.kind(at) == Kind::Lower && r.is(at, Classes::PREPOSITION) && !of_name
        || matches!(r.kind(at), Kind::Open | Kind::Comma | Kind::Dash)
}

/// Whether a sentence begins with this token.
pub(super) fn opens(r: &Reading<'_>, at: At) -> bool {
    at == 0
        || matches!(r.kind(at - 1), Kind::Break | Kind::Mark | Kind::Colon)
        || r.kind(at - 1) == Kind::Dash && r.sentence(at).start == at
        || r.tokens[at - 1].is_terminal() && !is_short(r, at - 1)
}

/// The phrase that begins at a token, after an inverted verb or `according to`.
pub(super) fn after(r: &Reading<'_>, first: At) -> Option<Phrase> {
    if let Some(pronoun) = r.entry(first).pronoun.filter(|_| r.kind(first) != Kind::Possessive) {
        let alone = !r.is(first, Classes::POSSESSIVE) || !matches!(r.kind(first + 1), Kind::Lower | Kind::Capital);
        if alone {
            return Some(Phrase { first, last: first, head: Head::Pronoun(pronoun) });
        }
    }
    let stop = r.sentence(first).end;
    let mut end = first;
    while end < stop && end - first < PHRASE && !ends_after(r, first, end) {
        end = match name_at(r.text, &r.tokens, end, false) {
            Some(name) if name.end <= stop => name.end,
            _ => end + 1,
        };
    }
    (end > first).then(|| headed(r, first, end)).flatten()
}

/// Likewise where nothing but a noun phrase can stand, as after `according to`: any bare noun will do.
pub(super) fn governed(r: &Reading<'_>, first: At) -> Option<Phrase> {
    let noun = |&at: &At| matches!(r.kind(at), Kind::Lower | Kind::Number) && !r.is(at, Classes::PREPOSITION);
    let bare = || (first..first + 4).take_while(noun).last().map(|last| Phrase { first, last, head: Head::Common });
    after(r, first).or_else(bare)
}

/// Whether a lower-case word can only be a verb here: after a name, or before a determiner.
fn is_verb_like(r: &Reading<'_>, first: At, at: At) -> bool {
    let noun = Classes::PERSON_NOUN.or(Classes::ORGANIZATION_NOUN).or(Classes::TITLE).or(Classes::PREPOSITION);
    let no_name = Classes::NATIONALITY.or(Classes::DETERMINER).or(Classes::POSSESSIVE);
    let after_name = r.kind(at - 1) == Kind::Capital && !r.is(at - 1, no_name);
    let leads_to_name = (at + 1..at + 4)
        .take_while(|&next| r.tokens.get(next).is_some_and(|token| token.is_word()))
        .any(|next| r.kind(next) == Kind::Capital)
        && r.word(at).len() > 2;
    let before_determiner =
        r.is(at + 1, Classes::DETERMINER.or(Classes::POSSESSIVE)) || r.entry(at + 1).pronoun.is_some();
    let noun_before = r.is(at - 1, Classes::PERSON_NOUN.or(Classes::ORGANIZATION_NOUN));
    let past = r.word(at).ends_with("ed") && (r.says(at + 1, "to") || r.is_adverb(at + 1));
    if at > first && noun_before && past {
        return true;
    }
    let ends_name = after_name && (!leads_to_name || r.word(at).ends_with("ed"));
    at > first && !r.is(at, noun) && (ends_name || before_determiner)
}

/// Whether the phrase from `first` ends before this token.
fn ends_after(r: &Reading<'_>, first: At, at: At) -> bool {
    if at == first {
        let closed = Classes::CONJUNCTION.or(Classes::PREPOSITION).or(Classes::AUXILIARY).or(Classes::MODAL);
        let leads = r.is(at, closed.or(Classes::SUBORDINATOR)) && !r.is(at, Classes::DETERMINER);
        return !r.tokens[at].is_word() || r.is(at, Classes::TIME) || leads;
    }
    match r.kind(at) {
        Kind::Capital | Kind::Number => r.is(at, Classes::TIME) && r.kind(at - 1) != Kind::Capital,
        Kind::Possessive => false,
        Kind::Lower => {
            let of = r.says_any(at, &["of", "for", "from", "with"]);
            let closed = Classes::SUBORDINATOR.or(Classes::RELATIVE).or(Classes::AUXILIARY).or(Classes::MODAL);
            let closed = closed.or(Classes::FINITE).or(Classes::NEGATION).or(Classes::PREPOSITION).or(Classes::TIME);
            let pair = r.is(at, Classes::CONJUNCTION)
                && !(r.says(at, "and") && r.kind(at - 1) == Kind::Capital && r.kind(at + 1) == Kind::Capital);
            let other = r.is_adverb(at) || r.entry(at).pronoun.is_some();
            let reports = r.entry(at).verb.is_some_and(|verb| verb.form == Form::Past) && r.entry(at).noun.is_none();
            let reports = reports && !r.is(at - 1, Classes::DETERMINER.or(Classes::POSSESSIVE));
            pair || other || reports || is_verb_like(r, first, at) || r.is(at, closed) && !of
        }
        Kind::Other => r.word(at) != "&",
        Kind::Mark => !is_plural_possessive(r, at),
        _ => true,
    }
}

/// Whether a noun for people or a body of them heads the phrase.
pub(super) fn names_somebody(r: &Reading<'_>, phrase: &Phrase) -> bool {
    let head = (phrase.first + 1..=phrase.last).find(|&at| is_post_modifier(r, at)).unwrap_or(phrase.last + 1) - 1;
    r.is(head, Classes::PERSON_NOUN.or(Classes::ORGANIZATION_NOUN).or(Classes::FEMALE_TITLE).or(Classes::MALE_TITLE))
}

/// `his` before a noun.
pub(super) fn possessive(r: &Reading<'_>, at: At) -> Option<Phrase> {
    r.entry(at).pronoun.map(|pronoun| Phrase { first: at, last: at, head: Head::Pronoun(pronoun) })
}
