//! Power: the smallest true difference that a gold set of this size can show.

use super::difference::minus;
use super::interval::MIN_DOCUMENTS;
use super::table::Table;
use crate::model::Term;
use crate::score::{Draws, Evaluation, METRICS, Metric};

/// Standard errors of the difference that a true difference must span to be found with 80 % power at the 5 % level, two-sided:
/// 1.96 + 0.84.
pub const DETECTABLE: f64 = 2.80;

/// How far the replicates of two systems on one gold set are taken to go together, where only one system is known.
pub const CORRELATION: f64 = 0.5;

/// What a gold set can show on one metric, in points of F1.
#[derive(Clone)]
pub struct Power {
    /// The metric.
    pub metric: &'static dyn Metric,
    /// F1 of each system given, one or two.
    pub f1: Vec<Option<f64>>,
    /// Standard error of the difference of the two systems, or of two systems like the one.
    ///
    /// `None` under ten documents, or where under 95 % of the replicates are defined.
    pub standard_error: Option<f64>,
}

impl Power {
    /// The smallest true difference that is found with 80 % power at the 5 % level: `2.80 · SE`.
    ///
    /// `None` where the replicates do not vary, such as an F1 of 0 throughout: they tell nothing of another system.
    #[must_use]
    pub fn smallest_difference(&self) -> Option<f64> {
        self.standard_error.filter(|&error| error > 0.0).map(|error| DETECTABLE * error)
    }
}

/// Every metric that has an F1, the primary one first.
///
/// The standard error is the standard deviation over bootstrap replicates: of the difference, where a second system is given
/// that was scored on the same gold; else `√(2(1 - ρ)) · SE(F1)` with ρ = ½, which is that of F1 itself.
#[must_use]
pub fn power(first: &Evaluation, second: Option<&Evaluation>, draws: Draws) -> Vec<Power> {
    if first.documents.is_empty() {
        return Vec::new();
    }
    let replicates = |evaluation: &Evaluation| Table::of_metrics(evaluation).replicates(draws);
    let of_first = replicates(first);
    let of_second = second.map(replicates);
    let of_metric = |(index, &metric): (usize, &&'static dyn Metric)| {
        let f1 = |evaluation: &Evaluation| evaluation.totals[index].and_then(|total| total.counts.headline());
        let error = match &of_second {
            Some(of_second) => standard_deviation(&minus(&of_first[index], &of_second[index])),
            None => standard_deviation(&of_first[index]).map(|error| (2.0 * (1.0 - CORRELATION)).sqrt() * error),
        };
        Power {
            metric,
            f1: std::iter::once(first).chain(second).map(f1).collect(),
            standard_error: error.filter(|_| first.documents.len() >= MIN_DOCUMENTS),
        }
    };
    METRICS.iter().enumerate().filter(|(_, metric)| metric.has_f1()).map(of_metric).collect()
}

/// `√(Σ (x - mean)² / (n - 1))` of the n defined values; `None` under two, or under 95 % defined.
pub(super) fn standard_deviation(values: &[Option<f64>]) -> Option<f64> {
    let defined: Vec<f64> = values.iter().copied().flatten().collect();
    let n = defined.len();
    if n < 2 || n * 100 < values.len() * 95 {
        return None;
    }
    let mean = defined.iter().sum::<f64>() / n as f64;
    let squares: f64 = defined.iter().map(|value| (value - mean).powi(2)).sum();
    Some((squares / (n - 1) as f64).sqrt())
}

/// What a gold set can show.
pub(super) const SMALLEST_DIFFERENCE: Term = Term {
    name: "smallest_difference",
    title: "the smallest true difference that a gold set can show",
    explanation: "Of `quoteval power`. How much better must a system really be, in F1, for this gold to show it? A difference \
        of that size is found at the 5 % level in 80 of 100 such gold sets.\n\
        Formula: 2.80 · SE of the difference of two systems, 2.80 = 1.96 + 0.84. SE is the standard deviation over \
        the bootstrap replicates: of the difference, where two systems are given; of one system, √(2·(1 - ρ)) · \
        SE(F1) with ρ = 1/2 assumed, which is SE(F1).\n\
        Edge cases: undefined under 10 documents, where under 95 % of the replicates are defined, and where nothing \
        varies.\n\
        Example: SE = 0.020: 2.80·0.020 = 0.056. A gain of one point of F1 cannot be shown there; four times the \
        documents halve it to about 0.028.\n\
        Source: the factor is that of Gelman and Hill 2007.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deviations_are_of_the_defined_values() {
        // Mean 5, squares 9 + 1 + 1 + 9 = 20, 20 / 3.
        let values: Vec<Option<f64>> = [2.0, 4.0, 6.0, 8.0].map(Some).to_vec();
        assert_eq!(standard_deviation(&values), Some((20.0f64 / 3.0).sqrt()));
        assert_eq!(standard_deviation(&[Some(1.0)]), None);
        // 19 of 20 are 95 %, 18 of 20 are not.
        let mostly = |undefined: usize| [vec![None; undefined], vec![Some(0.5); 20 - undefined]].concat();
        assert_eq!(standard_deviation(&mostly(1)), Some(0.0));
        assert_eq!(standard_deviation(&mostly(2)), None);
    }

    #[test]
    fn what_does_not_vary_shows_nothing() {
        let power = |error| Power { metric: METRICS[0], f1: vec![Some(0.5)], standard_error: error };
        assert_eq!(power(Some(0.25)).smallest_difference(), Some(0.7), "2.80 · 0.25");
        assert_eq!(power(Some(0.0)).smallest_difference(), None);
        assert_eq!(power(None).smallest_difference(), None);
    }
}
