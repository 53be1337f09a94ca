//! Whole documents: who is quoted at all, and how much of the space each speaker gets.

use std::collections::{BTreeMap, BTreeSet};

use super::aligned::Aligned;
use super::counts::{Counts, SCALE};
use super::metric::Metric;
use super::resolver::Resolved;
use crate::model::EntityIndex;

/// Distinct speakers per document.
pub(super) struct Speakers;

impl Metric for Speakers {
    fn id(&self) -> &'static str {
        "document.speakers"
    }

    fn name(&self) -> &'static str {
        "speakers per document"
    }

    fn explanation(&self) -> &'static str {
        "Distinct gold entities that speak against distinct predicted speakers, per document, summed. Each distinct name that \
         resolves to no entity is a false positive; reserved words and mentions without a name do not count."
    }

    fn needs_speaker_layer(&self) -> bool {
        true
    }

    fn count(&self, doc: &Aligned<'_>) -> Counts {
        let gold: BTreeSet<EntityIndex> =
            doc.gold.quotations.iter().flat_map(|gold| gold.entities()).copied().collect();
        let (mut found, mut unknown) = (BTreeSet::new(), BTreeSet::new());
        for p in 0..doc.prediction.quotations.len() {
            if let Resolved::Speakers { entities, unknown: names } = doc.resolved(p) {
                found.extend(entities);
                unknown.extend(names);
            }
        }
        let tp = gold.intersection(&found).count();
        Counts::of_pairs(tp, gold.len(), found.len() + unknown.len())
    }
}

/// How far the predicted shares of the speakers are from the gold shares.
pub(super) struct ShareError;

impl Metric for ShareError {
    fn id(&self) -> &'static str {
        "document.share_error"
    }

    fn name(&self) -> &'static str {
        "share-of-voice error"
    }

    fn explanation(&self) -> &'static str {
        "Per document ½·Σ over speakers of |predicted share - gold share|; a share is the units of a speaker's quotations ÷ the \
         units of all quotations of that side. Overlaps count each time, several speakers of a quotation share it equally, what \
         does not resolve to an entity is one bucket, nobody. No predicted quotation: 1. The mean over documents with a gold \
         quotation; 0 is best."
    }

    fn needs_speaker_layer(&self) -> bool {
        true
    }

    fn count(&self, doc: &Aligned<'_>) -> Counts {
        if doc.gold_count() == 0 {
            return Counts::Mean { sum: 0, items: 0 };
        }
        let gold = (0..doc.gold_count()).map(|g| (doc.gold_units(g).len(), doc.gold.quotations[g].entities(), 0));
        let predicted = (0..doc.prediction.quotations.len()).map(|p| {
            let unknown = match doc.resolved(p) {
                Resolved::Speakers { unknown, .. } => unknown.len(),
                _ => 0,
            };
            (doc.predicted_units(p).len(), doc.resolved(p).entities(), unknown)
        });
        let error = match (Shares::of(gold), Shares::of(predicted)) {
            (Some(gold), Some(predicted)) => gold.distance(&predicted),
            _ => SCALE,
        };
        Counts::Mean { sum: u128::from(error), items: 1 }
    }
}

/// Exact shares: `parts[speaker] / whole`, nobody under `None`.
struct Shares {
    parts: BTreeMap<Option<EntityIndex>, u128>,
    whole: u128,
}

impl Shares {
    /// From units, entities and the number of speakers without an entity, per quotation; `None` without a unit.
    fn of<'d>(quotations: impl Iterator<Item = (u64, &'d [EntityIndex], usize)>) -> Option<Self> {
        let quotations: Vec<_> = quotations.collect();
        let speakers =
            |(_, entities, unknown): &(u64, &[EntityIndex], usize)| (entities.len() + unknown).max(1) as u128;
        let common = quotations.iter().map(speakers).fold(1, least_common_multiple);
        let mut shares = Self { parts: BTreeMap::new(), whole: 0 };
        for quotation in &quotations {
            let (units, entities, unknown) = quotation;
            let each = u128::from(*units) * (common / speakers(quotation));
            for entity in *entities {
                *shares.parts.entry(Some(*entity)).or_default() += each;
            }
            let nobody = if entities.is_empty() { (*unknown).max(1) } else { *unknown };
            *shares.parts.entry(None).or_default() += each * nobody as u128;
            shares.whole += u128::from(*units) * common;
        }
        (shares.whole > 0).then_some(shares)
    }

    /// `floor(2³² · ½ Σ |a - b|)`.
    fn distance(&self, other: &Self) -> u64 {
        let speakers: BTreeSet<_> = self.parts.keys().chain(other.parts.keys()).collect();
        let part = |shares: &Self, speaker| shares.parts.get(speaker).copied().unwrap_or(0);
        let difference: u128 = speakers
            .into_iter()
            .map(|speaker| (part(self, speaker) * other.whole).abs_diff(part(other, speaker) * self.whole))
            .sum();
        scaled(difference, 2 * self.whole * other.whole)
    }
}

/// `floor(2³² · numerator / denominator)` without overflow, for a ratio of at most 1.
fn scaled(mut numerator: u128, denominator: u128) -> u64 {
    let mut result = u64::from(numerator >= denominator);
    numerator %= denominator;
    for _ in 0..32 {
        numerator *= 2;
        result = 2 * result + u64::from(numerator >= denominator);
        numerator %= denominator;
    }
    result
}

fn least_common_multiple(a: u128, b: u128) -> u128 {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    a / x * b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_differ_by_half_the_sum_of_differences() {
        // Gold: 6 of 10 units are 0's, 4 are shared by 0 and 1. Shares 8/10 and 2/10.
        let gold = Shares::of([(6, &[0][..], 0), (4, &[0, 1], 0)].into_iter()).unwrap();
        // Predicted: 5 of 10 are 0's, 5 are nobody's. ½ (|8/10 - 5/10| + 2/10 + 5/10) = 1/2
        let predicted = Shares::of([(5, &[0][..], 0), (5, &[], 0)].into_iter()).unwrap();
        assert_eq!(gold.distance(&predicted), SCALE / 2);
        assert_eq!(gold.distance(&gold), 0);
    }

    #[test]
    fn scaling_rounds_down() {
        assert_eq!(scaled(1, 3), SCALE / 3);
        assert_eq!(scaled(7, 7), SCALE);
    }
}
