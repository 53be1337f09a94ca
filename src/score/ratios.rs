//! Ratios of counts, each with a single division; `None` if the denominator is 0.

/// Scale of sums of ratios: each ratio is added as `floor(2³² · ratio)`.
pub(crate) const SCALE: u64 = 1 << 32;

/// `numerator / denominator`; `None` if the denominator is 0.
#[must_use]
pub(crate) fn ratio(numerator: u64, denominator: u64) -> Option<f64> {
    (denominator > 0).then(|| numerator as f64 / denominator as f64)
}

/// Mean of a sum in units of 2⁻³² over a number of items.
///
/// Each ratio was added as `floor(2³² · ratio)`, so the result is accurate to 2⁻³²; it is rounded to nine decimals unless exact.
pub(super) fn scaled(sum: u128, items: u64) -> Option<f64> {
    let ratio = || sum as f64 / (u128::from(SCALE) * u128::from(items)) as f64;
    (items > 0).then(|| if is_exact(sum, items) { ratio() } else { rounded(ratio()) })
}

/// True if rounding lost nothing from a sum: sums of whole items, halves, quarters and so on end in zero bits. One in 2¹⁶ of all
/// other sums looks the same. Multiplying sum and items by the same number does not change the result.
const fn is_exact(sum: u128, items: u64) -> bool {
    sum.trailing_zeros() >= 16 + items.trailing_zeros()
}

fn rounded(figure: f64) -> f64 {
    (figure * 1e9).round() / 1e9
}

/// Harmonic mean of two [`scaled`] ratios, with a single division; a ratio without items is taken as 0, `None` if neither has
/// items.
pub(super) fn harmonic_ratio((a, of_a): (u128, u64), (b, of_b): (u128, u64)) -> Option<f64> {
    let is_exact = (of_a == 0 || is_exact(a, of_a)) && (of_b == 0 || is_exact(b, of_b));
    // Drops the common trailing zeros, so that products stay small.
    let zeros = a.trailing_zeros().min(b.trailing_zeros()).min(32);
    let (a, b, unit) = (a >> zeros, b >> zeros, SCALE >> zeros);
    let both = a * u128::from(of_b) + b * u128::from(of_a);
    let mean = if both == 0 { 0.0 } else { 2.0 * a as f64 * b as f64 / (unit as f64 * both as f64) };
    (of_a + of_b > 0).then(|| if is_exact { mean } else { rounded(mean) })
}

pub(super) fn f1(tp: u64, fp: u64, fn_: u64) -> Option<f64> {
    ratio(2 * tp, 2 * tp + fp + fn_)
}

/// `2·p·r / (p + r)`; 0 where both are 0.
#[must_use]
pub fn harmonic_mean(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

/// Mean F1 over the types that gold has, with a single division; types without TP, FP and FN are left out.
pub(super) fn types_f1(types: &[[u64; 4]; 3]) -> Option<f64> {
    let of_gold = types.iter().filter(|[tp, fp, fn_, gold]| *gold > 0 && tp + fp + fn_ > 0);
    let (mut numerator, mut denominator, mut defined) = (0u128, 1u128, 0u128);
    for &[tp, fp, fn_, _] in of_gold {
        let both = u128::from(2 * tp + fp + fn_);
        numerator = numerator * both + u128::from(2 * tp) * denominator;
        denominator *= both;
        defined += 1;
    }
    (defined > 0).then(|| numerator as f64 / (denominator * defined) as f64)
}
