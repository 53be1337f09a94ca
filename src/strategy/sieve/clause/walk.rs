//! The steps of the clause read last: where verbs follow one another, their clauses share steps.

use super::anew::breaks_off;
use crate::strategy::sieve::{At, ParsedText};

/// A clause as a sequence of steps.
#[derive(Debug, Default)]
pub(in crate::strategy::sieve) struct Walk {
    /// All on the level of the first step; no break precedes any step, except perhaps the first.
    steps: Vec<At>,
    /// End of the sentence of the steps.
    stop: At,
    /// True if the clause has not ended yet.
    open: bool,
}

/// Maximum number of steps kept before the start of a clause.
const KEPT: usize = 4096;

impl Walk {
    /// The last token of the clause that begins at `from`, limited to `most` steps; `None` past the end of the text.
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

    /// Begins a clause; returns the index of its first step.
    fn begin(&mut self, from: At, stop: At) -> usize {
        self.steps.clear();
        self.steps.extend((from < stop).then_some(from));
        (self.stop, self.open) = (stop, true);
        0
    }
}
