//! The formats, one file or folder each, and the table of them.

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

pub use booknlp::BookNlp;
pub use brat::Brat;
pub use citron::Citron;
pub use columns::Columns;
pub use corenlp::CoreNlp;
pub use csv::Csv;
pub use doccano::Doccano;
pub use gender_gap_tracker::GenderGapTracker;
pub use inception::Inception;
pub use label_studio::LabelStudio;
pub use litbank::LitBank;
pub use llm::Llm;
pub use native::{Layout, Native, write_document, write_header, write_prediction};
pub use pdnc::Pdnc;
pub use prodigy::Prodigy;
pub use quotebank::Quotebank;
pub use quoteli3::QuoteLi3;
pub use spacy::Spacy;
pub use speaker_map::SpeakerMap;
pub use textacy::Textacy;
pub use token_labels::TokenLabels;
pub use wikinews::Wikinews;

use super::format::Format;

/// All formats; of several that claim a file by its content, or by its name, the first is taken.
pub static FORMATS: &[&dyn Format] = &[
    &BookNlp,
    &Brat,
    &Citron,
    &Columns,
    &CoreNlp,
    &Csv,
    &Doccano,
    &GenderGapTracker,
    &Inception,
    &LabelStudio,
    &LitBank,
    &Llm,
    &Native,
    &Pdnc,
    &Prodigy,
    &Quotebank,
    &QuoteLi3,
    &Spacy,
    &SpeakerMap,
    &Textacy,
    &TokenLabels,
    &Wikinews,
];

/// The format of this name.
#[must_use]
pub fn format_named(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}

#[cfg(test)]
mod tests {
    use super::FORMATS;

    #[test]
    fn every_format_lists_its_features_once_and_in_order() {
        for format in FORMATS {
            assert!(format.carries().features.is_sorted_by(|a, b| a < b), "{}", format.name());
        }
    }
}
