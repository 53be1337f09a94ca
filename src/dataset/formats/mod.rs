//! The formats, one file or folder each, and the table of them.

mod brat;
mod columns;
mod csv;
mod doccano;
mod inception;
mod label_studio;
mod litbank;
pub(super) mod native;
mod pdnc;
mod prodigy;
mod quoteli3;
mod shared;
mod token_labels;
mod wikinews;

pub use brat::Brat;
pub use columns::Columns;
pub use csv::Csv;
pub use doccano::Doccano;
pub use inception::Inception;
pub use label_studio::LabelStudio;
pub use litbank::LitBank;
pub use native::{Layout, Native, write_document, write_header, write_prediction};
pub use pdnc::Pdnc;
pub use prodigy::Prodigy;
pub use quoteli3::QuoteLi3;
pub use token_labels::TokenLabels;
pub use wikinews::Wikinews;

use super::reader::Format;

/// All formats; of several that claim a file by its content, or by its name, the first is taken.
pub static FORMATS: &[&dyn Format] = &[
    &Brat,
    &Columns,
    &Csv,
    &Doccano,
    &Inception,
    &LabelStudio,
    &LitBank,
    &Native,
    &Pdnc,
    &Prodigy,
    &QuoteLi3,
    &TokenLabels,
    &Wikinews,
];

/// The format of this name.
#[must_use]
pub fn format_named(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}
