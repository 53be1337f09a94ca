//! `Holt was told that …`, `Holt was accused of theft by Lee`: the cue is passive, and often no speaker is named.

use crate::strategy::sieve::{
    At, Board, Draft, Head, List, ParsedText, Phrase, Rule, Sieve, clause, limits, phrase, verbs,
};
use crate::text::{CueForm, Frames, Kind, WordClasses};

pub(super) const SIEVE: Sieve =
    Sieve { rules: &[(Rule::Passive, "Holt was told that … · Holt was accused of theft by Lee")], apply };

fn apply(board: &mut Board<'_>) {
    board.add_from_words(|board, at| {
        let r = &board.parsed;
        if r.says_any(at, List::Hearsay) {
            return hearsay(r, at);
        }
        if r.is(at, WordClasses::CUE_WORD) && !board.is_cued(at) && r.kind(at) == Kind::Lower {
            let rumoured = r.says_any(at, List::Rumoured) && r.says(verbs::group_start(r, at).saturating_sub(1), "it");
            return rumoured.then(|| draft(board, at, Frames::THAT)).flatten();
        }
        let verb = r.entry(at).verb.filter(|verb| matches!(verb.form, CueForm::Past | CueForm::Participle))?;
        let considered = verb.grade < 3 && !board.is_cued(at) && r.kind(at) == Kind::Lower;
        considered.then(|| draft(board, at, verb.frames)).flatten()
    });
}

/// `Lee` of `Lee of theft`.
fn name_alone(phrase: Phrase) -> Phrase {
    match phrase.head {
        Head::Name(name) => Phrase { last: name.end - 1, ..phrase },
        _ => phrase,
    }
}

/// `The door was open, it was claimed last night.`: the clause before the comma.
fn claimed_before(r: &ParsedText<'_>, start: At, at: At, frames: Frames) -> Option<(At, At)> {
    let it = start.checked_sub(1).filter(|&it| r.says(it, "it"))?;
    let comma = it.checked_sub(1).filter(|&comma| r.kind(comma) == Kind::Comma)?;
    let first = r.sentence(at).start;
    let states = frames.intersects(Frames::CLAUSE) && first < comma && clause::has_verb(r, first, comma, true);
    let ends = states && clause::rest_is_circumstance(r, at + 1);
    ends.then(|| clause::end_before(r, first, comma)).flatten().map(|last| (first, last))
}

/// `in court that`: the *that* after a few words for place or time.
fn that_after(r: &ParsedText<'_>, from: At) -> Option<At> {
    let placed = r.is(from, WordClasses::PREPOSITION | WordClasses::TIME) || r.is_adverb(from) || r.says(from, "last");
    let plain = |at: &At| r.kind(*at) == Kind::Lower && r.entry(*at).verb.is_none() || r.kind(*at) == Kind::Capital;
    let end = (from..from + limits::PASSIVE_PLACE).find(|at| r.says(*at, "that") || !plain(at))?;
    (placed && r.says(end, "that")).then_some(end)
}

/// `Allegedly the bridge was closed.`
fn hearsay(r: &ParsedText<'_>, at: At) -> Option<Draft> {
    let sentence = r.sentence(at);
    let from = at + 1 + usize::from(r.kind(at + 1) == Kind::Comma);
    let leads = sentence.start == at && clause::has_verb(r, from, sentence.end, true);
    Some(Draft::new(Rule::Passive, [(from, leads.then(|| clause::end(r, from)).flatten()?)]).cue(at..at + 1))
}

fn draft(board: &Board<'_>, at: At, frames: Frames) -> Option<Draft> {
    let r = &board.parsed;
    let start = verbs::group_start(r, at);
    let be = (start..at).any(|at| r.says_any(at, List::Be) && !r.says(at, "be"));
    if !be || (start..at).any(|at| r.is(at, WordClasses::MODAL)) {
        return None;
    }
    if let Some(content) = claimed_before(r, start, at, frames) {
        let cue = Some(start..at + 1);
        return Some(Draft::new(Rule::Passive, [content]).cue(cue));
    }
    let giver = r.says(at + 1, "by").then(|| phrase::after(r, at + 2)).flatten().map(name_alone);
    let from = giver.map_or(at + 1, |giver| giver.last + 1);
    let told = frames.intersects(Frames::RECIPIENT | Frames::REQUEST);
    let it = start.checked_sub(1).is_some_and(|it| r.says(it, "it"));
    let from = if it && giver.is_none() { that_after(r, from).unwrap_or(from) } else { from };
    let clause = r.says(from, "that") && frames.intersects(Frames::THAT);
    let to = from + usize::from(r.says(from, "not"));
    let request = r.says(to, "to") && told && r.kind(to + 1) == Kind::Lower;
    let charge = r.says(from, "of") && r.says(at, "accused");
    let question = r.says(from, "whether") || r.says(from, "if") && frames.intersects(Frames::QUESTION);
    if !(clause || request || charge || question) || r.is(from + 1, WordClasses::FINITE) {
        return None;
    }
    let last = if clause { clause::end(r, from)? } else { clause::phrase_end(r, from)? };
    Some(Draft::new(Rule::Passive, [(from, last)]).cue(start..at + 1).source(giver))
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn the_speaker_comes_after_by_or_not_at_all() {
        assert_found(&[
            ("Holt was told that it works.", &["passive: that it works / was told / - / -"]),
            ("The door was open, it was claimed on Monday.", &["passive: The door was open / was claimed / - / -"]),
            ("It was alleged in court that it works.", &["passive: that it works / was alleged / - / -"]),
            ("It is understood that it works.", &["passive: that it works / is understood / - / -"]),
            ("Reportedly, it works well.", &["passive: it works well / Reportedly / - / -"]),
            ("Holt was warned not to swim.", &["passive: not to swim / was warned / - / -"]),
            ("Holt was accused by Ann Lee of theft.", &["passive: of theft / was accused / Ann Lee / Ann Lee"]),
        ]);
    }

    #[test]
    fn what_may_be_told_has_not_been_told() {
        assert_found(&[("Holt would be told that it works.", &[]), ("It reportedly works.", &[])]);
    }
}
