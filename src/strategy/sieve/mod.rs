//! The strategy `sieve`: ordered sieves, most precise pattern first, each limited to the text that earlier sieves left open.
//!
//! `parsed` reads the text once; `verbs`, `phrase` and `clause` do light parsing; `sieves` holds one file per sieve and
//! the table of their order; `cast` finds the speakers; `emit` builds the predictions.

mod board;
mod cast;
mod clause;
mod contract;
mod dateline;
mod emit;
mod given;
mod given_marks;
mod limits;
mod phrase;
mod parsed;
mod rule;
mod secondhand;
mod section;
mod sieves;
mod sparse;
mod subject;
#[cfg(test)]
mod testing;
mod verbs;
mod weights;
mod words;

use std::borrow::Cow;
use std::sync::LazyLock;

use self::board::{Board, Draft};
use self::cast::Speakers;
use self::clause::Complement;
use self::contract::Sieve;
use self::emit::Found;
use self::parsed::{At, ParsedText, Piece};
use self::phrase::{Head, Phrase};
use self::rule::Rule;
use self::section::Section;
use self::verbs::Verb;
use self::words::List;
use super::link::Linker;
use super::{Strategy, StrategyError};
use crate::model::{Prediction, Task};

/// The text of `quoteval explain sieve`: the method, then the table of rules.
static DESCRIPTION: LazyLock<String> = LazyLock::new(|| {
    let mut text = String::from(
        "Sieves from the most certain pattern down; each touches only what those before it left open. Every quotation carries the \
         rule that made it and, as its confidence, the precision of that rule on development data. Pronouns and titles are \
         resolved to the names of the text; where nobody is named it marks the source and abstains from a speaker. In a story the \
         speakers that nothing names are those that make the whole chain of turns most likely.\n",
    );
    for (rule, pattern) in sieves::ALL.iter().flat_map(|sieve| sieve.rules) {
        text.push_str(&format!("\n  {:<14} {pattern}", rule.as_str()));
    }
    text
});

/// The strategy `sieve`, with all of its rules or with some switched off.
#[derive(Clone, Debug)]
pub(super) struct Sieves {
    name: Cow<'static, str>,
    without: Vec<Rule>,
}

/// The strategy with all rules.
pub(super) static SIEVE: Sieves = Sieves { name: Cow::Borrowed("sieve"), without: Vec::new() };

impl Strategy for Sieves {
    fn name(&self) -> &str {
        &self.name
    }

    fn summary(&self) -> &'static str {
        "ordered sieves for direct, mixed and indirect speech, with pronouns and conversations"
    }

    fn description(&self) -> &'static str {
        &DESCRIPTION
    }

    fn rules(&self) -> Vec<&str> {
        Rule::ALL.map(Rule::as_str).to_vec()
    }

    fn without(&self, rules: &[String]) -> Option<Box<dyn Strategy>> {
        let rules = rules.iter().filter_map(|rule| rule.parse().ok());
        let without: Vec<Rule> = self.without.iter().copied().chain(rules).collect();
        let names: Vec<_> = without.iter().map(|rule| rule.as_str()).collect();
        let name = Cow::Owned(format!("sieve-without-{}", names.join("-")));
        Some(Box::new(Self { name, without }))
    }

    fn attribute(&self, task: &Task<'_>) -> Result<Prediction, StrategyError> {
        let mut quotations = self.find(task).quotations;
        if let Some(given) = &task.given {
            quotations = given::answers(given, &quotations);
            emit::set_parents(&mut quotations);
        }
        Ok(Prediction { quotations, ..Prediction::empty(task.id) })
    }
}

impl Sieves {
    /// The quotations of a text.
    fn find<'t>(&'t self, task: &'t Task<'_>) -> Found<'t> {
        let linker = Linker::of(task);
        let mut board = Board::new(ParsedText::with(task.text, &given::quoted(task)), &self.without);
        if task.given.is_some() {
            board.expect_story();
        }
        let mut speakers = Speakers::of(&board, &linker);
        let mut found = Found::in_text(&board.parsed);
        while board.advance() {
            for sieve in sieves::ALL.iter().filter(|sieve| !self.without.contains(&sieve.rule())) {
                (sieve.apply)(&mut board);
            }
            // In a story, given quotations are applied once the whole text, a single section, has been read.
            if let Some(given) = task.given.as_ref().filter(|_| board.is_dialogue()) {
                given::ask(&mut board, given);
            }
            found.add(&board, speakers.of_section(&board));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::cast::Resolver;
    use super::{Rule, SIEVE, sieves};
    use crate::model::Task;
    use crate::strategy::Strategy;

    #[test]
    fn every_rule_belongs_to_one_sieve_in_order() {
        let rules: Vec<Rule> = sieves::ALL.iter().flat_map(|sieve| sieve.rules).map(|&(rule, _)| rule).collect();
        assert_eq!(rules, Rule::ALL);
    }

    #[test]
    fn the_resolver_of_each_speaker_is_known() {
        let resolvers = |text| SIEVE.find(&Task { id: "t", text, given: None }).resolvers;
        for (text, resolver) in [
            ("Ann Lee said it works.", Some(Resolver::Name)),
            ("Mayor Ann Lee was late. The mayor said it works.", Some(Resolver::Office)),
            ("Ann Lee met Bob Holt. She said it works.", Some(Resolver::Antecedent)),
            ("Ann Lee met Maria Holt. Both women said it works.", Some(Resolver::Pair)),
            ("Before I left I asked whether it works.", Some(Resolver::Author)),
            ("The witness said it works.", None),
        ] {
            assert_eq!(resolvers(text), [resolver], "{text}");
        }
    }

    #[test]
    fn every_rule_can_be_left_out() {
        let text = "Ann Lee vowed to leave. Bob Holt said it works.";
        let rules = |strategy: &dyn Strategy| -> Vec<_> {
            let found = strategy.attribute(&Task { id: "t", text, given: None }).unwrap().quotations;
            found.into_iter().filter_map(|found| found.rule).collect()
        };
        assert_eq!(rules(&SIEVE), ["infinitive", "bare-clause"]);
        for rule in SIEVE.rules() {
            let without = SIEVE.without(&[rule.to_owned()]).unwrap();
            assert_eq!(without.name(), format!("sieve-without-{rule}"));
            assert!(!rules(without.as_ref()).iter().any(|made| made == rule), "{rule}");
        }
    }
}
