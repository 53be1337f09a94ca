//! Two systems on the same documents: the difference of every figure, its interval and its p value.

use super::interval::{MaybeInterval, NoInterval, Spread};
use super::power::detectable;
use super::randomization::p_values;
use super::versus::{Paired, PairedCounts, Versus};
use crate::score::{Evaluation, METRICS};

/// One figure of two systems: F1 where it has one, else its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The figure of the first system.
    pub base: Option<f64>,
    /// The figure of the second system.
    pub head: Option<f64>,
    /// 95 % interval of `head - base`.
    pub interval: MaybeInterval,
    /// Standard error of `head - base`, and the effective number of documents.
    pub spread: Result<Spread, NoInterval>,
    /// Two-sided p value of the randomisation test, with an undefined side taken as the worst value, 0; `None` if both are
    /// undefined.
    worst_p: Option<f64>,
}

impl Difference {
    /// `head - base`.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        Some(self.head? - self.base?)
    }

    /// Two-sided p value of the randomisation test; `None` if either side is undefined.
    #[must_use]
    pub fn p(&self) -> Option<f64> {
        self.worst_p.filter(|_| self.base.is_some() && self.head.is_some())
    }

    /// The drop from base to head, and its p value. A side that is undefined while the other is defined has predicted nothing and
    /// counts as the worst value, 0. `None` if both are undefined.
    #[must_use]
    pub fn drop(&self) -> Option<(f64, f64)> {
        let p = self.worst_p?;
        // Not `-(head - base)`, which is -0 for equal figures.
        Some((0.0 - (self.head.unwrap_or(0.0) - self.base.unwrap_or(0.0)), p))
    }

    /// True if the head is undefined and the base is defined.
    #[must_use]
    pub const fn has_empty_head(&self) -> bool {
        self.base.is_some() && self.head.is_none()
    }

    /// Smallest true difference that such documents reveal with 80 % power at the 5 % level; `None` if the difference has no
    /// interval or no variation.
    #[must_use]
    pub fn smallest(&self) -> Option<f64> {
        let Spread { error, worth } = self.interval.and(self.spread).ok()?;
        (error > 0.0).then(|| detectable(worth) * error)
    }

    /// The difference of a figure that a side does not define.
    const fn undefined() -> Self {
        let none = NoInterval::Undefined;
        Self { base: None, head: None, interval: Err(none), spread: Err(none), worst_p: None }
    }

    fn of(figure: &Paired, worst_p: Option<f64>) -> Self {
        let [base, head] = figure.totals.map(|total| total.headline());
        Self { base, head, interval: figure.interval(), spread: figure.spread(), worst_p }
    }
}

/// One difference per metric, in the order of [`METRICS`]; both evaluations must be of the same documents.
///
/// The trials of the test are the same for every metric and every pair of systems.
#[must_use]
pub fn differences(base: &Evaluation, head: &Evaluation, seed: u64) -> Vec<Difference> {
    let mut differences = of_versus(&Versus::of_metrics(base, head), seed);
    for (index, difference) in differences.iter_mut().enumerate().take(METRICS.len()) {
        let headline = |of: &Evaluation| of.totals[index].and_then(|total| total.counts.headline());
        difference.base = headline(base);
        difference.head = headline(head);
    }
    differences
}

/// Difference of one share over its documents, given in order of id; `None` without documents.
#[must_use]
pub(crate) fn difference(documents: &[PairedCounts<'_>], seed: u64) -> Option<Difference> {
    of_versus(&Versus::of_documents(documents)?, seed).pop()
}

fn of_versus(versus: &Versus<'_>, seed: u64) -> Vec<Difference> {
    let figures = versus.figures.iter().zip(p_values(versus, seed));
    figures.map(|(figure, p)| figure.as_ref().map_or_else(Difference::undefined, |of| Difference::of(of, p))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::Counts;

    #[test]
    fn one_figure_of_two_systems() {
        let share = |numerator| Counts::Share { numerator, denominator: 2 };
        let documents: Vec<PairedCounts<'_>> = vec![("a", [share(0), share(2)]), ("b", [share(1), share(2)])];
        let found = difference(&documents, 42).unwrap();
        // 4/4 - 1/4; of four assignments none and all swapped reach it: 2/4.
        assert_eq!((found.value(), found.p()), (Some(0.75), Some(0.5)));
        assert_eq!((found.drop(), found.has_empty_head()), (Some((-0.75, 0.5)), false));
        assert_eq!((found.interval, found.smallest()), (Err(NoInterval::FewDocuments), None));
        assert_eq!(difference(&[], 42), None);
    }

    #[test]
    fn who_predicts_nothing_has_the_worst_value() {
        let (half, none) =
            (Counts::Share { numerator: 1, denominator: 2 }, Counts::Share { numerator: 0, denominator: 0 });
        let documents: Vec<PairedCounts<'_>> = ["a", "b", "c"].into_iter().map(|id| (id, [half, none])).collect();
        let found = difference(&documents, 42).unwrap();
        assert_eq!((found.value(), found.p(), found.has_empty_head()), (None, None, true));
        // In each of the 8 assignments, at least one side has ½ and the other has ½ or 0: only swapping none or all gives a
        // difference of ½.
        assert_eq!(found.drop(), Some((0.5, 0.25)));
        let documents: Vec<PairedCounts<'_>> = ["a", "b", "c"].into_iter().map(|id| (id, [none, none])).collect();
        assert_eq!(difference(&documents, 42).unwrap().drop(), None);
    }
}
