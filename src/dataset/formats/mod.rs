//! The formats, one file or folder each, and the table of them.

mod brat;
mod csv;
mod litbank;
pub(super) mod native;
mod pdnc;
mod quoteli3;
mod shared;
mod wikinews;

pub use brat::Brat;
pub use csv::Csv;
pub use litbank::LitBank;
pub use native::{Layout, Native, write_document, write_header, write_prediction};
pub use pdnc::Pdnc;
pub use quoteli3::QuoteLi3;
pub use wikinews::Wikinews;

use super::reader::Format;

/// All formats; where the content of a file does not decide, the first that claims its name.
pub static FORMATS: &[&dyn Format] = &[&Brat, &Csv, &LitBank, &Native, &Pdnc, &QuoteLi3, &Wikinews];

/// The format of this name.
#[must_use]
pub fn format_named(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}
