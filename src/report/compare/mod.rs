//! Comparisons for people and programs: the contract in `writer.rs`, one file per form, the table here.

mod csv;
mod json;
mod junit;
mod markdown;
mod model;
mod sections;
mod text;
mod words;
mod writer;

pub use csv::COMPARE_COLUMNS;
pub use model::{ComparisonReport, Gated, Head, List};
pub use words::annotations;
pub use writer::ComparisonWriter;

/// Every form, the default first.
pub const COMPARISON_WRITERS: &[&dyn ComparisonWriter] =
    &[&text::Text, &csv::Csv, &json::Json, &markdown::Markdown, &junit::JUnit];
