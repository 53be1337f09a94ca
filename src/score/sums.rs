//! The counts that add up over documents, and their form as a plain list of integers.

use super::METRICS;
use super::class_counts::ClassCounts;
use super::counts::Counts;
use super::located::LocatedCounts;
use super::name_counts::NameCounts;
use super::type_confusion::TypeConfusion;
use crate::varint::{push_varint, varints};

/// Counts of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sums {
    /// Counts per metric, in the order of [`METRICS`].
    pub(crate) counts: Vec<Counts>,
    /// Items per error class.
    pub(crate) classes: ClassCounts,
    /// Gold types against predicted types.
    pub(crate) types: TypeConfusion,
    /// Counts of predictions by how they were located.
    pub(crate) located: LocatedCounts,
    /// Counts of names that are ambiguous or cannot be judged.
    pub(crate) names: NameCounts,
}

impl Sums {
    /// Calls `note` with every integer; the counts of each metric are preceded by their kind.
    fn each_number(&self, mut note: impl FnMut(u64)) {
        for counts in &self.counts {
            note(counts.kind());
            counts.numbers().into_iter().for_each(&mut note);
        }
        self.classes
            .numbers()
            .chain(self.types.numbers())
            .chain(self.located.numbers())
            .chain(self.names.numbers())
            .for_each(note);
    }
}

/// Compact [`Sums`]: the hundred or so integers of a document, nearly all small, are kept until the intervals are computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PackedSums(Box<[u8]>);

impl From<&Sums> for PackedSums {
    fn from(sums: &Sums) -> Self {
        let mut bytes = Vec::with_capacity(512);
        sums.each_number(|number| push_varint(&mut bytes, number));
        Self(bytes.into_boxed_slice())
    }
}

impl PackedSums {
    #[expect(clippy::expect_used, reason = "only `from` packs numbers, and the readers take as many as it packs")]
    fn numbers(&self) -> impl FnMut() -> u64 + '_ {
        let mut numbers = varints(&self.0);
        move || numbers.next().expect("invariant: packed sums hold all their numbers")
    }

    /// Restores the sums.
    pub(crate) fn unpack(&self) -> Sums {
        let mut counts = Vec::with_capacity(METRICS.len());
        let rest = self.read(|_, own| counts.push(own));
        Sums { counts, ..rest }
    }

    /// Calls `note` with the index of each metric and its counts, in order; returns all other sums.
    pub(super) fn read(&self, mut note: impl FnMut(usize, Counts)) -> Sums {
        let mut next = self.numbers();
        (0..METRICS.len()).for_each(|metric| note(metric, Counts::read(&mut next)));
        Sums {
            counts: Vec::new(),
            classes: ClassCounts::read(&mut next),
            types: TypeConfusion::read(&mut next),
            located: LocatedCounts::of_numbers(std::array::from_fn(|_| next())),
            names: NameCounts::of_numbers([next(), next()]),
        }
    }

    /// Calls `note` with the index of each metric and the [numbers](Counts::numbers) of its counts, in order.
    pub(crate) fn each_metric(&self, mut note: impl FnMut(usize, &[u64])) {
        let mut next = self.numbers();
        (0..METRICS.len()).for_each(|metric| Counts::read_numbers(&mut next, |_, own| note(metric, own)));
    }
}
