//! Statistics: documents are the sampling unit, never quotations.

mod bootstrap;
mod draws;

pub use bootstrap::{Interval, MIN_DOCUMENTS, intervals};
pub use draws::Draw;

#[cfg(test)]
mod tests;
