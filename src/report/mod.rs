//! Reports: evaluations rendered for people and programs. `writer.rs` defines the contract, each format has its own file, and
//! this file lists the formats.

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
mod safe;
mod sheet;
mod slices;
mod sweep;
mod table;
mod writer;

pub(crate) use compare::{COMPARISON_WRITERS, ComparisonReport, Gated, Head, List, annotations};
pub(crate) use errors::{ErrorList, Listed};
pub(crate) use layout::plural;
pub use model::{Detail, Report, Scored};
pub(crate) use power::PowerReport;
pub(crate) use safe::safe;
pub(crate) use sheet::{About, Sheet};
pub(crate) use sweep::Sweep;
pub(crate) use writer::{Rows, Writer};

/// All score formats, the default first.
pub const WRITERS: &[Writer<Report>] = &[table::TABLE, csv::CSV, json::JSON, markdown::MARKDOWN, junit::JUNIT];
