//! The evaluation harness for quotation attribution: who said what, and how well does a program know?
//!
//! Gold-annotated documents and predictions go in; precision, recall and everything a comparison needs come out. The same engine
//! is behind the command line.
//!
//! # Install
//!
//! ```toml
//! [dependencies]
//! quoteval = { path = "../quoteval", default-features = false } # without the command line
//! ```
//!
//! # Score two documents
//!
//! ```
//! use quoteval::{GoldDocument, Prediction, ScoreOptions, Setting, Task};
//!
//! # fn main() -> quoteval::Result<()> {
//! let gold = r#"{"id": "a-1", "text": "“It works,” Ann Lee said.",
//!     "entities": [{"id": "lee", "name": "Ann Lee"}],
//!     "quotations": [{"content": ["“It works,”"], "speaker": "lee"}]}"#;
//! let found = r#"{"quotations": [{"content": ["It works"], "speaker": "Ann Lee"}]}"#;
//!
//! let gold = GoldDocument::from_json(gold)?;
//! let found = Prediction::from_json(found, &Task::of(&gold, Setting::EndToEnd))?;
//! let evaluation = quoteval::score(&[gold], &[found], &ScoreOptions::default())?;
//! let f1 = evaluation.value("attribution.iou50");
//! assert_eq!(f1, Some(1.0));
//! # Ok(())
//! # }
//! ```
//!
//! [`ScoreOptions`] says what is counted and how; [`Evaluation`] holds every metric, error class and slice.
//!
//! # Run a strategy
//!
//! ```
//! use quoteval::{Dataset, ScoreOptions, Setting};
//!
//! let gold = Dataset::load("challenge")?.into_documents();
//! let sieve = quoteval::strategy("sieve").unwrap();
//! let found = quoteval::attribute(sieve, &gold, Setting::EndToEnd);
//! let evaluation = quoteval::score(&gold, &found, &ScoreOptions::default())?;
//! assert!(evaluation.value("detection.iou50") > Some(0.2));
//! # Ok::<(), quoteval::Error>(())
//! ```
//!
//! [`strategies`] lists what is built in. [`Exec`] makes a strategy of any program that reads and writes JSON lines.
//!
//! # Bring predictions
//!
//! A [`Source`] is a file or folder in any of the [formats](FORMATS); [`Dataset::load`] takes the name of a bundled dataset too.
//! [`score_sources`] reads both side by side, document by document, so that memory does not grow with the corpus.
//!
//! ```
//! use quoteval::{ScoreOptions, Source};
//!
//! # fn main() -> quoteval::Result<()> {
//! # let folder = tempfile::tempdir().unwrap();
//! # let mine = folder.path().join("mine.jsonl");
//! # std::fs::write(&mine, "{\"id\":\"esper\",\"quotations\":[]}\n").unwrap();
//! let (gold, found) = (Source::open("esper")?, Source::from_path(&mine)?);
//! let evaluation = quoteval::score_sources(&gold, &found, &ScoreOptions::default())?;
//! assert_eq!(evaluation.value("detection.iou50"), Some(0.0)); // an empty file finds nothing
//! # Ok(())
//! # }
//! ```
//!
//! # Write a strategy
//!
//! ```
//! use quoteval::{PredictedQuotation, Prediction, Span, Strategy, StrategyError, Task};
//!
//! /// Takes each stretch from “ to ” for a quotation by Ann Lee.
//! struct Marks;
//!
//! impl Strategy for Marks {
//!     fn name(&self) -> &str {
//!         "marks"
//!     }
//!
//!     fn attribute(&self, task: &Task<'_>) -> Result<Prediction, StrategyError> {
//!         let mut found = Prediction::empty(task.id);
//!         for (start, _) in task.text.match_indices('“') {
//!             let Some(length) = task.text[start..].find('”') else { break };
//!             let end = start + length + '”'.len_utf8();
//!             let content = Span::new(task.text, start, end).unwrap();
//!             let id = start.to_string();
//!             found.quotations.push(PredictedQuotation::by(id, content, "Ann Lee"));
//!         }
//!         Ok(found)
//!     }
//! }
//! ```
//!
//! # How it works
//!
//! ```text
//! gold → Task → Strategy → Prediction → alignment → counts → Evaluation → report
//! ```
//!
//! A strategy is shown a [`Task`] and never gold. Quotations are aligned once and scored by many metrics; metrics count integers,
//! and ratios are taken at the very end.

#![cfg_attr(
    not(feature = "cli"),
    expect(dead_code, unused_imports, reason = "some stages serve the command line alone")
)]

mod error;
mod caught;
mod named;
mod varint;
mod model;
mod text;
mod dataset;
mod strategy;
mod align;
mod score;
mod stats;
mod agree;
mod compare;
mod report;
mod partial;
mod evaluate;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;

pub use compare::{Change, Changes, Comparison, Figure, Verdict};
pub use dataset::{Dataset, FORMATS, Format, LocateEffort, ReadOptions, Source, format_named};
pub use error::{Error, Finding, Findings, Result, Severity};
pub use evaluate::{CompareOptions, attribute, compare, score, score_sources};
pub use model::{
    Entity, Fragments, Given, GoldDocument, GoldQuotation, GoldSpeaker, KnownEntity, PredictedQuotation,
    PredictedSpeaker, Prediction, Quotation, QuotationType, Reserved, Setting, Span, SpanError, System, Task,
    TaskQuotation, UnitProfile,
};
pub use named::UnknownName;
pub use score::{Counts, Criterion, ErrorClass, Evaluation, METRICS, Measure, Metric, ScoreOptions, Signature, metric};
pub use stats::Interval;
pub use strategy::{CommandLine, Exec, ExecOptions, Strategy, StrategyError, all as strategies, by_name as strategy};

/// The parts that the tests, benches and fuzz targets of the project use beside the public surface. They change in any version.
#[doc(hidden)]
pub mod internals {
    pub mod agree {
        pub use crate::agree::{Agreement, Annotators, PairCounts};
    }
    pub mod compare {
        pub use crate::compare::{Contest, Gate, JudgedDocument, Side, SliceFigure};
        pub mod baseline {
            pub use crate::compare::baseline::{read, write};
        }
    }
    pub mod dataset {
        pub use crate::dataset::{
            BUNDLED, Bundled, Feature, Folder, GoldEntry, JoinOptions, Joined, Layout, Metadata, OutputFile, RULES,
            ReadOptions, Record, Side, Start, Uses, check_prediction, dataset_hash, document_hash, join, read_gold,
            read_prediction_drafts, write_document,
        };
        pub mod draft {
            pub use crate::dataset::draft::{DraftDocument, DraftQuotation, DraftSpan, DraftSystem};
        }
    }
    pub mod model {
        pub use crate::model::{InvalidQuotation, Layers, Units};
    }
    pub mod partial {
        pub use crate::partial::Partial;
    }
    pub mod report {
        pub use crate::report::{Detail, Report, Scored, WRITERS};
    }
    pub mod score {
        pub use crate::score::{
            Aligned, DocumentScore, IntervalMethod, ItemClasses, MetricTotal, NameCounts, PerClass, Statistics, Status,
            TERMS, TypeConfusion, complete, harmonic_mean,
        };
        pub mod profiles {
            pub use crate::score::profiles::{PROFILES, Profile, Tally, profile};
        }
        pub mod slices {
            pub use crate::score::slices::{ATTRIBUTES, SliceBy};
        }
    }
    pub mod stats {
        pub use crate::stats::{
            Confidences, FIGURES, Jackknife, MaybeInterval, NoInterval, Scale, Threshold, Thresholds, differences,
            figure, holm, intervals, power,
        };
    }
}
