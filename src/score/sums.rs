//! What adds up over documents, and its form as a plain list of integers.

use super::METRICS;
use super::class_counts::ClassCounts;
use super::counts::Counts;
use super::located::LocatedCounts;
use super::type_confusion::TypeConfusion;
use super::varint::{push_varint, varints};

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
    fn each_number(&self, mut note: impl FnMut(u64)) {
        for counts in &self.counts {
            note(counts.kind());
            counts.numbers().into_iter().for_each(&mut note);
        }
        self.classes.numbers().chain(self.types.numbers()).chain(self.located.numbers()).for_each(note);
    }

    /// The counts with these numbers.
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

/// [`Sums`] in few bytes: the hundred or so integers of a document, nearly all small, are kept until the intervals are drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedSums(Box<[u8]>);

impl From<&Sums> for PackedSums {
    fn from(sums: &Sums) -> Self {
        let mut bytes = Vec::with_capacity(512);
        sums.each_number(|number| push_varint(&mut bytes, number));
        Self(bytes.into_boxed_slice())
    }
}

impl PackedSums {
    /// The sums as they were.
    #[must_use]
    pub fn unpack(&self) -> Sums {
        Sums::of_numbers(varints(&self.0))
    }
}
