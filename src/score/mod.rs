//! Scoring: an aligned document in, integers out, ratios at the very end.
//!
//! A metric is one constant or unit struct in the file of its family plus its line in [`METRICS`].

mod aligned;
mod attribution;
mod counts;
mod criterion;
mod detection;
mod document;
mod errors;
mod evaluation;
mod items;
mod mentions;
mod metric;
mod outcomes;
mod pairs;
pub mod profiles;
mod quotation_type;
mod resolver;
mod signature;
pub mod slices;
mod speaker;
mod speakers;

pub use aligned::{Aligned, AnswerError, Measure, complete};
pub use counts::{Counts, SCALE, harmonic_mean};
pub use criterion::Criterion;
pub use errors::{Boundary, Classes, ErrorClass};
pub use evaluation::{ClassCounts, DocumentScore, Evaluation, LocatedCounts, MetricTotal, ScoreOptions, Status};
pub use items::ItemRow;
pub use metric::Metric;
pub use outcomes::Outcome;
pub use signature::{Draws, METRICS_VERSION, Signature};
pub use speaker::SpeakerError;

/// Every metric, in the order of reports; the first is the primary one.
pub const METRICS: [&dyn Metric; 22] = [
    &attribution::IOU50,
    &attribution::EXACT,
    &attribution::RELATION,
    &detection::IOU50,
    &detection::EXACT,
    &detection::IOU80,
    &detection::ANY,
    &detection::Unit,
    &detection::Soft,
    &speakers::Accuracy,
    &speakers::Coverage,
    &speakers::Selective,
    &speakers::BCubed,
    &mentions::SOURCE_EXACT,
    &mentions::SOURCE_OVERLAP,
    &mentions::CUE_EXACT,
    &mentions::CUE_OVERLAP,
    &quotation_type::Accuracy,
    &quotation_type::MacroF1,
    &document::Speakers,
    &document::ShareError,
    &attribution::SlotErrorRate,
];

/// The metric of that id.
#[must_use]
pub fn metric(id: &str) -> Option<&'static dyn Metric> {
    METRICS.into_iter().find(|metric| metric.id() == id)
}
