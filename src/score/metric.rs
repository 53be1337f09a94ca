//! The metric interface: a metric counts one aligned document; sums and ratios are computed elsewhere.

use super::aligned::Aligned;
use super::counts::Counts;
use super::measured::Measure;
use crate::model::{GoldDocument, Layers, Prediction};

/// One figure of a report. The set is closed: [`METRICS`](super::METRICS) lists every metric.
///
/// ```
/// assert_eq!(quoteval::metric("detection.exact").unwrap().id(), "detection.exact");
/// ```
pub struct Metric {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) explanation: &'static str,
    pub(super) needs: Needs,
    pub(super) range: Range,
    pub(super) count: fn(&Aligned<'_>) -> Counts,
}

/// Annotation that a dataset must have to define a metric.
#[derive(Clone, Copy, Debug)]
pub(super) enum Needs {
    /// Content spans alone.
    Content,
    /// A quotation with a speaker or a source.
    Speakers,
    /// A quotation with a source.
    Sources,
    /// The annotation that the criterion of the measure requires.
    Criterion,
}

/// Range of a metric's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Range {
    /// From 0 to 1; higher is better.
    Score,
    /// From 0 to 1; lower is better.
    Error,
    /// 0 or more; lower is better.
    ErrorRate,
}

impl Metric {
    /// Identifier in reports, e.g. `attribution.iou50`.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// Short name for tables.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Definition, formula, edge cases and source, for `quoteval explain`.
    #[must_use]
    pub const fn explanation(&self) -> &'static str {
        self.explanation
    }

    /// The layers that a dataset must have to define the metric.
    #[must_use]
    pub(crate) fn needs(&self, measure: &Measure) -> Layers {
        match self.needs {
            Needs::Content => Layers::default(),
            Needs::Speakers => Layers { speaker: true, source: false },
            Needs::Sources => Layers { speaker: false, source: true },
            Needs::Criterion => {
                Layers { speaker: measure.criterion.needs_speaker(), source: measure.criterion.needs_source() }
            }
        }
    }

    /// True if a dataset with these layers defines the metric.
    #[must_use]
    pub(crate) fn is_defined(&self, layers: Layers, measure: &Measure) -> bool {
        let needs = self.needs(measure);
        (layers.speaker || !needs.speaker) && (layers.source || !needs.source)
    }

    /// True if lower is better.
    #[must_use]
    pub(crate) fn is_error(&self) -> bool {
        self.range != Range::Score
    }

    /// True if the value can be greater than 1.
    #[must_use]
    pub(crate) fn exceeds_one(&self) -> bool {
        self.range == Range::ErrorRate
    }

    /// True if the metric has precision, recall and F1, rather than a single value.
    #[must_use]
    pub fn has_f1(&self) -> bool {
        self.count(&Aligned::new(&GoldDocument::default(), &Prediction::default(), Measure::default())).has_f1()
    }

    /// Counts one document.
    #[must_use]
    pub(crate) fn count(&self, doc: &Aligned<'_>) -> Counts {
        (self.count)(doc)
    }
}
