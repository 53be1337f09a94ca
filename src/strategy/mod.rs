//! Attribution strategies: the trait in `strategy.rs`, one file per strategy, and the table of built-in strategies here.

mod adjusted;
mod answer;
mod exec;
mod link;
mod majority;
mod nearest;
mod rules;
mod sieve;
#[expect(clippy::module_inception, reason = "the contract of the family bears its name")]
mod strategy;
mod stretch;
mod window;

pub(crate) use adjusted::{Adjustment, adjusted};
pub(crate) use exec::{Cache, Events};
pub use exec::{CommandLine, Exec, ExecOptions};
pub(crate) use link::Linker;
pub use strategy::{Strategy, StrategyError};

/// All built-in strategies, the simplest first.
///
/// ```
/// let names: Vec<&str> = quoteval::strategies().iter().map(|strategy| strategy.name()).collect();
/// assert_eq!(names, ["majority", "nearest", "rules", "sieve"]);
/// ```
#[must_use]
pub fn all() -> &'static [&'static dyn Strategy] {
    static ALL: [&dyn Strategy; 4] = [&majority::Majority, &nearest::Nearest, &rules::Rules, &sieve::SIEVE];
    &ALL
}

/// Returns the built-in strategy with a name.
///
/// ```
/// assert_eq!(quoteval::strategy("sieve").unwrap().name(), "sieve");
/// assert!(quoteval::strategy("no-such").is_none());
/// ```
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Strategy> {
    all().iter().copied().find(|strategy| strategy.name() == name)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::{any, prop_assert_eq, prop_oneof, proptest};
    use proptest::strategy::Strategy as _;

    use super::all;
    use crate::model::{Fragments, Given, KnownEntity, Span, Task, TaskQuotation};

    #[test]
    fn the_table_is_well_formed() {
        let mut names = HashSet::new();
        for strategy in all() {
            let name = strategy.name();
            assert!(names.insert(name), "{name} twice");
            assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{name}");
            assert!(!strategy.summary().contains('\n') && !strategy.summary().is_empty(), "{name}");
            assert!(!strategy.description().is_empty(), "{name}");
        }
    }

    /// Fragments of news text and of noise.
    const PIECES: [&str; 3] = [
        "“|”|\"|‘|’|'|''|«|»|\n|\n\n| said | said that |Ann Lee| he |, |. |: | — |According to |Mr. |U.S.|é",
        "😀|5'10\"| and |, adding that | called it | the claim that |(|)|told reporters |\u{a0}|\u{301}|A",
        "the mayor|?| who |„|\n– |, dit |\nQ: |\nA. |@lee: | in the words of |’s warning|Reportedly |It was ",
    ];

    /// Fragments in any order, or arbitrary text.
    fn noise() -> impl proptest::strategy::Strategy<Value = String> {
        let piece = proptest::sample::select(PIECES.iter().flat_map(|line| line.split('|')).collect::<Vec<_>>());
        prop_oneof![proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat()), any::<String>()]
    }

    #[test]
    fn a_name_that_opens_the_text_has_nothing_before_it() {
        let text = "Mr. , adding that \n?\n\u{301}\n said \n“";
        for strategy in all() {
            assert!(strategy.attribute(&Task { id: "t", text, given: None }).is_ok(), "{}", strategy.name());
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_a_strategy_panic(text in noise(), cut in 0_usize..200) {
            for strategy in all() {
                let found = strategy.attribute(&Task { id: "t", text: &text, given: None }).unwrap();
                let ids: HashSet<_> = found.quotations.iter().map(|found| &found.quotation.id).collect();
                prop_assert_eq!(ids.len(), found.quotations.len(), "{} repeats an id", strategy.name());
                let Ok(span) = Span::new(&text, cut.min(text.len()), text.len()) else { continue };
                let content = Fragments::from(span);
                let lee = KnownEntity { id: "lee", name: "Ann Lee", aliases: &[], entity_type: None, gender: None, kb_id: None };
                let given = Given { quotations: vec![TaskQuotation { id: "q", content: &content }], entities: vec![lee] };
                let answer = strategy.attribute(&Task { id: "t", text: &text, given: Some(given) }).unwrap();
                prop_assert_eq!(answer.quotations.len(), 1);
                prop_assert_eq!(&answer.quotations[0].quotation.content, &content);
            }
        }
    }
}
