//! Subjects of verbs without their own subject: participles and coordinated verbs.

use super::{Board, List, ParsedText, Phrase, Verb, limits, phrase};
use crate::text::{Frames, Kind, WordClasses};

/// The subject of the sentence, for `… and called it …`.
pub(super) fn coordinated(board: &Board<'_>, verb: &Verb) -> Option<Phrase> {
    is_coordinated(board, verb).then(|| of_sentence(board, verb)).flatten()
}

/// The verb's own subject, or the subject of the sentence for a participle or a coordinated verb;
/// `None` if a modal shows that nothing has been said yet.
pub(super) fn acting_on(board: &Board<'_>, verb: &Verb) -> Option<Phrase> {
    if verb.group.clone().any(|at| board.parsed.is(at, WordClasses::MODAL)) {
        return None;
    }
    if verb.is_finite() {
        return verb.subject.or_else(|| coordinated(board, verb));
    }
    let r = &board.parsed;
    let before = verb.group.start.checked_sub(1)?;
    let follows = r.kind(before) == Kind::Comma
        || r.is(before, WordClasses::CONJUNCTION)
        || r.says_any(before, List::ParticipleLead);
    follows.then(|| of_participle(board, verb)).flatten()
}

/// True if the verb is coordinated with an earlier verb: `… and added that …`.
pub(super) fn is_coordinated(board: &Board<'_>, verb: &Verb) -> bool {
    let r = &board.parsed;
    let mut before = verb.group.start;
    while before > 0 && r.is_adverb(r.before(before, 1)) {
        before -= 1;
    }
    let listed = before > 0 && verb.subject.is_none() && r.kind(r.before(before, 1)) == Kind::Comma;
    before > 0 && r.is(r.before(before, 1), WordClasses::CONJUNCTION)
        || listed && verb.entry.grade < 3 && !verb.takes(Frames::RECIPIENT | Frames::REQUEST | Frames::CHARGE)
}

/// `Lee saying …` has its own subject; `…, saying` and `by saying` take the subject of the sentence.
pub(super) fn of_participle(board: &Board<'_>, verb: &Verb) -> Option<Phrase> {
    let r = &board.parsed;
    let mut end = verb.group.start;
    while end > 1 && r.is_adverb(r.before(end, 1)) {
        end -= 1;
    }
    let before = end.checked_sub(1)?;
    let led = r.is(before, WordClasses::PREPOSITION | WordClasses::SUBORDINATOR | WordClasses::CONJUNCTION);
    if matches!(r.kind(before), Kind::Lower | Kind::Capital) && !led && !r.is_adverb(before) {
        let start = r.sentence(verb.at).start;
        let with = (start.max(end.saturating_sub(limits::WITH))..before).rev().find(|&at| r.says(at, "with"));
        let own = with.and_then(|with| phrase::after(r, with + 1)).filter(|own| own.last + 1 == end);
        if let Some(own) = own.or_else(|| phrase::ending_at(r, end, start)) {
            return Some(own);
        }
    }
    of_sentence(board, verb)
}

/// The speaker already found in the sentence, otherwise its first phrase that can be a subject.
pub(super) fn of_sentence(board: &Board<'_>, verb: &Verb) -> Option<Phrase> {
    let r = &board.parsed;
    let start = r.sentence(verb.at).start.max(verb.at.saturating_sub(limits::SUBJECT));
    let spoken = board.sources_in(r.sentence_number(verb.at)).filter(|source| source.first < verb.at);
    if let Some(latest) = spoken.max_by_key(|source| source.first) {
        return Some(latest);
    }
    let opening = (start..verb.at).filter(|&at| at == start || opens_clause(r, at - 1));
    let main = opening.filter(|&at| at == start || !r.is(r.before(at, 1), WordClasses::SUBORDINATOR));
    let pronoun =
        |at: &usize| r.entry(*at).pronoun.is_some_and(|pronoun| pronoun.subject) && !r.is(*at, WordClasses::RELATIVE);
    let free = |at: &usize| *at == start || !r.is(*at - 1, WordClasses::SUBORDINATOR | WordClasses::PREPOSITION);
    let pronouns = || (start..verb.at).filter(pronoun).filter(free).find_map(|at| acting(r, at, verb.at));
    main.filter_map(|at| acting(r, at, verb.at)).next_back().or_else(pronouns).or_else(|| {
        let first = (start..verb.at).find(|&at| !r.is_adverb(at) && r.kind(at) != Kind::Mark)?;
        phrase::after(r, first).filter(|found| found.last < verb.at && !r.is(first, WordClasses::PREPOSITION))
    })
}

/// True if a clause can begin after this token.
fn opens_clause(r: &ParsedText<'_>, at: usize) -> bool {
    let links = WordClasses::CONJUNCTION | WordClasses::SUBORDINATOR | WordClasses::ADVERB;
    matches!(r.kind(at), Kind::Comma | Kind::Dash | Kind::Colon | Kind::Semicolon | Kind::Mark)
        || r.is(at, links) && !r.says(at, "that")
}

/// The phrase here, if it is a name or pronoun followed by a verb.
fn acting(r: &ParsedText<'_>, at: usize, limit: usize) -> Option<Phrase> {
    let found =
        phrase::after(r, at).filter(|found| found.last + 1 < limit && !r.is(found.first, WordClasses::RELATIVE))?;
    let verb = (found.last + 1..limit).find(|&at| !r.is_adverb(at))?;
    let finite = WordClasses::AUXILIARY | WordClasses::MODAL | WordClasses::FINITE;
    let ending = r.word(verb).ends_with("ed") || r.word(verb).ends_with('s') && !r.is(verb, WordClasses::PREPOSITION);
    let verbal = r.is(verb, finite) || r.entry(verb).verb.is_some() || ending;
    (r.kind(verb) == Kind::Lower && verbal).then_some(found)
}
