//! `Lee made clear that …`, `Lee was adamant that …`: an adjective is the cue.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::clause;
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::phrase;
use crate::strategy::sieve::reading::{At, Reading};
use crate::strategy::sieve::verbs;
use crate::text::WordClasses;

/// See the module.
pub(in crate::strategy::sieve) struct Stance;

impl Sieve for Stance {
    fn name(&self) -> &'static str {
        "stance"
    }

    fn summary(&self) -> &'static str {
        "Lee made clear that … · Lee was adamant that …"
    }

    fn apply(&self, board: &mut Board<'_>) {
        board.add_from_words(|board, at| {
            let r = &board.reading;
            (r.is(at, WordClasses::STANCE) && r.says(at + 1, "that") && !r.is_quoted(at))
                .then(|| self.draft(r, at))
                .flatten()
        });
    }
}

impl Stance {
    fn draft(&self, r: &Reading<'_>, at: At) -> Option<Draft> {
        let adverbs = (r.sentence(at).start..at).rev().take_while(|&at| r.is_adverb(at)).count();
        let mut verb = (at - adverbs).checked_sub(1)?;
        if r.says(verb, "it") && r.says(at, "clear") {
            verb = verb.checked_sub(1)?;
        }
        let made = r.says(at, "clear") && r.says_any(verb, &["made", "makes", "make", "making"]);
        let is = !r.says(at, "clear") && verbs::is_be(r.word(verb));
        let start = verbs::group_start(r, verb);
        let planned = (start..verb).any(|at| r.is(at, WordClasses::MODAL | WordClasses::NEGATION));
        let source = ((made || is) && !planned).then(|| phrase::before(r, start)).flatten()?;
        let content = vec![(at + 1, clause::end(r, at + 1)?)];
        Some(Draft { content, cue: Some(start..at + 1), source: Some(source), follows: None, rule: self.name() })
    }
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn an_adjective_is_the_cue() {
        assert_found(&[
            ("Ann Lee made clear that it works.", &["stance: that it works / made clear / Ann Lee / Ann Lee"]),
            ("Ann Lee was adamant that it works.", &["stance: that it works / was adamant / Ann Lee / Ann Lee"]),
        ]);
    }

    #[test]
    fn what_is_clear_in_itself_is_no_report() {
        assert_found(&[("It was clear that it works.", &[])]);
    }
}
