//! `The bridge was closed, Lee said.` and `The bridge, Lee said, was closed.`: the cue comes last or in the middle.

use crate::strategy::sieve::{At, Board, Draft, Head, ParsedText, Phrase, Rule, Sieve, Verb, clause, phrase};
use crate::text::{CueForm, Frames, Kind, WordClasses};

pub(super) const SIEVE: Sieve = Sieve {
    rules: &[(Rule::FinalClause, "The bridge was closed, Lee said · The bridge, Lee said, was closed")],
    apply: |board| board.add_from_verbs(draft),
};

fn draft(board: &Board<'_>, verb: &Verb) -> Option<Draft> {
    let r = &board.parsed;
    let frames = Frames::CLAUSE | Frames::SPEECH;
    if !verb.is_finite() || board.is_cued(verb.at) || !verb.takes(frames) || verb.entry.grade > 2 {
        return None;
    }
    let inverted = phrase::after(r, verb.group.end).filter(|source| is_inverted(r, verb, source));
    let (source, first, after) = match (inverted, verb.subject) {
        (Some(source), _) => (source, verb.group.start, source.last + 1),
        (None, Some(source)) => (source, source.first, end_with_recipient(r, verb)),
        (None, None) => return None,
    };
    let sentence = r.sentence(verb.at);
    if let Some(content) = led_by_as(r, sentence.start, first, after).filter(|_| verb.takes(Frames::THAT)) {
        let (content, cue) = (vec![content], Some(verb.group.clone()));
        return Some(Draft::new(Rule::FinalClause, content).cue(cue).source(source));
    }
    let as_clause = first > 1 && r.says(r.before(first, 1), "as") && r.kind(r.before(first, 2)) == Kind::Comma;
    let comma = first
        .checked_sub(1 + usize::from(as_clause))
        .filter(|&comma| comma > sentence.start && r.kind(comma) == Kind::Comma)?;
    if !clause::rest_is_circumstance(r, after) {
        return None;
    }
    let start = lead(r, sentence.start, comma);
    let broken = r.is(r.before(comma, 1), WordClasses::AUXILIARY | WordClasses::MODAL | WordClasses::NEGATION);
    let fits = inverted.is_none() || clause::is_finite(r, after + 1);
    let rest = (fits && r.kind(after) == Kind::Comma && (broken || goes_on(r, after + 1, sentence.end)))
        .then(|| clause::end(r, after + 1).map(|last| (after + 1, last)))
        .flatten();
    let begun = clause::end_before(r, start, comma).map(|last| (start, last));
    if rest.is_none() && !states(board, start, comma, inverted.is_some()) {
        return None;
    }
    let content: Vec<_> = begun.into_iter().chain(rest).collect();
    if content.is_empty() {
        return None;
    }
    Some(Draft::new(Rule::FinalClause, content).cue(verb.group.clone()).source(source))
}

/// `As Lee said, the bridge was closed.`
fn led_by_as(r: &ParsedText<'_>, start: At, source: At, after: At) -> Option<(At, At)> {
    let leads = source == start + 1 && r.says(start, "as") && r.kind(after) == Kind::Comma;
    let states =
        leads && r.opens_piece(after + 1).is_none() && clause::has_verb(r, after + 1, r.sentence(start).end, true);
    states.then(|| clause::end(r, after + 1)).flatten().map(|last| (after + 1, last))
}

/// `…, said Lee.`
fn is_inverted(r: &ParsedText<'_>, verb: &Verb, source: &Phrase) -> bool {
    let before = verb.group.start.checked_sub(1);
    let pronoun = matches!(source.head, Head::Pronoun(_));
    let somebody = source.head != Head::Common || phrase::names_somebody(r, source);
    let alone = matches!(r.kind(source.last + 1), Kind::Comma | Kind::Stop | Kind::Break);
    somebody
        && (!pronoun || alone)
        && verb.group.len() == 1
        && verb.takes(Frames::INVERTS)
        && matches!(verb.entry.form, CueForm::Past | CueForm::Present)
        && before.is_some_and(|before| r.kind(before) == Kind::Comma)
}

/// `…, Lee told the paper.`
fn end_with_recipient(r: &ParsedText<'_>, verb: &Verb) -> At {
    let end = verb.group.end;
    if verb.takes(Frames::RECIPIENT) { clause::skip_recipient(r, end) } else { end }
}

/// True if the clause continues after the cue.
fn goes_on(r: &ParsedText<'_>, at: At, end: At) -> bool {
    let joined = r.is(at, WordClasses::CONJUNCTION) && r.kind(at + 1) == Kind::Lower && clause::is_finite(r, at + 1);
    if joined && r.entry(at + 1).verb.is_none() {
        return true;
    }
    let another = r.is(at, WordClasses::CONJUNCTION) && !r.is_quoted(at) && states_more(r, at + 1, end);
    if another {
        return true;
    }
    let gerund = r.entry(at).verb.is_some_and(|verb| verb.form == CueForm::Gerund);
    at + 1 < end
        && !gerund
        && !r.is(at, WordClasses::CONJUNCTION | WordClasses::RELATIVE)
        && (clause::is_finite(r, at) || r.word(at).ends_with("ed") || clause::has_verb(r, at, end, true))
}

/// `…, he said, and the rest would follow.`: true for a clause with its own subject that is not about the speaker.
fn states_more(r: &ParsedText<'_>, at: At, end: At) -> bool {
    let Some(subject) = phrase::after(r, at).filter(|subject| subject.head == Head::Common) else { return false };
    let reports = (subject.last + 1..end).any(|at| r.entry(at).verb.is_some_and(|verb| verb.grade < 3));
    clause::is_finite(r, subject.last + 1) && !reports
}

/// True if the words before the cue are an independent clause that nobody else reports.
fn states(board: &Board<'_>, start: At, end: At, inverted: bool) -> bool {
    let r = &board.parsed;
    let mut at = start;
    let mut commas = 0;
    while at < end {
        if board.is_cued(at) {
            return false;
        }
        commas += usize::from(r.kind(at) == Kind::Comma);
        at = r.next(at);
    }
    let led_in =
        r.is(start, WordClasses::PREPOSITION | WordClasses::SUBORDINATOR) && !r.is(start, WordClasses::DETERMINER);
    let planned = inverted && (start + 1..end).any(|at| r.says(at, "to") && r.kind(at + 1) == Kind::Lower);
    (planned || clause::has_verb(r, start, end, true)) && (!led_in || commas > 0)
}

/// The first token of the reported clause, after a conjunction such as `But`.
fn lead(r: &ParsedText<'_>, start: At, end: At) -> At {
    if r.is(start, WordClasses::CONJUNCTION) && start + 3 < end { start + 1 } else { start }
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn the_cue_at_the_end_and_in_between() {
        assert_found(&[
            (
                "The bridge was closed, Ann Lee said.",
                &["final-clause: The bridge was closed / said / Ann Lee / Ann Lee"],
            ),
            (
                "The bridge was closed, said Ann Lee.",
                &["final-clause: The bridge was closed / said / Ann Lee / Ann Lee"],
            ),
            (
                "The bridge, Ann Lee said, was closed.",
                &["final-clause: The bridge+was closed / said / Ann Lee / Ann Lee"],
            ),
            (
                "As Ann Lee said, the bridge was closed.",
                &["final-clause: the bridge was closed / said / Ann Lee / Ann Lee"],
            ),
            ("She does not, she says, blame anyone.", &["final-clause: She does not+blame anyone / says / she / -"]),
            (
                "The roof was safe, he said, and the rest would follow.",
                &["final-clause: The roof was safe+and the rest would follow / said / he / -"],
            ),
        ]);
    }

    #[test]
    fn a_lead_in_is_no_clause() {
        assert_found(&[("In 2008, Ann Lee reported gains.", &[]), ("As Ann Lee began to chant, Holt left.", &[])]);
    }
}
