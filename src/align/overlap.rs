//! Which quotations of two lists share units, and how many.

use crate::model::UnitSet;

/// Two items that share at least one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Overlap {
    /// Index on the left side: gold, in an alignment.
    pub gold: usize,
    /// Index on the right side: the prediction, in an alignment.
    pub predicted: usize,
    /// How many units they share, at least 1.
    pub shared: u64,
    /// How many units either has.
    pub union: u64,
}

impl Overlap {
    /// Whether both have the same units.
    #[must_use]
    pub const fn is_equal(&self) -> bool {
        self.shared == self.union
    }

    /// Whether they share more than half of what either has.
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
/// A sweep over the ranges: its time grows with their number (n log n) and with the number of pairs found. Both sorts see long
/// sorted runs where the items stand in text order, which a stable sort merges at little cost.
#[must_use]
pub fn overlaps(gold: &[UnitSet], predicted: &[UnitSet]) -> Vec<Overlap> {
    let mut pieces: Vec<Piece> = pieces(gold, true).chain(pieces(predicted, false)).collect();
    pieces.sort_by_key(|piece| piece.start);
    let (mut open_gold, mut open_predicted) = (Vec::new(), Vec::new());
    let mut found = Vec::with_capacity(gold.len().max(predicted.len()));
    for piece in pieces {
        let (own, other) =
            if piece.is_gold { (&mut open_gold, &mut open_predicted) } else { (&mut open_predicted, &mut open_gold) };
        meet(piece, other, &mut found);
        own.push(piece);
    }
    let mut found = merge(found);
    for pair in &mut found {
        pair.union = gold[pair.gold].len() + predicted[pair.predicted].len() - pair.shared;
    }
    found
}

fn pieces(sets: &[UnitSet], is_gold: bool) -> impl Iterator<Item = Piece> + '_ {
    sets.iter().enumerate().flat_map(move |(item, set)| {
        set.ranges().map(move |range| Piece { start: range.start, end: range.end, item, is_gold })
    })
}

/// Pairs a piece with the open ones of the other side and closes those that end before it.
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

/// Adds up the pieces of each pair.
fn merge(mut found: Vec<Overlap>) -> Vec<Overlap> {
    found.sort_by_key(|pair| (pair.gold, pair.predicted));
    found.dedup_by(|next, kept| {
        let same = (next.gold, next.predicted) == (kept.gold, kept.predicted);
        if same {
            kept.shared += next.shared;
        }
        same
    });
    found
}
