//! McNemar's exact test on paired items, right under one system and wrong under the other.

use crate::model::Term;

/// Exact two-sided p value for `b` items that only the first system gets right and `c` items that only the second gets right:
/// `min(1, 2 · Σ_{i ≤ min(b, c)} C(n, i) / 2ⁿ)` with `n = b + c`; 1 if `n` is 0.
///
/// Treats items as independent, which quotations of one article are not (McNemar, 1947).
#[must_use]
pub(crate) fn mcnemar_exact(b: u64, c: u64) -> f64 {
    let n = b + c;
    let tail = if n < 120 { small_tail(n, b.min(c)) } else { large_tail(n, b.min(c)) };
    (2.0 * tail).min(1.0)
}

/// `Σ_{i ≤ k} C(n, i) / 2ⁿ` in integers.
fn small_tail(n: u64, k: u64) -> f64 {
    let (mut term, mut sum) = (1u128, 0u128);
    for i in 0..=k {
        sum += term;
        term = term * u128::from(n - i) / u128::from(i + 1);
    }
    sum as f64 / (1u128 << n) as f64
}

/// The same in floating point, where binomials would overflow: sums from the largest term down until the terms are negligible.
fn large_tail(n: u64, k: u64) -> f64 {
    let ln_factorial = |n: u64| (2..=n).map(|i| (i as f64).ln()).sum::<f64>();
    let largest = ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k) - n as f64 * std::f64::consts::LN_2;
    let (mut term, mut sum) = (1.0, 0.0);
    for i in (0..=k).rev() {
        sum += term;
        term *= i as f64 / (n - i + 1) as f64;
        if term < sum * f64::EPSILON {
            break;
        }
    }
    largest.exp() * sum
}

/// Test on single quotations.
pub(super) const MCNEMAR: Term = Term {
    name: "mcnemar",
    title: "exact test on the quotations that only one of two systems has right",
    explanation: "Of the quotations that exactly one of two systems gets right, are there more on one side than a coin would \
        give? Only in the gold-quotations setting, where both answer the same quotations.\n\
        Formula: with b that only the first has right, c that only the second has right and n = b + c: p = min(1, \
        2·Σ_{i ≤ min(b, c)} C(n, i) / 2^n).\n\
        Edge cases: n = 0 gives p = 1. It takes quotations for independent, which those of one article are not: p is \
        too small where mistakes come in clusters, so `randomization`, which exchanges whole documents, goes first.\n\
        Example: 9 quotations only the first has right, 2 only the second: 2·(1 + 11 + 55) / 2048 = 134/2048 = \
        0.065.\n\
        Source: McNemar 1947.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_against_two_by_hand() {
        // 2 · (1 + 11 + 55) / 2¹¹
        assert_eq!(mcnemar_exact(9, 2), 134.0 / 2048.0);
    }

    #[test]
    fn both_ways_of_summing_agree() {
        for (n, k) in [(110, 40), (119, 59), (60, 3)] {
            let (small, large) = (small_tail(n, k), large_tail(n, k));
            assert!((small / large - 1.0).abs() < 1e-10, "{n} {k}: {small} {large}");
        }
        assert_eq!(mcnemar_exact(0, 0), 1.0);
        assert_eq!(mcnemar_exact(5, 5), 1.0);
        assert_eq!(mcnemar_exact(3, 8), mcnemar_exact(8, 3));
    }
}
