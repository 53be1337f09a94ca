//! Reads gold and predictions from files, and writes them.
//!
//! `bytes → Format → draft → check → GoldDocument | Prediction`: a [`Format`] turns records of a [`Source`] into drafts and
//! knows no rule. All rules are in the checking stage. [`Dataset`] and [`join`] return the documents that passed it.

pub(crate) mod format;
mod formats;
mod locate;
mod check;
mod files;
mod gold;
mod pair;
mod memory;

pub use check::{GoldCheck, PredictionCheck, check_gold, check_prediction};
pub use files::{BUNDLED, Batch, Batches, Bundled, MAX_RECORD, Metadata, READ_OPTIONS, ReadOption, Source, bundled};
pub use format::{
    Answered, Claim, Drafts, Feature, Folder, Format, Framing, GoldEntry, MAX_FILES, OutputFile, RULES, ReadOptions,
    Record, Rule, Side, Start, TextOrigin, Uses, draft,
};
pub(crate) use formats::NATIVE;
pub use formats::{FORMATS, Layout, format_named, write_document, write_header, write_prediction};
pub use gold::{Dataset, GoldStream, dataset_hash, document_hash, read_gold};
pub use locate::LocateEffort;
pub use pair::{JoinOptions, Joined, join, read_prediction_drafts};
