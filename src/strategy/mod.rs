//! Attribution strategies: the contract in `strategy.rs`, one file per member, the table here.

mod answer;
mod link;
mod nearest;
mod rules;
#[expect(clippy::module_inception, reason = "the contract of the family bears its name")]
mod strategy;
mod window;

pub use link::Linker;
pub use strategy::{Strategy, StrategyError};

/// Every built-in strategy, from the simplest up.
#[must_use]
pub fn all() -> &'static [&'static dyn Strategy] {
    &[&nearest::Nearest, &rules::Rules]
}

/// The strategy of that name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Strategy> {
    all().iter().copied().find(|strategy| strategy.name() == name)
}
