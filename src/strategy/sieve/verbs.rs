//! Every reporting verb of the text with its auxiliaries and its subject, found once for all sieves.

use std::ops::Range;

use super::phrase::{self, Head, Phrase};
use super::reading::{At, Reading};
use crate::text::{Classes, CueEntry, Form, Kind};

/// A reporting verb where it stands.
#[derive(Clone, Debug)]
pub(super) struct Verb {
    /// The verb itself.
    pub(super) at: At,
    /// With auxiliaries and negation.
    pub(super) group: Range<At>,
    pub(super) entry: CueEntry,
    /// Whether a form of *be* belongs to it: `is saying`.
    progressive: bool,
    /// Who stands before it.
    pub(super) subject: Option<Phrase>,
}

impl Verb {
    /// Whether it is finite: with a subject it makes a statement.
    pub(super) fn is_finite(&self) -> bool {
        self.entry.form != Form::Gerund || self.progressive
    }
}

/// All reporting verbs in order.
pub(super) fn find(r: &Reading<'_>) -> Vec<Verb> {
    (0..r.tokens.len()).filter(|&at| r.kind(at) == Kind::Lower).filter_map(|at| verb_at(r, at)).collect()
}

fn verb_at(r: &Reading<'_>, at: At) -> Option<Verb> {
    let entry = r.entry(at).verb?;
    let start = group_start(r, at);
    if !is_verbal(r, at, start, entry) {
        return None;
    }
    let subject = phrase::before(r, start);
    if r.is_quoted(at) && !reports_inside(entry, subject.as_ref()) {
        return None;
    }
    let progressive = (start..at).any(|at| is_be(r.word(at)));
    Some(Verb { at, group: start..at + 1, entry, progressive, subject })
}

/// Whether a verb between marks reports what a third party said, rather than being part of how people talk (`I think`, `they say`).
fn reports_inside(entry: CueEntry, subject: Option<&Phrase>) -> bool {
    entry.grade == 1 && subject.is_some_and(|subject| matches!(subject.head, Head::Name(_)))
}

/// Where auxiliaries, negation and the adverbs between them begin.
fn group_start(r: &Reading<'_>, at: At) -> At {
    let sentence = r.sentence(at).start;
    let auxiliary = Classes::AUXILIARY.or(Classes::MODAL).or(Classes::NEGATION);
    let mut start = at;
    let mut probe = at;
    while probe > sentence && r.kind(probe - 1) == Kind::Lower {
        if r.is(probe - 1, auxiliary) {
            start = probe - 1;
        } else if !r.is_adverb(probe - 1) {
            break;
        }
        probe -= 1;
    }
    start
}

/// Whether the form is used as a verb that reports, not as a noun, an adjective, an infinitive or a passive.
fn is_verbal(r: &Reading<'_>, at: At, start: At, entry: CueEntry) -> bool {
    let Some(before) = start.checked_sub(1) else { return entry.form != Form::Base };
    let group = start..at;
    let has = |classes| group.clone().any(|at| r.is(at, classes));
    let be = group.clone().any(|at| is_be(r.word(at)));
    if r.is(before, Classes::DETERMINER.or(Classes::POSSESSIVE)) && start == at && !r.is(before, Classes::PERSON_NOUN) {
        return false;
    }
    let giver = ["of", "from", "by"].iter().any(|word| r.says(at + 1, word));
    if start == at && (r.kind(before) == Kind::Possessive || giver && r.entry(at).noun.is_some()) {
        return false;
    }
    match entry.form {
        Form::Base => {
            has(Classes::MODAL.or(Classes::AUXILIARY))
                || plural_before(r, before, r.entry(at).noun.is_some() || entry.grade == 3)
        }
        Form::Present => start == at,
        Form::Past => !be,
        Form::Participle => has(Classes::AUXILIARY) && !be,
        Form::Gerund | Form::Noun => true,
    }
}

fn is_be(word: &str) -> bool {
    ["be", "is", "are", "was", "were", "been", "being", "am"].iter().any(|form| word.eq_ignore_ascii_case(form))
}

/// Whether a plural subject can end here: `officials say`, `I say`, but not `to say`.
fn plural_before(r: &Reading<'_>, at: At, noun: bool) -> bool {
    let open =
        Classes::PREPOSITION.or(Classes::MODAL).or(Classes::DETERMINER).or(Classes::NEGATION).or(Classes::CONJUNCTION);
    r.entry(at).pronoun.is_some_and(|pronoun| pronoun.subject)
        || matches!(r.kind(at), Kind::Lower | Kind::Capital | Kind::Number | Kind::Comma | Kind::Dash)
            && !r.is(at, open)
            && (!noun || r.word(at).ends_with('s') || r.is(at, Classes::PERSON_NOUN))
}
