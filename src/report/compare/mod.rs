//! Comparisons rendered for people and programs. Each format has its own file; this file lists the formats.

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

/// All comparison formats, the default first.
pub(crate) const COMPARISON_WRITERS: &[Writer<ComparisonReport>] =
    &[text::TABLE, csv::CSV, json::JSON, markdown::MARKDOWN, junit::JUNIT];
