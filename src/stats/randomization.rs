//! Approximate randomisation: could the difference of two systems be the luck of which articles were drawn?

use super::draws::Draw;
use crate::model::Term;

/// Trials of the sampled test.
pub const TRIALS: u32 = 10_000;

/// Up to this many documents every assignment is tried.
pub const EXACT_DOCUMENTS: usize = 16;

/// A ratio that is summed over documents before it is divided: F1 as `2·TP` over `|P| + |G|`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fraction {
    /// What is divided.
    pub numerator: u64,
    /// By what.
    pub denominator: u64,
}

/// One document under both systems.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Id of the document, which its draws hang on.
    pub document: String,
    /// Under the first system.
    pub first: Fraction,
    /// Under the second system.
    pub second: Fraction,
}

/// The two-sided p value of the difference of two ratios, documents changing sides at random.
///
/// A trial counts if its |difference| is at least the observed one, compared in integers; a trial in which a ratio is undefined
/// has difference 0. Up to [`EXACT_DOCUMENTS`] documents all 2ⁿ assignments are tried, `p = r/2ⁿ`; else `p = (r+1)/(T+1)`.
/// The result depends on neither the order of documents nor on anything but the seed.
///
/// Source: Noreen (1989), as used by Yeh (2000) for F1.
#[must_use]
pub fn randomization(outcomes: &[Outcome], seed: u64) -> f64 {
    let observed = Sides::of(outcomes, |_| false);
    if outcomes.len() <= EXACT_DOCUMENTS {
        let all = 1u32 << outcomes.len();
        let reached = (0..all).filter(|trial| Sides::of(outcomes, |index| trial >> index & 1 == 1).reaches(&observed));
        return reached.count() as f64 / f64::from(all);
    }
    let mut trials = vec![Sides::default(); TRIALS as usize];
    for outcome in outcomes {
        for (sides, is_swapped) in trials.iter_mut().zip(Draw::of(&outcome.document).swaps(seed)) {
            sides.add(outcome, is_swapped);
        }
    }
    let reached = trials.iter().filter(|sides| sides.reaches(&observed)).count();
    (reached + 1) as f64 / f64::from(TRIALS + 1)
}

/// Sums of both sides of one trial.
#[derive(Clone, Copy, Default)]
struct Sides {
    first: Fraction,
    second: Fraction,
}

impl Sides {
    fn of(outcomes: &[Outcome], is_swapped: impl Fn(usize) -> bool) -> Self {
        let mut sides = Self::default();
        outcomes.iter().enumerate().for_each(|(index, outcome)| sides.add(outcome, is_swapped(index)));
        sides
    }

    fn add(&mut self, outcome: &Outcome, is_swapped: bool) {
        let (first, second) =
            if is_swapped { (outcome.second, outcome.first) } else { (outcome.first, outcome.second) };
        for (sum, part) in [(&mut self.first, first), (&mut self.second, second)] {
            sum.numerator += part.numerator;
            sum.denominator += part.denominator;
        }
    }

    /// |difference| as a fraction; 0/1 where a side is undefined.
    fn difference(&self) -> (u128, u128) {
        let [a, b] = [self.first, self.second].map(|side| (u128::from(side.numerator), u128::from(side.denominator)));
        if a.1 == 0 || b.1 == 0 {
            return (0, 1);
        }
        ((a.0 * b.1).abs_diff(b.0 * a.1), a.1 * b.1)
    }

    fn reaches(&self, observed: &Self) -> bool {
        let (own, other) = (self.difference(), observed.difference());
        own.0 * other.1 >= other.0 * own.1
    }
}

/// Is a difference luck?
pub(super) const RANDOMIZATION: Term = Term {
    name: "randomization",
    title: "exact or approximate randomisation: could a difference of two systems be luck?",
    explanation: "If two systems were equally good, it would not matter which of them had written which prediction. So in \
        every trial each document's two predictions are swapped or not, by a coin, and the difference of the two \
        totals is taken again. p is the share of trials in which it is at least as large as the real one, in either \
        direction.\n\
        Formula: up to 16 documents, exactly: p = r / 2^n over all assignments of n documents, r of which reach the \
        real difference. Over that, approximately: p = (r + 1) / (10,000 + 1) over 10,000 random trials. Differences \
        are compared as fractions of integers.\n\
        Edge cases: two systems with the same counts have p = 1. A trial in which one side is undefined has difference \
        0. Swapping none and swapping all always reach the real difference, so the exact p is at least 2/2^n: under \
        6 documents nothing is below 0.05.\n\
        Example: on 3 documents of one quotation each, system A is right in all and system B in none. Of 8 \
        assignments, none swapped and all swapped reach the difference of 1: p = 2/8 = 0.250. On 40 documents, with \
        499 of 10,000 trials: p = 500/10,001 = 0.050.\n\
        Source: Noreen 1989; for F1 Yeh 2000.",
};
