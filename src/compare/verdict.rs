//! One word on two versions.

use std::fmt;

/// What a comparison or a gate ends with, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Better, or not worse by more than is allowed.
    Pass,
    /// This gold cannot tell.
    Inconclusive,
    /// Worse.
    Regression,
    /// The numbers are numbers of different things.
    NotComparable,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 4] = [Self::Pass, Self::Inconclusive, Self::Regression, Self::NotComparable];

    /// The word in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Inconclusive => "inconclusive",
            Self::Regression => "regression",
            Self::NotComparable => "not-comparable",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
