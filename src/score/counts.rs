//! Counts that add up over documents. Ratios are computed once, at the end, and are `None` if the denominator is 0.

use std::ops::AddAssign;

use smallvec::{SmallVec, smallvec};

use super::ratios::{f1, harmonic_ratio, ratio, scaled, types_f1};
use crate::model::Term;

/// Counts of one metric, in one document or in several.
///
/// ```
/// use quoteval::Counts;
/// let counts = Counts::Matches { tp: 3, fp: 1, fn_: 3 };
/// assert_eq!([counts.precision(), counts.recall()], [Some(0.75), Some(0.5)]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// True positives, false positives and false negatives.
    Matches {
        /// True positives.
        tp: u64,
        /// False positives.
        fp: u64,
        /// False negatives.
        fn_: u64,
    },
    /// A part of a whole; an error rate may exceed 1.
    Share {
        /// The part.
        numerator: u64,
        /// The whole.
        denominator: u64,
    },
    /// A mean of ratios, in units of 2⁻³².
    Mean {
        /// Sum of the ratios.
        sum: u128,
        /// Number of ratios.
        items: u64,
    },
    /// Partial credit per item, in units of 2⁻³².
    Soft {
        /// Sum over predicted items.
        precision_sum: u128,
        /// Sum over gold items.
        recall_sum: u128,
        /// Gold items.
        gold: u64,
        /// Predicted items.
        predicted: u64,
    },
    /// `(tp, fp, fn)` on pairs and the number of gold quotations, per quotation type; F1 is the mean over the types that gold
    /// has.
    Types([[u64; 4]; 3]),
}

impl AddAssign for Counts {
    /// Adds counts of the same metric.
    fn add_assign(&mut self, other: Self) {
        self.combine(&other, |own, other| *own += other, |own, other| *own += other);
    }
}

impl Counts {
    /// Counts for `tp` right pairs among the given numbers of gold and predicted items.
    #[doc(hidden)]
    #[must_use]
    pub fn of_pairs(tp: usize, gold: usize, predicted: usize) -> Self {
        Self::Matches { tp: tp as u64, fp: (predicted - tp) as u64, fn_: (gold - tp) as u64 }
    }

    /// Numeric tag of the kind of counts.
    pub(super) const fn kind(&self) -> u64 {
        match self {
            Self::Matches { .. } => 0,
            Self::Share { .. } => 1,
            Self::Mean { .. } => 2,
            Self::Soft { .. } => 3,
            Self::Types(_) => 4,
        }
    }

    /// Length of the [`numbers`](Self::numbers) of the widest kind.
    const WIDEST: usize = 12;

    /// Length of the [`numbers`](Self::numbers) of a [`kind`](Self::kind).
    const fn width(kind: u64) -> usize {
        match kind {
            0 => 3,
            1 | 2 => 2,
            3 => 4,
            _ => Self::WIDEST,
        }
    }

    /// Zero counts of a [`kind`](Self::kind).
    const fn empty(kind: u64) -> Self {
        match kind {
            0 => Self::Matches { tp: 0, fp: 0, fn_: 0 },
            1 => Self::Share { numerator: 0, denominator: 0 },
            2 => Self::Mean { sum: 0, items: 0 },
            3 => Self::Soft { precision_sum: 0, recall_sum: 0, gold: 0, predicted: 0 },
            _ => Self::Types([[0; 4]; 3]),
        }
    }

    /// Reads counts from their [`kind`](Self::kind) and [`numbers`](Self::numbers).
    pub(super) fn read(next: &mut impl FnMut() -> u64) -> Self {
        Self::read_numbers(next, |kind, numbers| Self::empty(kind).with_numbers(numbers))
    }

    /// Reads a [`kind`](Self::kind) and its [`numbers`](Self::numbers), and passes them to `make`.
    pub(super) fn read_numbers<T>(next: &mut impl FnMut() -> u64, make: impl FnOnce(u64, &[u64]) -> T) -> T {
        let kind = next();
        let mut numbers = [0; Self::WIDEST];
        let own = &mut numbers[..Self::width(kind)];
        own.fill_with(next);
        make(kind, own)
    }

    /// All integers, in a fixed order; values that metrics have in common, such as the number of gold quotations, are stored as
    /// the same numbers.
    #[doc(hidden)]
    #[must_use]
    pub fn numbers(&self) -> SmallVec<[u64; Self::WIDEST]> {
        match *self {
            Self::Matches { tp, fp, fn_ } => smallvec![tp, tp + fp, tp + fn_],
            Self::Share { numerator, denominator } => smallvec![numerator, denominator],
            Self::Mean { sum, items } => smallvec![sum as u64, items],
            Self::Soft { precision_sum, recall_sum, gold, predicted } => {
                smallvec![precision_sum as u64, recall_sum as u64, gold, predicted]
            }
            Self::Types(types) => SmallVec::from_slice(types.as_flattened()),
        }
    }

    /// Counts of the same metric with these [`numbers`](Self::numbers).
    ///
    /// # Panics
    /// When there are too few numbers.
    #[must_use]
    pub(crate) fn with_numbers(&self, n: &[u64]) -> Self {
        match self {
            Self::Matches { .. } => Self::Matches { tp: n[0], fp: n[1] - n[0], fn_: n[2] - n[0] },
            Self::Share { .. } => Self::Share { numerator: n[0], denominator: n[1] },
            Self::Mean { .. } => Self::Mean { sum: n[0].into(), items: n[1] },
            Self::Soft { .. } => {
                Self::Soft { precision_sum: n[0].into(), recall_sum: n[1].into(), gold: n[2], predicted: n[3] }
            }
            Self::Types(_) => {
                Self::Types([[n[0], n[1], n[2], n[3]], [n[4], n[5], n[6], n[7]], [n[8], n[9], n[10], n[11]]])
            }
        }
    }

    /// Size of a part with these [`numbers`](Self::numbers): its gold and predicted items if the metric has precision and recall,
    /// else the items of its value.
    ///
    /// # Panics
    /// When there are too few numbers.
    #[doc(hidden)]
    #[must_use]
    pub fn size_of(&self, part: &[u64]) -> u64 {
        match self {
            Self::Matches { .. } => part[1] + part[2],
            Self::Share { .. } | Self::Mean { .. } => part[1],
            Self::Soft { .. } => part[2] + part[3],
            // Sum of 2·TP + FP + FN over the types that gold has.
            Self::Types(types) => {
                let of_gold = types.iter().zip(part.chunks(4)).filter(|([.., gold], _)| *gold > 0);
                of_gold.map(|(_, part)| 2 * part[0] + part[1] + part[2]).sum()
            }
        }
    }

    /// Subtracts the counts of some documents from the counts of all.
    #[must_use]
    pub(crate) fn without(&self, part: &Self) -> Self {
        let mut rest = *self;
        rest.combine(part, |own, part| *own -= part, |own, part| *own -= part);
        rest
    }

    /// Applies an operation to each number and the corresponding number of `other`, which must be of the same metric.
    fn combine(&mut self, other: &Self, each: impl Fn(&mut u64, u64), each_sum: impl Fn(&mut u128, u128)) {
        match (self, *other) {
            (Self::Matches { tp, fp, fn_ }, Self::Matches { tp: a, fp: b, fn_: c }) => {
                each(tp, a);
                each(fp, b);
                each(fn_, c);
            }
            (Self::Share { numerator, denominator }, Self::Share { numerator: a, denominator: b }) => {
                each(numerator, a);
                each(denominator, b);
            }
            (Self::Mean { sum, items }, Self::Mean { sum: a, items: b }) => {
                each_sum(sum, a);
                each(items, b);
            }
            (
                Self::Soft { precision_sum, recall_sum, gold, predicted },
                Self::Soft { precision_sum: a, recall_sum: b, gold: c, predicted: d },
            ) => {
                each_sum(precision_sum, a);
                each_sum(recall_sum, b);
                each(gold, c);
                each(predicted, d);
            }
            (Self::Types(own), Self::Types(other)) => {
                own.iter_mut().flatten().zip(other.as_flattened()).for_each(|(own, other)| each(own, *other));
            }
            (own, other) => debug_assert!(false, "invariant: {own:?} and {other:?} are counts of one metric"),
        }
    }

    /// The [headline](Self::headline) [without](Self::without) a part with these [`numbers`](Self::numbers). Called for every
    /// document and metric, so common kinds have a fast path.
    ///
    /// # Panics
    /// When there are too few numbers, or they are not part of these counts.
    #[doc(hidden)]
    #[must_use]
    pub fn headline_without(&self, part: &[u64]) -> Option<f64> {
        match *self {
            Self::Matches { tp, fp, fn_ } => ratio(2 * (tp - part[0]), 2 * tp + fp + fn_ - part[1] - part[2]),
            Self::Share { numerator, denominator } => ratio(numerator - part[0], denominator - part[1]),
            _ => self.without(&self.with_numbers(part)).headline(),
        }
    }

    /// Precision: right out of predicted; `None` if the metric has no precision or nothing is predicted.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        match *self {
            Self::Matches { tp, fp, .. } => ratio(tp, tp + fp),
            Self::Soft { precision_sum, predicted, .. } => scaled(precision_sum, predicted),
            Self::Share { .. } | Self::Mean { .. } | Self::Types(_) => None,
        }
    }

    /// Recall: found out of gold; `None` if the metric has no recall or gold is empty.
    #[must_use]
    pub fn recall(&self) -> Option<f64> {
        match *self {
            Self::Matches { tp, fn_, .. } => ratio(tp, tp + fn_),
            Self::Soft { recall_sum, gold, .. } => scaled(recall_sum, gold),
            Self::Share { .. } | Self::Mean { .. } | Self::Types(_) => None,
        }
    }

    /// The headline figure: F1 if the metric has one, else its value.
    #[must_use]
    pub fn headline(&self) -> Option<f64> {
        match *self {
            Self::Matches { tp, fp, fn_ } => f1(tp, fp, fn_),
            Self::Share { numerator, denominator } => ratio(numerator, denominator),
            Self::Mean { sum, items } => scaled(sum, items),
            Self::Soft { precision_sum, recall_sum, gold, predicted } => {
                harmonic_ratio((precision_sum, predicted), (recall_sum, gold))
            }
            Self::Types(types) => types_f1(&types),
        }
    }

    /// True if the metric has precision, recall and F1.
    #[must_use]
    pub const fn has_f1(&self) -> bool {
        matches!(self, Self::Matches { .. } | Self::Soft { .. })
    }
}

/// Precision: right out of predicted.
pub(super) const PRECISION: Term = Term {
    name: "precision",
    title: "of what was predicted, how much is right",
    explanation: "The share of predictions that are right by the criterion of the metric.\n\
        Formula: precision = TP/|P| = TP / (TP + FP).\n\
        Edge cases: a prediction that is half right for two gold quotations is right at most once, since pairs are \
        one-to-one. Without predictions it is undefined.\n\
        Example: 4 predictions, 3 of them right: 3/4 = 0.750.",
};

/// Recall: found out of gold.
pub(super) const RECALL: Term = Term {
    name: "recall",
    title: "of what is in gold, how much is found",
    explanation: "The share of gold quotations whose prediction is right by the criterion of the metric.\n\
        Formula: recall = TP/|G| = TP / (TP + FN).\n\
        Edge cases: without gold quotations it is undefined.\n\
        Example: 5 gold quotations, 3 of them found: 3/5 = 0.600.",
};

/// F1: precision and recall in one number.
pub(super) const F1: Term = Term {
    name: "f1",
    title: "precision and recall in one number",
    explanation: "The harmonic mean of precision and recall: high only where both are.\n\
        Formula: F1 = 2·TP / (|P| + |G|), which is 2·TP / (2·TP + FP + FN).\n\
        Edge cases: where one side is empty it is 0; where both are it is undefined.\n\
        Example: TP = 3, FP = 1, FN = 2: 2·3 / (4 + 5) = 0.667.\n\
        Source: van Rijsbergen 1979, Information Retrieval.",
};

/// A ratio whose denominator is 0.
pub(super) const UNDEFINED: Term = Term {
    name: "undefined",
    title: "a ratio that has nothing to be a share of",
    explanation: "A ratio with denominator 0 has no value: `–` in tables, an empty cell in CSV, `null` in JSON. It is never \
        counted as 0 or 1, and means leave it out.\n\
        Edge cases: a metric of speakers is undefined on a dataset without a speaker layer, whatever was predicted.\n\
        Example: of a document without quotations, where nothing is predicted either, precision, recall and F1 are \
        all undefined; where one quotation is predicted, precision is 0/1 = 0.000, F1 is 2·0 / (1 + 0) = 0.000, \
        recall is undefined.",
};

#[cfg(test)]
mod tests {
    use super::super::SCALE;
    use super::*;

    #[test]
    fn ratios_are_taken_once_and_empty_is_undefined() {
        let counts = Counts::Matches { tp: 3, fp: 1, fn_: 2 };
        assert_eq!(counts.precision(), Some(0.75));
        assert_eq!(counts.recall(), Some(0.6));
        // 2·3 / (2·3 + 1 + 2) = 6/9
        assert_eq!(counts.headline(), Some(6.0 / 9.0));
        assert_eq!(Counts::Matches { tp: 0, fp: 0, fn_: 0 }.headline(), None);
        assert_eq!(Counts::Matches { tp: 0, fp: 0, fn_: 4 }.headline(), Some(0.0));
        assert_eq!(Counts::Share { numerator: 0, denominator: 0 }.headline(), None);
        assert_eq!(Counts::Mean { sum: 3 << 31, items: 2 }.headline(), Some(0.75));
    }

    #[test]
    fn sums_of_ratios_show_no_noise() {
        let third = u128::from(SCALE / 3);
        assert_eq!(Counts::Mean { sum: third, items: 1 }.headline(), Some(0.333_333_333));
        assert_eq!(Counts::Mean { sum: third + u128::from(SCALE), items: 2 }.headline(), Some(0.666_666_667));
        // A sum of whole items is a ratio: 2/3.
        assert_eq!(Counts::Mean { sum: 2 * u128::from(SCALE), items: 3 }.headline(), Some(2.0 / 3.0));
        // P = 1/3 of one item, R = 1/3 of two: 2·(1/3)·(1/6) / (1/3 + 1/6) = 2/9.
        let soft = Counts::Soft { precision_sum: third, recall_sum: third, gold: 2, predicted: 1 };
        assert_eq!(soft.precision(), Some(0.333_333_333));
        assert_eq!((soft.recall(), soft.headline()), (Some(0.166_666_667), Some(0.222_222_222)));
        // 1 of 1 and 1 of 2: 2/3, as for counts.
        let whole = u128::from(SCALE);
        let soft = Counts::Soft { precision_sum: whole, recall_sum: whole, gold: 2, predicted: 1 };
        assert_eq!(soft.headline(), Some(2.0 / 3.0));
        let empty = |gold, predicted| Counts::Soft { precision_sum: 0, recall_sum: 0, gold, predicted }.headline();
        assert_eq!((empty(0, 0), empty(3, 0), empty(0, 3)), (None, Some(0.0), Some(0.0)));
    }

    #[test]
    fn a_part_taken_from_the_whole_leaves_the_rest() {
        let kinds = [
            [Counts::Matches { tp: 3, fp: 1, fn_: 2 }, Counts::Matches { tp: 1, fp: 0, fn_: 2 }],
            [Counts::Share { numerator: 3, denominator: 2 }, Counts::Share { numerator: 0, denominator: 1 }],
            [Counts::Mean { sum: 1 << 70, items: 9 }, Counts::Mean { sum: 3, items: 1 }],
            [
                Counts::Soft { precision_sum: 7, recall_sum: 8, gold: 2, predicted: 3 },
                Counts::Soft { precision_sum: 1, recall_sum: 0, gold: 0, predicted: 1 },
            ],
            [
                Counts::Types([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 0]]),
                Counts::Types([[1, 0, 2, 3], [1, 0, 2, 3], [1, 0, 2, 0]]),
            ],
        ];
        for [whole, part] in kinds {
            let mut sum = whole.without(&part);
            assert_eq!(whole.headline_without(&part.numbers()), sum.headline());
            sum += part;
            assert_eq!(sum, whole);
        }
        let sizes = kinds.map(|[whole, part]| whole.size_of(&part.numbers()));
        // Of the types gold lacks the third: 2·(2·1 + 0 + 2).
        assert_eq!(sizes, [4, 1, 1, 1, 8]);
    }

    #[test]
    fn macro_f1_leaves_out_types_that_gold_lacks() {
        // direct: 2·1/(2·1+0+1) = 2/3; mixed, which gold has but no pair: 2·0/(0+1+0) = 0; indirect is not in gold.
        let counts = Counts::Types([[1, 0, 1, 2], [0, 3, 0, 0], [0, 1, 0, 1]]);
        assert_eq!(counts.headline(), Some(1.0 / 3.0));
    }
}
