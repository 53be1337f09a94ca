//! Counts of documents, column by column: what replicates and trials sum.

use super::weighted::weighted_sums;
use crate::score::{Counts, Draws, Evaluation};

/// The integers of some figures, one number per document in every column.
pub(super) struct Table<'d> {
    /// Ids of the documents.
    pub(super) documents: Vec<&'d str>,
    /// The whole of each figure, which says of what kind its counts are; `None` where it is undefined.
    pub(super) totals: Vec<Option<Counts>>,
    /// The columns of all figures that are defined, one figure after the other.
    pub(super) columns: Vec<Vec<u64>>,
}

impl<'d> Table<'d> {
    /// Every metric of an evaluation, in the order of [`METRICS`](crate::score::METRICS).
    pub(super) fn of_metrics(evaluation: &'d Evaluation) -> Self {
        let totals = evaluation.totals.iter().map(|total| total.as_ref().map(|total| total.counts)).collect();
        let mut table = Self::empty(totals, evaluation.documents.len());
        for document in &evaluation.documents {
            table.documents.push(&document.id);
            let mut columns = table.columns.iter_mut();
            document.packed.each_metric(|metric, numbers| {
                if table.totals[metric].is_some() {
                    numbers.iter().zip(&mut columns).for_each(|(&number, column)| column.push(number));
                }
            });
        }
        table
    }

    /// Figures with their totals, with room for this many documents.
    fn empty(totals: Vec<Option<Counts>>, documents: usize) -> Self {
        let width = totals.iter().flatten().map(|counts| counts.numbers().len()).sum();
        let columns = (0..width).map(|_| Vec::with_capacity(documents)).collect();
        Self { documents: Vec::with_capacity(documents), totals, columns }
    }

    /// Without the figures at some positions, which become undefined.
    pub(super) fn keep(mut self, is_kept: impl Fn(usize) -> bool) -> Self {
        let columns = std::mem::take(&mut self.columns);
        let mut columns = columns.into_iter();
        for (index, total) in self.totals.iter_mut().enumerate() {
            let width = total.map_or(0, |counts| counts.numbers().len());
            let own = columns.by_ref().take(width);
            if is_kept(index) {
                self.columns.extend(own);
            } else {
                own.for_each(drop);
                *total = None;
            }
        }
        self
    }

    /// Figures with their totals, from the counts of each document; counts of an undefined figure are left out.
    pub(super) fn new(totals: Vec<Option<Counts>>, rows: impl Iterator<Item = (&'d str, Vec<Counts>)>) -> Self {
        let mut table = Self::empty(totals, rows.size_hint().0);
        for (id, counts) in rows {
            table.documents.push(id);
            let defined = table.totals.iter().zip(&counts).filter(|(total, _)| total.is_some());
            let numbers = defined.flat_map(|(_, counts)| counts.numbers());
            table.columns.iter_mut().zip(numbers).for_each(|(column, number)| column.push(number));
        }
        table
    }

    /// For each figure that is defined its position, its kind and its part of `all`, which has an entry for each column.
    pub(super) fn figures<'t, T>(&'t self, all: &'t [T]) -> impl Iterator<Item = Option<(Counts, &'t [T])>> {
        let mut rest = all;
        self.totals.iter().map(move |total| {
            let counts = (*total)?;
            let own = rest.split_off(..counts.numbers().len())?;
            Some((counts, own))
        })
    }

    /// The headline of each figure in every replicate, `None` where it is undefined.
    pub(super) fn replicates(&self, draws: Draws) -> Vec<Vec<Option<f64>>> {
        let replicates = draws.replicates as usize;
        let sums = weighted_sums(&self.documents, &self.columns, draws);
        let of_figure = |figure: Option<(Counts, &[Vec<u64>])>| {
            let Some((kind, own)) = figure else {
                return vec![None; replicates];
            };
            let mut numbers = kind.numbers();
            let mut headline = |replicate: usize| {
                numbers.iter_mut().zip(own).for_each(|(number, sums)| *number = sums[replicate]);
                kind.with_numbers(&numbers).headline()
            };
            (0..replicates).map(&mut headline).collect()
        };
        self.figures(&sums).map(of_figure).collect()
    }
}
