//! Reports: an evaluation rendered for people and programs. The contract in `writer.rs`, one file per form, the table here.

mod agree;
mod compare;
mod csv;
mod errors;
mod json;
mod junit;
mod layout;
mod markdown;
mod model;
mod power;
mod profile;
mod safe;
mod sheet;
mod slices;
mod sweep;
mod table;
mod writer;

pub use crate::model::System;
pub use agree::AGREE_COLUMNS;
pub use compare::{
    COMPARE_COLUMNS, COMPARISON_WRITERS, ComparisonReport, ComparisonWriter, Gated, Head, List, annotations,
};
pub use csv::SCORE_COLUMNS;
pub use errors::{ERROR_COLUMNS, ErrorList, Listed};
pub use layout::plural;
pub use model::{Detail, Report, Scored};
pub use power::{POWER_COLUMNS, PowerReport};
pub use safe::safe;
pub use sheet::{About, Sheet};
pub use slices::{Slice, SliceFigures};
pub use sweep::{SWEEP_COLUMNS, Sweep};
pub use writer::Writer;

/// Every form, the default first.
pub const WRITERS: &[&dyn Writer] = &[&table::Text, &csv::Csv, &json::Json, &markdown::Markdown, &junit::JUnit];

/// The writer of that name.
#[must_use]
pub fn writer(name: &str) -> Option<&'static dyn Writer> {
    WRITERS.iter().copied().find(|writer| writer.name() == name)
}

/// The writer whose suffix a file name has.
#[must_use]
pub fn writer_for(path: &std::path::Path) -> Option<&'static dyn Writer> {
    let suffix = path.extension()?.to_str()?;
    WRITERS.iter().copied().find(|writer| writer.suffix() == suffix)
}
