//! Slices as figures: recall over gold items, precision over predictions, F1 where both exist.

use crate::score::{Criterion, Evaluation, IntervalMethod};
use crate::stats::{MaybeInterval, slice_intervals};

/// One slice under one criterion.
#[derive(Clone, Debug)]
pub struct Slice {
    /// Attribute, or two attributes joined by a comma.
    pub attribute: String,
    /// Value, or two values joined by a comma.
    pub value: String,
    /// The metric that decides which quotations are right.
    pub criterion: Criterion,
    /// The figures.
    pub figures: SliceFigures,
}

/// Items and ratios of a slice; ratios are `None` below the minimum number of items.
#[derive(Clone, Copy, Debug)]
pub struct SliceFigures {
    /// Number of gold quotations.
    pub gold: u64,
    /// Number of right gold quotations.
    pub gold_correct: u64,
    /// Right gold quotations divided by all gold quotations.
    pub recall: Option<f64>,
    /// Number of predictions; `None` if only gold has the attribute.
    pub predicted: Option<u64>,
    /// Number of right predictions; `None` if only gold has the attribute.
    pub predicted_correct: Option<u64>,
    /// Right predictions divided by all predictions.
    pub precision: Option<f64>,
    /// Harmonic mean of precision and recall.
    pub f1: Option<f64>,
    /// The interval of F1, or of recall if only gold has the attribute.
    pub interval: MaybeInterval,
}

/// Every slice under every criterion that is defined for the dataset, by attribute, value and criterion.
pub(super) fn slice_figures(evaluation: &Evaluation, method: IntervalMethod, min_items: u64) -> Vec<Slice> {
    let intervals = slice_intervals(evaluation, method, min_items);
    let criteria = || Criterion::ALL.into_iter().enumerate().filter(|(_, c)| evaluation.total(c.as_str()).is_some());
    let slices = evaluation.slices.iter().flat_map(|(key, counts)| {
        let (attribute, value) = key;
        let intervals = &intervals[key];
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
                f1: precision.zip(recall).and_then(|_| counts.figure(index, true).headline()),
                interval: intervals[index],
            };
            Slice { attribute: attribute.clone(), value: value.clone(), criterion, figures }
        })
    });
    slices.collect()
}
