//! Holm's correction for several tests at once.

/// Adjusted p values in the order given: with p sorted rising, `max_{j ≤ i} min(1, (n - j + 1) · p_j)` (Holm, 1979).
///
/// ```
/// let adjusted = quoteval::stats::holm(&[0.01, 0.04, 0.03, 0.005]);
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
