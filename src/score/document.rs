//! Document-level metrics: the set of quoted speakers, and each speaker's share of the quoted text.

use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::ToPrimitive;
use smallvec::{SmallVec, smallvec};

use super::aligned::Aligned;
use super::counts::Counts;
use super::metric::{Metric, Needs, Range};
use super::ratios::SCALE;
use super::resolver::Resolved;
use crate::model::EntityIndex;

/// Distinct speakers per document.
pub(super) const SPEAKERS: Metric = Metric {
    id: "document.speakers",
    name: "speakers per document",
    explanation: "Who is quoted at all? Distinct speakers of a document, however many quotations each has and wherever they \
        are.\n\
        Formula: per document, TP = gold entities that speak and are also predicted, FP = predicted entities that \
        do not speak in gold, and distinct folded names that resolve to no entity, FN = gold entities that speak \
        and are not predicted; summed over documents. Precision, recall and F1 as ever.\n\
        Edge cases: reserved words and sources that resolve to nobody do not count. Without predicted speakers \
        precision is undefined, without gold entities recall; F1 is undefined where there are none on either side. \
        A dataset in which no quotation has a speaker or a source does not define it.\n\
        Example: Ann Lee and Bo Roe speak. Predicted are two quotations by Ann Lee and one by Mia Poe, whom gold \
        does not know: TP = 1, FP = 1, FN = 1; precision 1/2, recall 1/2, F1 = 2·1/(2 + 2) = 0.500.",
    needs: Needs::Speakers,
    range: Range::Score,
    count: count_speakers,
};

fn count_speakers(doc: &Aligned<'_>) -> Counts {
    let entities = doc.gold.entities.len();
    let (mut gold, mut found) = (EntityFlags::none(entities), EntityFlags::none(entities));
    doc.gold.quotations.iter().for_each(|gold_item| gold.mark(gold_item.entities()));
    let mut names: Vec<&String> = Vec::new();
    for p in 0..doc.prediction.quotations.len() {
        if let Resolved::Speakers { entities, unknown } = doc.resolved(p) {
            found.mark(entities);
            names.extend(unknown);
        }
    }
    let tp = gold.0.iter().zip(&found.0).filter(|&(&gold, &found)| gold && found).count();
    Counts::of_pairs(tp, gold.count(), found.count() + distinct(names).len())
}

/// One flag per entity of a document, set if the entity speaks.
struct EntityFlags(SmallVec<[bool; 32]>);

impl EntityFlags {
    fn none(entities: usize) -> Self {
        Self(smallvec![false; entities])
    }

    fn mark(&mut self, entities: &[EntityIndex]) {
        entities.iter().for_each(|&entity| self.0[entity] = true);
    }

    fn count(&self) -> usize {
        self.0.iter().filter(|&&is_meant| is_meant).count()
    }
}

fn distinct<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort_unstable();
    list.dedup();
    list
}

/// Distance between the predicted and the gold shares of the speakers.
pub(super) const SHARE_ERROR: Metric = Metric {
    id: "document.share_error",
    name: "share-of-voice error",
    explanation: "How far is the space that each speaker gets from the space that gold gives them? 0 is best, 1 is worst.\n\
        Formula: per document ½·Σ over speakers of |predicted share - gold share|; a share is the units of a \
        speaker's quotations ÷ the units of all quotations of that side. The mean over documents that have a gold \
        quotation.\n\
        Edge cases: overlapping quotations count each time; several speakers of a quotation share it equally; \
        whatever does not resolve to an entity is one bucket, nobody. A document without a predicted quotation has \
        error 1. Without a document that has a gold quotation it is undefined. A dataset in which no quotation has \
        a speaker or a source does not define it.\n\
        Example: of 10 gold words Ann Lee says 6 and Bo Roe 4; of 10 predicted words Ann Lee says 5, and 5 are said \
        by nobody that is known: ½·(|5/10 - 6/10| + |0/10 - 4/10| + |5/10 - 0/10|) = 0.500.\n\
        Source: it is the total variation distance of the two distributions.",
    needs: Needs::Speakers,
    range: Range::Error,
    count: count_share_error,
};

fn count_share_error(doc: &Aligned<'_>) -> Counts {
    if doc.gold_count() == 0 {
        return Counts::Mean { sum: 0, items: 0 };
    }
    let gold = (0..doc.gold_count()).map(|g| (doc.gold_units(g).len(), doc.gold.quotations[g].entities(), 0));
    let predicted = (0..doc.prediction.quotations.len()).map(|p| predicted_voice(doc, p));
    let (gold, predicted) = (Voices::of(gold), Voices::of(predicted));
    Counts::Mean { sum: u128::from(share_error(&gold, &predicted)), items: 1 }
}

/// Units of a quotation, the entities that speak, and the number of speakers that are not entities.
type Voice<'d> = (u64, &'d [EntityIndex], usize);

fn predicted_voice<'d>(doc: &'d Aligned<'_>, p: usize) -> Voice<'d> {
    let (entities, unknown) = doc.resolved(p).counted();
    (doc.predicted_units(p).len(), entities, unknown)
}

/// The quotations of one side.
struct Voices<'d> {
    voices: Vec<Voice<'d>>,
    /// Total number of units, capped at 2⁶⁴ - 1.
    units: u64,
    /// Distinct numbers of speakers of shared quotations, sorted, each at least 2.
    shared_by: Vec<u64>,
    /// Index after the last entity that speaks.
    entities: usize,
}

impl<'d> Voices<'d> {
    fn of(voices: impl ExactSizeIterator<Item = Voice<'d>>) -> Self {
        let mut side = Self { voices: Vec::with_capacity(voices.len()), units: 0, shared_by: Vec::new(), entities: 0 };
        for voice in voices {
            let (units, entities, _) = voice;
            side.units = side.units.saturating_add(units);
            side.entities = entities.last().map_or(side.entities, |&last| side.entities.max(last + 1));
            if speakers(&voice) > 1 {
                side.shared_by.push(speakers(&voice));
            }
            side.voices.push(voice);
        }
        side.shared_by = distinct(side.shared_by);
        side
    }

    /// Upper bound on the number of bits of the whole.
    fn bits(&self) -> u32 {
        self.shared_by.iter().chain([&self.units]).map(|count| u64::BITS - count.leading_zeros()).sum()
    }
}

fn speakers((_, entities, unknown): &Voice<'_>) -> u64 {
    (entities.len() + unknown).max(1) as u64
}

/// `floor(2³² · ½ Σ |predicted share - gold share|)`; 2³² if a side has no unit.
///
/// Computed in 64 bits if they suffice, which is nearly always; many different numbers of speakers per quotation need more.
fn share_error(gold: &Voices<'_>, predicted: &Voices<'_>) -> u64 {
    let bits = gold.bits() + predicted.bits() + 34;
    if bits < u64::BITS {
        distance::<u64>(gold, predicted)
    } else if bits < u128::BITS {
        distance::<u128>(gold, predicted).and_then(|error| error.to_u64())
    } else {
        distance::<BigUint>(gold, predicted).and_then(|error| error.to_u64())
    }
    .unwrap_or(SCALE)
}

/// The error in units of 2⁻³²; `None` if a side has no unit.
fn distance<T: Integer + Clone + From<u64>>(gold: &Voices<'_>, predicted: &Voices<'_>) -> Option<T> {
    let entities = gold.entities.max(predicted.entities);
    let (gold, predicted) = (Shares::<T>::of(gold, entities)?, Shares::<T>::of(predicted, entities)?);
    let difference = gold.parts.into_iter().zip(predicted.parts).fold(T::zero(), |sum, (gold_part, predicted_part)| {
        let (a, b) = (gold_part * predicted.whole.clone(), predicted_part * gold.whole.clone());
        sum + if a > b { a - b } else { b - a }
    });
    Some(difference * T::from(SCALE) / (T::from(2) * gold.whole * predicted.whole))
}

/// Exact shares: `parts[entity] / whole`; the last part is that of unknown speakers.
struct Shares<T> {
    parts: Vec<T>,
    whole: T,
}

impl<T: Integer + Clone + From<u64>> Shares<T> {
    /// `None` without a unit.
    fn of(side: &Voices<'_>, entities: usize) -> Option<Self> {
        let common = side.shared_by.iter().fold(T::one(), |common, &count| common.lcm(&T::from(count)));
        let mut shares = Self { parts: vec![T::zero(); entities + 1], whole: T::zero() };
        for voice in &side.voices {
            let (units, speaking, unknown) = *voice;
            let whole = T::from(units) * common.clone();
            let each = if speakers(voice) == 1 { whole.clone() } else { whole.clone() / T::from(speakers(voice)) };
            let nobody = if speaking.is_empty() { unknown.max(1) } else { unknown };
            for &entity in speaking {
                shares.add(entity, each.clone());
            }
            if nobody > 0 {
                shares.add(entities, each * T::from(nobody as u64));
            }
            shares.whole = shares.whole + whole;
        }
        (!shares.whole.is_zero()).then_some(shares)
    }

    fn add(&mut self, speaker: usize, part: T) {
        self.parts[speaker] = self.parts[speaker].clone() + part;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side<'d>(voices: &[Voice<'d>]) -> Voices<'d> {
        Voices::of(voices.iter().copied())
    }

    fn error(gold: &[Voice<'_>], predicted: &[Voice<'_>]) -> u64 {
        share_error(&side(gold), &side(predicted))
    }

    #[test]
    fn shares_differ_by_half_the_sum_of_differences() {
        // Gold: 6 of 10 units are 0's, 4 are shared by 0 and 1. Shares 8/10 and 2/10.
        let gold: [Voice<'_>; 2] = [(6, &[0], 0), (4, &[0, 1], 0)];
        // Predicted: 5 of 10 are 0's, 5 are nobody's. ½ (|8/10 - 5/10| + 2/10 + 5/10) = 1/2
        let predicted: [Voice<'_>; 2] = [(5, &[0], 0), (5, &[], 0)];
        assert_eq!(error(&gold, &predicted), SCALE / 2);
        assert_eq!(error(&gold, &gold), 0);
        assert_eq!(error(&gold, &[]), SCALE, "nothing predicted");
    }

    #[test]
    fn many_different_numbers_of_speakers_do_not_overflow() {
        // No predicted speaker is an entity, so the whole share is misplaced.
        let predicted: Vec<Voice<'_>> = (0..150).map(|index| (3, &[][..], index + 1)).collect();
        assert_eq!(error(&[(5, &[0], 0)], &predicted), SCALE);
    }

    #[test]
    fn all_widths_agree() {
        let gold: [Voice<'_>; 3] = [(7, &[0, 1, 2], 0), (11, &[1], 0), (2, &[], 0)];
        let predicted: [Voice<'_>; 3] = [(9, &[0, 1], 1), (5, &[2], 0), (4, &[1], 2)];
        let (gold, predicted) = (side(&gold), side(&predicted));
        let narrow = distance::<u128>(&gold, &predicted).unwrap();
        assert_eq!(distance::<BigUint>(&gold, &predicted).unwrap(), BigUint::from(narrow));
        assert_eq!(u128::from(distance::<u64>(&gold, &predicted).unwrap()), narrow);
    }
}
