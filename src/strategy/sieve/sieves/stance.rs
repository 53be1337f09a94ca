//! `Lee made clear that …`, `Lee was adamant that …`: an adjective is the cue.

use crate::strategy::sieve::{At, Board, Draft, List, ParsedText, Rule, Sieve, clause, phrase, verbs};
use crate::text::WordClasses;

pub(super) const SIEVE: Sieve =
    Sieve { rules: &[(Rule::Stance, "Lee made clear that … · Lee was adamant that …")], apply };

fn apply(board: &mut Board<'_>) {
    board.add_from_words(|board, at| {
        let r = &board.parsed;
        (r.is(at, WordClasses::STANCE) && r.says(at + 1, "that") && !r.is_quoted(at)).then(|| draft(r, at)).flatten()
    });
}

fn draft(r: &ParsedText<'_>, at: At) -> Option<Draft> {
    let adverbs = (r.sentence(at).start..at).rev().take_while(|&at| r.is_adverb(at)).count();
    let mut verb = (at - adverbs).checked_sub(1)?;
    if r.says(verb, "it") && r.says(at, "clear") {
        verb = verb.checked_sub(1)?;
    }
    let made = r.says(at, "clear") && r.says_any(verb, List::Make);
    let is = !r.says(at, "clear") && r.says_any(verb, List::Be);
    let start = verbs::group_start(r, verb);
    let planned = (start..verb).any(|at| r.is(at, WordClasses::MODAL | WordClasses::NEGATION));
    let source = ((made || is) && !planned).then(|| phrase::before(r, start)).flatten()?;
    Some(Draft::new(Rule::Stance, [(at + 1, clause::end(r, at + 1)?)]).cue(start..at + 1).source(source))
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
