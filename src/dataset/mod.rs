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

pub use check::check_prediction;
pub use files::{BUNDLED, Bundled, Metadata, Source};
pub(crate) use files::{MAX_RECORD, READ_OPTIONS};
pub use format::{Feature, Folder, Format, GoldEntry, OutputFile, RULES, ReadOptions, Record, Side, Start, Uses};
pub(crate) use format::{TextOrigin, draft};
pub(crate) use formats::write_prediction;
pub use formats::{FORMATS, Layout, format_named, write_document};
pub(crate) use gold::GoldStream;
pub use gold::{Dataset, dataset_hash, document_hash, read_gold};
pub use locate::LocateEffort;
pub(crate) use memory::json_record;
pub use pair::{JoinOptions, Joined, join, read_prediction_drafts};
