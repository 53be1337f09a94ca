//! (to come)
mod gold_hash;
pub use gold_hash::{dataset_hash, document_hash};
