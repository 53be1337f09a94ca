//! Agreement of annotators on the boundaries of quotations, corrected for chance.

use std::collections::{BTreeMap, HashMap};

use super::agreement::{beyond_chance, observed};
use crate::model::Term;

/// Number of the segment that an annotator marked around a unit, from 1; 0 is a gap, where nothing is marked.
pub(crate) type Segment = u32;

/// Accumulated parts of the unitizing α, over documents that may have different annotators.
///
/// Each annotator puts a unit either in a segment or in a gap. Observed disagreement: pairs of annotators that differ on a unit.
/// Expected disagreement: pairs that differ among units drawn from the texts of all annotators, but never both from one segment,
/// because a segment is marked as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unitizing {
    /// Ordered pairs of annotators who differ on a unit, by the number m of annotators; each weighs 1 / (m - 1).
    disagreeing: BTreeMap<u128, u128>,
    /// Units in segments, over all annotators.
    marked: u128,
    /// Units in gaps, over all annotators.
    gaps: u128,
    /// Sum of the squared lengths of the segments.
    squares: u128,
}

impl Unitizing {
    /// Adds a document with the segments of each annotator; a document with fewer than two annotators is ignored.
    pub(crate) fn add(&mut self, annotators: &[&[Segment]]) {
        let m = annotators.len() as u128;
        if m < 2 {
            return;
        }
        let units = annotators.iter().map(|segments| segments.len()).min().unwrap_or(0);
        let mut disagreeing = 0;
        for unit in 0..units {
            let marked = annotators.iter().filter(|segments| segments[unit] > 0).count() as u128;
            self.marked += marked;
            self.gaps += m - marked;
            disagreeing += 2 * marked * (m - marked);
        }
        *self.disagreeing.entry(m).or_default() += disagreeing;
        self.squares += annotators.iter().map(|segments| squares(&segments[..units])).sum::<u128>();
    }

    /// `1 - observed / expected disagreement`; `None` if no annotator marks anything or every annotator marks everything.
    #[must_use]
    pub(crate) fn alpha(&self) -> Option<f64> {
        let all = self.marked + self.gaps;
        // Pairs of units that may be drawn together: not both from one segment, nor a unit of a gap with itself.
        let pairs = (all * all).checked_sub(self.squares + self.gaps)?;
        // Observed disagreement: observed / (weight · all); expected: different / pairs.
        let (observed, weight) = observed(&self.disagreeing);
        let different = 2 * self.marked * self.gaps;
        beyond_chance(observed * pairs, weight * all * different)
    }
}

/// The sum of the squared lengths of the segments.
fn squares(segments: &[Segment]) -> u128 {
    let mut lengths: HashMap<Segment, u128> = HashMap::new();
    segments.iter().filter(|&&segment| segment > 0).for_each(|&segment| *lengths.entry(segment).or_default() += 1);
    lengths.into_values().map(|length| length * length).sum()
}

/// Agreement on stretches of text.
pub(super) const UNITIZING_ALPHA: Term = Term {
    name: "unitizing_alpha",
    title: "agreement of any number on what is quoted, quotations taken whole",
    explanation: "Of `quoteval agree`, there `uα`. Do annotators mark the same stretches of text as quotations? `alpha` takes \
        every unit of the text as decided by itself; here an outermost quotation is one decision, however long, and the \
        text between quotations is compared as well. 1 is full agreement, 0 is chance.\n\
        Formula: 1 - observed / expected disagreement. With n units of text in all, each counted once per annotator, q of \
        them in quotations and g = n - q in gaps: observed = (1/n)·Σ over units of (ordered pairs of annotators of whom \
        one has the unit in a quotation and the other in a gap) / (m - 1), m annotators of the unit; expected = 2·q·g / \
        (n² - Σ over quotations of length² - g), the chance that two units from different quotations or gaps differ.\n\
        Edge cases: quotations inside others do not count, and those that overlap otherwise are taken as one; the units of \
        a discontinuous quotation are one quotation. Speakers, types and mentions do not matter. Where one annotator \
        divides words that the other has in one quotation, without a gap, only the expected disagreement changes. \
        Undefined where nobody marks a quotation, or everybody the whole text. It can be negative. Documents that one \
        annotator alone has are left out.\n\
        Example: of ten units one annotator has a quotation in 1 to 4, the other in 1 to 3 and in 9. They differ in 4 and \
        9: observed 2·2 / 20 = 0.200. Of 20 units 8 are in quotations of 4, 3 and 1 units, 12 in gaps: expected 2·8·12 / \
        (400 - 16 - 9 - 1 - 12) = 0.530; 1 - 0.200/0.530 = 0.623.\n\
        Source: Krippendorff, Mathet, Bouvry and Widlöcher 2016, uα; with quotations and gaps as the only values it equals \
        their |uα.",
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn alpha(annotators: &[&[Segment]]) -> Option<f64> {
        let mut unitizing = Unitizing::default();
        unitizing.add(annotators);
        unitizing.alpha()
    }

    fn near(found: Option<f64>, expected: f64) -> bool {
        found.is_some_and(|found| (found - expected).abs() < 1e-12)
    }

    #[test]
    fn whole_segments_are_drawn() {
        // n = 2·6 = 12, q = 3 + 2, g = 7; they differ in unit 3. Observed 2·1/12; expected 2·5·7 / (144 - 9 - 4 - 7) = 70/124.
        assert!(near(alpha(&[&[1, 1, 1, 0, 0, 0], &[1, 1, 0, 0, 0, 0]]), 1.0 - (2.0 / 12.0) * (124.0 / 70.0)));
        // With segments of one unit, the result is α of the labels: n = 8, 3 in segments and 5 in gaps, one unit differs.
        // 1 - 2 · 7 / (64 - 9 - 25) = 16/30.
        assert!(near(alpha(&[&[1, 0, 2, 0], &[1, 0, 0, 0]]), 16.0 / 30.0));
    }

    #[test]
    fn three_annotators_weigh_by_their_pairs() {
        // n = 9, q = 2 + 1, g = 6; units 1 and 2 differ between one and two annotators: 4 ordered pairs each, weight 1/2.
        // Observed 4/9; expected 2·3·6 / (81 - 4 - 1 - 6) = 36/70.
        assert!(near(alpha(&[&[1, 1, 0], &[1, 0, 0], &[0, 0, 0]]), 1.0 - (4.0 / 9.0) * (70.0 / 36.0)));
    }

    #[test]
    fn two_and_three_annotators_add_up() {
        let mut unitizing = Unitizing::default();
        unitizing.add(&[&[1, 0, 0], &[1, 0, 0], &[1, 1, 0]]);
        unitizing.add(&[&[0, 1], &[0, 0]]);
        unitizing.add(&[&[1, 0], &[1, 0], &[1, 0], &[0, 0]]);
        // n = 9 + 4 + 8 = 21, q = 4 + 1 + 3, g = 13. Observed 4/2 + 2/1 + 6/3 = 6 of 21; expected 2·8·13 of
        // 441 - (1 + 1 + 4) - 1 - 3 - 13 pairs: 1 - 6·418 / (21·208).
        assert_eq!(unitizing.alpha(), Some((4368.0 - 2508.0) / 4368.0));
    }

    #[test]
    fn documents_add_up_and_what_one_alone_has_says_nothing() {
        let mut unitizing = Unitizing::default();
        unitizing.add(&[&[1, 1, 0], &[1, 0, 0]]);
        unitizing.add(&[&[1, 1, 1]]);
        unitizing.add(&[&[0, 0, 1], &[0, 0, 1]]);
        // One text of both documents: segments 2, 1, 1 and 1 long, g = 7; they differ in one unit of 12.
        assert!(near(unitizing.alpha(), 1.0 - (2.0 / 12.0) * ((144.0 - 4.0 - 3.0 - 7.0) / (2.0 * 5.0 * 7.0))));
        assert_eq!(Unitizing::default().alpha(), None);
        assert_eq!((alpha(&[&[0, 0], &[0, 0]]), alpha(&[&[1, 1], &[1, 2]])), (None, None));
    }

    /// Computes α by its definition, pair by pair.
    fn brute_force(annotators: &[Vec<Segment>]) -> Option<f64> {
        let cells = || {
            annotators
                .iter()
                .enumerate()
                .flat_map(|(who, all)| all.iter().enumerate().map(move |(unit, &segment)| (who, unit, segment)))
        };
        let (mut pairs, mut different) = (0u64, 0u64);
        let (mut seen, mut otherwise) = (0u64, 0u64);
        for a in cells() {
            for b in cells() {
                let is_one = a.0 == b.0 && if a.2 == 0 { a.1 == b.1 } else { a.2 == b.2 };
                let differs = u64::from((a.2 == 0) != (b.2 == 0));
                pairs += u64::from(!is_one);
                different += if is_one { 0 } else { differs };
                if a.0 != b.0 && a.1 == b.1 {
                    seen += 1;
                    otherwise += differs;
                }
            }
        }
        (different > 0).then(|| 1.0 - (otherwise as f64 / seen as f64) / (different as f64 / pairs as f64))
    }

    /// Segments of random lengths, with and without gaps between them.
    fn segments() -> impl Strategy<Value = Vec<Segment>> {
        proptest::collection::vec((0..4usize, 0..3usize), 12).prop_map(|lengths| {
            let mut units = Vec::new();
            for (number, (marked, gap)) in (1..).zip(lengths) {
                units.extend(std::iter::repeat_n(number, marked).chain(std::iter::repeat_n(0, gap)));
            }
            units.resize(12, 0);
            units
        })
    }

    proptest! {
        #[test]
        fn it_equals_its_definition(annotators in proptest::collection::vec(segments(), 2..5)) {
            let lists: Vec<&[Segment]> = annotators.iter().map(Vec::as_slice).collect();
            match (alpha(&lists), brute_force(&annotators)) {
                (Some(found), Some(expected)) => prop_assert!((found - expected).abs() < 1e-12, "{} {}", found, expected),
                (found, expected) => prop_assert_eq!(found, expected),
            }
            let reversed: Vec<&[Segment]> = lists.iter().rev().copied().collect();
            prop_assert_eq!(alpha(&lists), alpha(&reversed));
        }

        #[test]
        fn the_same_division_is_whole_and_a_moved_end_is_less(start in 1..6usize, length in 1..5usize) {
            let marked = |start: usize, end: usize| (0..12).map(|unit| Segment::from((start..end).contains(&unit))).collect::<Vec<_>>();
            let own = marked(start, start + length);
            prop_assert_eq!(alpha(&[&own, &own]), Some(1.0));
            let mut before = 1.0;
            for moved in 1..=12 - start - length {
                let other = marked(start, start + length + moved);
                let found = alpha(&[&own, &other]).expect("words in and out");
                prop_assert!(found < before, "{} then {}", before, found);
                before = found;
            }
        }
    }
}
