//! Agreement of annotators on labels of units, corrected for chance.

/// A label of a unit; 0 is none.
pub type Label = u8;

/// Share of units with equal labels; `None` without units.
#[must_use]
pub fn observed_agreement(a: &[Label], b: &[Label]) -> Option<f64> {
    let equal = a.iter().zip(b).filter(|(a, b)| a == b).count();
    (!a.is_empty()).then(|| equal as f64 / a.len() as f64)
}

/// Cohen's κ of two annotators: `(observed - expected) / (1 - expected)` with each one's own label shares (Cohen, 1960).
///
/// `None` without units, or where both use one and the same label throughout.
#[must_use]
pub fn cohen_kappa(a: &[Label], b: &[Label]) -> Option<f64> {
    let n = a.len() as u128;
    let equal = a.iter().zip(b).filter(|(a, b)| a == b).count() as u128;
    let (of_a, of_b) = (label_counts(a), label_counts(b));
    let expected: u128 = of_a.iter().zip(&of_b).map(|(a, b)| a * b).sum();
    // (equal/n - expected/n²) / (1 - expected/n²)
    (n * n > expected).then(|| (equal as f64 * n as f64 - expected as f64) / (n * n - expected) as f64)
}

/// Krippendorff's α for nominal labels of two or more annotators, none missing: `1 - observed / expected disagreement`
/// (Krippendorff, 2011).
///
/// `None` without units, with fewer than two annotators, or where only one label occurs.
#[must_use]
pub fn krippendorff_alpha(annotators: &[&[Label]]) -> Option<f64> {
    let m = annotators.len() as u128;
    let units = annotators.first()?.len();
    if m < 2 || units == 0 {
        return None;
    }
    let (mut disagreeing, mut totals) = (0u128, [0u128; 256]);
    for unit in 0..units {
        let mut counts = [0u128; 256];
        annotators.iter().for_each(|labels| counts[usize::from(labels[unit])] += 1);
        // Ordered pairs of different labels within the unit.
        disagreeing += m * m - counts.iter().map(|count| count * count).sum::<u128>();
        totals.iter_mut().zip(counts).for_each(|(total, count)| *total += count);
    }
    let n = m * units as u128;
    let expected = n * n - totals.iter().map(|total| total * total).sum::<u128>();
    // Observed: disagreeing / (m - 1) of n; expected: expected / (n - 1) of n.
    (expected > 0).then(|| 1.0 - (disagreeing as f64 * (n - 1) as f64) / ((m - 1) as f64 * expected as f64))
}

fn label_counts(labels: &[Label]) -> [u128; 256] {
    let mut counts = [0; 256];
    labels.iter().for_each(|&label| counts[usize::from(label)] += 1);
    counts
}
