//! The counts of a profile: named integers and the parts of its ratios, all of which add up over documents.

use std::ops::AddAssign;

use crate::score::ratios::{harmonic_mean, harmonic_ratio, scaled};

/// A ratio whose parts add up; the numerator is in units of 2⁻³², so that it may itself be a sum of ratios.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fraction {
    numerator: u128,
    denominator: u64,
}

impl Fraction {
    /// `part / whole`, which may exceed 1.
    #[must_use]
    pub fn new(part: u64, whole: u64) -> Self {
        Self::of_scaled(u128::from(part) << 32, whole)
    }

    /// A fraction with a numerator in units of 2⁻³².
    #[must_use]
    pub const fn of_scaled(numerator: u128, denominator: u64) -> Self {
        Self { numerator, denominator }
    }

    /// The numerator, in units of 2⁻³².
    #[must_use]
    pub const fn numerator(self) -> u128 {
        self.numerator
    }

    /// The denominator.
    #[must_use]
    pub const fn denominator(self) -> u64 {
        self.denominator
    }

    /// The ratio; `None` where the denominator is 0.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        scaled(self.numerator, self.denominator)
    }
}

impl AddAssign for Fraction {
    fn add_assign(&mut self, other: Self) {
        self.numerator += other.numerator;
        self.denominator += other.denominator;
    }
}

/// The ratios of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ratios {
    PrecisionRecall(Fraction, Fraction),
    Value(Fraction),
}

/// One figure of a profile, counted in one document or in several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    counts: Vec<(&'static str, u64)>,
    ratios: Ratios,
}

impl Tally {
    /// Named integers for display, with a precision and a recall.
    #[must_use]
    pub fn new(counts: Vec<(&'static str, u64)>, precision: Fraction, recall: Fraction) -> Self {
        Self { counts, ratios: Ratios::PrecisionRecall(precision, recall) }
    }

    /// TP, FP and FN, with `P = TP / (TP + FP)` and `R = TP / (TP + FN)`.
    #[must_use]
    pub fn matches(tp: u64, fp: u64, fn_: u64) -> Self {
        let counts = vec![("TP", tp), ("FP", fp), ("FN", fn_)];
        Self::new(counts, Fraction::new(tp, tp + fp), Fraction::new(tp, tp + fn_))
    }

    /// A part of a whole, without precision and recall.
    #[must_use]
    pub fn share(right: u64, of: u64) -> Self {
        Self { counts: vec![("right", right), ("of", of)], ratios: Ratios::Value(Fraction::new(right, of)) }
    }

    /// The named integers.
    #[must_use]
    pub fn counts(&self) -> &[(&'static str, u64)] {
        &self.counts
    }

    /// The fractions of the figure: precision and recall, or the value alone.
    #[must_use]
    pub fn fractions(&self) -> Vec<Fraction> {
        match self.ratios {
            Ratios::PrecisionRecall(precision, recall) => vec![precision, recall],
            Ratios::Value(value) => vec![value],
        }
    }

    /// A tally of the same figure with these counts and fractions; `None` if there are too few or too many of either.
    #[must_use]
    pub fn with(&self, counts: &[u64], fractions: &[Fraction]) -> Option<Self> {
        let ratios = match (self.ratios, fractions) {
            (Ratios::PrecisionRecall(..), &[precision, recall]) => Ratios::PrecisionRecall(precision, recall),
            (Ratios::Value(_), &[value]) => Ratios::Value(value),
            _ => return None,
        };
        let named = self.counts.iter().zip(counts).map(|(&(name, _), &count)| (name, count));
        (self.counts.len() == counts.len()).then(|| Self { counts: named.collect(), ratios })
    }

    /// Precision; `None` if the figure has none or it is undefined.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        match self.ratios {
            Ratios::PrecisionRecall(precision, _) => precision.value(),
            Ratios::Value(_) => None,
        }
    }

    /// Recall; `None` if the figure has none or it is undefined.
    #[must_use]
    pub fn recall(&self) -> Option<f64> {
        match self.ratios {
            Ratios::PrecisionRecall(_, recall) => recall.value(),
            Ratios::Value(_) => None,
        }
    }

    /// Harmonic mean of precision and recall, with an undefined ratio taken as 0; `None` if both are undefined.
    #[must_use]
    pub fn f1(&self) -> Option<f64> {
        match self.ratios {
            Ratios::PrecisionRecall(precision, recall) => {
                let parts = |ratio: Fraction| (ratio.numerator, ratio.denominator);
                let largest = precision.numerator.max(recall.numerator);
                let most = u128::from(precision.denominator.max(recall.denominator));
                if largest.checked_mul(2 * most).is_some() {
                    return harmonic_ratio(parts(precision), parts(recall));
                }
                // Only an edited file can have sums whose products overflow.
                Some(harmonic_mean(precision.value().unwrap_or(0.0), recall.value().unwrap_or(0.0)))
            }
            Ratios::Value(_) => None,
        }
    }

    /// True if the figure has precision, recall and F1, rather than a single value.
    #[must_use]
    pub const fn has_f1(&self) -> bool {
        matches!(self.ratios, Ratios::PrecisionRecall(..))
    }

    /// The value of a figure without precision and recall; `None` if it is undefined or the figure has both.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        match self.ratios {
            Ratios::Value(value) => value.value(),
            Ratios::PrecisionRecall(..) => None,
        }
    }
}

impl AddAssign<&Self> for Tally {
    /// Adds a tally of the same figure.
    fn add_assign(&mut self, other: &Self) {
        debug_assert!(self.counts.iter().map(|(name, _)| name).eq(other.counts.iter().map(|(name, _)| name)));
        self.counts.iter_mut().zip(&other.counts).for_each(|((_, own), (_, other))| *own += other);
        match (&mut self.ratios, other.ratios) {
            (Ratios::PrecisionRecall(precision, recall), Ratios::PrecisionRecall(other_precision, other_recall)) => {
                *precision += other_precision;
                *recall += other_recall;
            }
            (Ratios::Value(own), Ratios::Value(other)) => *own += other,
            (own, other) => debug_assert!(false, "{own:?} and {other:?} are of different figures"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_taken_after_the_sum_and_empty_is_undefined() {
        let mut tally = Tally::matches(1, 1, 0);
        tally += &Tally::matches(2, 0, 3);
        // 3 / (3 + 1), 3 / (3 + 3), 2·3 / (2·3 + 1 + 3) = 6/10
        assert_eq!((tally.precision(), tally.recall()), (Some(0.75), Some(0.5)));
        assert_eq!(tally.f1(), Some(0.6));
        assert_eq!(Tally::matches(0, 0, 0).f1(), None);
        assert_eq!(Tally::matches(0, 0, 2).f1(), Some(0.0));
        assert_eq!(Tally::matches(0, 0, 0).with(&[3, 1, 3], &tally.fractions()), Some(tally.clone()));
        assert_eq!(Tally::share(0, 0).with(&[3, 1, 3], &tally.fractions()), None);
        assert_eq!((Tally::share(0, 0).value(), Tally::share(1, 4).value()), (None, Some(0.25)));
    }
}
