//! Tests of the assignment against brute force, and of large alignments.

use std::cmp::Ordering;

use proptest::prelude::*;

use super::assignment::{Edge, solve};
use super::*;
use crate::model::{Fragments, Span, UnitProfile, UnitSet, Units};

/// Tries every matching and returns the heaviest, with ties broken by rank order and "unmatched" last.
fn brute_force(rows: &[Vec<Edge>], columns: usize) -> (i128, Vec<Option<usize>>) {
    fn walk(
        rows: &[Vec<Edge>],
        taken: &mut Vec<bool>,
        so_far: &mut Vec<usize>,
        weight: i128,
        best: &mut (i128, Vec<usize>),
    ) {
        let Some(row) = rows.get(so_far.len()) else {
            let key = |list: &[usize]| list.to_vec();
            if weight > best.0 || (weight == best.0 && key(so_far) < key(&best.1)) {
                *best = (weight, so_far.clone());
            }
            return;
        };
        for &(column, gain) in row {
            if !taken[column] {
                taken[column] = true;
                so_far.push(column);
                walk(rows, taken, so_far, weight + gain, best);
                so_far.pop();
                taken[column] = false;
            }
        }
        so_far.push(usize::MAX);
        walk(rows, taken, so_far, weight, best);
        so_far.pop();
    }
    let mut best = (-1, Vec::new());
    walk(rows, &mut vec![false; columns], &mut Vec::new(), 0, &mut best);
    (best.0, best.1.into_iter().map(|column| (column != usize::MAX).then_some(column)).collect())
}

fn arb_rows(side: usize, weights: i128) -> impl Strategy<Value = (Vec<Vec<Edge>>, usize)> {
    (1..=side).prop_flat_map(move |columns| {
        let row = prop::collection::btree_map(0..columns, 1..=weights, 0..=columns);
        (prop::collection::vec(row.prop_map(|row| row.into_iter().collect()), 1..=side), Just(columns))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_assignment_equals_brute_force((rows, columns) in arb_rows(7, 40)) {
        prop_assert_eq!(solve(&rows, columns), brute_force(&rows, columns).1);
    }

    #[test]
    fn ties_go_to_the_first_ranks((rows, columns) in arb_rows(6, 2)) {
        prop_assert_eq!(solve(&rows, columns), brute_force(&rows, columns).1);
    }
}

#[test]
fn a_column_that_must_stay_covered_can_still_change_hands() {
    // 34 + 7 = 35 + 6: row 0 may move to column 2 because row 1 takes over column 4 and column 0 becomes free.
    assert_eq!(solve(&[vec![(2, 34), (4, 35)], vec![(0, 6), (4, 7)]], 7), [Some(2), Some(4)]);
}

/// A judge that knows only spans and ranks items by list position.
struct SpansOnly;

impl Judge for SpansOnly {
    fn is_speaker_right(&self, _: usize, _: usize) -> bool {
        false
    }
    fn is_same_type(&self, _: usize, _: usize) -> bool {
        false
    }
    fn compare_gold(&self, a: usize, b: usize) -> Ordering {
        a.cmp(&b)
    }
    fn compare_predicted(&self, a: usize, b: usize) -> Ordering {
        a.cmp(&b)
    }
}

/// Sets of the words `start..end` of a text of one-letter words.
fn sets(ranges: &[(usize, usize)]) -> Vec<UnitSet> {
    let text = "a ".repeat(2000);
    let units = Units::new(&text, UnitProfile::Words);
    let span = |&(start, end): &(usize, usize)| Fragments::from(Span::new(&text, 2 * start, 2 * end - 1).unwrap());
    ranges.iter().map(|range| units.touched(&span(range))).collect()
}

#[test]
fn one_good_pair_beats_two_bad() {
    // Gold 0..10 and 10..14, predicted 3..13 and 0..3.
    let (gold, predicted) = (sets(&[(0, 10), (10, 14)]), sets(&[(3, 13), (0, 3)]));
    // IoU(g0, p0) = 7/13 > 1/2, IoU(g1, p0) = 3/11, IoU(g0, p1) = 3/10: 3/11 + 3/10 > 7/13, but one pair above 1/2 comes first.
    let alignment = Alignment::new(&gold, &predicted, &SpansOnly);
    let pairs: Vec<_> = alignment.pairs().map(|pair| (pair.gold, pair.predicted)).collect();
    assert_eq!(pairs, [(0, 0)]);
}

#[test]
fn overlaps_add_up_over_fragments() {
    let text = "a ".repeat(30);
    let units = Units::new(&text, UnitProfile::Words);
    let words = |ranges: &[(usize, usize)]| {
        let spans = ranges.iter().map(|&(start, end)| Span::new(&text, 2 * start, 2 * end - 1).unwrap());
        units.touched(&Fragments::new(spans).unwrap())
    };
    let gold = [words(&[(0, 5), (8, 12)])];
    let predicted = [words(&[(3, 9)]), words(&[(5, 8)]), words(&[(4, 6), (11, 20)])];
    let shared: Vec<_> = overlaps(&gold, &predicted).iter().map(|pair| (pair.predicted, pair.shared)).collect();
    assert_eq!(shared, [(0, 3), (2, 2)], "3, 4 and 8; then 4 and 11");
}

#[test]
fn five_hundred_mutually_overlapping_items_a_side_are_one_to_one() {
    let ranges = |offset: usize| (0..500).map(|i| (i + offset, i + 600 + offset)).collect::<Vec<_>>();
    let alignment = Alignment::new(&sets(&ranges(0)), &sets(&ranges(1)), &SpansOnly);
    assert_eq!(alignment.pairs().count(), 500);
    assert_eq!(alignment.pairs().filter(|pair| pair.shared == 600).count(), 499, "gold i + 1 equals prediction i");
}
