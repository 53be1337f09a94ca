//! Overlaps between two lists of quotations.

use crate::model::{Term, UnitSet};

/// Two items that share at least one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Overlap {
    /// Index in the left list; gold in an alignment.
    pub gold: usize,
    /// Index in the right list; the prediction in an alignment.
    pub predicted: usize,
    /// Number of shared units, at least 1.
    pub shared: u64,
    /// Number of units in the union.
    pub union: u64,
}

impl Overlap {
    /// True if both have the same units.
    #[must_use]
    pub const fn is_equal(&self) -> bool {
        self.shared == self.union
    }

    /// True if IoU > 1/2.
    #[must_use]
    pub const fn is_iou_above_half(&self) -> bool {
        2 * self.shared > self.union
    }
}

/// One range of one item.
#[derive(Clone, Copy)]
struct Piece {
    start: u32,
    end: u32,
    item: usize,
    is_gold: bool,
}

/// All pairs that share a unit, sorted by gold and then by prediction.
///
/// Sweeps over the ranges, in time O(n log n) plus the number of pairs found. Two lists whose items follow each other, the common
/// case, are merged instead.
#[must_use]
pub(crate) fn overlaps(gold: &[UnitSet], predicted: &[UnitSet]) -> Vec<Overlap> {
    let mut found = if UnitSet::are_in_order(gold) && UnitSet::are_in_order(predicted) {
        merged(gold, predicted)
    } else {
        added_up(swept(gold, predicted))
    };
    for pair in &mut found {
        pair.union = gold[pair.gold].len() + predicted[pair.predicted].len() - pair.shared;
    }
    found
}

/// Overlaps of two lists whose sets follow each other, so that the pieces of a pair are found consecutively.
fn merged(gold: &[UnitSet], predicted: &[UnitSet]) -> Vec<Overlap> {
    let mut found: Vec<Overlap> = Vec::with_capacity(gold.len().max(predicted.len()));
    let mut others = pieces(predicted, false);
    let mut other = others.next();
    for piece in pieces(gold, true) {
        while let Some(Piece { start, end, item, .. }) = other {
            let (start, shared_end) = (start.max(piece.start), end.min(piece.end));
            if start < shared_end {
                let shared = u64::from(shared_end - start);
                match found.last_mut() {
                    Some(last) if last.gold == piece.item && last.predicted == item => last.shared += shared,
                    _ => found.push(Overlap { gold: piece.item, predicted: item, shared, union: 0 }),
                }
            }
            if end >= piece.end {
                break;
            }
            other = others.next();
        }
    }
    found
}

/// Overlapping pieces of any two lists.
fn swept(gold: &[UnitSet], predicted: &[UnitSet]) -> Vec<Overlap> {
    let mut pieces: Vec<Piece> = pieces(gold, true).chain(pieces(predicted, false)).collect();
    pieces.sort_unstable_by_key(|piece| piece.start);
    let (mut open_gold, mut open_predicted) = (Vec::new(), Vec::new());
    let mut found = Vec::with_capacity(gold.len().max(predicted.len()));
    for piece in pieces {
        let (own, other) =
            if piece.is_gold { (&mut open_gold, &mut open_predicted) } else { (&mut open_predicted, &mut open_gold) };
        meet(piece, other, &mut found);
        own.push(piece);
    }
    found
}

fn pieces(sets: &[UnitSet], is_gold: bool) -> impl Iterator<Item = Piece> + '_ {
    sets.iter().enumerate().flat_map(move |(item, set)| {
        set.ranges().map(move |range| Piece { start: range.start, end: range.end, item, is_gold })
    })
}

/// Pairs a piece with the open pieces of the other side and drops those that end before it.
fn meet(piece: Piece, open: &mut Vec<Piece>, found: &mut Vec<Overlap>) {
    open.retain(|other| {
        let is_open = other.end > piece.start;
        if is_open {
            let shared = u64::from(piece.end.min(other.end) - piece.start);
            let (gold, predicted) = if piece.is_gold { (piece.item, other.item) } else { (other.item, piece.item) };
            found.push(Overlap { gold, predicted, shared, union: 0 });
        }
        is_open
    });
}

/// Sums the pieces of each pair.
fn added_up(mut found: Vec<Overlap>) -> Vec<Overlap> {
    found.sort_unstable_by_key(|pair| (pair.gold, pair.predicted));
    found.dedup_by(|next, kept| {
        let same = (next.gold, next.predicted) == (kept.gold, kept.predicted);
        if same {
            kept.shared += next.shared;
        }
        same
    });
    found
}

/// Intersection over union.
pub(crate) const IOU: Term = Term {
    name: "iou",
    title: "intersection over union: how much two quotations share",
    explanation: "How alike two spans are, from 0 (no unit in common) to 1 (the same units).\n\
        Formula: IoU(g, p) = |U(g) ∩ U(p)| / |U(g) ∪ U(p)|. Thresholds are compared in integers, such as 2·|∩| > \
        |∪|; where ratios are summed, each enters as floor(2^32·|∩|/|∪|).\n\
        Edge cases: the larger span pays for what it has too much, whichever side it is on. It is the same in both \
        directions.\n\
        Example: words 1–10 and words 6–15 share 5 words of 15: IoU = 5/15 = 0.333.\n\
        Source: Jaccard 1901.",
};
