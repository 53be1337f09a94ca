//! The gate: rules for a new version, read from `quoteval.toml`.

mod config;
mod read;
mod judge;

pub use config::{Gate, Protected, SliceRule};
pub use judge::{Judgement, Rule};
