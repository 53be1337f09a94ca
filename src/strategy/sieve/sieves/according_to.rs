//! `According to Lee, …` and `…, according to Lee`.

use crate::strategy::sieve::{At, Board, Draft, ParsedText, Rule, Sieve, clause, limits, phrase};
use crate::text::{Kind, WordClasses};

pub(super) const SIEVE: Sieve =
    Sieve { rules: &[(Rule::AccordingTo, "According to Lee, … · …, according to Lee")], apply };

fn apply(board: &mut Board<'_>) {
    board.add_from_words(|board, at| {
        let r = &board.parsed;
        (r.says(at, "according") && r.says(at + 1, "to")).then(|| draft(r, at)).flatten()
    });
}

fn draft(r: &ParsedText<'_>, at: At) -> Option<Draft> {
    let source = phrase::listed(r, phrase::governed(r, at + 2)?);
    let sentence = r.sentence(at);
    let leads = r.kind(at) == Kind::Lower || r.kind(sentence.start) == Kind::Open;
    let content = if at == sentence.start || at == sentence.start + 1 && leads {
        let comma = (source.last + 1..sentence.end).take(limits::ACCORDING_TO).find(|&at| r.kind(at) == Kind::Comma)?;
        (comma + 1, clause::end(r, comma + 1)?)
    } else {
        let begun = clause::end_before(r, sentence.start, at);
        (sentence.start, begun.or_else(|| (sentence.start + 2 == at).then_some(sentence.start))?)
    };
    let mut content = vec![content];
    let after = source.last + 1;
    if at > sentence.start + 1 && r.kind(after) == Kind::Comma && goes_on(r, after + 1, sentence.end) {
        content.extend(clause::end(r, after + 1).map(|last| (after + 1, last)));
    }
    Some(Draft::new(Rule::AccordingTo, content).cue(at..at + 2).source(source))
}

/// True if the clause continues after the source, rather than an apposition to the source.
fn goes_on(r: &ParsedText<'_>, at: At, end: At) -> bool {
    let explains = r.is(at, WordClasses::RELATIVE | WordClasses::DETERMINER);
    clause::is_finite(r, at) || !explains && clause::has_verb(r, at, end, true)
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn before_and_after_the_clause() {
        assert_found(&[
            ("According to Ann Lee, it works.", &["according-to: it works / According to / Ann Lee / Ann Lee"]),
            (
                "According to Ann Lee, Bob Holt and Joan Reed, it works.",
                &[
                    "according-to: it works / According to / Ann Lee, Bob Holt and Joan Reed / Ann Lee+Bob Holt+Joan Reed",
                ],
            ),
            (
                "Fundraising, according to Ann Lee, has grown.",
                &["according-to: Fundraising+has grown / according to / Ann Lee / Ann Lee"],
            ),
            (
                "It works, according to the ministry.",
                &["according-to: It works / according to / the ministry / the ministry"],
            ),
        ]);
    }

    #[test]
    fn a_measure_is_not_a_source_of_speech() {
        assert_found(&[("They acted accordingly.", &[])]);
    }
}
