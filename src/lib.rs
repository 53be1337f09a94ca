//! The evaluation harness for quotation attribution.

pub mod align;
pub mod dataset;
pub mod error;
pub mod model;
pub mod report;
pub mod score;
pub mod stats;
pub mod strategy;
pub mod text;

pub use error::{Error, Result};
