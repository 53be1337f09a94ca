//! The contract: a strategy turns a task into a prediction.

use crate::model::{Prediction, Task};

/// An attribution system.
///
/// A strategy is shown a [`Task`] and nothing else: gold is out of reach by type.
pub trait Strategy: Send + Sync {
    /// Short name, as in `--strategy NAME` and in the folder of a run.
    fn name(&self) -> &str;

    /// One line for `quoteval list strategies`.
    fn summary(&self) -> &'static str {
        ""
    }

    /// How it works, for `quoteval explain NAME`.
    fn description(&self) -> &'static str {
        ""
    }

    /// The names of its rules, each of which can be left out; none where it is of one piece.
    fn rules(&self) -> Vec<&'static str> {
        Vec::new()
    }

    /// The strategy without some of its rules, which shows what they are worth; `None` where it is of one piece.
    fn without(&self, rules: &[String]) -> Option<Box<dyn Strategy>> {
        let _ = rules;
        None
    }

    /// Finds and attributes quotations.
    ///
    /// In the end-to-end setting it returns every quotation found; where the task gives quotations, one answer for each, under the id given.
    /// Finding nothing is an answer, not an error.
    ///
    /// # Errors
    /// When the system itself fails; the document is then recorded as failed and the run goes on.
    fn attribute(&self, task: &Task<'_>) -> Result<Prediction, StrategyError>;
}

/// A strategy that could not answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct StrategyError(pub String);
