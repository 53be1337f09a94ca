//! The contract of a sieve.

use super::{Board, Rule};

/// One way to find or attribute quotations.
///
/// A sieve touches only the text that the sieves before it left open, so precision falls from sieve to sieve.
pub(super) struct Sieve {
    /// The rules of the quotations it makes, each with the pattern it looks for. Without the first of them it does not run.
    pub(super) rules: &'static [(Rule, &'static str)],
    /// Adds the quotations it finds to the board.
    pub(super) apply: fn(&mut Board<'_>),
}

impl Sieve {
    /// The rule that the sieve is known by.
    pub(super) const fn rule(&self) -> Rule {
        self.rules[0].0
    }
}
