//! The evaluation harness for quotation attribution: gold-annotated articles in, strategies run, precision and recall out.
//!
//! ```text
//! datasets → Format → Dataset → Task → Strategy → Prediction → Alignment → Metric → Counts → Evaluation → Writer → bytes
//! ```
//!
//! The modules follow that line, and nothing points back up it: the model knows nobody, alignment knows no strategy, scoring
//! knows no report. A strategy is shown a [`Task`](model::Task) and never gold. Quotations are aligned once and scored by many
//! metrics; metrics count integers, and ratios are taken at the very end.
//!
//! ```
//! use quoteval::dataset::Dataset;
//! use quoteval::model::{Setting, Task};
//! use quoteval::score::{DocumentScore, Evaluation, ScoreOptions};
//!
//! let dataset = Dataset::load("challenge")?;
//! let strategy = quoteval::strategy::by_name("rules").unwrap();
//! let options = ScoreOptions::default();
//! let mut scores = Vec::new();
//! for gold in dataset.documents() {
//!     let prediction = strategy.attribute(&Task::of(gold, Setting::EndToEnd)).unwrap();
//!     scores.push(DocumentScore::new(gold, Some(&prediction), &options));
//! }
//! let evaluation = Evaluation::new(options, scores);
//! let found = evaluation.total("detection.iou50").unwrap();
//! assert!(found.counts.recall() > Some(0.2));
//! # Ok::<(), quoteval::Error>(())
//! ```

#![warn(clippy::expect_used)]

pub mod error;
mod named;
mod varint;
pub mod model;
pub mod text;
pub mod dataset;
pub mod strategy;
pub mod align;
pub mod score;
pub mod stats;
pub mod agree;
pub mod compare;
pub mod report;
pub mod partial;
mod evaluate;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;

pub use error::{Error, Result};
pub use evaluate::{CompareOptions, attribute, compare, score};
pub use named::UnknownName;
