//! Gold and predictions in and out of files.
//!
//! `bytes → Format → draft → check → GoldDocument | Prediction`: a [`Format`] turns records of a [`Source`] into drafts
//! and knows no rule; the rules live once, in the checking stage; [`Dataset`] and [`join`] give what passed it.

mod batch;
mod bundled;
mod check;
mod cut;
mod derive;
pub mod draft;
pub(crate) mod fault;
mod feature;
mod fetch;
mod file_names;
mod folder;
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
mod reader;
mod recognise;
mod rules;
mod source;
mod stream;

pub use batch::{Batch, Batches, MAX_RECORD};
pub use bundled::{BUNDLED, Bundled, bundled};
pub use check::{GoldCheck, PredictionCheck, check_gold, check_prediction};
pub use cut::Start;
pub use feature::{Feature, Uses};
pub use folder::{Folder, MAX_FILES};
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
pub use options::{READ_OPTIONS, ReadOption, ReadOptions};
pub use reader::{Carries, Claim, Drafts, Format, Framing, OutputFile, Record, Side};
pub use rules::{RULES, Rule};
pub use source::Source;
pub use stream::GoldStream;

use crate::model::GoldDocument;

/// A document of gold and where it comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The document.
    pub gold: GoldDocument,
    /// Where its text stood.
    pub text: TextOrigin,
    /// The file as the user named it.
    pub file: String,
    /// Line of the file on which the document begins, from 1.
    pub line: usize,
}

/// Where the text of a document stood, so that it is written back to the same place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextOrigin {
    /// The file of its own, relative to the dataset's folder; `None` if the text stood in the document.
    pub file: Option<String>,
    /// Its SHA-256, where stated.
    pub sha256: Option<String>,
}
