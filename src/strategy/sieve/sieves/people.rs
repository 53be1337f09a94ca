//! The people named in a part of the text, for the sieve `far`.

use crate::strategy::sieve::{At, ParsedText, Phrase, phrase};
use crate::text::{Gender, Kind, Name, WordClasses};

/// The people named before a piece.
pub(super) enum Told {
    Nobody,
    One(Phrase),
    Several,
}

/// The people named in a range.
pub(super) fn before(r: &ParsedText<'_>, start: At, end: At) -> Told {
    let mut told: Option<Name> = None;
    let mut at = start;
    while at < end {
        if let Some(name) = person_at(r, at) {
            match told {
                Some(one) if r.word(r.before(one.end, 1)) != r.word(r.before(name.end, 1)) => return Told::Several,
                _ => told = told.or(Some(name)),
            }
            at = name.end;
        } else {
            at = r.next(at);
        }
    }
    told.map_or(Told::Nobody, |name| Told::One(Phrase::named(name)))
}

/// The first person named outside marks and not after a preposition.
pub(super) fn first_named(r: &ParsedText<'_>, from: At, limit: At) -> Option<Phrase> {
    let mut at = from;
    while at < limit {
        if r.opens_piece(at).is_some() {
            return None;
        }
        match person_at(r, at) {
            Some(name) if !r.is(r.before(at, 1), WordClasses::PREPOSITION) => return Some(Phrase::named(name)),
            Some(name) => at = name.end,
            None => at = r.next(at),
        }
    }
    None
}

/// The first person named in a range.
pub(super) fn person_from(r: &ParsedText<'_>, from: At, end: At) -> Option<Name> {
    (from..end).find_map(|at| person_at(r, at))
}

/// A name of two words, or one that shows a gender.
pub(super) fn person_at(r: &ParsedText<'_>, at: At) -> Option<Name> {
    if r.kind(at) != Kind::Capital {
        return None;
    }
    let name = phrase::name(r, at)?;
    let words = name.end - name.first;
    let whole = name.gender != Gender::Any || words == 2 || words == 3;
    (whole && words > 1 && !name.organization && r.kind(name.end) != Kind::Possessive).then_some(name)
}
