//! Gold and predictions in and out of files.
//!
//! `bytes → Format → draft → check → GoldDocument | Prediction`: a [`Format`] turns records of a [`Source`] into drafts
//! and knows no rule; the rules live once, in the checking stage; [`Dataset`] and [`join`] give what passed it.

mod batch;
mod bundled;
mod check;
mod cut;
mod derive;
mod fetch;
pub(crate) mod format;
mod formats;
mod gold_hash;
mod gold;
mod in_step;
mod index;
mod join;
mod locate;
mod metadata;
mod options;
mod ordered;
mod recognise;
mod source;
mod stream;

pub use batch::{Batch, Batches, MAX_RECORD};
pub use bundled::{BUNDLED, Bundled, bundled};
pub use check::{GoldCheck, PredictionCheck, check_gold, check_prediction};
pub use format::{
    Answered, Carries, Claim, Drafts, Entry, Feature, Folder, Format, Framing, MAX_FILES, OutputFile, RULES,
    ReadOptions, Record, Rule, Side, Start, TextOrigin, Uses, draft,
};
pub use formats::{
    BookNlp, Brat, Citron, Columns, CoreNlp, Csv, Doccano, FORMATS, GenderGapTracker, Inception, LabelStudio, Layout,
    LitBank, Llm, Native, Pdnc, Prodigy, QuoteLi3, Quotebank, Spacy, SpeakerMap, Textacy, TokenLabels, Wikinews,
    format_named, write_document, write_header, write_prediction,
};
pub use gold::{Dataset, read_gold};
pub use gold_hash::{dataset_hash, document_hash};
pub use join::{Joined, Reading, join, read_prediction_drafts};
pub use locate::Effort;
pub use metadata::Metadata;
pub use options::{READ_OPTIONS, ReadOption};
pub use source::Source;
pub use stream::GoldStream;
