//! Faults in a line of a partial, before their location is known.

use std::str::FromStr;

use crate::error::{Error, Finding, Findings, Severity};
use crate::named::UnknownName;

/// A finding without a location.
#[derive(Debug)]
pub(super) struct Fault(Box<Finding>);

impl Fault {
    pub(super) fn new(rule: &'static str, message: impl Into<String>) -> Self {
        Self(Box::new(Finding::new(Severity::Error, rule, message)))
    }

    /// A fault of counts that do not fit their metric or do not add up.
    pub(super) fn of_counts(message: impl Into<String>) -> Self {
        Self::new("partial-counts", message)
    }

    /// Parses a name; an unknown name is a fault.
    pub(super) fn parse<T: FromStr<Err = UnknownName>>(name: &str) -> Result<T, Self> {
        name.parse().map_err(|unknown: UnknownName| Self::unknown(unknown.kind, name))
    }

    /// A fault of a name that this program does not know.
    pub(super) fn unknown(kind: &str, name: &str) -> Self {
        let hint = "another version of the program may have counted it; score again with this one";
        Self::new("partial-name", format!("unknown {kind}")).found(name).hint(hint)
    }

    /// Converts an error of the JSON reader in a line.
    pub(super) fn of_json(error: &serde_json::Error) -> Self {
        let rule = if error.is_data() { "json-shape" } else { "json-syntax" };
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        Self::new(rule, format!("{message}, at byte {}", error.column()))
    }

    pub(super) fn document(mut self, id: &str) -> Self {
        self.0.document = Some(id.to_owned());
        self
    }

    pub(super) fn item(mut self, item: impl Into<String>) -> Self {
        self.0.item = Some(item.into());
        self
    }

    pub(super) fn found(mut self, found: impl ToString) -> Self {
        self.0.found = Some(found.to_string());
        self
    }

    pub(super) fn expected(mut self, expected: impl ToString) -> Self {
        self.0.expected = Some(expected.to_string());
        self
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// Turns the fault into an error at a line of a file.
    pub(super) fn at(mut self, file: &str, line: usize) -> Error {
        self.0.file = Some(file.to_owned());
        self.0.line = Some(line);
        Error::Invalid(Findings(vec![*self.0]))
    }
}
