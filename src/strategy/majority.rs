//! `majority`: attributes all text between marks to the person named most often. A baseline for every system.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::link::Linker;
use super::{Strategy, StrategyError, answer, window};
use crate::model::{PredictedQuotation, PredictedSpeaker, Prediction, QuotationType, Task};
use crate::text::tokens;

/// Attributes everything to the person named most often.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Majority;

impl Strategy for Majority {
    fn name(&self) -> &'static str {
        "majority"
    }

    fn summary(&self) -> &'static str {
        "everything said by whoever is named most: a sanity line for the gold-quotations setting"
    }

    fn description(&self) -> &'static str {
        "Every quotation has the same speaker: the entity, or where none is given the name, that the text names most often; of \
         several the one that comes first. End to end, everything between quotation marks is a direct quotation. It shows how \
         much of a score a guess without reading would have."
    }

    fn attribute(&self, task: &Task<'_>) -> Result<Prediction, StrategyError> {
        let speaker = most_named(task.text, &Linker::of(task));
        let said = |(id, content)| PredictedQuotation {
            speaker: speaker.clone(),
            ..answer::quotation(id, content, QuotationType::Direct)
        };
        let quotations = answer::given_or_marked(task).into_iter().map(said).collect();
        Ok(Prediction { quotations, ..Prediction::empty(task.id) })
    }
}

/// Returns the person named most often in a text; absent if nobody is named.
fn most_named(text: &str, linker: &Linker<'_>) -> PredictedSpeaker {
    let tokens: Vec<_> = tokens(text, 0, text.len()).collect();
    let mut counts: HashMap<&str, (u32, Reverse<usize>)> = HashMap::new();
    for name in window::names(text, &tokens) {
        let bare = name.bare.of(text);
        let entity = linker.link(name.span.of(text)).or_else(|| linker.link(bare)).map(|entity| entity.id);
        if let Some(known) = entity.or(Some(bare).filter(|_| linker.is_empty())) {
            counts.entry(known).or_insert((0, Reverse(name.first))).0 += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|&(_, count)| count);
    most.map_or(PredictedSpeaker::Absent, |(name, _)| linker.speaker(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Fragments, Given, KnownEntity, Span, TaskQuotation};

    #[test]
    fn whoever_is_named_most_says_everything() {
        let text = "Holt left. Lee stayed. “No,” said Holt. Lee slept. Lee woke. “Yes.”";
        let found = Majority.attribute(&Task { id: "t", text, given: None }).unwrap().quotations;
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|found| found.speaker == PredictedSpeaker::Named("Lee".to_owned().into())));
    }

    #[test]
    fn of_listed_entities_only() {
        let text = "Holt, Holt and Lee: “No.”";
        let content = Fragments::from(Span::new(text, 19, text.len()).unwrap());
        let lee =
            KnownEntity { id: "lee", name: "Ann Lee", aliases: &[], entity_type: None, gender: None, kb_id: None };
        let given = Given { quotations: vec![TaskQuotation { id: "q", content: &content }], entities: vec![lee] };
        let found = Majority.attribute(&Task { id: "t", text, given: Some(given) }).unwrap().quotations;
        assert_eq!(found[0].speaker, PredictedSpeaker::Named("lee".to_owned().into()));
    }

    #[test]
    fn where_nobody_is_named_it_abstains() {
        let found = Majority.attribute(&Task { id: "t", text: "“No,” she said.", given: None }).unwrap().quotations;
        assert_eq!(found[0].speaker, PredictedSpeaker::Absent);
    }
}
