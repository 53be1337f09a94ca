//! Approximate randomisation: a test of the difference of two systems.

use rayon::prelude::*;

use super::ratio::{Pair, Ratio, reaches};
use super::swapped::swapped_sums;
use super::versus::{Paired, Versus};
use crate::model::Term;

/// Number of trials of the sampled test.
pub(crate) const TRIALS: u32 = 10_000;

/// Maximum number of differing documents for which every assignment is enumerated.
pub(crate) const EXACT_DOCUMENTS: usize = 16;

/// Two-sided p value of every figure of two systems, with documents swapped at random. A figure that only one system defines
/// counts as 0 for the other; `None` if neither defines it.
///
/// A trial counts if its |difference| is at least the observed |difference|, compared in integers; a trial with an undefined
/// ratio has difference 0. Swapping a document on which the systems agree changes nothing, so only the c differing documents
/// matter. If c is at most [`EXACT_DOCUMENTS`], all 2ᶜ assignments are enumerated and `p = r/2ᶜ`; otherwise `p = (r+1)/(T+1)`.
/// For given counts, the result depends only on the seed, not on the order of documents.
///
/// Source: Noreen (1989), as used by Yeh (2000) for F1.
pub(super) fn p_values(versus: &Versus<'_>, seed: u64) -> Vec<Option<f64>> {
    let is_sampled = |figure: &&Paired| figure.differing > EXACT_DOCUMENTS;
    let sampled = versus.figures.iter().flatten().filter(is_sampled);
    let columns: Vec<&[i64]> = sampled.flat_map(|figure| figure.gains.iter().map(Vec::as_slice)).collect();
    let mut moved = swapped_sums(&versus.documents, &columns, TRIALS as usize, seed).into_iter();
    let mut with_sums = |figure: &Option<Paired>| {
        let columns = figure.as_ref().filter(is_sampled).map_or(0, |figure| figure.gains.len());
        moved.by_ref().take(columns).collect()
    };
    let moved: Vec<Vec<Vec<i64>>> = versus.figures.iter().map(&mut with_sums).collect();
    let p = |(figure, moved): (&Option<Paired>, Vec<Vec<i64>>)| {
        let trials = Trials::new(figure.as_ref()?)?;
        Some(match moved.is_empty() {
            true => trials.exact_p(),
            false => (trials.reached(&moved) + 1) as f64 / f64::from(TRIALS + 1),
        })
    };
    // Strict and lenient criteria often give the same counts and then have the same p value.
    let first_alike: Vec<usize> = (0..versus.figures.len()).map(|index| first_alike(&versus.figures, index)).collect();
    let figures = versus.figures.par_iter().zip(moved).enumerate();
    let all: Vec<Option<f64>> =
        figures.map(|(index, figure)| if first_alike[index] == index { p(figure) } else { None }).collect();
    first_alike.into_iter().map(|index| all[index]).collect()
}

/// Index of the first figure with the same counts in every document as the figure at `index`.
fn first_alike(figures: &[Option<Paired>], index: usize) -> usize {
    let is_alike = |other: &usize| match (&figures[*other], &figures[index]) {
        (Some(other), Some(figure)) => other.totals == figure.totals && other.gains == figure.gains,
        (None, None) => true,
        _ => false,
    };
    (0..index).find(is_alike).unwrap_or(index)
}

/// The test of one figure.
struct Trials<'f> {
    figure: &'f Paired,
    /// The observed figures, without swaps.
    observed: Pair,
    /// True if an undefined side counts as the worst value, because the other side is defined.
    takes_worst: bool,
}

impl<'f> Trials<'f> {
    /// `None` where both sides are undefined.
    fn new(figure: &'f Paired) -> Option<Self> {
        let observed = figure.totals.map(|total| Ratio::of(&total));
        let takes_worst = observed[0].is_some() != observed[1].is_some();
        let is_defined = takes_worst || observed[0].is_some();
        let observed = if takes_worst { observed.map(Ratio::or_worst) } else { observed };
        is_defined.then_some(Self { figure, observed, takes_worst })
    }

    /// Exact p value over all assignments of the documents in which the systems differ.
    fn exact_p(&self) -> f64 {
        let gains = &self.figure.gains;
        let documents = gains.first().map_or(0, Vec::len);
        let differs = |document: &usize| gains.iter().any(|column| column[*document] != 0);
        let differing: Vec<usize> = (0..documents).filter(differs).collect();
        let sums = |column: &Vec<i64>| of_all_assignments(differing.iter().map(|&document| column[document]));
        let moved: Vec<Vec<i64>> = gains.iter().map(sums).collect();
        self.reached(&moved) as f64 / (1u64 << differing.len()) as f64
    }

    /// Number of trials in which the difference is at least the observed difference; `moved` has, per column and trial, the gain
    /// of the first side and the loss of the second.
    fn reached(&self, moved: &[Vec<i64>]) -> usize {
        let totals = self.figure.totals;
        let [first, second] = totals.map(|total| total.numbers());
        let (mut own, mut other) = (first.clone(), second.clone());
        let mut reaches_observed = |trial: usize| {
            for (column, moved) in moved.iter().enumerate() {
                own[column] = first[column].wrapping_add_signed(moved[trial]);
                other[column] = second[column].wrapping_sub(moved[trial] as u64);
            }
            let sides = [totals[0].with_numbers(&own), totals[1].with_numbers(&other)];
            let sides = sides.map(|side| Ratio::of(&side));
            reaches(if self.takes_worst { sides.map(Ratio::or_worst) } else { sides }, self.observed)
        };
        let trials = moved.first().map_or(0, Vec::len);
        (0..trials).filter(|&trial| reaches_observed(trial)).count()
    }
}

/// Sums of the gains over each subset of documents.
fn of_all_assignments(gains: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut sums = vec![0];
    for gain in gains {
        sums.extend_from_within(..);
        let half = sums.len() / 2;
        sums[half..].iter_mut().for_each(|sum| *sum += gain);
    }
    sums
}

/// The test of a difference.
pub(super) const RANDOMIZATION: Term = Term {
    name: "randomization",
    title: "exact or approximate randomisation: could a difference of two systems be luck?",
    explanation: "If two systems were equally good, it would not matter which of them had written which prediction. So in \
        every trial each document's two predictions are swapped or not, by a coin, and the difference of the two \
        totals is taken again. p is the share of trials in which it is at least as large as the real one, in either \
        direction.\n\
        Formula: where the counts of the two differ in at most 16 documents, exactly: p = r / 2^c over all \
        assignments of these c documents, r of which reach the real difference. Over that, approximately: p = (r + \
        1) / (10,000 + 1) over 10,000 random trials. Documents in which both have the same counts change nothing and \
        are left out. Differences are compared as fractions of integers.\n\
        Edge cases: two systems with the same counts have p = 1. A trial in which one side is undefined has difference \
        0. Swapping none and swapping all always reach the real difference, so the exact p is at least 2/2^c: two \
        systems that differ in fewer than 6 documents never have p < 0.05. This test alone decides what is \
        significant, in `compare` and in `gate`; the interval of a difference says how large it may be.\n\
        Example: on 3 documents of one quotation each, system A is right in all and system B in none. Of 8 \
        assignments, none swapped and all swapped reach the difference of 1: p = 2/8 = 0.250. Where they differ in \
        40 documents, with 499 of 10,000 trials: p = 500/10,001 = 0.050.\n\
        Source: Noreen 1989; for F1 Yeh 2000.",
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::PairedCounts;
    use super::super::draws::Draw;
    use super::*;
    use crate::score::Counts;

    /// A document under both systems.
    type Sides = (String, [Counts; 2]);

    const NOTHING: Counts = Counts::Share { numerator: 0, denominator: 0 };

    fn p(documents: &[Sides], seed: u64) -> f64 {
        let documents: Vec<PairedCounts<'_>> = documents.iter().map(|(id, sides)| (id.as_str(), *sides)).collect();
        let versus = Versus::of_documents(&documents);
        versus.and_then(|versus| p_values(&versus, seed).pop()).flatten().unwrap_or(1.0)
    }

    fn sum(documents: &[Sides], is_swapped: impl Fn(usize) -> bool) -> Pair {
        let mut sums = [NOTHING; 2];
        for (index, &(_, [first, second])) in documents.iter().enumerate() {
            let sides = if is_swapped(index) { [second, first] } else { [first, second] };
            sums.iter_mut().zip(sides).for_each(|(sum, side)| *sum += side);
        }
        sums.map(|sum| Ratio::of(&sum))
    }

    /// Straight from the definition: documents in which the two agree are swapped as well, and change nothing.
    fn plain(documents: &[Sides], seed: u64) -> f64 {
        let observed = sum(documents, |_| false);
        if observed.iter().filter(|side| side.is_some()).count() == 1 {
            return plain_with_worst(documents);
        }
        if documents.iter().filter(|(_, [first, second])| first != second).count() <= EXACT_DOCUMENTS {
            let all = 1u32 << documents.len();
            let reached = (0..all).filter(|trial| reaches(sum(documents, |index| trial >> index & 1 == 1), observed));
            return reached.count() as f64 / f64::from(all);
        }
        let swaps: Vec<Vec<bool>> =
            documents.iter().map(|(id, _)| Draw::of(id).swaps(seed).take(TRIALS as usize).collect()).collect();
        let reached =
            (0..TRIALS as usize).filter(|&trial| reaches(sum(documents, |index| swaps[index][trial]), observed));
        (reached.count() + 1) as f64 / f64::from(TRIALS + 1)
    }

    /// The definition where one side is undefined, which happens only with few documents.
    fn plain_with_worst(documents: &[Sides]) -> f64 {
        let sides = |trial: u32| sum(documents, |index| trial >> index & 1 == 1).map(Ratio::or_worst);
        let all = 1u32 << documents.len();
        (0..all).filter(|&trial| reaches(sides(trial), sides(0))).count() as f64 / f64::from(all)
    }

    fn documents() -> impl Strategy<Value = Vec<Sides>> {
        let share = || (0..6u64, 0..6u64).prop_map(|(n, more)| Counts::Share { numerator: n, denominator: n + more });
        let sides = move |same| {
            (share(), share(), prop::bool::weighted(same))
                .prop_map(|(first, second, is_same)| [first, if is_same { first } else { second }])
        };
        // In the larger sets, documents rarely agree, so that `plain` samples and stays fast.
        prop_oneof![(0..9usize, Just(0.5)), (18..22usize, Just(0.02))]
            .prop_flat_map(move |(count, same)| prop::collection::vec(sides(same), count))
            .prop_map(|all| all.into_iter().enumerate().map(|(index, sides)| (format!("d{index}"), sides)).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn sums_of_what_is_moved_are_the_definition(documents in documents(), seed: u64) {
            prop_assert_eq!(p(&documents, seed), plain(&documents, seed));
        }
    }
}
