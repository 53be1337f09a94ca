//! Strategies adjusted on request: some rules left out, or less certain answers dropped.

use super::{Strategy, StrategyError};
use crate::error::{Error, Result};
use crate::model::{PredictedSpeaker, Prediction, Task};

/// An adjustment of a strategy.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Adjustment {
    /// Minimum confidence of a kept quotation, from 0 to 1. Quotations without a confidence are kept.
    pub min_confidence: Option<f64>,
    /// Names of the rules to leave out.
    pub without: Vec<String>,
}

/// Applies an adjustment to a strategy and adds the adjustment to its name.
///
/// # Errors
/// When the strategy has no rule of a given name; the message lists the strategy's rules.
pub(crate) fn adjusted<'s>(strategy: &'s dyn Strategy, adjustment: &Adjustment) -> Result<Box<dyn Strategy + 's>> {
    let rules = strategy.rules();
    if let Some(unknown) = adjustment.without.iter().find(|rule| !rules.contains(&rule.as_str())) {
        let has =
            if rules.is_empty() { "has no rules to leave out".to_owned() } else { format!("has {}", rules.join(", ")) };
        return Err(Error::Usage(format!("no rule '{unknown}': {} {has}", strategy.name())));
    }
    let reduced = (!adjustment.without.is_empty()).then(|| strategy.without(&adjustment.without)).flatten();
    let mut name = reduced.as_deref().unwrap_or(strategy).name().to_owned();
    if let Some(least) = adjustment.min_confidence {
        name.push_str(&format!("-from-{least}"));
    }
    Ok(Box::new(Adjusted { strategy, reduced, least: adjustment.min_confidence, name }))
}

/// A strategy with an [`Adjustment`].
struct Adjusted<'s> {
    strategy: &'s dyn Strategy,
    /// The strategy without the rules that are left out; `None` if none are.
    reduced: Option<Box<dyn Strategy>>,
    least: Option<f64>,
    name: String,
}

impl Strategy for Adjusted<'_> {
    fn name(&self) -> &str {
        &self.name
    }

    fn summary(&self) -> &str {
        self.strategy.summary()
    }

    fn description(&self) -> &str {
        self.strategy.description()
    }

    fn attribute(&self, task: &Task<'_>) -> Result<Prediction, StrategyError> {
        let mut prediction = self.reduced.as_deref().unwrap_or(self.strategy).attribute(task)?;
        let Some(least) = self.least else { return Ok(prediction) };
        let unsure = |confidence: Option<f64>| confidence.is_some_and(|confidence| confidence < least);
        if task.given.is_some() {
            for predicted in prediction.quotations.iter_mut().filter(|predicted| unsure(predicted.confidence)) {
                predicted.speaker = PredictedSpeaker::Absent;
                predicted.quotation.source = None;
            }
            return Ok(prediction);
        }
        let dropped = prediction.quotations.iter().filter(|predicted| unsure(predicted.confidence));
        let dropped: Vec<String> = dropped.map(|predicted| predicted.quotation.id.to_string()).collect();
        prediction.quotations.retain(|predicted| !unsure(predicted.confidence));
        for predicted in &mut prediction.quotations {
            let orphan = |parent: &str| dropped.iter().any(|id| id == parent);
            predicted.quotation.parent = predicted.quotation.parent.take().filter(|parent| !orphan(parent));
        }
        Ok(prediction)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strategy::by_name;

    const TEXT: &str = "Ann Lee shook her head. “It is not safe at all.” “It works,” said Bob Holt.";

    fn rules(adjustment: &Adjustment) -> Vec<String> {
        let strategy = adjusted(by_name("sieve").unwrap(), adjustment).unwrap();
        let found = strategy.attribute(&Task { id: "t", text: TEXT, given: None }).unwrap().quotations;
        found.into_iter().filter_map(|found| Some(found.rule?.into_owned())).collect()
    }

    #[test]
    fn what_is_not_sure_is_left_out() {
        assert_eq!(rules(&Adjustment::default()), ["beat", "quote-verb"]);
        assert_eq!(rules(&Adjustment { min_confidence: Some(0.8), ..Adjustment::default() }), ["quote-verb"]);
    }

    #[test]
    fn a_rule_is_left_out_and_the_next_takes_over() {
        assert_eq!(
            rules(&Adjustment { without: vec!["beat".to_owned(), "far".to_owned()], ..Adjustment::default() }),
            ["lone", "quote-verb"]
        );
    }

    #[test]
    fn a_rule_that_is_not_there_is_named() {
        let adjustment = Adjustment { without: vec!["bet".to_owned()], ..Adjustment::default() };
        let error = |name| adjusted(by_name(name).unwrap(), &adjustment).err().unwrap().to_string();
        let has = error("sieve");
        assert!(has.starts_with("no rule 'bet': sieve has headline, layout, dash, quote-verb,"), "{has}");
        assert_eq!(error("nearest"), "no rule 'bet': nearest has no rules to leave out");
    }
}
