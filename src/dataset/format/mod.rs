//! The interface of formats: facts, readers and writers, the drafts that formats create, and the rules of the input.

mod folder;
mod file_names;
pub(crate) mod rules;
pub(crate) mod fault;
pub(crate) mod draft;
pub(in crate::dataset) mod fields;
mod entry;
mod feature;
mod side;
mod options;
mod record;
mod sample;
#[expect(clippy::module_inception, reason = "the contract of the family bears its name")]
mod format;

pub(in crate::dataset) use file_names::{document_of, longer_names, stem_of};
pub(in crate::dataset) use folder::{ReadSeek, is_inside};
pub(in crate::dataset) use format::{Read, ReadResult, Write};
pub(in crate::dataset) use record::{invalid_utf8, newlines};
pub(in crate::dataset) use sample::Sample;

pub use entry::GoldEntry;
pub(crate) use entry::{Answered, TextOrigin};
pub use feature::{Feature, Uses};
pub use folder::Folder;
pub(crate) use format::{Claim, Framing};
pub use format::{Format, OutputFile};
pub use options::ReadOptions;
pub(crate) use record::Drafts;
pub use record::{Record, Start};
pub use rules::RULES;
pub use side::Side;
