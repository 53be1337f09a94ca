//! Holm's correction for several tests at once.

use crate::model::Term;

/// Adjusted p values in the order given: with p in ascending order, `max_{j ≤ i} min(1, (n - j + 1) · p_j)` (Holm, 1979).
///
/// ```
/// let adjusted = quoteval::internals::stats::holm(&[0.01, 0.04, 0.03, 0.005]);
/// // 4 · 0.005, 3 · 0.01, 2 · 0.03, then 0.06 again since 1 · 0.04 is less
/// assert_eq!(adjusted, [0.03, 0.06, 0.06, 0.02]);
/// ```
#[must_use]
pub fn holm(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    let mut adjusted = vec![0.0; p.len()];
    let mut highest = 0.0_f64;
    for (rank, index) in order.into_iter().enumerate() {
        highest = highest.max((p[index] * (p.len() - rank) as f64).min(1.0));
        adjusted[index] = highest;
    }
    adjusted
}

/// Several tests at once.
pub(super) const HOLM: Term = Term {
    name: "holm",
    title: "p values corrected for the number of tests",
    explanation: "Who tests often enough finds something. Holm's correction raises the p values of a family of tests: at a \
        threshold of 0.05 the chance of any false alarm stays at or below 5 %. `compare` tests the metric of \
        `--criterion` as it is, `gate` the metric of the gate. All other metrics are a family, over all heads; so are the slices of an \
        attribute, and the slice rules of a gate. Tables print the corrected value.\n\
        Formula: the n values sorted rising, the i-th becomes the largest of min(1, (n - j + 1)·p_j) over all j ≤ i.\n\
        Edge cases: a single test keeps its p. What counts as one family is a choice; its size n stands beside the \
        values, in JSON and CSV as `family_size`. A slice of a single document is not tested and in no family.\n\
        Example: 0.005, 0.01, 0.03 and 0.04 become 4·0.005 = 0.020, 3·0.01 = 0.030, 2·0.03 = 0.060 and, since 1·0.04 \
        is less than that, 0.060.\n\
        Source: Holm 1979.",
};
