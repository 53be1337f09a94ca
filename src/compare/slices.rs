//! Differences of slices.

use std::collections::{BTreeMap, BTreeSet};

use super::Side;
use crate::score::slices::SliceCounts;
use crate::score::{Counts, Criterion, DocumentScore, Draws, Evaluation, SCALE};
use crate::stats::{Both, Difference, difference};

/// A criterion in one slice: F1, or recall where only gold has the attribute, or no prediction of either side the value.
#[derive(Clone, Debug)]
pub struct SliceFigure {
    /// The attribute, or two joined by a comma.
    pub attribute: String,
    /// The value, or two joined by a comma.
    pub value: String,
    /// What counts as right.
    pub criterion: Criterion,
    /// Gold quotations in it.
    pub gold: u64,
    /// The two sides, `None` where no document has an item in the slice.
    pub difference: Option<Difference>,
    /// Corrected for the number of slices.
    pub p_holm: Option<f64>,
}

/// A slice by attribute and value.
type Key = (String, String);

impl SliceFigure {
    /// Of the documents that have an item in the slice on either side.
    #[must_use]
    pub fn new(key: &Key, criterion: Criterion, base: &Side, head: &Side, draws: Draws) -> Self {
        let index = Criterion::ALL.into_iter().position(|other| other == criterion).unwrap_or_default();
        let documents = both(&base.evaluation, &head.evaluation);
        let counts =
            |document: &Option<&DocumentScore>| document.and_then(|document| document.slices.get(key)).copied();
        let predicted = |side: &Side| side.evaluation.slices.get(key).and_then(|counts| counts.predicted);
        let is_predicted = [base, head].into_iter().filter_map(predicted).any(|side| side.items > 0);
        let rows = documents.iter().filter_map(|(id, sides)| {
            let sides = sides.each_ref().map(counts);
            let has_items = sides.iter().any(Option::is_some);
            has_items.then(|| (*id, sides.map(|counts| figure(&counts.unwrap_or_default(), is_predicted, index))))
        });
        let rows: Vec<Both<'_>> = rows.collect();
        Self {
            attribute: key.0.clone(),
            value: key.1.clone(),
            criterion,
            gold: head.evaluation.slices.get(key).map_or(0, |counts| counts.gold.items),
            difference: difference(&rows, draws),
            p_holm: None,
        }
    }
}

/// Every slice that either side has, with enough gold quotations.
pub(super) fn keys(base: &Side, head: &Side, min_items: u64) -> BTreeSet<Key> {
    let sides = [&base.evaluation, &head.evaluation];
    let slices = sides.into_iter().flat_map(|evaluation| &evaluation.slices);
    slices.filter(|(_, counts)| counts.gold.items >= min_items.max(1)).map(|(key, _)| key.clone()).collect()
}

/// Both ratios of a slice as partial credit, each right item a whole one: F1 is their harmonic mean in either case.
fn figure(counts: &SliceCounts, is_predicted: bool, criterion: usize) -> Counts {
    let right = counts.gold.correct[criterion];
    if !is_predicted {
        return Counts::Share { numerator: right, denominator: counts.gold.items };
    }
    let predicted = counts.predicted.unwrap_or_default();
    Counts::Soft {
        precision_sum: u128::from(predicted.correct[criterion]) * u128::from(SCALE),
        recall_sum: u128::from(right) * u128::from(SCALE),
        gold: counts.gold.items,
        predicted: predicted.items,
    }
}

/// The documents of both evaluations by id.
fn both<'e>(base: &'e Evaluation, head: &'e Evaluation) -> BTreeMap<&'e str, [Option<&'e DocumentScore>; 2]> {
    let mut documents: BTreeMap<&str, [Option<&DocumentScore>; 2]> = BTreeMap::new();
    for (side, evaluation) in [base, head].into_iter().enumerate() {
        for document in &evaluation.documents {
            documents.entry(&document.id).or_default()[side] = Some(document);
        }
    }
    documents
}
