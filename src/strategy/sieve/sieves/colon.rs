//! `Lee: “…”`, `Here is what Lee had to say: “…”`: a colon is the cue where no verb is.

use crate::strategy::sieve::board::{Board, Draft};
use crate::strategy::sieve::contract::Sieve;
use crate::strategy::sieve::phrase::{self, Head, Phrase};
use crate::strategy::sieve::reading::{At, Reading};
use crate::text::Kind;

/// How far the sentence before the colon is read, in tokens.
const REACH: usize = 60;

/// See the module.
pub(in crate::strategy::sieve) struct Colon;

impl Sieve for Colon {
    fn name(&self) -> &'static str {
        "colon"
    }

    fn summary(&self) -> &'static str {
        "Lee: “…” · Here is what Lee had to say: “…”"
    }

    fn apply(&self, board: &mut Board<'_>) {
        board.add_from_pieces(|board, piece| self.draft(board, piece));
    }
}

impl Colon {
    fn draft(&self, board: &Board<'_>, piece: usize) -> Option<Draft> {
        let r = &board.reading;
        let found = board.pieces()[piece];
        if found.words < 3 {
            return None;
        }
        let mut colon = found.first.checked_sub(1)?;
        while colon > 0 && r.kind(colon) == Kind::Break {
            colon -= 1;
        }
        if r.kind(colon) != Kind::Colon || r.paragraph(found.first) > r.paragraph(colon) + 1 {
            return None;
        }
        let source = first_name(r, r.sentence(colon).start, colon)?;
        let verb = board.verbs[..board.verbs.partition_point(|verb| verb.at < colon)].last().filter(|verb| {
            verb.at > source.last && r.sentence_number(verb.at) == r.sentence_number(colon) && !board.is_cued(verb.at)
        });
        let cue = verb.map_or(colon..colon + 1, |verb| verb.group.clone());
        Some(Draft {
            content: board.chain(piece),
            cue: Some(cue),
            source: Some(source),
            follows: None,
            rule: self.name(),
        })
    }
}

/// The first name or pronoun of a sentence.
fn first_name(r: &Reading<'_>, start: At, end: At) -> Option<Phrase> {
    let start = start.max(end.saturating_sub(REACH));
    let mut common = None;
    let mut at = start;
    while at < end {
        if let Some(found) = phrase::after(r, at).filter(|found| found.last < end) {
            match found.head {
                Head::Common => common = common.or(Some(found)),
                _ => return Some(found),
            }
        }
        at += 1;
    }
    common
}

#[cfg(test)]
mod tests {
    use crate::strategy::sieve::testing::assert_found;

    #[test]
    fn a_colon_is_the_cue() {
        assert_found(&[(
            "Ann Lee: “It will work at last.”",
            &["colon: “It will work at last.” / : / Ann Lee / Ann Lee"],
        )]);
    }

    #[test]
    fn a_list_after_a_colon_is_not_speech() {
        assert_found(&[("They played two works: “Hamlet” and “Lear”.", &[])]);
    }
}
