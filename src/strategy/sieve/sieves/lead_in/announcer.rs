//! The person who announces the speech that follows.

use crate::strategy::sieve::{At, Head, List, ParsedText, Phrase, limits, phrase};
use crate::text::{Kind, WordClasses};

/// The subject of the last clause before this token: a name, a pronoun or a description that opens it.
pub(super) fn announcer(r: &ParsedText<'_>, end: At) -> Option<Phrase> {
    let start = r.sentence(end).start.max(end.saturating_sub(limits::LEAD_IN));
    let steps = std::iter::successors(Some(start), |&at| Some(r.next(at))).take_while(|&at| at < end);
    let outside = steps.filter(|&at| r.opens_piece(at).is_none());
    let subjects = outside.filter(|&at| opens_clause(r, start, at)).filter_map(|at| acting(r, at, end));
    let (mut last, mut interrupted) = (None, None);
    for found in subjects {
        last = Some(found);
        interrupted = if is_interrupted(r, &found) { last } else { interrupted };
    }
    interrupted.filter(|_| resumes(r, end)).or(last)
}

/// `Lee’s saying, “…”`, `the voice of Lee, calling out, “…”`: the owner of a noun or gerund for speech before this token.
pub(super) fn owner(r: &ParsedText<'_>, end: At) -> Option<Phrase> {
    let reports =
        |at: &At| r.word(*at).ends_with("ing") && (r.entry(*at).verb.is_some() || r.entry(*at).phrasal.is_some());
    let gerund = (end.saturating_sub(limits::LEAD_IN_GERUND)..end).rev().find(reports)?;
    let start = r.sentence(gerund).start.max(gerund.saturating_sub(limits::LEAD_IN_NAME));
    let names =
        (start..gerund).rev().filter(|&at| r.kind(at) == Kind::Capital && r.kind(r.before(at, 1)) != Kind::Capital);
    let name = names.filter_map(|at| r.name(at)).find(|name| name.end < gerund)?;
    let adverbs = |from: At| (from..gerund).all(|at| r.is_adverb(at));
    let saying = r.kind(name.end) == Kind::Possessive && adverbs(name.end + 1);
    let voice = r.kind(name.end) == Kind::Comma
        && adverbs(name.end + 1)
        && r.says(r.before(name.first, 1), "of")
        && r.says(r.before(name.first, 2), "voice");
    (saying || voice).then_some(Phrase::named(name))
}

/// `Lee’s only answer was, “…”`: the owner of the answer.
pub(super) fn answerer(r: &ParsedText<'_>, end: At) -> Option<Phrase> {
    let was = end.checked_sub(1).filter(|&was| r.says_any(was, List::AnswerBe))?;
    let start = r.sentence(was).start.max(was.saturating_sub(limits::LEAD_IN_ANSWER));
    let noun = |at: At| r.entry(at).noun.is_some() || r.entry(at).verb.is_some() || r.says_any(at, List::Answer);
    let said = |from: At| (from..was).take_while(|&at| r.kind(at) == Kind::Lower).any(noun);
    let mut names = (start..was).filter_map(|at| r.name(at));
    let name = names.find(|name| r.kind(name.end) == Kind::Possessive && said(name.end + 1))?;
    Some(Phrase::named(name))
}

/// `Lee, though she longed to go, was obliged to say`: true if the last verb before this token continues after an aside.
fn resumes(r: &ParsedText<'_>, end: At) -> bool {
    let comma = (end.saturating_sub(limits::LEAD_IN_NAME)..end).rev().find(|&at| r.kind(at) == Kind::Comma);
    let finite = WordClasses::AUXILIARY | WordClasses::MODAL | WordClasses::FINITE | WordClasses::PAST;
    let verbal = |at: At| r.is(at, finite) || r.entry(at).verb.is_some() || r.word(at).ends_with("ed");
    comma.is_some_and(|comma| comma + 1 < end && r.kind(comma + 1) == Kind::Lower && verbal(comma + 1))
}

/// True if an aside follows a name.
fn is_interrupted(r: &ParsedText<'_>, found: &Phrase) -> bool {
    r.kind(found.last + 1) == Kind::Comma && matches!(found.head, Head::Name(_))
}

/// True if a clause with its own subject can begin here: at the start, after a comma or *and*, with at most one word before it.
fn opens_clause(r: &ParsedText<'_>, start: At, at: At) -> bool {
    let apart = |at: At| matches!(r.kind(at), Kind::Comma | Kind::Semicolon | Kind::Dash | Kind::Colon);
    let led = |at: At| r.is(at, WordClasses::SUBORDINATOR | WordClasses::CONJUNCTION | WordClasses::ADVERB);
    let opens = |at: At| at == start || apart(at - 1);
    opens(at) || led(at - 1) && (at - 1 == start || opens(at - 1)) || r.is(r.before(at, 1), WordClasses::CONJUNCTION)
}

/// The phrase here, if it can announce speech: a verb follows it, directly or after an aside.
fn acting(r: &ParsedText<'_>, at: At, end: At) -> Option<Phrase> {
    let found = phrase::after(r, at).filter(|found| found.first == at && found.last < end)?;
    let person = match found.head {
        Head::Name(_) => true,
        Head::Pronoun(pronoun) => pronoun.subject && !r.is(at, WordClasses::RELATIVE),
        Head::Common => r.says(at, "the") || r.is(at, WordClasses::POSSESSIVE),
    };
    let next = (found.last + 1..=end).find(|&at| !r.is_adverb(at))?;
    let finite = WordClasses::AUXILIARY | WordClasses::MODAL | WordClasses::FINITE | WordClasses::PAST;
    let verbal = |at: At| {
        r.kind(at) == Kind::Lower && (r.is(at, finite) || r.entry(at).verb.is_some() || r.word(at).ends_with("ed"))
    };
    let aside = r.kind(next) == Kind::Comma && matches!(found.head, Head::Name(_));
    (person && (next == end || aside || verbal(next))).then_some(found)
}
