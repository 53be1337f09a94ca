//! The complement of a reporting verb: after recipient and circumstances, a clause, a question or quotation marks.

mod anew;
mod extent;
mod finite;
mod interval;
mod walk;

pub(super) use self::extent::{end, end_before, phrase_end};
use self::finite::begins_clause;
pub(super) use self::finite::{has_subject, has_verb, is_finite, is_gerund};
use self::interval::{recipient_after_to, skip_adverbs, skip_circumstance};
pub(super) use self::interval::{rest_is_circumstance, skip_recipient};
pub(super) use self::walk::Walk;
use super::{At, List, ParsedText, Verb, limits, phrase};
use crate::text::{Frames, Kind, WordClasses};

/// The complement that a reporting verb introduces.
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

/// The complement of the verb, if it has one.
pub(super) fn complement(r: &ParsedText<'_>, verb: &Verb) -> Option<Complement> {
    let sentence = r.sentence(verb.at).end;
    let mut at = skip_adverbs(r, verb.group.end);
    if r.kind(at) == Kind::Comma && r.is_adverb(at + 1) && r.kind(at + 2) == Kind::Comma {
        at += 3;
    }
    if verb.takes(Frames::RECIPIENT) {
        at = skip_recipient(r, at);
    } else if r.says(at, "to") && recipient_after_to(r, at) {
        at = skip_recipient(r, at + 1);
    }
    if at >= sentence {
        return None;
    }
    let found = begins(r, at, verb, false);
    if let (Some(Complement::Bare(_)), true) = (found, verb.takes(Frames::RECIPIENT))
        && let Some(that) = told_when(r, at, sentence)
    {
        return Some(Complement::That(that));
    }
    let led = r.is(at, WordClasses::PREPOSITION) && matches!(found, Some(Complement::Bare(_)));
    if found.is_some() && !led {
        return found;
    }
    let told = verb.takes(Frames::RECIPIENT).then(|| phrase::after(r, at)).flatten();
    let told = told.and_then(|person| begins(r, person.last + 1, verb, false));
    if let Some(Complement::That(_) | Complement::Question(_)) = told {
        return told;
    }
    let after = skip_circumstance(r, at, sentence).and_then(|after| begins(r, after, verb, true));
    let told = after.filter(|after| found.is_none() || matches!(after, Complement::Marks(_) | Complement::That(_)));
    told.or(found)
}

/// `troops on Friday that …`: the *that* after the recipient and the day.
fn told_when(r: &ParsedText<'_>, at: At, sentence: At) -> Option<At> {
    let person = phrase::after(r, at)?.last + 1;
    let when = r.is(person, WordClasses::TIME) || r.says(person, "on") && r.is(person + 1, WordClasses::TIME);
    let that =
        when.then(|| (person..sentence.min(person + limits::TOLD_WHEN)).find(|&at| r.says(at, "that"))).flatten()?;
    (person..that).all(|at| r.tokens[at].is_word() && r.entry(at).verb.is_none()).then_some(that)
}

/// The complement that begins at this token.
fn begins(r: &ParsedText<'_>, at: At, verb: &Verb, after_circumstance: bool) -> Option<Complement> {
    let frames = verb.entry.frames;
    match r.kind(at) {
        Kind::Comma | Kind::Colon if r.opens_piece(at + 1).is_some() => Some(Complement::Marks(at + 1)),
        Kind::Colon if !after_circumstance && r.kind(at + 1) == Kind::Capital => Some(Complement::Bare(at + 1)),
        Kind::Mark if r.opens_piece(at).is_some() => Some(Complement::Marks(at)),
        Kind::Comma if r.says(at + 1, "that") => Some(Complement::That(at + 1)),
        _ if r.says(at, "that") && frames.intersects(Frames::THAT) => {
            opens_clause(r, at).then_some(Complement::That(at))
        }
        Kind::Lower if frames.intersects(Frames::QUESTION) && is_question(r, at) => Some(Complement::Question(at)),
        Kind::Lower if r.says(at, "if") && frames.intersects(Frames::CLAUSE) => Some(Complement::Bare(at)),
        Kind::Lower if frames.intersects(Frames::INFINITIVE) && is_infinitive(r, at) => Some(Complement::Bare(at)),
        _ if frames.intersects(Frames::CLAUSE) && begins_clause(r, at, frames.intersects(Frames::NO_OBJECT)) => {
            Some(Complement::Bare(at))
        }
        _ => None,
    }
}

/// True for an infinitive: `to`, `not to`.
pub(super) fn is_infinitive(r: &ParsedText<'_>, at: At) -> bool {
    r.says(at, "to") || r.says_any(at, List::Not) && r.says(at + 1, "to")
}

/// True if *that* opens a clause rather than referring back: `he said that for years`.
fn opens_clause(r: &ParsedText<'_>, that: At) -> bool {
    !r.is(that + 1, WordClasses::PREPOSITION | WordClasses::CONJUNCTION)
        || has_verb(r, that + 1, r.sentence(that).end, true)
}

fn is_question(r: &ParsedText<'_>, at: At) -> bool {
    r.says_any(at, List::Question)
}
