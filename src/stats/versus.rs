//! Two systems on the same documents, figure by figure: the input of the jackknife and of the randomisation test.

use smallvec::SmallVec;

use super::interval::Spread;
use super::interval::{Interval, MaybeInterval, NoInterval, Scale};
use super::jackknife::Jackknife;
use super::metrics::scale;
use crate::score::{Counts, Evaluation, METRICS};

/// The [numbers](Counts::numbers) of the counts of one figure in one document.
type Numbers = SmallVec<[u64; 12]>;

/// The id of a document, and the counts of one figure in it under two systems.
pub(crate) type PairedCounts<'d> = (&'d str, [Counts; 2]);

/// The figures of two systems over their documents.
pub(super) struct Versus<'d> {
    /// One per figure; `None` where a side does not define it.
    pub(super) figures: Vec<Option<Paired>>,
    /// Ids of the documents in which the sides differ in any figure.
    pub(super) documents: Vec<&'d str>,
}

/// One figure of two systems.
pub(super) struct Paired {
    /// Sums over all documents.
    pub(super) totals: [Counts; 2],
    /// Documents in which the two have different counts.
    pub(super) differing: usize,
    /// One column per number of the counts: the first side's gain from a swap, for each document in which any figure differs.
    pub(super) gains: Vec<Vec<i64>>,
    scale: Scale,
    /// The jackknife of the difference; `None` where a side is undefined.
    jackknife: Option<Jackknife>,
}

impl<'d> Versus<'d> {
    /// Every metric of two evaluations of the same documents, in the order of [`METRICS`].
    pub(super) fn of_metrics(base: &'d Evaluation, head: &'d Evaluation) -> Self {
        let total = |of: &Evaluation, index: usize| of.totals[index].map(|total| total.counts);
        let figure = |index: usize| {
            let scale = if scale(METRICS[index]) == Scale::Rate { Scale::RateDifference } else { Scale::Difference };
            Some(([total(base, index)?, total(head, index)?], scale))
        };
        let mut versus = Self::new((0..METRICS.len()).map(figure));
        let mut counts: Vec<[Numbers; 2]> = vec![Default::default(); METRICS.len()];
        for (own, other) in base.documents.iter().zip(&head.documents) {
            for (side, document) in [own, other].into_iter().enumerate() {
                document.packed.each_metric(|metric, numbers| {
                    counts[metric][side].clear();
                    counts[metric][side].extend_from_slice(numbers);
                });
            }
            versus.add(&own.id, &counts);
        }
        versus
    }

    /// Creates the figures from their totals, without documents.
    pub(super) fn new(figures: impl Iterator<Item = Option<([Counts; 2], Scale)>>) -> Self {
        let paired = |(totals, scale): ([Counts; 2], Scale)| Paired {
            jackknife: difference(totals).map(Jackknife::of),
            gains: vec![Vec::new(); totals[0].numbers().len()],
            differing: 0,
            totals,
            scale,
        };
        Self { figures: figures.map(|figure| figure.map(paired)).collect(), documents: Vec::new() }
    }

    /// One figure over its documents, given in order of id; `None` without documents.
    pub(super) fn of_documents(documents: &[PairedCounts<'d>]) -> Option<Self> {
        let (&(_, first), rest) = documents.split_first()?;
        let mut totals = first;
        for (_, counts) in rest {
            totals.iter_mut().zip(counts).for_each(|(total, counts)| *total += *counts);
        }
        let mut versus = Self::new(std::iter::once(Some((totals, Scale::Difference))));
        documents.iter().for_each(|(id, counts)| versus.add(id, &[counts.map(|counts| counts.numbers())]));
        Some(versus)
    }

    /// Adds a document with the numbers of the counts of each figure; documents must be added in order of id.
    pub(super) fn add(&mut self, id: &'d str, counts: &[[Numbers; 2]]) {
        let defined = || self.figures.iter().zip(counts).filter(|(figure, _)| figure.is_some());
        let differs = defined().any(|(_, [base, head])| base != head);
        if differs {
            self.documents.push(id);
        }
        for (figure, counts) in self.figures.iter_mut().zip(counts) {
            if let Some(figure) = figure {
                figure.add(counts, differs);
            }
        }
    }
}

impl Paired {
    /// Adds a document; `has_row` is true if it has a row in the columns.
    fn add(&mut self, [base, head]: &[Numbers; 2], has_row: bool) {
        self.differing += usize::from(base != head);
        if has_row {
            let moved = base.iter().zip(head).map(|(&base, &head)| head as i64 - base as i64);
            self.gains.iter_mut().zip(moved).for_each(|(column, gain)| column.push(gain));
        }
        if let Some(jackknife) = &mut self.jackknife {
            let [first, second] = &self.totals;
            let size = first.size_of(base) + second.size_of(head);
            jackknife.leave_out(size, || Some(second.headline_without(head)? - first.headline_without(base)?));
        }
    }

    /// The spread of the difference.
    pub(super) fn spread(&self) -> Result<Spread, NoInterval> {
        self.jackknife.as_ref().ok_or(NoInterval::Undefined)?.spread()
    }

    /// The 95 % interval of the difference.
    pub(super) fn interval(&self) -> MaybeInterval {
        let jackknife = self.jackknife.as_ref().ok_or(NoInterval::Undefined)?;
        let (value, Spread { error, worth }) = (jackknife.value(), jackknife.spread()?);
        match self.differing {
            0 => Ok(Interval { low: 0.0, high: 0.0 }),
            documents @ 1..=2 => Err(NoInterval::FewDiffer { documents: documents as u64 }),
            documents => Ok(Interval::of_difference(self.scale, value, error, worth.min(documents as f64) - 1.0)),
        }
    }
}

/// Difference of the headlines, second minus first; `None` if either is undefined.
fn difference([base, head]: [Counts; 2]) -> Option<f64> {
    Some(head.headline()? - base.headline()?)
}
