//! Comparisons rendered for people and programs: each format in a file, the table here.

mod csv;
mod json;
mod junit;
mod markdown;
mod model;
mod sections;
mod text;
mod words;

pub(crate) use model::{ComparisonReport, Gated, Head, List};
pub(crate) use words::annotations;

use super::Writer;

/// Every format of comparisons, the default first.
pub(crate) const COMPARISON_WRITERS: &[Writer<ComparisonReport>] =
    &[text::TABLE, csv::CSV, json::JSON, markdown::MARKDOWN, junit::JUNIT];
