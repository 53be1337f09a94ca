//! The contract: a metric counts one aligned document; sums and ratios are not its business.

use super::aligned::{Aligned, Measure};
use super::counts::Counts;
use crate::model::{GoldDocument, Layers, Prediction};

/// One figure of a report.
pub trait Metric: Send + Sync {
    /// Identifier in reports, e.g. `attribution.iou50`.
    fn id(&self) -> &'static str;

    /// A few words for tables.
    fn name(&self) -> &'static str;

    /// Definition, formula, edge cases and source, for `quoteval explain`.
    fn explanation(&self) -> &'static str;

    /// Whether it is undefined on a dataset in which no quotation has a speaker or a source.
    fn needs_speaker_layer(&self, _: &Measure) -> bool {
        false
    }

    /// Whether it is undefined on a dataset in which no quotation has a source.
    fn needs_source_layer(&self, _: &Measure) -> bool {
        false
    }

    /// Whether a dataset that states so much of speakers defines it.
    fn is_defined(&self, layers: Layers, measure: &Measure) -> bool {
        (layers.speaker || !self.needs_speaker_layer(measure)) && (layers.source || !self.needs_source_layer(measure))
    }

    /// Whether lower is better.
    fn is_error(&self) -> bool {
        false
    }

    /// Whether its value can be greater than 1.
    fn exceeds_one(&self) -> bool {
        false
    }

    /// Whether it has precision, recall and F1, rather than a value.
    fn has_f1(&self) -> bool {
        self.count(&Aligned::new(&GoldDocument::default(), &Prediction::default(), Measure::default())).has_f1()
    }

    /// Counts one document.
    fn count(&self, doc: &Aligned<'_>) -> Counts;
}
