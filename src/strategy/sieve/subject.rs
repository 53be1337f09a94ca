//! Who speaks where the verb has no subject of its own: participles and second verbs.

use super::board::Board;
use super::phrase::{self, Phrase};
use super::verbs::Verb;
use crate::text::{Classes, Kind};

/// How far back the subject of a sentence is looked for, in tokens.
const REACH: usize = 120;

/// The subject of the sentence, for `… and called it …`.
pub(super) fn coordinated(board: &Board<'_>, verb: &Verb) -> Option<Phrase> {
    is_coordinated(board, verb).then(|| of_sentence(board, verb)).flatten()
}

/// `… and added that …`
pub(super) fn is_coordinated(board: &Board<'_>, verb: &Verb) -> bool {
    let r = &board.reading;
    let mut before = verb.group.start;
    while before > 0 && r.is_adverb(before - 1) {
        before -= 1;
    }
    before > 0 && r.is(before - 1, Classes::CONJUNCTION)
}

/// `Lee saying …` has its own subject; `…, saying` and `by saying` take that of the sentence.
pub(super) fn of_participle(board: &Board<'_>, verb: &Verb) -> Option<Phrase> {
    let r = &board.reading;
    let before = verb.group.start.checked_sub(1)?;
    let led = r.is(before, Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::CONJUNCTION));
    if matches!(r.kind(before), Kind::Lower | Kind::Capital) && !led && !r.is_adverb(before) {
        let own = phrase::ending_at(r, verb.group.start, r.sentence(verb.at).start);
        if own.is_some() {
            return own;
        }
    }
    of_sentence(board, verb)
}

/// The speaker already found in the sentence, else its first phrase that can be a subject.
pub(super) fn of_sentence(board: &Board<'_>, verb: &Verb) -> Option<Phrase> {
    let r = &board.reading;
    let start = r.sentence(verb.at).start.max(verb.at.saturating_sub(REACH));
    let number = r.sentence_number(verb.at);
    let spoken = board.drafts.iter().rev().take(40).filter_map(|draft| draft.source);
    let spoken = spoken.filter(|source| r.sentence_number(source.first) == number && source.first < verb.at);
    if let Some(latest) = spoken.max_by_key(|source| source.first) {
        return Some(latest);
    }
    let lead = |at: usize| r.is_adverb(at) || r.is(at, Classes::CONJUNCTION) || r.kind(at) == Kind::Mark;
    let first = (start..verb.at).find(|&at| !lead(at))?;
    if r.is(first, Classes::PREPOSITION.or(Classes::SUBORDINATOR)) {
        let comma = (first..verb.at).take(30).find(|&at| r.kind(at) == Kind::Comma)?;
        return phrase::after(r, comma + 1);
    }
    phrase::after(r, first)
}
