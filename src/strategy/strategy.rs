//! The trait that all strategies implement: a task in, a prediction out.

use crate::model::{Prediction, Task};

/// An attribution system.
///
/// Implement this trait for a system of your own. A strategy receives a [`Task`] and nothing else, so the type keeps gold out of
/// its reach.
///
/// ```
/// use quoteval::{PredictedQuotation, Prediction, Setting, Span, Strategy, StrategyError, Task};
///
/// /// Takes each stretch from “ to ” for a quotation of the person who is named in front of a colon.
/// struct Colon;
///
/// impl Strategy for Colon {
///     fn name(&self) -> &str {
///         "colon"
///     }
///
///     fn attribute(&self, task: &Task<'_>) -> Result<Prediction, StrategyError> {
///         if task.setting() == Setting::GoldQuotations {
///             return Err(StrategyError("colon finds its own quotations".to_owned()));
///         }
///         let mut prediction = Prediction::empty(task.id);
///         for (start, _) in task.text.match_indices('“') {
///             let Some(length) = task.text[start..].find('”') else { break };
///             let content = Span::new(task.text, start, start + length + '”'.len_utf8()).unwrap();
///             let Some(line) = task.text[..start].trim_end().strip_suffix(':') else { continue };
///             let speaker = line.lines().last().unwrap_or(line);
///             prediction.quotations.push(PredictedQuotation::by(start.to_string(), content, speaker));
///         }
///         Ok(prediction)
///     }
/// }
///
/// let task = Task { id: "a", text: "Ann Lee: “It works.”", given: None };
/// assert_eq!(Colon.attribute(&task)?.quotations.len(), 1);
/// # Ok::<(), StrategyError>(())
/// ```
pub trait Strategy: Send + Sync {
    /// Short name, used in reports and as the folder name of a run.
    fn name(&self) -> &str;

    /// One-line summary for lists of strategies.
    fn summary(&self) -> &str {
        ""
    }

    /// Description of one paragraph.
    fn description(&self) -> &str {
        ""
    }

    /// Names of the rules that [`without`](Self::without) can leave out.
    fn rules(&self) -> Vec<&str> {
        Vec::new()
    }

    /// Returns the strategy without some of its rules, to measure their contribution; `None` if the strategy has no rules.
    fn without(&self, rules: &[String]) -> Option<Box<dyn Strategy>> {
        let _ = rules;
        None
    }

    /// Finds and attributes quotations.
    ///
    /// In the end-to-end setting it returns every quotation found. If the task gives quotations, it returns one answer for each
    /// of them, under the given id. An empty result is an answer, not an error.
    ///
    /// # Errors
    /// When the system itself fails. The document is then recorded as failed, and the run continues.
    fn attribute(&self, task: &Task<'_>) -> Result<Prediction, StrategyError>;
}

/// The reason why a strategy gave no answer for a document.
///
/// ```
/// let error = quoteval::StrategyError("the model is not loaded".to_owned());
/// assert_eq!(error.to_string(), "the model is not loaded");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct StrategyError(pub String);
