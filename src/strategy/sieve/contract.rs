//! The contract of a sieve.

use super::board::Board;

/// One way to find or attribute quotations.
///
/// A sieve touches only what those before it left open, so precision falls from sieve to sieve.
pub(super) trait Sieve: Sync {
    /// Kebab-case name: the `rule` of the quotations it makes.
    fn name(&self) -> &'static str;

    /// One line, with the pattern it looks for.
    fn summary(&self) -> &'static str;

    /// Adds what it finds to the board.
    fn apply(&self, board: &mut Board<'_>);
}
