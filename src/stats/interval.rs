//! Percentile intervals, and why there is none.

use std::fmt;

use crate::model::Term;
use crate::score::Draws;

/// Fewer documents than this give no interval.
pub const MIN_DOCUMENTS: usize = 10;

/// The 95 % percentile interval of a figure: both ends are values of replicates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Why a figure has no interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoInterval {
    /// No replicates were asked for.
    NotAsked,
    /// Under [`MIN_DOCUMENTS`] documents.
    FewDocuments,
    /// Fewer items than a slice needs.
    FewItems,
    /// The figure is undefined, or it is in more than 5 % of the replicates.
    Undefined,
}

/// An interval, or why there is none.
pub type MaybeInterval = Result<Interval, NoInterval>;

impl Interval {
    /// From the values of all replicates, undefined ones included: the defined ones sorted, at ranks ⌈.025n⌉ and ⌈.975n⌉ from 1.
    ///
    /// # Errors
    /// [`NoInterval::Undefined`] where fewer than 95 % of the replicates are defined.
    pub fn of(replicates: impl IntoIterator<Item = Option<f64>>) -> MaybeInterval {
        let mut all = 0;
        let mut values: Vec<f64> = replicates.into_iter().inspect(|_| all += 1).flatten().collect();
        let n = values.len();
        if n == 0 || n * 100 < all * 95 {
            return Err(NoInterval::Undefined);
        }
        let mut at_rank = |rank: usize| *values.select_nth_unstable_by(rank - 1, f64::total_cmp).1;
        Ok(Self { low: at_rank((n * 25).div_ceil(1000)), high: at_rank((n * 975).div_ceil(1000)) })
    }
}

impl NoInterval {
    /// Whether so many documents give intervals.
    ///
    /// # Errors
    /// The reason, where they do not.
    pub fn check(documents: usize, draws: Draws) -> Result<(), Self> {
        match () {
            () if draws.replicates == 0 => Err(Self::NotAsked),
            () if documents < MIN_DOCUMENTS => Err(Self::FewDocuments),
            () => Ok(()),
        }
    }
}

impl fmt::Display for NoInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAsked => f.write_str("not asked for"),
            Self::FewDocuments => write!(f, "under {MIN_DOCUMENTS} documents"),
            Self::FewItems => f.write_str("too few items"),
            Self::Undefined => f.write_str("undefined in more than 5 % of the replicates"),
        }
    }
}

/// The 95 % interval.
pub(super) const INTERVAL: Term = Term {
    name: "interval",
    title: "the 95 % interval: percentiles of the bootstrap replicates",
    explanation: "The range that holds the middle 95 % of the bootstrap replicates: of F1 where the metric has one, else of \
        its value. In reports `95 %`, `ci95`, `ci_low` and `ci_high`.\n\
        Formula: the n defined replicates sorted, the ends are those at ranks ⌈0.025·n⌉ and ⌈0.975·n⌉, counted from \
        1.\n\
        Edge cases: it is null (`–`) under 10 documents, where under 95 % of the replicates are defined, where the \
        number itself is undefined, and with `--no-intervals`. A slice has one over the documents with an item in it, \
        if its items are enough (`--min-items`): of F1, or of recall where only gold has the attribute. JSON says in \
        `ci95_reason` why there is none. Intervals of two systems that overlap may still belong to a clear \
        difference: compare the two on the same documents instead.\n\
        Example: of 1,000 defined replicates the ends are the 25th and the 975th; of 990 they are the 25th and the \
        966th; with 949 of 1,000 there is none.\n\
        Source: Efron 1979.",
};
