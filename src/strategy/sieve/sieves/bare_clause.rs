//! `Lee said the bridge was closed`: a clause without *that*.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::clause::{self, Complement};
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::reading::{At, Reading};
use crate::strategy::sieve::verbs::Verb;
use crate::text::{Frames, Kind};

/// See the module.
pub(in crate::strategy::sieve) struct BareClause;

impl Sieve for BareClause {
    fn name(&self) -> &'static str {
        "bare-clause"
    }

    fn summary(&self) -> &'static str {
        "Lee said the bridge was closed"
    }

    fn apply(&self, board: &mut Board<'_>) {
        board.add_from_verbs(|board, verb| self.draft(board, verb));
    }
}

impl BareClause {
    fn draft(&self, board: &Board<'_>, verb: &Verb) -> Option<Draft> {
        let considered = verb.is_finite() && !board.is_cued(verb.at) && !board.is_part_of_report(verb);
        let source = verb.subject.filter(|_| considered && verb.entry.grade < 3)?;
        let r = &board.reading;
        if let Some(content) = relative(r, verb, source.first) {
            let content = vec![content];
            let cue = Some(verb.group.clone());
            return Some(Draft { content, cue, source: Some(source), follows: None, rule: self.name() });
        }
        let Complement::Bare(at) = clause::complement(r, verb)? else { return None };
        if verb.entry.frames.intersects(Frames::GERUND) && clause::is_gerund(r, at) {
            return None;
        }
        let rule = if clause::is_infinitive(r, at) { "infinitive" } else { self.name() };
        let last = if rule == "infinitive" { clause::phrase_end(r, at)? } else { clause::end(r, at)? };
        let content = vec![(at, last)];
        Some(Draft { content, cue: Some(verb.group.clone()), source: Some(source), follows: None, rule })
    }
}

/// `which Lee said was closed`: the rest of a relative clause in which somebody reports.
fn relative(r: &Reading<'_>, verb: &Verb, source: At) -> Option<(At, At)> {
    let from = verb.group.end;
    let which = source.checked_sub(1).filter(|&at| r.says_any(at, &["which", "that", "who"]))?;
    let reports =
        verb.entry.frames.intersects(Frames::CLAUSE) && clause::is_finite(r, from) && r.kind(from) == Kind::Lower;
    let last = reports.then(|| clause::end(r, from)).flatten()?;
    let apart = which > 0 && r.kind(r.before(which, 1)) == Kind::Comma;
    let comma = (from + 1..=last).find(|&at| apart && matches!(r.kind(at), Kind::Comma | Kind::Dash));
    Some((from, comma.map_or(last, |comma| comma - 1)))
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn clauses_without_that() {
        assert_found(&[
            ("Ann Lee said the bridge was closed.", &["bare-clause: the bridge was closed / said / Ann Lee / Ann Lee"]),
            (
                "Ann Lee said many still stand in opposition.",
                &["bare-clause: many still stand in opposition / said / Ann Lee / Ann Lee"],
            ),
            (
                "Google and Yahoo said it was closed.",
                &["bare-clause: it was closed / said / Google and Yahoo / Google+Yahoo"],
            ),
            (
                "The plan, which Ann Lee says is a mess, was dropped.",
                &["bare-clause: is a mess / says / Ann Lee / Ann Lee"],
            ),
            ("Six in 10 voters said it was closed.", &["bare-clause: it was closed / said / Six in 10 voters / -"]),
            ("Police say it works.", &["bare-clause: it works / say / Police / -"]),
            (
                "Ann Lee said last month the bridge was shut.",
                &["bare-clause: the bridge was shut / said / Ann Lee / Ann Lee"],
            ),
            ("Ann Lee professed not to know.", &["infinitive: not to know / professed / Ann Lee / Ann Lee"]),
            ("She said reports “may be wrong.”", &["bare-clause: reports “may be wrong.” / said / She / -"]),
        ]);
    }

    #[test]
    fn objects_are_not_clauses() {
        assert_found(&[
            ("Ann Lee reported three cases.", &[]),
            ("Ann Lee wrote the book.", &[]),
            ("What she said mattered.", &[]),
        ]);
    }
}
