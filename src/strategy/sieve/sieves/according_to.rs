//! `According to Lee, …` and `…, according to Lee`.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::clause;
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::phrase;
use crate::strategy::sieve::reading::{At, Reading};
use crate::text::{Kind, WordClasses};

/// See the module.
pub(in crate::strategy::sieve) struct AccordingTo;

impl Sieve for AccordingTo {
    fn name(&self) -> &'static str {
        "according-to"
    }

    fn summary(&self) -> &'static str {
        "According to Lee, … · …, according to Lee"
    }

    fn apply(&self, board: &mut Board<'_>) {
        board.add_from_words(|board, at| {
            let r = &board.reading;
            (r.says(at, "according") && r.says(at + 1, "to")).then(|| self.draft(r, at)).flatten()
        });
    }
}

impl AccordingTo {
    fn draft(&self, r: &Reading<'_>, at: At) -> Option<Draft> {
        let source = phrase::listed(r, phrase::governed(r, at + 2)?);
        let sentence = r.sentence(at);
        let leads = r.kind(at) == Kind::Lower || r.kind(sentence.start) == Kind::Open;
        let content = if at == sentence.start || at == sentence.start + 1 && leads {
            let comma = (source.last + 1..sentence.end).take(30).find(|&at| r.kind(at) == Kind::Comma)?;
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
        Some(Draft { content, cue: Some(at..at + 2), source: Some(source), follows: None, rule: self.name() })
    }
}

/// Whether the clause is taken up again after the source, rather than the source explained.
fn goes_on(r: &Reading<'_>, at: At, end: At) -> bool {
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
