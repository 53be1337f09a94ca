//! `Lee said the bridge was closed`: a clause without *that*.

use crate::strategy::sieve::{At, Board, Complement, Draft, List, ParsedText, Rule, Sieve, Verb, clause};
use crate::text::{Frames, Kind};

pub(super) const SIEVE: Sieve = Sieve {
    rules: &[(Rule::BareClause, "Lee said the bridge was closed"), (Rule::Infinitive, "Lee vowed to close the bridge")],
    apply: |board| board.add_from_verbs(draft),
};

fn draft(board: &Board<'_>, verb: &Verb) -> Option<Draft> {
    let considered = verb.is_finite() && !board.is_cued(verb.at) && !board.is_part_of_report(verb);
    let source = verb.subject.filter(|_| considered && verb.entry.grade < 3)?;
    let r = &board.parsed;
    let draft = |rule, content| Some(Draft::new(rule, [content]).cue(verb.group.clone()).source(source));
    if let Some(content) = relative(r, verb, source.first) {
        return draft(Rule::BareClause, content);
    }
    let Complement::Bare(at) = clause::complement(r, verb)? else { return None };
    if clause::is_infinitive(r, at) {
        return draft(Rule::Infinitive, (at, clause::phrase_end(r, at)?));
    }
    if verb.takes(Frames::GERUND) && clause::is_gerund(r, at) {
        return None;
    }
    draft(Rule::BareClause, (at, clause::end(r, at)?))
}

/// `which Lee said was closed`: the rest of a relative clause around a report.
fn relative(r: &ParsedText<'_>, verb: &Verb, source: At) -> Option<(At, At)> {
    let from = verb.group.end;
    let which = source.checked_sub(1).filter(|&at| r.says_any(at, List::RelativeClause))?;
    let reports = verb.takes(Frames::CLAUSE) && clause::is_finite(r, from) && r.kind(from) == Kind::Lower;
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
