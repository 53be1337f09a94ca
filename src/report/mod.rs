//! Reports: evaluations rendered for people and programs. The contract is in `writer.rs`, each format in a file, the table here.

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

pub use compare::{COMPARISON_WRITERS, ComparisonReport, Gated, Head, List, annotations};
pub use errors::{ErrorList, Listed};
pub use layout::plural;
pub use model::{Detail, Report, Scored};
pub use power::PowerReport;
pub use safe::safe;
pub use sheet::{About, Sheet};
pub use slices::{Slice, SliceFigures};
pub use sweep::Sweep;
pub use writer::{Rows, Writer};

/// Every format of scores, the default first.
pub const WRITERS: &[Writer<Report>] = &[table::TABLE, csv::CSV, json::JSON, markdown::MARKDOWN, junit::JUNIT];
