//! Approximate randomisation: could the difference of two systems be the luck of which articles were drawn?

use rayon::prelude::*;

use super::ratio::{Ratio, reaches};
use super::swapped::swapped_sums;
use super::table::Table;

use crate::model::Term;
use crate::score::Counts;

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
    let counts = |of: Fraction| Counts::Share { numerator: of.numerator, denominator: of.denominator };
    let table = |side: fn(&Outcome) -> Fraction| {
        let mut total = counts(Fraction::default());
        outcomes.iter().for_each(|outcome| total += counts(side(outcome)));
        let rows = outcomes.iter().map(|outcome| (&*outcome.document, vec![counts(side(outcome))]));
        Table::new(vec![Some(total)], rows)
    };
    let all = p_values(&table(|outcome| outcome.first), &table(|outcome| outcome.second), seed);
    all.first().copied().flatten().unwrap_or(1.0)
}

/// The p value of every figure of two tables of the same documents and figures; `None` where it is undefined in both.
pub(super) fn p_values(first: &Table<'_>, second: &Table<'_>, seed: u64) -> Vec<Option<f64>> {
    let trials = Trials::new(first, second, seed);
    let moved: Vec<_> = second.figures(&trials.moved).collect();
    let of_figure = |(total, moved): (&Option<Counts>, Option<(Counts, _)>)| {
        let (other, moved) = moved?;
        Some(trials.p([(*total)?, other], moved))
    };
    first.totals.par_iter().zip(moved).map(of_figure).collect()
}

/// What trials move from one side to the other.
struct Trials {
    /// Per column and trial, what the first side gains and the second loses.
    moved: Vec<Vec<i64>>,
    is_exact: bool,
}

impl Trials {
    fn new(first: &Table<'_>, second: &Table<'_>, seed: u64) -> Self {
        let columns = || first.columns.iter().zip(&second.columns);
        let differs = |document: &usize| columns().any(|(a, b)| a[*document] != b[*document]);
        // Documents on which both have the same counts may be swapped or not.
        let documents: Vec<usize> = (0..first.documents.len()).filter(differs).collect();
        let gains = |(a, b): (&Vec<u64>, &Vec<u64>)| -> Vec<i64> {
            documents.iter().map(|&document| b[document] as i64 - a[document] as i64).collect()
        };
        let gains: Vec<Vec<i64>> = columns().map(gains).collect();
        let is_exact = first.documents.len() <= EXACT_DOCUMENTS;
        let moved = if is_exact {
            gains.iter().map(|gains| of_all_assignments(gains)).collect()
        } else {
            let ids: Vec<&str> = documents.iter().map(|&document| first.documents[document]).collect();
            swapped_sums(&ids, &gains, TRIALS as usize, seed)
        };
        Self { moved, is_exact }
    }

    /// The p value of one figure with these totals.
    fn p(&self, totals: [Counts; 2], moved: &[Vec<i64>]) -> f64 {
        let [first, second] = totals.map(|total| total.numbers());
        let observed = totals.map(|total| Ratio::of(&total));
        let (mut own, mut other) = (first.clone(), second.clone());
        let mut reaches_observed = |trial: usize| {
            for (column, moved) in moved.iter().enumerate() {
                own[column] = first[column].wrapping_add_signed(moved[trial]);
                other[column] = second[column].wrapping_sub(moved[trial] as u64);
            }
            let sides = [totals[0].with_numbers(&own), totals[1].with_numbers(&other)];
            reaches(sides.map(|side| Ratio::of(&side)), observed)
        };
        let trials = moved.first().map_or(0, Vec::len);
        let reached = (0..trials).filter(|&trial| reaches_observed(trial)).count();
        if self.is_exact { reached as f64 / trials as f64 } else { (reached + 1) as f64 / (trials + 1) as f64 }
    }
}

/// The sums over the documents of each subset.
fn of_all_assignments(gains: &[i64]) -> Vec<i64> {
    let mut sums = vec![0];
    for gain in gains {
        sums.extend_from_within(..);
        let half = sums.len() / 2;
        sums[half..].iter_mut().for_each(|sum| *sum += gain);
    }
    sums
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Draw;
    use super::*;

    fn sum(outcomes: &[Outcome], is_swapped: impl Fn(usize) -> bool) -> [Option<Ratio>; 2] {
        let mut sums = [Fraction::default(); 2];
        for (index, outcome) in outcomes.iter().enumerate() {
            let sides = [outcome.first, outcome.second];
            for (side, sum) in sums.iter_mut().enumerate() {
                let from = if is_swapped(index) { sides[1 - side] } else { sides[side] };
                sum.numerator += from.numerator;
                sum.denominator += from.denominator;
            }
        }
        sums.map(|sum| Ratio::new(sum.numerator, sum.denominator))
    }

    /// Straight from METRICS.md.
    fn plain(outcomes: &[Outcome], seed: u64) -> f64 {
        let observed = sum(outcomes, |_| false);
        if outcomes.len() <= EXACT_DOCUMENTS {
            let all = 1u32 << outcomes.len();
            let reached = (0..all).filter(|trial| reaches(sum(outcomes, |index| trial >> index & 1 == 1), observed));
            return reached.count() as f64 / f64::from(all);
        }
        let swaps: Vec<Vec<bool>> = outcomes
            .iter()
            .map(|outcome| Draw::of(&outcome.document).swaps(seed).take(TRIALS as usize).collect())
            .collect();
        let reached =
            (0..TRIALS as usize).filter(|&trial| reaches(sum(outcomes, |index| swaps[index][trial]), observed));
        (reached.count() + 1) as f64 / f64::from(TRIALS + 1)
    }

    fn outcomes() -> impl Strategy<Value = Vec<Outcome>> {
        let fraction = || (0..6u64, 0..6u64).prop_map(|(n, more)| Fraction { numerator: n, denominator: n + more });
        let sides = (fraction(), fraction(), any::<bool>());
        let outcome = |index: usize, (first, second, is_same): (Fraction, Fraction, bool)| Outcome {
            document: format!("d{index}"),
            first,
            second: if is_same { first } else { second },
        };
        prop_oneof![0..9usize, 17..22usize]
            .prop_flat_map(move |count| prop::collection::vec(sides.clone(), count))
            .prop_map(move |all| all.into_iter().enumerate().map(|(index, sides)| outcome(index, sides)).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn sums_of_what_is_moved_are_the_definition(outcomes in outcomes(), seed: u64) {
            prop_assert_eq!(randomization(&outcomes, seed), plain(&outcomes, seed));
        }
    }
}
