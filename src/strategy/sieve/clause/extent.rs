//! The extent of a reported clause or phrase.

use crate::strategy::sieve::{At, ParsedText, limits, phrase};
use crate::text::{CueForm, Kind, WordClasses};

/// The last token of the clause that begins at `from`, without the final full stop and without words that start another report.
pub(in crate::strategy::sieve) fn end(r: &ParsedText<'_>, from: At) -> Option<At> {
    let mut walk = r.walk.take();
    let last = walk.last(r, from, limits::CLAUSE);
    r.walk.set(walk);
    let mut last = last?;
    while last > from && trims(r, last) {
        last -= 1;
    }
    (last > from).then_some(last)
}

/// The last token of a phrase without a verb of its own; the phrase also ends where a second verb of the same subject or a
/// second clause is coordinated with it.
pub(in crate::strategy::sieve) fn phrase_end(r: &ParsedText<'_>, from: At) -> Option<At> {
    let last = end(r, from).or_else(|| (r.tokens[from].is_word() && r.next(from) == from + 1).then_some(from))?;
    let verbal = |at: At| {
        let at = if r.is_adverb(at) { at + 1 } else { at };
        let past = r.entry(at).verb.is_some_and(|verb| matches!(verb.form, CueForm::Past | CueForm::Present));
        r.kind(at) == Kind::Lower && (past || r.is(at, WordClasses::FINITE) || r.word(at).ends_with("ed"))
    };
    let joins = |at: At| {
        r.kind(at) == Kind::Lower && r.is(at, WordClasses::CONJUNCTION) && verbal(at + 1)
            || matches!(r.kind(at), Kind::Comma | Kind::Dash | Kind::Semicolon)
                && r.is(at + 1, WordClasses::CONJUNCTION)
                && (verbal(at + 2) || phrase::after(r, at + 2).is_some_and(|found| verbal(found.last + 1)))
    };
    let mut at = from + 1;
    while at <= last {
        if joins(at) || r.kind(at) == Kind::Semicolon {
            return Some(at - 1);
        }
        at = r.next(at);
    }
    Some(last)
}

/// True for final punctuation that belongs to the sentence rather than the clause.
fn trims(r: &ParsedText<'_>, at: At) -> bool {
    match r.kind(at) {
        Kind::Stop => at == 0 || !is_abbreviated(r, at),
        Kind::Comma | Kind::Semicolon | Kind::Dash | Kind::Colon | Kind::Break => true,
        Kind::Mark => r.opens_piece(at).is_none() && !r.closes_piece(at),
        _ => false,
    }
}

fn is_abbreviated(r: &ParsedText<'_>, at: At) -> bool {
    r.is(r.before(at, 1), WordClasses::ABBREVIATION) && r.kind(r.before(at, 1)) == Kind::Capital
}

/// The last token of the clause `from..limit`, without the punctuation before the limit.
pub(in crate::strategy::sieve) fn end_before(r: &ParsedText<'_>, from: At, limit: At) -> Option<At> {
    if limit <= from || limit - from > 2 * limits::CLAUSE {
        return None;
    }
    let mut last = limit - 1;
    while last > from && trims(r, last) {
        last -= 1;
    }
    (last > from).then_some(last)
}
