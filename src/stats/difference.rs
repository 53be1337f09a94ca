//! Two systems on the same documents: the difference of every figure, its interval and its p value.

use super::interval::{Interval, MaybeInterval, NoInterval};
use super::power::{DETECTABLE, standard_deviation};
use super::randomization::p_values;
use super::table::Table;
use crate::score::{Counts, Draws, Evaluation};

/// One figure of two systems: F1 where it has one, else its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Of the system that was there first.
    pub base: Option<f64>,
    /// Of the system that is compared with it.
    pub head: Option<f64>,
    /// Of `head - base`, at 95 %.
    pub interval: MaybeInterval,
    /// Of the randomisation test, two-sided; `None` where either is undefined.
    pub p: Option<f64>,
    /// Standard error of the difference over the replicates; `None` under ten documents.
    pub standard_error: Option<f64>,
}

impl Difference {
    /// `head - base`.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        Some(self.head? - self.base?)
    }

    /// The smallest true difference that such documents show with 80 % power at the 5 % level.
    #[must_use]
    pub fn smallest(&self) -> Option<f64> {
        self.standard_error.filter(|&error| error > 0.0).map(|error| DETECTABLE * error)
    }

    /// Whether the whole interval lies below 0.
    #[must_use]
    pub fn is_below_zero(&self) -> bool {
        self.interval.is_ok_and(|interval| interval.high < 0.0)
    }
}

/// One difference per metric, in the order of [`METRICS`](crate::score::METRICS); both evaluations are of the same documents.
///
/// Interval and p value come from the same draws for every metric and every pair of systems.
#[must_use]
pub fn differences(base: &Evaluation, head: &Evaluation, draws: Draws) -> Vec<Difference> {
    let total = |evaluation: &Evaluation, index: usize| evaluation.totals[index].map(|total| total.counts);
    let is_in_both = |index: usize| total(base, index).is_some() && total(head, index).is_some();
    let table = |evaluation| Table::of_metrics(evaluation).keep(is_in_both);
    let mut differences = of_tables(&table(base), &table(head), draws);
    for (index, difference) in differences.iter_mut().enumerate() {
        difference.base = total(base, index).and_then(|counts| counts.headline());
        difference.head = total(head, index).and_then(|counts| counts.headline());
    }
    differences
}

/// Counts of one figure in one document, under two systems.
pub type Both<'d> = (&'d str, [Counts; 2]);

/// The difference of one figure over the documents that have it.
#[must_use]
pub fn difference(documents: &[Both<'_>], draws: Draws) -> Option<Difference> {
    let table = |side: usize| {
        let mut counts = documents.iter().map(|(_, counts)| counts[side]);
        let mut total = counts.next()?;
        counts.for_each(|counts| total += counts);
        Some(Table::new(vec![Some(total)], documents.iter().map(|(id, counts)| (*id, vec![counts[side]]))))
    };
    of_tables(&table(0)?, &table(1)?, draws).pop()
}

fn of_tables(base: &Table<'_>, head: &Table<'_>, draws: Draws) -> Vec<Difference> {
    let replicates = match NoInterval::check(base.documents.len(), draws) {
        Err(reason) => Err(reason),
        Ok(()) => Ok((base.replicates(draws), head.replicates(draws))),
    };
    let difference = |(index, p): (usize, Option<f64>)| {
        let headline = |table: &Table<'_>| table.totals[index].and_then(|counts| counts.headline());
        let (base, head) = (headline(base), headline(head));
        let of_replicates = replicates.as_ref().map(|(base, head)| minus(&head[index], &base[index]));
        let deviation = || standard_deviation(of_replicates.as_ref().ok()?);
        Difference {
            base,
            head,
            standard_error: deviation().filter(|_| base.is_some() && head.is_some()),
            interval: of_replicates
                .as_ref()
                .map_err(|&&reason| reason)
                .and_then(|all| Interval::of(all.iter().copied())),
            p: p.filter(|_| base.is_some() && head.is_some()),
        }
    };
    p_values(base, head, draws.seed).into_iter().enumerate().map(difference).collect()
}

/// Defined where both are.
pub(super) fn minus(a: &[Option<f64>], b: &[Option<f64>]) -> Vec<Option<f64>> {
    a.iter().zip(b).map(|(a, b)| Some((*a)? - (*b)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_needs_both() {
        assert_eq!(minus(&[Some(0.75), None, Some(1.0)], &[Some(0.5), Some(1.0), None]), [Some(0.25), None, None]);
    }

    #[test]
    fn one_figure_of_two_systems() {
        let share = |numerator| Counts::Share { numerator, denominator: 2 };
        let documents: Vec<Both<'_>> = vec![("a", [share(0), share(2)]), ("b", [share(1), share(2)])];
        let found = difference(&documents, Draws::default()).unwrap();
        // 4/4 - 1/4; of four assignments none and all swapped reach it: 2/4.
        assert_eq!((found.value(), found.p), (Some(0.75), Some(0.5)));
        assert_eq!((found.interval, found.standard_error), (Err(NoInterval::FewDocuments), None));
        assert_eq!(difference(&[], Draws::default()), None);
    }
}
