//! The system that made predictions.

use std::fmt;

/// The name and version of the system that made predictions.
///
/// ```
/// let system = quoteval::System { name: "mine".into(), version: "0.2".into() };
/// assert_eq!(system.to_string(), "mine 0.2");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct System {
    /// Name of the strategy, or the name that the prediction file states.
    pub name: String,
    /// Version as stated; empty if none is.
    pub version: String,
}

impl fmt::Display for System {
    /// Writes the name, and the version if there is one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if self.version.is_empty() { Ok(()) } else { write!(f, " {}", self.version) }
    }
}
