//! The steps of the clause read last: where verbs follow one another, the clause of each goes on as that of the one before.

use super::anew::breaks_off;
use crate::strategy::sieve::{At, ParsedText};

/// A clause, step by step.
#[derive(Debug, Default)]
pub(in crate::strategy::sieve) struct Walk {
    /// Each on the level of the first, none with a break before it but perhaps the first.
    steps: Vec<At>,
    /// One past the last token of their sentence.
    stop: At,
    /// True if nothing has ended the clause so far.
    open: bool,
}

/// Most steps that are kept in front of a clause.
const KEPT: usize = 4096;

impl Walk {
    /// The last token of the clause from a token on, of at most so many steps; none past the end of the text.
    pub(super) fn last(&mut self, r: &ParsedText<'_>, from: At, most: usize) -> Option<At> {
        let stop = r.sentence(from).end;
        let mut first = match self.steps.binary_search(&from) {
            Ok(first) if stop == self.stop => first,
            _ => self.begin(from, stop),
        };
        if first > KEPT {
            self.steps.drain(..first);
            first = 0;
        }
        while self.open && self.steps.len() < first + most {
            let next = r.next(*self.steps.last()?);
            self.open = next < stop && !breaks_off(r, next);
            self.steps.extend(self.open.then_some(next));
        }
        let last = self.steps.len().min(first + most).checked_sub(1)?;
        Some(r.next(self.steps[last]) - 1)
    }

    /// Begins a clause; gives the number of its first step.
    fn begin(&mut self, from: At, stop: At) -> usize {
        self.steps.clear();
        self.steps.extend((from < stop).then_some(from));
        (self.stop, self.open) = (stop, true);
        0
    }
}
