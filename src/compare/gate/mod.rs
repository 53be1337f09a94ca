//! The gate: rules for a new version, read from `quoteval.toml`.

mod config;
mod read;
mod judge;

pub use config::Gate;
pub(crate) use config::{Protected, SliceRule};
pub(crate) use judge::{Judgement, Rule};
