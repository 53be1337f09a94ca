//! Items per error class, and the F1 if one class were repaired.

use std::ops::AddAssign;

use super::aligned::Aligned;
use super::error_class::ErrorClass;
use super::errors::ItemClasses;
use crate::model::Term;

/// Number of items of every class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PerClass([u64; ErrorClass::ALL.len()]);

/// Items per error class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClassCounts {
    /// Gold items.
    pub gold: PerClass,
    /// Predicted items.
    pub predicted: PerClass,
    /// Aligned pairs, which have the same class on both sides.
    pub aligned: PerClass,
}

impl PerClass {
    /// Items of a class.
    #[must_use]
    pub const fn of(&self, class: ErrorClass) -> u64 {
        self.0[class as usize]
    }

    /// Classes that occur, each with its number of items, in report order.
    pub fn occurring(&self) -> impl Iterator<Item = (ErrorClass, u64)> + '_ {
        ErrorClass::ALL.into_iter().zip(self.0).filter(|&(_, items)| items > 0)
    }

    /// Total number of items.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    fn note(&mut self, class: ErrorClass) {
        self.0[class as usize] += 1;
    }
}

impl FromIterator<(ErrorClass, u64)> for PerClass {
    fn from_iter<I: IntoIterator<Item = (ErrorClass, u64)>>(items: I) -> Self {
        let mut counts = Self::default();
        items.into_iter().for_each(|(class, items)| counts.0[class as usize] += items);
        counts
    }
}

impl AddAssign<&Self> for PerClass {
    fn add_assign(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(own, other)| *own += other);
    }
}

impl AddAssign<&Self> for ClassCounts {
    fn add_assign(&mut self, other: &Self) {
        self.gold += &other.gold;
        self.predicted += &other.predicted;
        self.aligned += &other.aligned;
    }
}

impl ClassCounts {
    pub(super) fn of(doc: &Aligned<'_>, classes: &ItemClasses) -> Self {
        let mut counts = Self::default();
        for (gold, &class) in classes.gold.iter().enumerate() {
            counts.gold.note(class);
            if doc.alignment().of_gold(gold).is_some() {
                counts.aligned.note(class);
            }
        }
        classes.predicted.iter().for_each(|&class| counts.predicted.note(class));
        counts
    }

    /// All numbers: gold, predicted and aligned items, each in class order.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u64> + '_ {
        [&self.gold, &self.predicted, &self.aligned].into_iter().flat_map(|side| side.0)
    }

    pub(super) fn read(next: &mut impl FnMut() -> u64) -> Self {
        let mut side = || PerClass(std::array::from_fn(|_| next()));
        Self { gold: side(), predicted: side(), aligned: side() }
    }

    /// Classes that occur on either side, in report order.
    pub fn occurring(&self) -> impl Iterator<Item = ErrorClass> + '_ {
        ErrorClass::ALL.into_iter().filter(|&class| self.gold.of(class) + self.predicted.of(class) > 0)
    }

    /// F1 of the criterion if all mistakes of one class, and nothing else, were repaired: `2(TP + a + m) / ((|P| - i + m) + |G|)`
    /// with `a` aligned pairs, `i` unaligned predictions and `m` unaligned gold quotations of the class.
    #[must_use]
    pub fn f1_if_repaired(&self, class: ErrorClass) -> Option<f64> {
        let aligned = self.aligned.of(class);
        let (extra, missed) = (self.predicted.of(class) - aligned, self.gold.of(class) - aligned);
        let right = self.gold.of(ErrorClass::Correct) + aligned + missed;
        let both = self.predicted.total() - extra + missed + self.gold.total();
        (both > 0).then(|| 2.0 * right as f64 / both as f64)
    }
}

/// The F1 if one kind of mistake were repaired.
pub(super) const F1_IF_REPAIRED: Term = Term {
    name: "f1_if_repaired",
    title: "the F1 if all mistakes of one error class were repaired",
    explanation: "What working on one kind of mistake is worth: the F1 of the criterion if every item of the class became \
        right and nothing else changed.\n\
        Formula: 2·(TP + a + m) / ((|P| - i + m) + |G|), with a aligned pairs, i unaligned predictions and m \
        unaligned gold quotations of the class: pairs become right, predictions go, gold quotations are found.\n\
        Edge cases: the gains of several classes do not add up to the gain of repairing them together. It is \
        undefined where gold and predictions are empty, and not given for `correct`.\n\
        Example: TP = 6, |P| = 10, |G| = 12, so F1 is 2·6 / (10 + 12) = 0.545. With 2 aligned pairs of `boundary` \
        repaired: 2·(6 + 2 + 0) / ((10 - 0 + 0) + 12) = 0.727; with 3 of `missed`: 2·(6 + 0 + 3) / ((10 - 0 + 3) + \
        12) = 0.720; with 1 of `spurious`: 2·(6 + 0 + 0) / ((10 - 1 + 0) + 12) = 0.571.",
};
