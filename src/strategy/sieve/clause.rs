//! What follows a reporting verb: recipient and circumstances passed over, then a clause, a question or marks.

use super::phrase::{self, Head};
use super::reading::{At, Reading};
use super::verbs::Verb;
use crate::text::{Classes, Form, Frames, Kind, name_at, pronoun};

/// Longest clause, in tokens.
const CLAUSE: usize = 250;

/// Longest circumstance between a verb and what it reports, in tokens.
const CIRCUMSTANCE: usize = 14;

/// What a reporting verb introduces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Complement {
    /// Begins with *that*.
    That(At),
    /// Begins with *whether*, *if*, *what* ….
    Question(At),
    /// Begins with a mark right after the verb, a comma or a colon.
    Marks(At),
    /// A clause without *that*.
    Bare(At),
}

/// What the verb introduces, if anything.
pub(super) fn complement(r: &Reading<'_>, verb: &Verb) -> Option<Complement> {
    let sentence = r.sentence(verb.at).end;
    let mut at = skip_adverbs(r, verb.group.end);
    if verb.entry.frames.any(Frames::RECIPIENT) {
        at = skip_recipient(r, at);
    } else if r.says(at, "to") && recipient_after_to(r, at) {
        at = skip_recipient(r, at + 1);
    }
    if at >= sentence {
        return None;
    }
    let found = begins(r, at, verb, false);
    let led = r.is(at, Classes::PREPOSITION) && matches!(found, Some(Complement::Bare(_)));
    if found.is_some() && !led {
        return found;
    }
    let told = verb.entry.frames.any(Frames::RECIPIENT).then(|| phrase::after(r, at)).flatten();
    let told = told.and_then(|person| begins(r, person.last + 1, verb, false));
    if let Some(Complement::That(_) | Complement::Question(_)) = told {
        return told;
    }
    let after = skip_circumstance(r, at, sentence).and_then(|after| begins(r, after, verb, true));
    let told = after.filter(|after| found.is_none() || matches!(after, Complement::Marks(_) | Complement::That(_)));
    told.or(found)
}

/// The complement that begins at this token.
fn begins(r: &Reading<'_>, at: At, verb: &Verb, after_circumstance: bool) -> Option<Complement> {
    let frames = verb.entry.frames;
    match r.kind(at) {
        Kind::Comma | Kind::Colon if r.opens_piece(at + 1).is_some() => Some(Complement::Marks(at + 1)),
        Kind::Colon if !after_circumstance && r.kind(at + 1) == Kind::Capital => Some(Complement::Bare(at + 1)),
        Kind::Mark if r.opens_piece(at).is_some() => Some(Complement::Marks(at)),
        Kind::Comma if r.says(at + 1, "that") => Some(Complement::That(at + 1)),
        _ if r.says(at, "that") && frames.any(Frames::THAT) => Some(Complement::That(at)),
        Kind::Lower if frames.any(Frames::QUESTION) && is_question(r, at) => Some(Complement::Question(at)),
        Kind::Lower if r.says(at, "if") && frames.any(Frames::CLAUSE) => Some(Complement::Bare(at)),
        Kind::Lower if r.says(at, "to") && frames.any(Frames::INFINITIVE) => Some(Complement::Bare(at)),
        _ if frames.any(Frames::CLAUSE) && begins_clause(r, at, frames.any(Frames::NO_OBJECT)) => {
            Some(Complement::Bare(at))
        }
        _ => None,
    }
}

fn is_question(r: &Reading<'_>, at: At) -> bool {
    r.says_any(at, &["whether", "if", "what", "how", "why", "who", "where", "when"])
}

/// Whether a clause can begin here: a subject, and a verb of its own somewhere behind it.
fn begins_clause(r: &Reading<'_>, at: At, lenient: bool) -> bool {
    has_subject(r, at) && has_verb(r, at, r.sentence(at).end, lenient)
}

/// Whether a subject can begin here.
pub(super) fn has_subject(r: &Reading<'_>, at: At) -> bool {
    match r.kind(at) {
        Kind::Capital | Kind::Number => !r.is(at, Classes::TIME),
        Kind::Lower => {
            let determiner = Classes::DETERMINER.or(Classes::POSSESSIVE);
            let closed = Classes::PREPOSITION.or(Classes::CONJUNCTION).or(Classes::AUXILIARY).or(Classes::MODAL);
            let closed = closed.or(Classes::SUBORDINATOR).or(Classes::TIME).or(Classes::FINITE);
            r.entry(at).pronoun.is_some()
                || is_contracted(r.word(at))
                || r.word(at).len() > 4 && r.word(at).ends_with("ing") && !r.is(at, Classes::PREPOSITION)
                || r.is(at, determiner)
                || r.says_any(at, &["there", "in", "if", "when", "as", "what"])
                || !r.is(at, closed)
        }
        _ => false,
    }
}

/// `they’re`: a subject and its verb in one word.
fn is_contracted(word: &str) -> bool {
    let mut parts = word.split(['\'', '’']);
    let subject = parts.next().and_then(pronoun).is_some_and(|pronoun| pronoun.subject);
    subject && parts.next().is_some_and(|rest| matches!(rest, "re" | "ve" | "ll" | "d" | "m"))
}

/// Whether a finite verb follows before `end`; `lenient` takes endings in -ed and -s for one.
pub(super) fn has_verb(r: &Reading<'_>, from: At, end: At, lenient: bool) -> bool {
    if is_contracted(r.word(from)) {
        return true;
    }
    let mut at = from + 1;
    for _ in 0..PHRASE_TO_VERB {
        let object = r.is(at, Classes::RELATIVE.or(Classes::SUBORDINATOR))
            || r.is(at, Classes::CONJUNCTION) && (is_finite(r, at + 1) || may_be_finite(r, at + 1));
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

pub(super) fn is_finite(r: &Reading<'_>, at: At) -> bool {
    let listed = r.is(at, Classes::AUXILIARY.or(Classes::MODAL).or(Classes::FINITE));
    let reports = r.entry(at).verb.is_some_and(|verb| matches!(verb.form, Form::Past | Form::Present));
    let before = at.checked_sub(1).and_then(|before| r.entry(before).pronoun);
    let subject = before.is_some_and(|pronoun| pronoun.subject);
    let short = r.kind(at) == Kind::Possessive && before.is_some();
    listed || reports || short || subject && r.kind(at) == Kind::Lower
}

/// An ending in -ed or -s, or a word after an adverb that comes before verbs.
fn may_be_finite(r: &Reading<'_>, at: At) -> bool {
    let word = r.word(at);
    let ending = word.len() > 3 && (word.ends_with("ed") || word.ends_with('s') && !word.ends_with("ss"));
    let after_adverb =
        ["still", "also", "never", "always", "often", "already", "just"].iter().any(|adverb| r.says(at - 1, adverb));
    r.kind(at) == Kind::Lower && (ending || after_adverb || r.is(at, Classes::PAST))
}

/// How far a verb may be from the beginning of its clause.
const PHRASE_TO_VERB: usize = 20;

fn skip_adverbs(r: &Reading<'_>, mut at: At) -> At {
    while r.is_adverb(at) && !r.says_any(at, &["that", "there", "now", "then"]) {
        at += 1;
    }
    at
}

/// `told reporters`, `told the paper`, `told Lee`.
pub(super) fn skip_recipient(r: &Reading<'_>, at: At) -> At {
    let people = r.kind(at) == Kind::Lower
        && (r.is(at, Classes::PERSON_NOUN) && r.word(at).ends_with('s') || r.is(at, Classes::ORGANIZATION_NOUN));
    let subject = |at: At| r.entry(at).pronoun.is_some_and(|pronoun| pronoun.subject) || r.is(at, Classes::DETERMINER);
    if r.is(at, Classes::ADDRESSEE) || people && subject(at + 1) {
        return at + 1;
    }
    let mut end = at;
    if r.is(end, Classes::DETERMINER.or(Classes::POSSESSIVE)) && !r.says(end, "that") {
        end += 1;
    }
    if let Some(name) = name_at(r.text, &r.tokens, end, false) {
        end = name.end;
        while r.kind(end) == Kind::Possessive {
            if let Some(last) = r.opens_piece(end + 1) {
                return last + 1;
            }
            end = name_at(r.text, &r.tokens, end + 1, false)
                .map_or_else(|| nouns_end(r, end + 1).max(end + 1), |name| name.end);
        }
        return if end > at && r.is(at, Classes::DETERMINER) { nouns_end(r, end) } else { end };
    }
    let from = end;
    let mut end = if end > at { nouns_end(r, end) } else { end };
    while end > from && r.kind(end) == Kind::Possessive {
        end = nouns_end(r, end + 1);
    }
    if end > from { end } else { at }
}

/// Where the nouns and adjectives from here on end.
fn nouns_end(r: &Reading<'_>, from: At) -> At {
    let closed = Classes::SUBORDINATOR.or(Classes::AUXILIARY).or(Classes::MODAL).or(Classes::PREPOSITION);
    let closed = closed.or(Classes::TIME).or(Classes::DETERMINER).or(Classes::POSSESSIVE);
    let open = |&at: &At| r.kind(at) == Kind::Lower && !r.is(at, closed) && r.entry(at).pronoun.is_none();
    from + (from..from + 4).take_while(open).count()
}

fn recipient_after_to(r: &Reading<'_>, at: At) -> bool {
    r.is(at + 1, Classes::ADDRESSEE.or(Classes::DETERMINER).or(Classes::POSSESSIVE)) || r.kind(at + 1) == Kind::Capital
}

/// `on Tuesday`, `in a statement`, `during an interview with the paper`: up to what can begin a complement.
fn skip_circumstance(r: &Reading<'_>, at: At, sentence: At) -> Option<At> {
    let opens =
        r.is(at, Classes::PREPOSITION.or(Classes::TIME)) || r.is_adverb(at) || r.says(at, "last") || r.says(at, "this");
    if !opens && r.kind(at) != Kind::Comma {
        return None;
    }
    let mut probe = if r.kind(at) == Kind::Comma { at + 1 } else { at };
    if r.kind(at) == Kind::Comma && !r.is(probe, Classes::PREPOSITION.or(Classes::TIME)) {
        return None;
    }
    for _ in 0..CIRCUMSTANCE {
        if probe >= sentence {
            return None;
        }
        let stops = r.says(probe, "that") && !r.is(probe - 1, Classes::PREPOSITION)
            || r.says(probe, "whether")
            || r.says(probe, "if")
            || matches!(r.kind(probe), Kind::Colon)
            || r.kind(probe) == Kind::Comma && r.opens_piece(probe + 1).is_some()
            || r.opens_piece(probe).is_some();
        if stops {
            return Some(probe);
        }
        if matches!(r.kind(probe), Kind::Comma | Kind::Semicolon | Kind::Dash) {
            return None;
        }
        if r.entry(probe).pronoun.is_some_and(|pronoun| pronoun.subject) && probe > at + 1 {
            return Some(probe);
        }
        probe = r.next(probe);
    }
    None
}

/// The last token of the clause that begins at `from`; final stop and what reports again left out.
pub(super) fn end(r: &Reading<'_>, from: At) -> Option<At> {
    let stop = r.sentence(from).end;
    let mut at = from;
    let mut last = None;
    for _ in 0..CLAUSE {
        if at >= stop || (at > from && breaks_off(r, at)) {
            break;
        }
        let next = r.next(at);
        last = Some(next - 1);
        at = next;
    }
    let mut last = last?;
    while last > from && trims(r, last) {
        last -= 1;
    }
    (last > from).then_some(last)
}

/// Likewise of a phrase without a verb of its own: it also ends where a second verb of the sentence's subject, or a second
/// sentence, is joined to it.
pub(super) fn phrase_end(r: &Reading<'_>, from: At) -> Option<At> {
    let last = end(r, from).or_else(|| (r.tokens[from].is_word() && r.next(from) == from + 1).then_some(from))?;
    let verbal = |at: At| {
        let at = if r.is_adverb(at) { at + 1 } else { at };
        let past = r.entry(at).verb.is_some_and(|verb| matches!(verb.form, Form::Past | Form::Present));
        r.kind(at) == Kind::Lower && (past || r.is(at, Classes::FINITE) || r.word(at).ends_with("ed"))
    };
    let joins = |at: At| {
        r.kind(at) == Kind::Lower && r.is(at, Classes::CONJUNCTION) && verbal(at + 1)
            || matches!(r.kind(at), Kind::Comma | Kind::Dash | Kind::Semicolon)
                && r.is(at + 1, Classes::CONJUNCTION)
                && (verbal(at + 2) || phrase::after(r, at + 2).is_some_and(|found| verbal(found.last + 1)))
    };
    let mut at = from + 1;
    while at <= last {
        if joins(at) {
            return Some(at - 1);
        }
        at = r.next(at);
    }
    Some(last)
}

/// Punctuation at the end that belongs to the sentence, not to the clause.
fn trims(r: &Reading<'_>, at: At) -> bool {
    match r.kind(at) {
        Kind::Stop => at == 0 || !is_abbreviated(r, at),
        Kind::Comma | Kind::Semicolon | Kind::Dash | Kind::Colon | Kind::Break => true,
        Kind::Mark => r.opens_piece(at).is_none() && !r.closes_piece(at),
        _ => false,
    }
}

fn is_abbreviated(r: &Reading<'_>, at: At) -> bool {
    r.is(at - 1, Classes::ABBREVIATION) && r.kind(at - 1) == Kind::Capital
}

/// Whether the clause ends before this token, because the sentence reports anew.
fn breaks_off(r: &Reading<'_>, at: At) -> bool {
    match r.kind(at) {
        Kind::Comma | Kind::Dash | Kind::Semicolon => {
            let concedes = r.says_any(at + 1, &["although", "though", "while"]);
            let next = if concedes || r.is(at + 1, Classes::CONJUNCTION) { at + 2 } else { at + 1 };
            reports_again(r, next, Form::Gerund)
                || next > at + 1 && reports_again(r, next, Form::Past)
                || next == at + 1 && r.kind(at) == Kind::Comma && reports_again(r, next, Form::Past)
                || next > at + 1 && another_reports(r, next)
                || r.says(at + 1, "according") && r.says(at + 2, "to")
        }
        Kind::Lower if r.is(at, Classes::CONJUNCTION) => {
            let next = if r.is_adverb(at + 1) { at + 2 } else { at + 1 };
            reports_again(r, next, Form::Past)
        }
        Kind::Lower if at > 1 && r.closes_piece(at - 1) && r.kind(at - 2) == Kind::Comma => {
            reports_again(r, at, Form::Gerund)
        }
        _ => false,
    }
}

/// `…, and Lee said …`
fn another_reports(r: &Reading<'_>, at: At) -> bool {
    let Some(source) = phrase::after(r, at).filter(|source| source.head != Head::Common) else { return false };
    let verb = r.entry(source.last + 1).verb;
    verb.is_some_and(|verb| verb.grade == 1 && matches!(verb.form, Form::Past | Form::Present))
}

fn reports_again(r: &Reading<'_>, at: At, form: Form) -> bool {
    let at = if r.is_adverb(at) { at + 1 } else { at };
    let verb = r.entry(at).verb.filter(|verb| verb.form == form || (form == Form::Past && verb.form == Form::Present));
    let most = if form == Form::Gerund { 2 } else { 1 };
    let acts = Frames::DEED.or(Frames::CHARGE).or(Frames::NAMING);
    verb.is_some_and(|verb| verb.grade <= most || verb.grade == 2 && verb.frames.any(acts) || r.says(at + 1, "that"))
        && (form == Form::Gerund || !r.is(at + 1, Classes::PREPOSITION) || r.says(at + 1, "to"))
}

/// Whether the sentence ends here or says no more than when, where and to whom.
pub(super) fn rest_is_circumstance(r: &Reading<'_>, at: At) -> bool {
    let end = r.sentence(at.min(r.tokens.len() - 1)).end;
    let mut at = at;
    match r.kind(at) {
        Kind::Lower if r.says_any(at, &["for", "to", "by", "of", "against", "into", "off", "up", "out", "about"]) => {
            return false;
        }
        Kind::Stop | Kind::Comma | Kind::Break | Kind::Semicolon | Kind::Dash | Kind::Close => return true,
        Kind::Lower | Kind::Capital if r.is(at, Classes::PREPOSITION.or(Classes::TIME)) || r.is_adverb(at) => {}
        Kind::Lower if r.says(at, "when") || r.says(at, "as") || r.says(at, "while") || r.says(at, "last") => {}
        _ => return at >= end,
    }
    let mut subordinate = false;
    for _ in 0..2 * CIRCUMSTANCE {
        if at >= end || matches!(r.kind(at), Kind::Stop | Kind::Comma | Kind::Break) {
            return true;
        }
        subordinate |= r.is(at, Classes::RELATIVE.or(Classes::SUBORDINATOR));
        let finite = r.is(at, Classes::AUXILIARY.or(Classes::MODAL).or(Classes::FINITE));
        if r.says(at, "that") || finite && !subordinate {
            return false;
        }
        at = r.next(at);
    }
    false
}

/// The last token of the clause `from..limit`, without the punctuation before the limit.
pub(super) fn end_before(r: &Reading<'_>, from: At, limit: At) -> Option<At> {
    if limit <= from || limit - from > 2 * CLAUSE {
        return None;
    }
    let mut last = limit - 1;
    while last > from && trims(r, last) {
        last -= 1;
    }
    (last > from).then_some(last)
}
