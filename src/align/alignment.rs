//! One-to-one pairs of gold and predicted quotations, computed once for all metrics.

use std::cmp::Ordering;

use super::assignment::{Edge, solve};
use super::overlap::{Overlap, overlaps};
use crate::model::{Term, UnitSet};

/// Decisions that the aligner needs where spans alone do not suffice; [`Alignment::new`] takes any implementation.
pub trait Judge {
    /// True if the prediction's speaker is right.
    fn is_speaker_right(&self, gold: usize, predicted: usize) -> bool;
    /// True if both types are present and equal.
    fn is_same_type(&self, gold: usize, predicted: usize) -> bool;
    /// Rank order of two gold items; equal only for identical items.
    fn compare_gold(&self, a: usize, b: usize) -> Ordering;
    /// Rank order of two predicted items.
    fn compare_predicted(&self, a: usize, b: usize) -> Ordering;
}

/// Aligned pairs of a document, one-to-one by construction, and all overlaps.
#[derive(Clone, Debug, Default)]
pub struct Alignment {
    overlaps: Vec<Overlap>,
    /// Index into `overlaps` per gold item.
    of_gold: Vec<Option<usize>>,
    /// Index into `overlaps` per predicted item.
    of_predicted: Vec<Option<usize>>,
}

impl Alignment {
    /// Finds the lexicographically largest alignment by number of pairs with equal units, number of pairs with IoU > 1/2, summed
    /// IoU, number of right speakers and number of equal types; ties are broken by rank, never by list position.
    ///
    /// Only items that share a unit are paired. Each connected component of the overlaps is solved separately and must have fewer
    /// than 2¹⁸ items on its smaller side.
    #[must_use]
    pub fn new(gold: &[UnitSet], predicted: &[UnitSet], judge: &impl Judge) -> Self {
        let overlaps = overlaps(gold, predicted);
        let mut alignment =
            Self { of_gold: vec![None; gold.len()], of_predicted: vec![None; predicted.len()], overlaps };
        for component in alignment.pair_the_uncontested() {
            Component::new(&alignment.overlaps, component, judge).solve(judge, &mut alignment);
        }
        alignment
    }

    /// Pairs each gold item with its partner, for the gold-quotations setting.
    ///
    /// Partners that share no unit stay unpaired.
    #[must_use]
    pub fn by_partner(gold: &[UnitSet], predicted: &[UnitSet], partners: &[Option<usize>]) -> Self {
        let overlaps = overlaps(gold, predicted);
        let mut alignment =
            Self { of_gold: vec![None; gold.len()], of_predicted: vec![None; predicted.len()], overlaps };
        for (gold, predicted) in partners.iter().enumerate() {
            if let Some(predicted) = *predicted
                && let Ok(found) =
                    alignment.overlaps.binary_search_by_key(&(gold, predicted), |pair| (pair.gold, pair.predicted))
            {
                alignment.pair(found);
            }
        }
        alignment
    }

    fn pair(&mut self, overlap: usize) {
        let Overlap { gold, predicted, .. } = self.overlaps[overlap];
        self.of_gold[gold] = Some(overlap);
        self.of_predicted[predicted] = Some(overlap);
    }

    /// Pairs items that overlap only each other, the common case, and returns the components of the remaining overlaps.
    fn pair_the_uncontested(&mut self) -> Vec<Vec<usize>> {
        let (mut of_gold, mut of_predicted) = (vec![0u32; self.of_gold.len()], vec![0u32; self.of_predicted.len()]);
        for pair in &self.overlaps {
            of_gold[pair.gold] += 1;
            of_predicted[pair.predicted] += 1;
        }
        let mut contested = Vec::new();
        for index in 0..self.overlaps.len() {
            let pair = self.overlaps[index];
            if of_gold[pair.gold] == 1 && of_predicted[pair.predicted] == 1 {
                self.pair(index);
            } else {
                contested.push(index);
            }
        }
        if contested.is_empty() {
            return Vec::new();
        }
        components(&self.overlaps, contested, of_gold.len(), of_predicted.len())
    }

    /// The aligned pairs, in gold order.
    pub fn pairs(&self) -> impl Iterator<Item = Overlap> + '_ {
        self.of_gold.iter().flatten().map(|&index| self.overlaps[index])
    }

    /// All overlaps, aligned or not, sorted by gold and then by prediction.
    #[must_use]
    pub fn overlaps(&self) -> &[Overlap] {
        &self.overlaps
    }

    /// The pair of a gold item.
    #[must_use]
    pub fn of_gold(&self, gold: usize) -> Option<Overlap> {
        self.of_gold[gold].map(|index| self.overlaps[index])
    }

    /// The pair of a predicted item.
    #[must_use]
    pub fn of_predicted(&self, predicted: usize) -> Option<Overlap> {
        self.of_predicted[predicted].map(|index| self.overlaps[index])
    }
}

/// Connected components of some of the overlaps, each as a list of overlap indices.
pub(crate) fn components(
    overlaps: &[Overlap],
    some: impl IntoIterator<Item = usize> + Clone,
    gold: usize,
    predicted: usize,
) -> Vec<Vec<usize>> {
    let mut parent: Vec<usize> = (0..gold + predicted).collect();
    for pair in some.clone().into_iter().map(|index| overlaps[index]) {
        let (a, b) = (root(&mut parent, pair.gold), root(&mut parent, gold + pair.predicted));
        parent[a.max(b)] = a.min(b);
    }
    let mut slot = vec![usize::MAX; gold];
    let mut components: Vec<Vec<usize>> = Vec::new();
    for index in some {
        // The root is the smallest index in its component, and every component has a gold item.
        let root = root(&mut parent, overlaps[index].gold);
        if slot[root] == usize::MAX {
            slot[root] = components.len();
            components.push(Vec::new());
        }
        components[slot[root]].push(index);
    }
    components
}

fn root(parent: &mut [usize], mut item: usize) -> usize {
    while parent[item] != item {
        parent[item] = parent[parent[item]];
        item = parent[item];
    }
    item
}

/// A component with its items in rank order.
struct Component {
    edges: Vec<usize>,
    gold: Vec<usize>,
    predicted: Vec<usize>,
}

impl Component {
    fn new(overlaps: &[Overlap], edges: Vec<usize>, judge: &impl Judge) -> Self {
        let ranked = |item: fn(&Overlap) -> usize, compare: &dyn Fn(usize, usize) -> Ordering| {
            let mut items: Vec<usize> = edges.iter().map(|&edge| item(&overlaps[edge])).collect();
            items.sort_unstable();
            items.dedup();
            items.sort_by(|&a, &b| compare(a, b));
            items
        };
        let gold = ranked(|pair| pair.gold, &|a, b| judge.compare_gold(a, b));
        let predicted = ranked(|pair| pair.predicted, &|a, b| judge.compare_predicted(a, b));
        Self { edges, gold, predicted }
    }

    fn solve(self, judge: &impl Judge, alignment: &mut Alignment) {
        let weights = Weights::for_pairs(self.gold.len().min(self.predicted.len()));
        let (row_of, column_of) = (inverse(&self.gold), inverse(&self.predicted));
        let mut rows: Vec<Vec<Edge>> = vec![Vec::new(); self.gold.len()];
        let mut edge_of: Vec<Vec<(usize, usize)>> = vec![Vec::new(); self.gold.len()];
        for edge in self.edges {
            let pair = alignment.overlaps[edge];
            let (row, column) = (position(&row_of, pair.gold), position(&column_of, pair.predicted));
            rows[row].push((column, weights.of(pair, judge)));
            edge_of[row].push((column, edge));
        }
        rows.iter_mut().for_each(|row| row.sort_unstable_by_key(|&(column, _)| column));
        for (row, column) in solve(&rows, self.predicted.len()).into_iter().enumerate() {
            let chosen = edge_of[row].iter().find(|&&(other, _)| Some(other) == column);
            if let Some(&(_, edge)) = chosen {
                alignment.pair(edge);
            }
        }
    }
}

/// Items with their rank, sorted by item.
fn inverse(items: &[usize]) -> Vec<(usize, usize)> {
    let mut ranks: Vec<(usize, usize)> = items.iter().enumerate().map(|(rank, &item)| (item, rank)).collect();
    ranks.sort_unstable();
    ranks
}

fn position(ranks: &[(usize, usize)], item: usize) -> usize {
    let found = ranks.partition_point(|&(other, _)| other < item);
    ranks[found].1
}

/// Packs the five alignment keys into one integer, each with enough bits for its sum over all pairs of a component.
struct Weights {
    /// Number of bits for a count of pairs.
    bits: u32,
}

impl Weights {
    fn for_pairs(pairs: usize) -> Self {
        Self { bits: usize::BITS - pairs.leading_zeros() }
    }

    fn of(&self, pair: Overlap, judge: &impl Judge) -> i128 {
        let mut weight = i128::from(pair.is_equal());
        weight = weight << self.bits | i128::from(pair.is_iou_above_half());
        weight = weight << (self.bits + 33) | i128::from(scaled_ratio(pair.shared, pair.union));
        weight = weight << self.bits | i128::from(judge.is_speaker_right(pair.gold, pair.predicted));
        weight << self.bits | i128::from(judge.is_same_type(pair.gold, pair.predicted))
    }
}

/// `floor(2³² · numerator / denominator)`: the fixed-point form in which ratios are summed.
///
/// # Panics
/// When the denominator is 0.
#[must_use]
pub(crate) fn scaled_ratio(numerator: u64, denominator: u64) -> u64 {
    if numerator >> 32 == 0 {
        return (numerator << 32) / denominator;
    }
    ((u128::from(numerator) << 32) / u128::from(denominator)) as u64
}

/// Definition of the alignment.
pub(crate) const ALIGNMENT: Term = Term {
    name: "alignment",
    title: "which prediction answers which gold quotation",
    explanation: "Done once per document and used by every metric. One-to-one, and only items that share a unit may be paired. \
        Of all such pairings it is the one that is best in, each deciding only where those before tie: the number of \
        pairs with equal units, the number of pairs with IoU > 1/2, the sum of IoU, the number of pairs with the \
        right speaker, the number of pairs with equal types.\n\
        Edge cases: what still ties is decided by a fixed order of the items (fragments, confidence from high to low, \
        type, speaker, source, cue, id), never by the place in a file. An item without a partner counts as missed or as too much. In \
        the gold-quotations setting pairs are made by id.\n\
        Example: gold is words 1–10 and words 11–13, predicted are words 3–13 and words 1–5. Pairing the long ones \
        gives one pair with an IoU of 8/13, which is over 1/2, and nothing for the rest. The other way, IoU 5/10 and \
        3/11, sums to more (0.773 against 0.615), but neither pair is over 1/2, so the first is taken: 1 aligned \
        pair.\n\
        Source: an assignment problem (Kuhn 1955), solved for each group of overlapping items.",
};
