//! Differences of slices.

use std::collections::{BTreeMap, BTreeSet};

use super::Side;
use crate::score::slices::SliceCounts;
use crate::score::{Criterion, DocumentScore, Evaluation};
use crate::stats::{Difference, PairedCounts, difference, holm};

/// One slice under one criterion: F1, or recall if only gold has the attribute or the base predicted nothing with the value.
#[derive(Clone, Debug)]
pub struct SliceFigure {
    /// The attribute, or two attributes joined by a comma.
    pub attribute: String,
    /// The value, or two values joined by a comma.
    pub value: String,
    /// The metric that decides which quotations are right.
    pub criterion: Criterion,
    /// The number of gold quotations in the slice.
    pub gold: u64,
    /// The difference between the two sides; `None` if no document has an item in the slice.
    pub difference: Option<Difference>,
    /// The p value after Holm's correction for the family; `None` for a slice of a single document, which is not tested.
    pub p_holm: Option<f64>,
    /// The number of slices tested together.
    pub family_size: usize,
    /// The number of documents with an item in the slice on either side.
    documents: usize,
}

/// Attribute and value of a slice.
type Key = (String, String);

impl SliceFigure {
    /// Compares the documents that have an item in the slice on either side.
    pub fn new(key: &Key, criterion: Criterion, base: &Side, head: &Side, seed: u64) -> Self {
        let index = Criterion::ALL.into_iter().position(|other| other == criterion).unwrap_or_default();
        let documents = both(&base.evaluation, &head.evaluation);
        let counts =
            |document: &Option<&DocumentScore>| document.and_then(|document| document.slices.get(key)).copied();
        // If the base has only recall, a single prediction of the head must not turn the head's recall into F1.
        let predicted = base.evaluation.slices.get(key).and_then(|counts| counts.predicted);
        let is_predicted = predicted.is_some_and(|side| side.items > 0);
        let figure = |counts: Option<SliceCounts>| counts.unwrap_or_default().figure(index, is_predicted);
        let rows = documents.iter().filter_map(|(id, sides)| {
            let sides = sides.each_ref().map(counts);
            sides.iter().any(Option::is_some).then(|| (*id, sides.map(figure)))
        });
        let rows: Vec<PairedCounts<'_>> = rows.collect();
        Self {
            attribute: key.0.clone(),
            value: key.1.clone(),
            criterion,
            gold: head.evaluation.slices.get(key).map_or(0, |counts| counts.gold.items),
            difference: difference(&rows, seed),
            p_holm: None,
            family_size: 0,
            documents: rows.len(),
        }
    }

    /// The uncorrected p value; `None` for a slice of a single document, which cannot be tested.
    pub fn p(&self) -> Option<f64> {
        self.difference.as_ref().filter(|_| !self.is_of_one_document()).and_then(Difference::p)
    }

    /// Applies one Holm correction to the slice rules of a gate; a head that predicted nothing counts as 0.
    pub fn correct_rules(slices: &mut [Self]) {
        Self::correct(slices, |slice| {
            let (_, p) = slice.difference.as_ref()?.drop()?;
            Some(p).filter(|_| !slice.is_of_one_document())
        });
    }

    const fn is_of_one_document(&self) -> bool {
        self.documents == 1
    }

    /// Applies one Holm correction to the p values of some slices.
    fn correct(slices: &mut [Self], p: impl Fn(&Self) -> Option<f64>) {
        let mut tested: Vec<(&mut Self, f64)> =
            slices.iter_mut().filter_map(|slice| p(slice).map(|p| (slice, p))).collect();
        let family_size = tested.len();
        let adjusted = holm(&tested.iter().map(|(_, p)| *p).collect::<Vec<_>>());
        for ((slice, _), p) in tested.iter_mut().zip(adjusted) {
            slice.p_holm = Some(p);
            slice.family_size = family_size;
        }
    }
}

/// The slices with enough gold quotations on either side; the slices of each attribute are tested together.
pub(super) fn slices(base: &Side, head: &Side, seed: u64, min_items: u64) -> Vec<SliceFigure> {
    let criterion = head.evaluation.options.measure.criterion;
    let new = |key| SliceFigure::new(&key, criterion, base, head, seed);
    let mut slices: Vec<SliceFigure> = keys(base, head, min_items).into_iter().map(new).collect();
    // The keys are sorted, so the slices of an attribute are adjacent.
    slices
        .chunk_by_mut(|a, b| a.attribute == b.attribute)
        .for_each(|of_one| SliceFigure::correct(of_one, SliceFigure::p));
    slices
}

/// The keys of the slices with enough gold quotations on either side.
fn keys(base: &Side, head: &Side, min_items: u64) -> BTreeSet<Key> {
    let sides = [&base.evaluation, &head.evaluation];
    let slices = sides.into_iter().flat_map(|evaluation| &evaluation.slices);
    slices.filter(|(_, counts)| counts.gold.items >= min_items.max(1)).map(|(key, _)| key.clone()).collect()
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
