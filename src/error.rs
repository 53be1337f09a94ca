//! Errors, and findings about input: the place, the value found and the value expected.

use std::fmt;
use std::path::PathBuf;

/// An error of the library.
///
/// ```
/// match quoteval::Source::open("no-such-folder") {
///     Err(quoteval::Error::Usage(message)) => assert!(message.contains("no such file")),
///     _ => unreachable!(),
/// }
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file that could not be read or written. The message holds the cause, so [`source`](std::error::Error::source) is `None`.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The error of the operating system.
        cause: std::io::Error,
    },
    /// Input that breaks the rules of its format, with every fault found, not only the first.
    #[error("{0}")]
    Invalid(Findings),
    /// A request that cannot be met, such as an unknown name or a format that cannot hold the data.
    #[error("{0}")]
    Usage(String),
    /// Two evaluations that must not be compared, with the reason.
    #[error("not comparable: {0}")]
    NotComparable(String),
    /// A fault of quoteval itself; no input should cause it.
    #[error("internal error: {0}\n  hint: this is a fault of quoteval; please report it with the input that causes it")]
    Internal(String),
}

/// `Result` with the library's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Returns a function that turns an I/O error into an [`Error::Io`] of `path`.
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        |cause| Self::Io { path, cause }
    }

    /// An [`Error::Internal`] with the message of `fault`.
    pub(crate) fn internal(fault: impl fmt::Display) -> Self {
        Self::Internal(fault.to_string())
    }
}

/// The severity of a [`Finding`].
///
/// ```
/// assert!(quoteval::Severity::Error < quoteval::Severity::Warning, "errors come first");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The input cannot be used.
    Error,
    /// The input can be used, but should be looked at.
    Warning,
}

/// One fault at one place in the input.
///
/// ```
/// use quoteval::{Error, GoldDocument};
/// let error = GoldDocument::from_json(r#"{"id": "a", "text": "It works.", "quotations": [{"content": [[0, 99]]}]}"#);
/// let Err(Error::Invalid(findings)) = error else { unreachable!() };
/// assert_eq!(findings.0[0].rule, "offset-out-of-range");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// File as the user named it, joined with the path inside a folder.
    pub file: Option<String>,
    /// Line in the file, from 1.
    pub line: Option<usize>,
    /// Id of the document, where known.
    pub document: Option<String>,
    /// The quotation or entity concerned, by id or number from 1: `quotation q2`, `quotation #3`, `entity lee`.
    pub item: Option<String>,
    /// Error or warning.
    pub severity: Severity,
    /// The rule that was broken: kebab-case, stable, e.g. `offset-out-of-range`.
    pub rule: &'static str,
    /// The fault in one sentence.
    pub message: String,
    /// The value found.
    pub found: Option<String>,
    /// The value expected.
    pub expected: Option<String>,
    /// Advice on how to fix the fault.
    pub hint: Option<String>,
}

impl Finding {
    /// Makes a finding with a message and no place.
    pub(crate) fn new(severity: Severity, rule: &'static str, message: impl Into<String>) -> Self {
        let message = message.into();
        let (file, line, document, item) = (None, None, None, None);
        Self { file, line, document, item, severity, rule, message, found: None, expected: None, hint: None }
    }
}

impl fmt::Display for Finding {
    /// `file:line: error[rule] document a-1, quotation q2: message; found …; expected …` and the hint on its own line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, self.line) {
            (Some(file), Some(line)) => write!(f, "{file}:{line}: ")?,
            (Some(file), None) => write!(f, "{file}: ")?,
            (None, _) => {}
        }
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{severity}[{}]: ", self.rule)?;
        match (&self.document, &self.item) {
            (Some(document), Some(item)) => write!(f, "document {document}, {item}: ")?,
            (Some(document), None) => write!(f, "document {document}: ")?,
            (None, Some(item)) => write!(f, "{item}: ")?,
            (None, None) => {}
        }
        f.write_str(&self.message)?;
        for (label, value) in [("found", &self.found), ("expected", &self.expected), ("hint", &self.hint)] {
            if let Some(value) = value {
                write!(f, "\n  {label}: {value}")?;
            }
        }
        Ok(())
    }
}

/// All faults of an input, in the order of file, line, document, item.
///
/// ```
/// use quoteval::{Dataset, Source};
/// let (dataset, findings) = Dataset::read(&Source::open("wire")?)?;
/// assert!(dataset.is_some() && !findings.has_errors());
/// # Ok::<(), quoteval::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings(pub Vec<Finding>);

impl Findings {
    /// True if any finding is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|finding| finding.severity == Severity::Error)
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, finding) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{finding}")?;
        }
        Ok(())
    }
}
