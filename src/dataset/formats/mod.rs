//! The formats, one file or folder each, and the table of formats.

mod booknlp;
mod brat;
mod citron;
mod columns;
mod corenlp;
mod csv;
mod doccano;
mod gender_gap_tracker;
mod inception;
mod label_studio;
mod litbank;
mod llm;
mod native;
mod pdnc;
mod prodigy;
mod quotebank;
mod quoteli3;
mod shared;
mod spacy;
mod speaker_map;
mod textacy;
mod token_labels;
mod wikinews;

pub(crate) use native::write_prediction;
pub use native::{Layout, write_document};

use super::format::Format;

/// All formats; if several claim a file by content, or by name, the first is used.
pub static FORMATS: &[Format] = &[
    booknlp::FORMAT,
    brat::FORMAT,
    citron::FORMAT,
    columns::FORMAT,
    corenlp::FORMAT,
    csv::FORMAT,
    doccano::FORMAT,
    gender_gap_tracker::FORMAT,
    inception::FORMAT,
    label_studio::FORMAT,
    litbank::FORMAT,
    llm::FORMAT,
    native::FORMAT,
    pdnc::FORMAT,
    prodigy::FORMAT,
    quotebank::FORMAT,
    quoteli3::FORMAT,
    spacy::FORMAT,
    speaker_map::FORMAT,
    textacy::FORMAT,
    token_labels::FORMAT,
    wikinews::FORMAT,
];

/// The native format, which external programs use for their answers.
pub(crate) static NATIVE: &Format = &native::FORMAT;

/// Returns the format with this name.
#[must_use]
pub fn format_named(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

#[cfg(test)]
mod tests {
    use super::FORMATS;

    #[test]
    fn every_format_lists_its_features_once_and_in_order() {
        for format in FORMATS {
            assert!(format.features.is_sorted_by(|a, b| a < b), "{}", format.name);
        }
    }
}
