//! Agreement of annotators on labels of units, corrected for chance.

use std::collections::BTreeMap;

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
    let mut coincidences = Coincidences::default();
    coincidences.add(annotators);
    coincidences.alpha()
}

/// What α is made of, gathered over documents that need not have the same annotators.
#[derive(Clone, Debug)]
pub struct Coincidences {
    /// Ordered pairs of different labels within a unit, by the number m of annotators of the unit; each weighs 1 / (m - 1).
    disagreeing: BTreeMap<u128, u128>,
    /// How often each label was given.
    totals: [u128; 256],
}

impl Default for Coincidences {
    fn default() -> Self {
        Self { disagreeing: BTreeMap::new(), totals: [0; 256] }
    }
}

impl Coincidences {
    /// Adds the units of a document, labelled by these annotators; fewer than two say nothing.
    pub fn add(&mut self, annotators: &[&[Label]]) {
        let m = annotators.len() as u128;
        let units = annotators.iter().map(|labels| labels.len()).min().unwrap_or(0);
        if m < 2 {
            return;
        }
        let mut disagreeing = 0;
        for unit in 0..units {
            let mut same = 0;
            for labels in annotators {
                self.totals[usize::from(labels[unit])] += 1;
                same += annotators.iter().filter(|other| other[unit] == labels[unit]).count() as u128;
            }
            disagreeing += m * m - same;
        }
        *self.disagreeing.entry(m).or_default() += disagreeing;
    }

    /// `1 - observed / expected disagreement`; `None` without units or where only one label occurs.
    #[must_use]
    pub fn alpha(&self) -> Option<f64> {
        let n: u128 = self.totals.iter().sum();
        let expected = n * n - self.totals.iter().map(|total| total * total).sum::<u128>();
        // Observed: Σ disagreeing / (m - 1) of n; expected: expected / (n - 1) of n.
        let observed: f64 = self.disagreeing.iter().map(|(m, pairs)| *pairs as f64 / (m - 1) as f64).sum();
        (expected > 0).then(|| 1.0 - observed * (n - 1) as f64 / expected as f64)
    }
}

fn label_counts(labels: &[Label]) -> [u128; 256] {
    let mut counts = [0; 256];
    labels.iter().for_each(|&label| counts[usize::from(label)] += 1);
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_with_more_annotators_weigh_by_their_pairs() {
        let mut coincidences = Coincidences::default();
        // Two annotators: one unit alike (1, 1), one not (1, 0): 2 ordered pairs differ, weight 1.
        coincidences.add(&[&[1, 1], &[1, 0]]);
        // Three: labels 0, 0, 1: of 9 ordered pairs 4 + 1 are alike, 4 differ, weight 1/2.
        coincidences.add(&[&[0], &[0], &[1]]);
        // One annotator says nothing.
        coincidences.add(&[&[2, 2, 2]]);
        // n = 7: four 1s, three 0s. Observed 2 + 2 = 4 of 7; expected (49 - 16 - 9) / 6 = 4 of 7.
        assert_eq!(coincidences.alpha(), Some(0.0));
    }
}
