//! The contract of a sieve.

use super::{Board, Rule};

/// A way to find or attribute quotations.
///
/// A sieve only touches text that earlier sieves left open, so precision falls from sieve to sieve.
pub(super) struct Sieve {
    /// The rules of its quotations, each with the pattern it matches. The sieve does not run if its first rule is switched off.
    pub(super) rules: &'static [(Rule, &'static str)],
    /// Adds the quotations it finds to the board.
    pub(super) apply: fn(&mut Board<'_>),
}

impl Sieve {
    /// The rule that names the sieve.
    pub(super) const fn rule(&self) -> Rule {
        self.rules[0].0
    }
}
