//! Slices as figures: recall over gold items, precision over predictions, F1 where both exist.

use crate::score::{Criterion, Evaluation, harmonic_mean};

/// One criterion in one slice.
pub(super) struct Slice {
    pub(super) attribute: String,
    pub(super) value: String,
    pub(super) criterion: Criterion,
    pub(super) figures: SliceFigures,
}

/// Items and ratios of a slice; ratios are `None` below the least number of items.
pub(super) struct SliceFigures {
    pub(super) gold: u64,
    pub(super) gold_correct: u64,
    pub(super) recall: Option<f64>,
    /// `None` where only gold has the attribute.
    pub(super) predicted: Option<u64>,
    pub(super) predicted_correct: Option<u64>,
    pub(super) precision: Option<f64>,
    pub(super) f1: Option<f64>,
}

/// Every slice under every criterion the dataset defines, by attribute, value and criterion.
pub(super) fn slice_figures(evaluation: &Evaluation, min_items: u64) -> Vec<Slice> {
    let criteria = || Criterion::ALL.into_iter().enumerate().filter(|(_, c)| evaluation.total(c.as_str()).is_some());
    let slices = evaluation.slices.iter().flat_map(|((attribute, value), counts)| {
        criteria().map(move |(index, criterion)| {
            let ratio = |correct: u64, items: u64| (items >= min_items.max(1)).then(|| correct as f64 / items as f64);
            let predicted = counts.predicted;
            let recall = ratio(counts.gold.correct[index], counts.gold.items);
            let precision = predicted.and_then(|side| ratio(side.correct[index], side.items));
            let figures = SliceFigures {
                gold: counts.gold.items,
                gold_correct: counts.gold.correct[index],
                recall,
                predicted: predicted.map(|side| side.items),
                predicted_correct: predicted.map(|side| side.correct[index]),
                precision,
                f1: precision.zip(recall).map(|(precision, recall)| harmonic_mean(precision, recall)),
            };
            Slice { attribute: attribute.clone(), value: value.clone(), criterion, figures }
        })
    });
    slices.collect()
}
