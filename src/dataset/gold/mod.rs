//! Whole datasets of gold: read, checked across documents and hashed.

mod findings;
mod read;
mod dataset;
mod stream;
mod gold_hash;

pub(in crate::dataset) use findings::{DocumentIds, GoldFindings, twin};

pub use dataset::Dataset;
pub use gold_hash::{dataset_hash, document_hash};
pub use read::read_gold;
pub(crate) use stream::GoldStream;
