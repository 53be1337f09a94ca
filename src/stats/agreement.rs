//! Agreement of annotators on labels of units, corrected for chance.

use std::collections::BTreeMap;

use num_integer::Integer;

use crate::model::Term;

/// Label of a unit; 0 means no label.
pub(crate) type Label = u8;

/// Share of units with equal labels; `None` without units.
#[must_use]
pub(crate) fn observed_agreement(a: &[Label], b: &[Label]) -> Option<f64> {
    let equal = a.iter().zip(b).filter(|(a, b)| a == b).count();
    (!a.is_empty()).then(|| equal as f64 / a.len() as f64)
}

/// Cohen's κ of two annotators: `(observed - expected) / (1 - expected)`, expected from each annotator's own label shares (Cohen,
/// 1960).
///
/// `None` without units, or if both annotators use a single, identical label throughout.
#[must_use]
pub(crate) fn cohen_kappa(a: &[Label], b: &[Label]) -> Option<f64> {
    let n = a.len() as u128;
    let equal = a.iter().zip(b).filter(|(a, b)| a == b).count() as u128;
    let (of_a, of_b) = (label_counts(a), label_counts(b));
    let expected: u128 = of_a.iter().zip(&of_b).map(|(a, b)| a * b).sum();
    // 1 - (n - equal)/n / (1 - expected/n²)
    beyond_chance((n - equal) * n, n * n - expected)
}

/// Krippendorff's α for nominal labels of two or more annotators, none missing: `1 - observed / expected disagreement`
/// (Krippendorff, 2011).
///
/// `None` without units, with fewer than two annotators, or if only one label occurs.
#[must_use]
pub(crate) fn krippendorff_alpha(annotators: &[&[Label]]) -> Option<f64> {
    let mut coincidences = Coincidences::default();
    coincidences.add(annotators);
    coincidences.alpha()
}

/// Accumulated parts of α, over documents that may have different annotators.
#[derive(Clone, Debug)]
pub(crate) struct Coincidences {
    /// Ordered pairs of different labels within a unit, by the number m of annotators of the unit; each weighs 1 / (m - 1).
    disagreeing: BTreeMap<u128, u128>,
    /// Number of times each label was given.
    totals: [u128; 256],
}

impl Default for Coincidences {
    fn default() -> Self {
        Self { disagreeing: BTreeMap::new(), totals: [0; 256] }
    }
}

impl Coincidences {
    /// Adds the units of a document, labelled by these annotators; a document with fewer than two annotators is ignored.
    pub(crate) fn add(&mut self, annotators: &[&[Label]]) {
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

    /// `1 - observed / expected disagreement`; `None` without units or if only one label occurs.
    #[must_use]
    pub(crate) fn alpha(&self) -> Option<f64> {
        let n: u128 = self.totals.iter().sum();
        let different = n * n - self.totals.iter().map(|total| total * total).sum::<u128>();
        // Observed disagreement: observed / (weight · n); expected: different / (n · (n - 1)).
        let (observed, weight) = observed(&self.disagreeing);
        beyond_chance(observed * n.saturating_sub(1), weight * different)
    }
}

/// Weighted sum of disagreements, as a fraction; disagreements of m annotators weigh 1 / (m - 1).
pub(super) fn observed(disagreeing: &BTreeMap<u128, u128>) -> (u128, u128) {
    disagreeing.iter().fold((0, 1), |(sum, weight), (m, pairs)| {
        let all = weight.lcm(&(m - 1));
        (sum * (all / weight) + pairs * (all / (m - 1)), all)
    })
}

/// `1 - observed / expected`, with a single division; `None` if no disagreement is expected.
pub(super) fn beyond_chance(observed: u128, expected: u128) -> Option<f64> {
    let agreement = || if observed > expected { -((observed - expected) as f64) } else { (expected - observed) as f64 };
    (expected > 0).then(|| agreement() / expected as f64)
}

fn label_counts(labels: &[Label]) -> [u128; 256] {
    let mut counts = [0; 256];
    labels.iter().for_each(|&label| counts[usize::from(label)] += 1);
    counts
}

/// The share of an annotator's quotations that the other has too.
pub(super) const AGR: Term = Term {
    name: "agr",
    title: "matched quotations out of the annotator's own",
    explanation: "Of `quoteval agree`. How many of one annotator's quotations the other has too, in both directions; the \
        alignment is that of scoring.\n\
        Formula: pairs with IoU > 1/2 ÷ quotations of one annotator. Beside it stands the F1 of the two, 2·pairs / \
        (|A| + |B|), also for pairs with the same units.\n\
        Edge cases: undefined for an annotator without a quotation.\n\
        Example: one annotator has 4 quotations, the other 5, and 3 pairs match: 3/4 = 0.750 and 3/5 = 0.600, mean \
        0.675; F1 6/9 = 0.667.\n\
        Source: Wiebe, Wilson and Cardie 2005.",
};

/// Observed agreement, not corrected for chance.
pub(super) const OBSERVED: Term = Term {
    name: "observed",
    title: "share of units with equal labels",
    explanation: "Of `quoteval agree`. Every unit of the text is labelled cue, source, content or none, the first of these \
        that covers it; the share of units that two annotators label alike.\n\
        Formula: units with equal labels ÷ units.\n\
        Edge cases: most units are in no quotation, so it is high even for annotators who agree on little: see \
        `kappa` and `alpha`. Undefined without units.\n\
        Example: of ten units one annotator has content in 1 to 4, the other in 1 to 3 and 9: they differ in 4 and \
        9, 8/10 = 0.800.",
};

/// Agreement of two annotators, corrected for chance.
pub(super) const KAPPA: Term = Term {
    name: "kappa",
    title: "agreement of two on labels of units beyond chance",
    explanation: "Of `quoteval agree`. How much more two annotators agree than if each had given out labels at random in the \
        shares they used; 1 is full agreement, 0 is chance. Labels as for `observed`.\n\
        Formula: (observed - expected) / (1 - expected), expected = Σ over labels of the product of both annotators' \
        shares.\n\
        Edge cases: undefined without units, and where both use one and the same label throughout. It can be \
        negative.\n\
        Example: of ten units one annotator has content in 1 to 4, the other in 1 to 3 and 9. Observed 8/10, \
        expected 0.4·0.4 + 0.6·0.6 = 0.52: (0.8 - 0.52) / (1 - 0.52) = 0.583.\n\
        Source: Cohen 1960.",
};

/// Agreement of any number of annotators, corrected for chance.
pub(super) const ALPHA: Term = Term {
    name: "alpha",
    title: "agreement of any number on labels of units beyond chance",
    explanation: "Of `quoteval agree`. As `kappa`, but for any number of annotators, who need not have the same documents, and \
        with the shares of all of them together. Labels as for `observed`.\n\
        Formula: 1 - observed / expected disagreement, for nominal labels. With n labels in all: observed = Σ over \
        units of (ordered pairs of different labels) / (m - 1), m annotators of the unit; expected = (n² - Σ over \
        labels of n_label²) / (n - 1).\n\
        Edge cases: undefined where only one label occurs. Documents that one annotator alone has are left out.\n\
        Example: of ten units one annotator has content in 1 to 4, the other in 1 to 3 and 9. Observed 2·2 = 4; 8 of \
        20 labels are content and 12 none, expected (400 - 64 - 144) / 19 = 10.105: 1 - 4/10.105 = 0.604.\n\
        Source: Krippendorff 2011.",
};

/// Agreement on speakers.
pub(super) const SPEAKER_AGREEMENT: Term = Term {
    name: "speaker_agreement",
    title: "right speakers out of the matched quotations of two annotators",
    explanation: "Of `quoteval agree`, there `speaker`. Of the quotations that both have, how many have the same speaker by \
        the rules of scoring? Each annotator in turn is the reference; the table gives the mean of both directions.\n\
        Formula: pairs with IoU > 1/2 whose speaker is right by the reference ÷ pairs with IoU > 1/2 in which either \
        says anything of the speaker.\n\
        Edge cases: pairs in which neither says who speaks do not count; undefined without others. An entity is the \
        same where id and name agree, else by its knowledge-base id, else by its name.\n\
        Example: of 3 pairs both name a speaker in 2, the same one in 1; in the third neither does: 1/2 = 0.500.",
};

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
        // A document with a single annotator adds nothing.
        coincidences.add(&[&[2, 2, 2]]);
        // n = 7: four 1s, three 0s. Observed 2 + 2 = 4 of 7; expected (49 - 16 - 9) / 6 = 4 of 7.
        assert_eq!(coincidences.alpha(), Some(0.0));
    }
}
