//! Noun phrases next to a verb, found without a parser: their extent and their heads.
//!
//! `back` finds the phrase before a verb, `onward` the phrase after it, `head` the head of a phrase.

mod back;
mod head;
mod onward;

pub(super) use self::back::{before, ending_at};
pub(super) use self::head::{name, names_somebody, opens, owner_at, possessive};
pub(super) use self::onward::{after, governed, listed};
use super::{At, ParsedText};
use crate::text::{Kind, Name, Pronoun, WordClasses};

/// A noun phrase that may refer to a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) first: At,
    pub(super) last: At,
    pub(super) head: Head,
}

impl Phrase {
    /// A phrase that consists of a name.
    pub(super) fn named(name: Name) -> Self {
        Self { first: name.first, last: name.end - 1, head: Head::Name(name) }
    }
}

/// The head of a noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    Name(Name),
    Pronoun(Pronoun),
    /// `the ministry`, `a spokesman for Lee`: a phrase headed by a common noun.
    Common,
}

/// True for the apostrophe of a plural possessive such as `the workers’ union`, which pairs with no mark.
fn is_plural_possessive(r: &ParsedText<'_>, at: At) -> bool {
    let touches = at > 0 && r.tokens[at - 1].end() == r.tokens[at].start() && r.word(r.before(at, 1)).ends_with('s');
    touches
        && r.opens_piece(at).is_none()
        && !r.closes_piece(at)
        && matches!(r.kind(at + 1), Kind::Lower | Kind::Capital)
}

/// True if the full stop at this token belongs to an initial or an abbreviation.
fn is_short(r: &ParsedText<'_>, at: At) -> bool {
    at > 0 && (r.word(r.before(at, 1)).len() == 1 || r.is(r.before(at, 1), WordClasses::ABBREVIATION))
}
