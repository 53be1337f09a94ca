//! Checks drafts and converts them to documents. Contains all rules of gold and of predictions.

mod answers;
mod derive;
mod entities;
mod gold;
mod place;
mod prediction;
mod quotation;
mod spans;
mod structure;
mod text;

pub(super) use derive::{derive_types, join_split};
pub(crate) use gold::{GoldCheck, check_gold};
pub(crate) use prediction::PredictionCheck;
pub use prediction::check_prediction;
