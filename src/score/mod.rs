//! Scoring: each aligned document is counted in integers; ratios are computed only at the end.
//!
//! Each metric is a constant in the file of its family, listed in [`METRICS`].

mod summed;
mod measured;
mod aligned;
mod names;
mod resolver;
mod speaker;
mod answers;
mod criterion;
mod containment;
mod error_class;
mod errors;
mod class_texts;
mod class_counts;
mod outcomes;
mod ratios;
mod counts;
mod metric;
mod attribution;
mod detection;
mod speakers;
mod mentions;
mod quotation_type;
mod document;
pub(crate) mod profiles;
pub(crate) mod slices;
mod type_confusion;
mod gaps;
mod located;
mod name_counts;
mod sums;
mod items;
mod document_score;
mod evaluation;
mod signature;
mod terms;

/// Indices of a few quotations or entities.
type IndexList = smallvec::SmallVec<[usize; 2]>;

pub use aligned::Aligned;
pub use answers::complete;
pub(crate) use class_counts::ClassCounts;
pub use class_counts::PerClass;
pub use counts::Counts;
pub use criterion::Criterion;
pub use document_score::{DocumentScore, ScoreOptions, Status};
pub use error_class::ErrorClass;
pub(crate) use errors::Boundary;
pub use errors::ItemClasses;
pub use evaluation::{Evaluation, MetricTotal};
pub(crate) use gaps::{GroupCounts, Groups};
pub(crate) use items::{ItemRow, ambiguity};
pub(crate) use located::LocatedCounts;
pub use measured::Measure;
pub use metric::Metric;
pub use name_counts::NameCounts;
pub(crate) use outcomes::Outcome;
pub use ratios::harmonic_mean;
pub(crate) use ratios::{SCALE, ratio};
pub(crate) use signature::{Disagreement, METRICS_VERSION, SignatureError};
pub use signature::{IntervalMethod, Signature, Statistics};
pub(crate) use sums::{PackedSums, Sums};
pub use terms::TERMS;
pub use type_confusion::TypeConfusion;

/// Every metric, in report order; the first is the primary metric.
pub const METRICS: &[&Metric] = &[
    &attribution::IOU50,
    &attribution::EXACT,
    &attribution::MENTION,
    &attribution::RELATION,
    &detection::IOU50,
    &detection::EXACT,
    &detection::IOU80,
    &detection::ANY,
    &detection::UNIT,
    &detection::SOFT,
    &speakers::ACCURACY,
    &speakers::COVERAGE,
    &speakers::SELECTIVE,
    &speakers::JACCARD,
    &speakers::B_CUBED,
    &mentions::SOURCE_EXACT,
    &mentions::SOURCE_OVERLAP,
    &mentions::CUE_EXACT,
    &mentions::CUE_OVERLAP,
    &quotation_type::ACCURACY,
    &quotation_type::MACRO_F1,
    &document::SPEAKERS,
    &document::SHARE_ERROR,
    &attribution::SLOT_ERROR_RATE,
];

/// Finds a metric by id.
#[must_use]
pub fn metric(id: &str) -> Option<&'static Metric> {
    METRICS.iter().copied().find(|metric| metric.id() == id)
}
