//! Quotation types of gold against predicted types.

use std::ops::AddAssign;

use super::aligned::Aligned;
use crate::model::{QuotationType, Term};

/// Number of places: the three types, untyped items, and items without a partner.
const PLACES: usize = QuotationType::ALL.len() + 2;

/// The place of items without a type.
const UNTYPED: usize = PLACES - 2;

/// The place of items without a partner.
const ALONE: usize = PLACES - 1;

/// Pairs with IoU > 1/2 by gold type and predicted type. Gold quotations without such a partner count as missed, predictions as
/// spurious, so that a column adds up to the gold quotations of its type and a row to the predictions of its type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypeConfusion([[u64; PLACES]; PLACES]);

impl TypeConfusion {
    /// Number of rows and columns of types.
    pub const TYPES: usize = QuotationType::ALL.len();

    /// Names of the columns, the types of gold.
    pub const GOLD: [&'static str; PLACES] = ["direct", "indirect", "mixed", "none", "spurious"];

    /// Names of the rows, the types predicted.
    pub const PREDICTED: [&'static str; PLACES] = ["direct", "indirect", "mixed", "none", "missed"];

    pub(super) fn of(doc: &Aligned<'_>) -> Self {
        let place = |kind: Option<QuotationType>| kind.map_or(UNTYPED, |kind| kind as usize);
        let of_gold = |gold: usize| place(doc.gold.quotations[gold].quotation.quotation_type);
        let of_predicted = |p: usize| place(doc.prediction.quotations[p].quotation.quotation_type);
        let mut confusion = Self::default();
        // Every item starts out unpaired; matched pairs are moved below.
        (0..doc.gold.quotations.len()).for_each(|gold| confusion.0[ALONE][of_gold(gold)] += 1);
        (0..doc.prediction.quotations.len()).for_each(|p| confusion.0[of_predicted(p)][ALONE] += 1);
        for pair in doc.matched() {
            let (row, column) = (of_predicted(pair.predicted), of_gold(pair.gold));
            confusion.0[ALONE][column] -= 1;
            confusion.0[row][ALONE] -= 1;
            confusion.0[row][column] += 1;
        }
        confusion.0[UNTYPED][ALONE] += doc.prediction.invalid.len() as u64;
        confusion
    }

    /// The numbers, a row for each of [`PREDICTED`](Self::PREDICTED), a column for each of [`GOLD`](Self::GOLD).
    #[must_use]
    pub const fn rows(&self) -> &[[u64; PLACES]; PLACES] {
        &self.0
    }

    /// The confusion with these [`rows`](Self::rows).
    #[must_use]
    pub const fn of_rows(rows: [[u64; PLACES]; PLACES]) -> Self {
        Self(rows)
    }

    pub(super) fn numbers(&self) -> impl Iterator<Item = u64> + '_ {
        self.0.as_flattened().iter().copied()
    }

    pub(super) fn read(next: &mut impl FnMut() -> u64) -> Self {
        Self(std::array::from_fn(|_| std::array::from_fn(|_| next())))
    }
}

impl AddAssign<&Self> for TypeConfusion {
    fn add_assign(&mut self, other: &Self) {
        let own = self.0.as_flattened_mut().iter_mut();
        own.zip(other.0.as_flattened()).for_each(|(own, other)| *own += other);
    }
}

/// The table of types.
pub(super) const TYPE_CONFUSION: Term = Term {
    name: "type_confusion",
    title: "types of gold against types predicted",
    explanation: "A table of the types that were taken for one another: a column for each type in gold, a row for each type \
        predicted. A gold quotation and a prediction share a cell if they are a pair with IoU > 1/2; a gold \
        quotation without such a partner is in the row missed, a prediction without one in the column spurious.\n\
        Edge cases: quotations without a type are in the row or column none. A column adds up to the gold quotations \
        of its type, a row to the predictions of its type.\n\
        Example: gold is a direct and an indirect quotation; the direct one is predicted as mixed, the other is \
        missed, and a prediction without a type stands where gold has nothing: 1 in direct and mixed, 1 in indirect \
        and missed, 1 in spurious and none.",
};
