//! How many items each error class has, and what repairing one would bring.

use std::ops::AddAssign;

use super::aligned::Aligned;
use super::errors::{Classes, ErrorClass};

/// A number of items for every class.
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
        self.0[class.index()]
    }

    /// The classes that have an item, in the order of reports.
    pub fn occurring(&self) -> impl Iterator<Item = (ErrorClass, u64)> + '_ {
        ErrorClass::ALL.into_iter().zip(self.0).filter(|&(_, items)| items > 0)
    }

    /// All items.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    fn note(&mut self, class: ErrorClass) {
        self.0[class.index()] += 1;
    }
}

impl FromIterator<(ErrorClass, u64)> for PerClass {
    fn from_iter<I: IntoIterator<Item = (ErrorClass, u64)>>(items: I) -> Self {
        let mut counts = Self::default();
        items.into_iter().for_each(|(class, items)| counts.0[class.index()] += items);
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
    pub(super) fn of(doc: &Aligned<'_>, classes: &Classes) -> Self {
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

    /// All numbers, class by class.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u64> + '_ {
        [&self.gold, &self.predicted, &self.aligned].into_iter().flat_map(|side| side.0)
    }

    pub(super) fn read(next: &mut impl FnMut() -> u64) -> Self {
        let mut side = || PerClass(std::array::from_fn(|_| next()));
        Self { gold: side(), predicted: side(), aligned: side() }
    }

    /// The classes that have an item on either side, in the order of reports.
    pub fn occurring(&self) -> impl Iterator<Item = ErrorClass> + '_ {
        ErrorClass::ALL.into_iter().filter(|&class| self.gold.of(class) + self.predicted.of(class) > 0)
    }

    /// F1 of the criterion if all mistakes of one class were repaired and nothing else:
    /// `2(TP + a + m) / ((|P| - i + m) + |G|)` with `a` aligned pairs, `i` unaligned predictions and `m` unaligned golds of it.
    #[must_use]
    pub fn f1_if_repaired(&self, class: ErrorClass) -> Option<f64> {
        let aligned = self.aligned.of(class);
        let (extra, missed) = (self.predicted.of(class) - aligned, self.gold.of(class) - aligned);
        let right = self.gold.of(ErrorClass::Correct) + aligned + missed;
        let both = self.predicted.total() - extra + missed + self.gold.total();
        (both > 0).then(|| 2.0 * right as f64 / both as f64)
    }
}
