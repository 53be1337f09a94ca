//! The formats, one file or folder each, and the table of them.

mod brat;
mod csv;
pub(super) mod native;
mod shared;

pub use brat::Brat;
pub use csv::Csv;
pub use native::{Layout, Native, write_document, write_header, write_prediction};

use super::reader::Format;

/// All formats; where the content of a file does not decide, the first that claims its name.
pub static FORMATS: &[&dyn Format] = &[&Brat, &Csv, &Native];

/// The format of this name.
#[must_use]
pub fn format_named(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}
