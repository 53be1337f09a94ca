//! A built-in strategy changed on request: without some of its rules, or without what it is not sure of.

use super::{Strategy, StrategyError};
use crate::model::{PredictedSpeaker, Prediction, Task};

/// What to change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Adjustment {
    /// Least confidence of a quotation that is kept, from 0 to 1; what has none is kept.
    pub min_confidence: Option<f64>,
    /// Names of rules that are left out.
    pub without: Vec<String>,
}

/// The strategy so changed, for as long as the program runs; its name says what was changed.
///
/// ```
/// use quoteval::strategy::{Adjustment, adjusted, by_name};
/// let sieve = by_name("sieve").unwrap();
/// let changed = adjusted(sieve, &Adjustment { min_confidence: Some(0.5), without: vec!["beat".to_owned()] }).unwrap();
/// assert_eq!(changed.name(), "sieve-without-beat-from-0.5");
/// ```
///
/// # Errors
/// When the strategy has no rule of a name; says which it has.
pub fn adjusted(
    strategy: &'static dyn Strategy,
    adjustment: &Adjustment,
) -> Result<&'static dyn Strategy, StrategyError> {
    let strategy = without(strategy, &adjustment.without)?;
    let Some(least) = adjustment.min_confidence else { return Ok(strategy) };
    let name = format!("{}-from-{least}", strategy.name()).leak();
    Ok(Box::leak(Box::new(Confident { strategy, least, name })))
}

fn without(strategy: &'static dyn Strategy, rules: &[String]) -> Result<&'static dyn Strategy, StrategyError> {
    let known = strategy.rules();
    if let Some(unknown) = rules.iter().find(|rule| !known.contains(&rule.as_str())) {
        let has =
            if known.is_empty() { "has no rules to leave out".to_owned() } else { format!("has {}", known.join(", ")) };
        return Err(StrategyError(format!("no rule '{unknown}': {} {has}", strategy.name())));
    }
    let changed = (!rules.is_empty()).then(|| strategy.without(rules)).flatten();
    Ok(changed.map_or(strategy, |changed| Box::leak(changed)))
}

/// A strategy that says only what it is sure of.
struct Confident {
    strategy: &'static dyn Strategy,
    least: f64,
    name: &'static str,
}

impl Strategy for Confident {
    fn name(&self) -> &'static str {
        self.name
    }

    fn summary(&self) -> &'static str {
        self.strategy.summary()
    }

    fn description(&self) -> &'static str {
        self.strategy.description()
    }

    fn attribute(&self, task: &Task<'_>) -> Result<Prediction, StrategyError> {
        let mut prediction = self.strategy.attribute(task)?;
        let unsure = |confidence: Option<f64>| confidence.is_some_and(|confidence| confidence < self.least);
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
        let error = adjusted(by_name("sieve").unwrap(), &adjustment).err().unwrap().0;
        assert!(error.starts_with("no rule 'bet': sieve has headline, layout, dash, quote-verb,"), "{error}");
        let error = adjusted(by_name("nearest").unwrap(), &adjustment).err().unwrap().0;
        assert_eq!(error, "no rule 'bet': nearest has no rules to leave out");
    }
}
