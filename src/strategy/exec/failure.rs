//! Reasons why a program gave no answer for a document.

use std::time::Duration;

/// The most common fault of a program that is new to the protocol.
const FLUSH: &str = "; this process has answered nothing yet: does it flush its output after each line?";

/// A reason for failure; its message is recorded with the document.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The program could not be started.
    #[error("the program cannot be started: {0}")]
    Start(std::io::Error),
    /// The pipes of the program do not work.
    #[error("the program cannot be reached: {0}")]
    Unreachable(std::io::Error),
    /// The time limit for the document was exceeded.
    #[error("no answer within {} s{}{}", .time.as_secs_f64(), after(.said), if *.is_first { FLUSH } else { "" })]
    Timeout {
        /// The time limit.
        time: Duration,
        /// Its last words on standard error.
        said: Option<String>,
        /// True if this process has not answered any document yet.
        is_first: bool,
    },
    /// The program exited or closed its output.
    #[error("the program {how} before it answered{}", after(.said))]
    Ended {
        /// `ended (exit status: 1)`, `closed its output`.
        how: String,
        /// Its last words on standard error.
        said: Option<String>,
    },
    /// The program closed its input before it had read all of it.
    #[error("the program closed its input before it read the document{}", after(.0))]
    ClosedInput(Option<String>),
    /// More output than an answer can need.
    #[error("more than {0} bytes of output without an answer")]
    TooLong(usize),
    /// An answer about a different document.
    #[error("the answer is about {found:?}")]
    WrongId {
        /// Id stated by the answer.
        found: String,
    },
    /// More than one answer where one is expected.
    #[error("more than one answer")]
    Repeated,
    /// Not a prediction line.
    #[error("the answer cannot be read: {0}")]
    Unreadable(String),
    /// A prediction line that breaks the rules of predictions.
    #[error("the answer is invalid: {0}")]
    Invalid(String),
    /// The program reported a failure itself.
    #[error("{0}")]
    Reported(String),
    /// The run was stopped.
    #[error("the run was stopped")]
    Stopped,
}

impl Failure {
    /// True if the program follows the protocol, so that it can be asked again.
    pub(super) const fn leaves_the_program_usable(&self) -> bool {
        matches!(self, Self::Invalid(_) | Self::Reported(_))
    }
}

fn after(last_words: &Option<String>) -> String {
    last_words.as_ref().map_or_else(String::new, |words| format!("; its last words: {words}"))
}
