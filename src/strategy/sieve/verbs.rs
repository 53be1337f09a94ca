//! All reporting verbs of the text with their auxiliaries and subjects, found once for all sieves.

use std::ops::Range;

use super::{At, Head, List, ParsedText, Phrase, limits, phrase, secondhand};
use crate::text::{CueEntry, CueForm, Frames, Kind, WordClasses};

/// An occurrence of a reporting verb.
#[derive(Clone, Debug)]
pub(super) struct Verb {
    /// The verb without auxiliaries.
    pub(super) at: At,
    /// The verb with auxiliaries and negation.
    pub(super) group: Range<At>,
    pub(super) entry: CueEntry,
    /// True if it is progressive: `is saying`.
    progressive: bool,
    /// The phrase before the verb.
    pub(super) subject: Option<Phrase>,
}

impl Verb {
    /// True if the verb can take one of these frames.
    pub(super) fn takes(&self, frames: Frames) -> bool {
        self.entry.frames.intersects(frames)
    }

    /// True if it reports a belief rather than speech: `believes`.
    pub(super) fn is_belief(&self) -> bool {
        self.entry.grade > 1 && (!self.takes(Frames::SPEECH) || self.takes(Frames::NO_OBJECT))
    }

    /// True if negated in the base form: `would not say`, `did not tell`.
    pub(super) fn is_negated(&self, r: &ParsedText<'_>) -> bool {
        self.entry.form == CueForm::Base
            && self.group.clone().any(|at| r.is(at, WordClasses::NEGATION) || r.word(at).ends_with("n't"))
    }

    /// True if the verb is finite, so that it makes a statement with its subject.
    pub(super) fn is_finite(&self) -> bool {
        self.entry.form != CueForm::Gerund || self.progressive
    }
}

/// Replaces `verbs` by the reporting verbs among the given words, in order.
pub(super) fn find(r: &ParsedText<'_>, words: &[At], verbs: &mut Vec<Verb>) {
    let titles = titles(r);
    let verbal = |&at: &At| {
        r.kind(at) == Kind::Lower || r.kind(at) == Kind::Capital && titles.iter().any(|line| line.contains(&at))
    };
    verbs.clear();
    verbs.extend(words.iter().copied().filter(verbal).filter_map(|at| verb_at(r, at)));
}

/// The line in title case: the first line, if most of its longer words are capitalised.
fn titles(r: &ParsedText<'_>) -> Option<Range<At>> {
    let line = r.paragraphs.first().filter(|line| !line.is_empty() && line.len() < limits::HEADLINE)?;
    let count = |kind| line.clone().filter(|&at| r.kind(at) == kind && r.word(at).len() > 3).count();
    (count(Kind::Capital) > 2 && count(Kind::Capital) > 3 * count(Kind::Lower)).then(|| line.clone())
}

fn verb_at(r: &ParsedText<'_>, at: At) -> Option<Verb> {
    let (entry, end) = cue(r, at)?;
    let start = group_start(r, at);
    if !is_verbal(r, at, start, entry) {
        return None;
    }
    let subject = phrase::before(r, start);
    let group = start..end;
    let entry = if r.is_quoted(at) { secondhand::entry(r, &group, entry, subject.as_ref())? } else { entry };
    let progressive = (start..at).any(|at| r.says_any(at, List::Be));
    Some(Verb { at, group, entry, progressive, subject })
}

/// The entry of a word as a reporting verb, with its particle if any, and one past its last token.
fn cue(r: &ParsedText<'_>, at: At) -> Option<(CueEntry, At)> {
    let entry = r.entry(at);
    let phrasal = entry.phrasal.filter(|(particles, _)| particles.split('/').any(|particle| r.says(at + 1, particle)));
    phrasal.map(|(_, cue)| (cue, at + 2)).or_else(|| entry.verb.map(|cue| (cue, at + 1)))
}

/// The first token of the auxiliaries, negations and adverbs before a verb.
pub(super) fn group_start(r: &ParsedText<'_>, at: At) -> At {
    let sentence = r.sentence(at).start;
    let auxiliary = WordClasses::AUXILIARY | WordClasses::MODAL | WordClasses::NEGATION;
    let to = at > sentence + 2 && r.says(r.before(at, 1), "to");
    if to && at > sentence + 3 && r.says(r.before(at, 2), "on") && r.says_any(r.before(at, 3), List::GoingOn) {
        return at - 3;
    }
    if to && r.says_any(r.before(at, 2), List::Habit) {
        return at - 2;
    }
    let mut start = at;
    let mut probe = at;
    while probe > sentence && r.kind(r.before(probe, 1)) == Kind::Lower {
        if r.is(r.before(probe, 1), auxiliary) {
            start = probe - 1;
        } else if !r.is_adverb(r.before(probe, 1)) {
            break;
        }
        probe -= 1;
    }
    start
}

/// True if the form is used as a reporting verb rather than a noun, an adjective, an infinitive or a passive.
fn is_verbal(r: &ParsedText<'_>, at: At, start: At, entry: CueEntry) -> bool {
    let Some(before) = start.checked_sub(1) else { return entry.form != CueForm::Base };
    let group = start..at;
    let has = |classes| group.clone().any(|at| r.is(at, classes));
    let be = group.clone().any(|at| r.says_any(at, List::Be));
    let of_two = before > 0 && r.says_any(r.before(before, 1), List::Among);
    let determined =
        r.is(before, WordClasses::DETERMINER | WordClasses::POSSESSIVE) && !r.is(before, WordClasses::PERSON_NOUN);
    if determined && !of_two && start == at {
        return false;
    }
    let giver = r.says_any(at + 1, List::Giver);
    if start == at && (r.kind(before) == Kind::Possessive || giver && r.entry(at).noun.is_some()) {
        return false;
    }
    match entry.form {
        CueForm::Base => {
            start + 2 <= at && r.says(r.before(at, 1), "to")
                || has(WordClasses::MODAL | WordClasses::AUXILIARY)
                || plural_before(r, before)
                || entry.grade == 1 && is_plural_phrase(r, start)
        }
        CueForm::Present => start == at,
        CueForm::Past => !be,
        CueForm::Participle => has(WordClasses::AUXILIARY) && !be,
        CueForm::Gerund | CueForm::Noun => true,
    }
}

/// True if a plural subject can end here: `officials say`, `I say`, but not `to say`.
fn plural_before(r: &ParsedText<'_>, at: At) -> bool {
    let open = WordClasses::PREPOSITION
        | WordClasses::MODAL
        | WordClasses::DETERMINER
        | WordClasses::NEGATION
        | WordClasses::CONJUNCTION;
    r.entry(at).pronoun.is_some_and(|pronoun| pronoun.subject)
        || matches!(r.kind(at), Kind::Lower | Kind::Capital | Kind::Number | Kind::Comma | Kind::Dash)
            && !r.is(at, open)
            && (is_plural(r, at) || !matches!(r.kind(at), Kind::Lower | Kind::Capital))
}

/// `people briefed on the plan`, `half of voters in the state`: true for a plural noun with a modifier after it.
fn is_plural_phrase(r: &ParsedText<'_>, verb: At) -> bool {
    let Some(subject) = phrase::before(r, verb).filter(|subject| subject.head == Head::Common) else { return false };
    let narrows = |at: At| r.is(at, WordClasses::PREPOSITION | WordClasses::RELATIVE) || r.says(at, "close");
    let end = (subject.first + 1..=subject.last)
        .find(|&at| narrows(at) || r.word(at).ends_with("ing") || r.word(at).ends_with("ed"));
    end.is_some_and(|end| {
        let head = r.word(r.before(end, 1));
        let counted = r.is(r.before(end, 1), WordClasses::DETERMINER) && r.says_any(end, List::Counted);
        counted
            || r.says_any(r.before(end, 1), List::PluralHead)
            || head.len() > 3
                && head.ends_with('s')
                && !head.ends_with("ss")
                && !r.is(r.before(end, 1), WordClasses::PREPOSITION)
    })
}

/// True for a word in -s, a noun for people, an irregular plural, or the second of two coordinated names.
fn is_plural(r: &ParsedText<'_>, at: At) -> bool {
    let second = (1..4).any(|back| at >= back && r.says(at - back, "and"));
    let word = r.word(at);
    word.ends_with('s') && !word.ends_with("ss") && word != "news"
        || r.is(at, WordClasses::PERSON_NOUN)
        || r.says_any(at, List::Plural)
        || r.kind(at) == Kind::Capital && second
}
