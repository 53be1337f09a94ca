//! `nearest`: attributes text between marks to the closest capitalised name. The baseline that every other strategy must beat.

use super::link::Linker;
use super::{Strategy, StrategyError, answer, window};
use crate::model::{Prediction, QuotationType, Task};

/// Maximum distance from a mark to a name, in bytes.
const REACH: usize = 160;

/// Quotation marks and the closest name.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Nearest;

impl Strategy for Nearest {
    fn name(&self) -> &'static str {
        "nearest"
    }

    fn summary(&self) -> &'static str {
        "quotation marks and the closest capitalised name: the floor"
    }

    fn description(&self) -> &'static str {
        "Everything between quotation marks is a direct quotation; its speaker is the closest capitalised name of the paragraph \
         outside marks, the one after the quotation where two are equally far. No indirect speech, no pronouns, no scare quotes."
    }

    fn attribute(&self, task: &Task<'_>) -> Result<Prediction, StrategyError> {
        let linker = Linker::of(task);
        let attributed = |(id, content)| {
            let mut predicted = answer::quotation(id, content, QuotationType::Direct);
            window::attribute_to_closest(&mut predicted, task.text, REACH, &linker);
            predicted
        };
        let quotations = answer::given_or_marked(task).into_iter().map(attributed).collect();
        Ok(Prediction { quotations, ..Prediction::empty(task.id) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PredictedSpeaker;

    fn speakers(text: &str) -> Vec<(String, Option<String>)> {
        let prediction = Nearest.attribute(&Task { id: "t", text, given: None }).unwrap();
        let name = |speaker: PredictedSpeaker| match speaker {
            PredictedSpeaker::Named(names) => Some(names.join("+")),
            _ => None,
        };
        prediction.quotations.into_iter().map(|p| (p.quotation.content.text(text), name(p.speaker))).collect()
    }

    #[test]
    fn the_closer_name_wins() {
        let found = speakers("Ann Lee nodded and then, after a while, spoke. “It works,” said Bob Holt.");
        assert_eq!(found, [("“It works,”".to_owned(), Some("Bob Holt".to_owned()))]);
    }

    #[test]
    fn without_a_name_in_the_paragraph_it_abstains() {
        assert_eq!(speakers("Ann Lee left.\n\n“It works,” she said.")[0].1, None);
    }
}
