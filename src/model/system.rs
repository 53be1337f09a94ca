//! Who answers.

use std::fmt;

/// Who made the predictions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct System {
    /// Name of the strategy, or as the prediction file states it.
    pub name: String,
    /// Version as stated; empty if it is not.
    pub version: String,
}

impl fmt::Display for System {
    /// Name and version, if there is one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if self.version.is_empty() { Ok(()) } else { write!(f, " {}", self.version) }
    }
}
