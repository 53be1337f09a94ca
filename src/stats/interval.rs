//! 95 % intervals, and the reasons for their absence.

use std::fmt;

use super::students_t::StudentsT;
use crate::model::Term;

/// Minimum number of documents that count for an interval.
pub(crate) const MIN_DOCUMENTS: u64 = 5;

/// Minimum effective number of documents for an interval.
pub(super) const MIN_WORTH: f64 = 3.0;

/// The share of the distribution below the upper end of a 95 % interval.
pub(super) const UPPER: f64 = 0.975;

/// The 95 % interval of a figure, which contains the figure.
///
/// ```
/// let show = |interval: quoteval::Interval| format!("{:.3}–{:.3}", interval.low, interval.high);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Reason why a figure has no interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NoInterval {
    /// No interval was requested.
    NotAsked,
    /// Fewer than 5 documents count.
    FewDocuments,
    /// The documents differ so much in size that their effective number is below three.
    Outweighed {
        /// Effective number of documents.
        worth: f64,
    },
    /// The two systems differ in only one or two documents.
    FewDiffer {
        /// Number of documents in which they differ.
        documents: u64,
    },
    /// Fewer items than a slice needs.
    FewItems,
    /// The figure is undefined, or would be without one of its documents.
    Undefined,
}

/// An interval, or the reason for its absence.
pub type MaybeInterval = Result<Interval, NoInterval>;

/// Sampling variation of a statistic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The standard error.
    pub error: f64,
    /// Effective number of documents.
    pub worth: f64,
}

/// Range of a statistic's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// From 0 to 1.
    Share,
    /// 0 or more.
    Rate,
    /// From -1 to 1: a difference of two shares.
    Difference,
    /// Unbounded: a difference of two rates.
    RateDifference,
}

impl Interval {
    /// The interval of a value with this spread.
    #[must_use]
    pub(super) fn new(scale: Scale, value: f64, spread: Spread) -> Self {
        let Spread { error, worth } = spread;
        let t = StudentsT::new(worth - 1.0).quantile(UPPER);
        match scale {
            Scale::Share if value > 0.0 && value < 1.0 && error > 0.0 => Self::logit(value, t * error),
            Scale::Share => Self::wilson(value, worth, t),
            Scale::Rate if value == 0.0 => Self::wilson(value, worth, t),
            Scale::Rate => Self { low: (value - t * error).max(0.0), high: value + t * error },
            Scale::Difference | Scale::RateDifference => Self::of_difference(scale, value, error, worth - 1.0),
        }
    }

    /// The interval of a difference with this standard error and these degrees of freedom.
    pub(super) fn of_difference(scale: Scale, value: f64, error: f64, degrees: f64) -> Self {
        let half = StudentsT::new(degrees).quantile(UPPER) * error;
        let ends = Self { low: value - half, high: value + half };
        match scale {
            Scale::RateDifference => ends,
            _ => Self { low: ends.low.max(-1.0), high: ends.high.min(1.0) },
        }
    }

    /// Interval that is symmetric in log odds; `half` is its half-width on the scale of the value.
    fn logit(value: f64, half: f64) -> Self {
        let odds = (value / (1.0 - value)).ln();
        let half = half / (value * (1.0 - value));
        let share = |odds: f64| 1.0 / (1.0 + (-odds).exp());
        Self { low: share(odds - half).min(value), high: share(odds + half).max(value) }
    }

    /// Wilson's interval (1927) of a share in `trials`, with t in place of the quantile of the normal distribution.
    fn wilson(value: f64, trials: f64, t: f64) -> Self {
        let square = t * t / trials;
        let middle = (value + square / 2.0) / (1.0 + square);
        let half = t / (1.0 + square) * (value * (1.0 - value) / trials + square / (4.0 * trials)).sqrt();
        // A share above 1, possible only in an edited file, may make `half` NaN; the ends are defined even then.
        let low = if value == 0.0 { 0.0 } else { (middle - half).max(0.0).min(value) };
        let high = if value == 1.0 { 1.0 } else { (middle + half).min(1.0).max(value) };
        Self { low, high }
    }
}

impl fmt::Display for NoInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAsked => f.write_str("not asked for"),
            Self::FewDocuments => write!(f, "under {MIN_DOCUMENTS} documents"),
            Self::Outweighed { worth } => {
                let worth = (worth * 10.0).floor() / 10.0;
                write!(f, "one document outweighs the others: they are worth {worth:.1}")
            }
            Self::FewDiffer { documents: 1 } => f.write_str("they differ in 1 document"),
            Self::FewDiffer { documents } => write!(f, "they differ in {documents} documents"),
            Self::FewItems => f.write_str("too few items"),
            Self::Undefined => f.write_str("undefined, or undefined without one of the documents"),
        }
    }
}

/// The 95 % interval.
pub(super) const INTERVAL: Term = Term {
    name: "interval",
    title: "the 95 % interval of a figure",
    explanation: "The range in which the true value lies for 95 of 100 such gold sets: of F1 where the metric has one, else of \
        its value. In reports `95 %`, `ci95`, `ci_low` and `ci_high`. It is made from the standard error SE and the \
        worth m of the documents (see `jackknife`); t is the 97.5 % quantile of Student's t with m - 1 degrees of \
        freedom. No random number is drawn.\n\
        Formula: where the figure x lies between 0 and 1 and SE > 0, the ends are 1 / (1 + e^-(logit x ∓ \
        t·SE/(x·(1 - x)))), logit x = ln(x / (1 - x)). Where x is 0 or 1 or SE is 0, it is Wilson's interval of a \
        share x in m trials, with t in place of 1.96. `slot_error_rate`: x ∓ t·SE, not below 0; where it is 0, the \
        upper end is Wilson's. A difference: x ∓ t·SE, not below -1 or above 1 (but for `slot_error_rate`); of two \
        systems with min(m, c) - 1 degrees of freedom, c being the number of documents whose counts differ.\n\
        Edge cases: it is null (`–`) under 5 documents that count, where m is below 3, where two systems differ in \
        1 or 2 documents, where the figure is undefined, and with `--no-intervals`; JSON says why in `ci95_reason`. \
        Where two systems differ in no document it is 0 to 0. A slice has one if its items are enough \
        (`--min-items`): of F1, or of recall where only gold has the attribute. A perfect score has an interval \
        too: twelve articles without a mistake do not show that there is none. Intervals of two systems that overlap \
        may still belong to a clear difference: compare the two on the same documents instead.\n\
        Example: F1 0.750 with SE 0.020 on documents worth 16: t = 2.131, t·SE/(0.750·0.250) = 0.227, so 0.705 to \
        0.790. A perfect score on 12 equal documents: t = 2.201, so 0.712 to 1.000; on 48 of them 0.922 to 1.000.\n\
        Source: Wilson 1927; Agresti 2013, Categorical Data Analysis.",
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_interval_holds_its_figure_and_is_never_a_point(value in 0.0..=1.0f64, error in 0.0..0.5f64, worth in 3.0..1e6f64) {
            for value in [value, 0.0, 1.0] {
                for error in [error, 0.0] {
                    let Interval { low, high } = Interval::new(Scale::Share, value, Spread { error, worth });
                    prop_assert!(0.0 <= low && low <= value && value <= high && high <= 1.0, "{low} {value} {high}");
                    prop_assert!(low < high);
                }
            }
            let Interval { low, high } = Interval::new(Scale::Rate, value * 3.0, Spread { error, worth });
            prop_assert!(0.0 <= low && low <= value * 3.0 && value * 3.0 <= high);
        }

        #[test]
        fn a_difference_the_other_way_round_has_the_interval_the_other_way_round(
            value in -1.0..=1.0f64,
            error in 0.0..0.5f64,
            degrees in 2.0..1e4f64,
        ) {
            for scale in [Scale::Difference, Scale::RateDifference] {
                let own = Interval::of_difference(scale, value, error, degrees);
                let other = Interval::of_difference(scale, -value, error, degrees);
                prop_assert_eq!((own.low, own.high), (-other.high, -other.low));
                prop_assert!(own.low <= value && value <= own.high);
            }
        }
    }

    #[test]
    fn reasons_are_sentences() {
        let said = |reason: NoInterval| reason.to_string();
        // 2.96 is below 3 and must not be shown as 3.0.
        let outweighed = |worth| said(NoInterval::Outweighed { worth });
        assert_eq!(outweighed(2.14), "one document outweighs the others: they are worth 2.1");
        assert_eq!(outweighed(2.96), "one document outweighs the others: they are worth 2.9");
        assert_eq!(said(NoInterval::FewDocuments), "under 5 documents");
        assert_eq!(said(NoInterval::FewDiffer { documents: 1 }), "they differ in 1 document");
        assert_eq!(said(NoInterval::FewDiffer { documents: 2 }), "they differ in 2 documents");
    }
}
