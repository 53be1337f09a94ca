//! `nearest`: what stands between marks, said by the closest capitalised name. The floor every other strategy must beat.

use super::answer::{self, QuotationIds};
use super::link::Linker;
use super::{Strategy, StrategyError, window};
use crate::model::{Fragments, PredictedQuotation, Prediction, QuotationType, Task};
use crate::text::{paragraphs, quote_marks};

/// How far from the marks a name is looked for, in bytes.
const REACH: usize = 160;

/// See the module.
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
        let text = task.text;
        let linker = Linker::of(task);
        let quotations = match &task.given {
            Some(given) => {
                let asked = given.quotations.iter();
                asked.map(|asked| attribute(text, asked.id.to_owned(), asked.content.clone(), &linker)).collect()
            }
            None => {
                let (mut marked, names) = (quote_marks(text, &paragraphs(text)), QuotationIds::of(text));
                marked.retain(|marked| !marked.nested);
                let contents = marked.iter().map(|marked| Fragments::from(marked.span));
                contents.map(|content| attribute(text, names.name(&content), content, &linker)).collect()
            }
        };
        Ok(Prediction { quotations, ..Prediction::empty(task.id) })
    }
}

fn attribute(text: &str, id: String, content: Fragments, linker: &Linker<'_>) -> PredictedQuotation {
    let names = content.spans().iter().filter_map(|&span| window::closest_name(text, span, REACH));
    let closest = names.min_by_key(|&(distance, _)| distance);
    let mut predicted = answer::quotation(id, content, QuotationType::Direct);
    if let Some((_, name)) = closest {
        predicted.quotation.source = Some(name.into());
        predicted.speaker = linker.speaker(name.of(text));
    }
    predicted
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
