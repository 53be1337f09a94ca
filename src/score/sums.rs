//! What adds up over documents, and its form as a plain list of integers.

use super::METRICS;
use super::class_counts::ClassCounts;
use super::counts::Counts;
use super::located::LocatedCounts;
use super::packed::Packed;
use super::type_confusion::TypeConfusion;

/// Counts of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// Per metric, in the order of [`METRICS`].
    pub counts: Vec<Counts>,
    /// Items per error class.
    pub classes: ClassCounts,
    /// Types of gold against types predicted.
    pub types: TypeConfusion,
    /// How predictions were located.
    pub located: LocatedCounts,
}

impl Sums {
    /// The integers of one document; each metric is headed by the kind of its counts.
    fn numbers(&self) -> Vec<u64> {
        let mut numbers = Vec::with_capacity(256);
        for counts in &self.counts {
            numbers.push(counts.kind());
            numbers.extend_from_slice(&counts.numbers());
        }
        numbers.extend(self.classes.numbers());
        numbers.extend(self.types.numbers());
        numbers.extend(self.located.numbers());
        numbers
    }

    /// The counts with these [`numbers`](Self::numbers).
    fn of_numbers(mut numbers: impl Iterator<Item = u64>) -> Self {
        let mut next = || numbers.next().unwrap_or(0);
        Self {
            counts: METRICS.iter().map(|_| Counts::read(&mut next)).collect(),
            classes: ClassCounts::read(&mut next),
            types: TypeConfusion::read(&mut next),
            located: LocatedCounts::read(&mut next),
        }
    }
}

/// [`Sums`] in few bytes, as they are kept of each document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedSums(Packed);

impl From<&Sums> for PackedSums {
    fn from(sums: &Sums) -> Self {
        Self(sums.numbers().into_iter().collect())
    }
}

impl PackedSums {
    /// The sums as they were.
    #[must_use]
    pub fn unpack(&self) -> Sums {
        Sums::of_numbers(self.0.numbers())
    }
}
