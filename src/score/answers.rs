//! A strategy's answers to given quotations.

use std::collections::HashMap;

use crate::model::{GoldDocument, PredictedQuotation, Prediction};

/// Puts the answers to given quotations in gold order; a quotation without an answer becomes an abstention.
///
/// # Errors
/// When a quotation that was not given is answered, a quotation is answered twice, or the content of an answer differs from the
/// content given.
pub fn complete(gold: &GoldDocument, mut prediction: Prediction) -> Result<Prediction, AnswerError> {
    let mut answers: HashMap<String, PredictedQuotation> = HashMap::new();
    for answer in std::mem::take(&mut prediction.quotations) {
        if let Some(twice) = answers.insert(answer.quotation.id.clone(), answer) {
            return Err(AnswerError::Repeated(twice.quotation.id));
        }
    }
    for gold in &gold.quotations {
        let id = &gold.quotation.id;
        let answer = match answers.remove(id) {
            Some(answer) if answer.quotation.content != gold.quotation.content => {
                return Err(AnswerError::Content(id.clone()));
            }
            Some(answer) => answer,
            None => PredictedQuotation::abstention(id.clone(), gold.quotation.content.clone()),
        };
        prediction.quotations.push(answer);
    }
    match answers.into_keys().min() {
        Some(extra) => Err(AnswerError::Unknown(extra)),
        None => Ok(prediction),
    }
}

/// An answer that does not fit the quotations given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// No quotation with this id was given.
    #[error("quotation {0} was not given")]
    Unknown(String),
    /// Two answers to one quotation.
    #[error("quotation {0} is answered twice")]
    Repeated(String),
    /// The content of the answer is not the content given.
    #[error("the content of quotation {0} is not the content given")]
    Content(String),
}
