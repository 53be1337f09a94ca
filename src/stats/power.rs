//! Power: the smallest true difference that a gold set of this size can show.

use super::interval::Spread;
use super::interval::{NoInterval, UPPER};
use super::metrics::jackknives;
use super::students_t::StudentsT;
use super::versus::Versus;
use crate::model::Term;
use crate::score::{Evaluation, METRICS, Metric};

/// The assumed correlation of the figures of two systems on one gold set, used when only one system is known.
pub(crate) const CORRELATION: f64 = 0.5;

/// Power at which the smallest difference is found.
const POWER: f64 = 0.8;

/// Number of standard errors that a true difference must span to be found with 80 % power at the two-sided 5 % level: 2.80 for
/// many documents. `worth` is the effective number of documents.
#[must_use]
pub(crate) fn detectable(worth: f64) -> f64 {
    let t = StudentsT::new(worth - 1.0);
    t.quantile(UPPER) + t.quantile(POWER)
}

/// The power of a gold set on one metric.
#[derive(Clone)]
pub struct Power {
    /// The metric.
    pub metric: &'static Metric,
    /// F1 of each system given, one or two.
    pub f1: Vec<Option<f64>>,
    /// Spread of the difference of the two systems, or of two systems like the one given.
    pub spread: Result<Spread, NoInterval>,
}

impl Power {
    /// The smallest true difference that is found with 80 % power at the 5 % level: `(t₀.₉₇₅ + t₀.₈) · SE`.
    ///
    /// `None` if nothing varies, as with an F1 of 0 in every document, which says nothing about other systems.
    #[must_use]
    pub fn smallest_difference(&self) -> Option<f64> {
        let Spread { error, worth } = self.spread.ok()?;
        (error > 0.0).then(|| detectable(worth) * error)
    }
}

/// The power of a gold set on every metric that has an F1, primary metric first.
///
/// The standard error is that of the jackknifed difference if a second system, scored on the same gold, is given; otherwise it is
/// `√(2(1 - ρ)) · SE(F1)` with ρ = ½, which equals that of F1 itself.
#[must_use]
pub fn power(first: &Evaluation, second: Option<&Evaluation>) -> Vec<Power> {
    if first.documents.is_empty() {
        return Vec::new();
    }
    let spreads: Vec<Result<Spread, NoInterval>> = match second {
        Some(second) => {
            let versus = Versus::of_metrics(first, second);
            versus.figures.iter().map(|figure| figure.as_ref().ok_or(NoInterval::Undefined)?.spread()).collect()
        }
        None => jackknives(first)
            .iter()
            .map(|jackknife| jackknife.as_ref().ok_or(NoInterval::Undefined)?.spread().map(of_two_alike))
            .collect(),
    };
    let of_metric = |((index, &metric), spread): ((usize, &&'static Metric), _)| {
        let f1 = |evaluation: &Evaluation| evaluation.totals[index].and_then(|total| total.counts.headline());
        Power { metric, f1: std::iter::once(first).chain(second).map(f1).collect(), spread }
    };
    METRICS.iter().enumerate().zip(spreads).filter(|((_, metric), _)| metric.has_f1()).map(of_metric).collect()
}

/// Spread of the difference of two systems that vary like this one.
fn of_two_alike(spread: Spread) -> Spread {
    Spread { error: (2.0 * (1.0 - CORRELATION)).sqrt() * spread.error, ..spread }
}

/// The smallest difference.
pub(super) const SMALLEST_DIFFERENCE: Term = Term {
    name: "smallest_difference",
    title: "the smallest true difference that a gold set can show",
    explanation: "Of `quoteval power`. How much better must a system really be, in F1, for this gold to show it? A difference \
        of that size is found at the 5 % level in 80 of 100 such gold sets.\n\
        Formula: (t₀.₉₇₅ + t₀.₈) · SE of the difference of two systems, the two quantiles of Student's t with m - 1 \
        degrees of freedom; for many documents 1.96 + 0.84 = 2.80. SE and the worth m of the documents are those of \
        `jackknife`: of the difference, where two systems are given; of one system, SE is √(2·(1 - ρ)) · SE(F1), with \
        a correlation ρ of 1/2 assumed, which makes it SE(F1).\n\
        Edge cases: the assumption is a rough one: measured correlations of two systems run from -0.1 to 0.75, which \
        makes the result 1.5 or 0.7 times as large; giving two systems is better. Undefined under 5 documents, \
        where m is below 3, and where nothing varies.\n\
        Example: SE = 0.020 on documents worth 31: (2.042 + 0.854)·0.020 = 0.058. A gain of one point of F1 cannot be \
        shown there; four times the documents (m = 124, SE = 0.010) halve it to about 0.028.\n\
        Source: Gelman and Hill 2007, with the quantiles of t.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_vary_shows_nothing() {
        let power = |spread| Power { metric: METRICS[0], f1: vec![Some(0.5)], spread };
        let of = |error| power(Ok(Spread { error, worth: 3.0 })).smallest_difference();
        // t of 2 degrees of freedom: 4.3027 + 1.0607
        assert!((of(0.25).unwrap() - 5.363_312_9 / 4.0).abs() < 1e-6);
        assert_eq!(of(0.0), None);
        assert_eq!(power(Err(NoInterval::FewDocuments)).smallest_difference(), None);
    }

    #[test]
    fn many_documents_need_two_point_eight_standard_errors() {
        assert!((detectable(1e6) - 2.8016).abs() < 1e-4);
    }
}
