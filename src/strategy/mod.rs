//! Attribution strategies: the contract in `strategy.rs`, one file per member, the table here.

#[expect(clippy::module_inception, reason = "the contract is named after the family")]
mod strategy;

pub use strategy::{Strategy, StrategyError};

/// Every built-in strategy, from the simplest up.
#[must_use]
pub fn all() -> &'static [&'static dyn Strategy] {
    &[]
}

/// The strategy of that name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Strategy> {
    all().iter().copied().find(|strategy| strategy.name() == name)
}
