//! The contract of a format: what it states and does, what it makes of bytes, and the rules by which both are judged.

mod folder;
mod file_names;
pub(crate) mod rules;
pub(crate) mod fault;
pub mod draft;
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

pub use entry::{Answered, GoldEntry, TextOrigin};
pub use feature::{Feature, Uses};
pub use folder::{Folder, MAX_FILES};
pub use format::{Claim, Format, Framing, OutputFile};
pub use options::ReadOptions;
pub use record::{Drafts, Record, Start};
pub use rules::{RULES, Rule};
pub use side::Side;
