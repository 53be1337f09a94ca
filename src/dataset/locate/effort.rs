//! How far to go in looking for a text.

use std::fmt;
use std::str::FromStr;

/// How far to go in looking for a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effort {
    /// Character for character only.
    Exact,
    /// Also after folding marks, dashes, white space, case and compatibility forms.
    Folded,
    /// Also within a bounded number of edits.
    #[default]
    Approximate,
}

impl Effort {
    /// All of them, each including those before.
    pub const ALL: [Self; 3] = [Self::Exact, Self::Folded, Self::Approximate];

    /// The word that options and reports use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Folded => "folded",
            Self::Approximate => "approximate",
        }
    }
}

impl fmt::Display for Effort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Effort {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|effort| effort.as_str() == word);
        found.ok_or_else(|| format!("unknown word '{word}': exact, folded or approximate"))
    }
}
