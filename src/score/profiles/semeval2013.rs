//! SemEval 2013, task 9.1: the MUC categories, counted as in nervaluate.

use super::profile::Profile;
use super::ruler::Ruler;
use super::tally::{Fraction, Tally};
use crate::model::Quotation;
use crate::score::Aligned;

/// Strict, exact, partial and type.
pub(super) const SEMEVAL2013: Profile = Profile {
    name: "semeval2013",
    summary: "SemEval-2013 task 9.1 (nervaluate): strict, exact, partial and type matches of content spans",
    explanation: "Entities are the content spans, in characters, with the quotation's type as their label (`none` where it is not stated); \
        each fragment of a discontinuous quotation is an entity. Predictions in text order (start, end, label) each take the \
        first free gold entity that makes them COR, else the first free one they overlap, which makes them INC (in partial: \
        PAR), else they are SPU; gold that is left is MIS. An overlap covers at least 1 % of the gold span. COR is: strict, \
        same span and label; exact and partial, same span; type, an overlap and the same label, of several the one with the \
        nearest ends. ACT = COR + INC + PAR + SPU, \
        POS = COR + INC + PAR + MIS, P = (COR + PAR/2) / ACT, R = (COR + PAR/2) / POS.\n\
        Quirks: the matching is greedy, so an early prediction can take the gold of a later one; one scheme may pair what another \
        does not. A prediction whose text is nowhere is SPU.\n\
        Differs from the original: it equals nervaluate 1.2, but that text order stands for the order of the lists, on which \
        that depends, and that figures which it gives as 0 for want of items are undefined here. Figures published with \
        earlier versions are counted otherwise: 1.1 gives a prediction the first free gold entity that it overlaps, even \
        where an equal one follows, and partial matches no credit in the sum over documents; 0.2 counts a prediction that \
        equals no gold entity once for each free one that it overlaps, and every prediction that equals one as COR, however \
        many do.\n\
        Source: Segura-Bedmar, Martínez and Herrero-Zazo 2013, SemEval; Chinchor and Sundheim 1993, MUC-5; nervaluate 1.2.1.",
    figures: &["strict", "exact", "partial", "type"],
    count,
};

fn count(doc: &Aligned<'_>) -> Vec<Tally> {
    let ruler = Ruler::characters(doc.gold.text());
    let golds = entities(&ruler, doc.gold.quotations.iter().map(|gold| &gold.quotation));
    let predicted = entities(&ruler, doc.prediction.quotations.iter().map(|item| &item.quotation));
    let placeless = doc.prediction.invalid.len() as u64;
    let schemes = [Scheme::Strict, Scheme::Exact, Scheme::Partial, Scheme::Type];
    schemes.map(|scheme| scheme.count(&golds, &predicted, placeless)).into()
}

/// A labelled span, ordered by text position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct LabelledSpan {
    start: u32,
    end: u32,
    label: &'static str,
}

impl LabelledSpan {
    /// True if another entity covers at least 1 % of this one.
    fn is_met_by(&self, other: &Self) -> bool {
        let shared = self.end.min(other.end).saturating_sub(self.start.max(other.start));
        100 * u64::from(shared) >= u64::from(self.end - self.start)
    }
}

fn entities<'a>(ruler: &Ruler, quotations: impl Iterator<Item = &'a Quotation>) -> Vec<LabelledSpan> {
    let mut entities: Vec<LabelledSpan> = quotations
        .flat_map(|quotation| {
            let label = quotation.quotation_type.map_or("none", |quotation_type| quotation_type.as_str());
            ruler.pieces(&quotation.content).into_iter().map(move |range| LabelledSpan {
                start: range.start,
                end: range.end,
                label,
            })
        })
        .collect();
    entities.sort_unstable();
    entities
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Strict,
    Exact,
    Partial,
    Type,
}

impl Scheme {
    fn count(self, golds: &[LabelledSpan], predicted: &[LabelledSpan], placeless: u64) -> Tally {
        let mut free = vec![true; golds.len()];
        let (mut correct, mut overlapping, mut spurious) = (0, 0, placeless);
        for item in predicted {
            let near = || {
                let before_its_end = golds.iter().enumerate().take_while(|(_, gold)| gold.start < item.end);
                before_its_end.filter(|&(index, gold)| free[index] && gold.is_met_by(item))
            };
            let right = self.right(near(), item);
            match right.or_else(|| near().next().map(|(index, _)| index)) {
                None => spurious += 1,
                Some(index) => {
                    free[index] = false;
                    if right.is_some() { correct += 1 } else { overlapping += 1 }
                }
            }
        }
        let missed = free.into_iter().filter(|is_free| *is_free).count() as u64;
        self.tally(correct, overlapping, missed, spurious)
    }

    /// The overlapping gold entity that makes the prediction correct.
    fn right<'g>(
        self,
        mut near: impl Iterator<Item = (usize, &'g LabelledSpan)>,
        item: &LabelledSpan,
    ) -> Option<usize> {
        let is_same_span = |gold: &LabelledSpan| (gold.start, gold.end) == (item.start, item.end);
        let distance = |gold: &LabelledSpan| gold.start.abs_diff(item.start) + gold.end.abs_diff(item.end);
        let found = match self {
            Self::Strict => near.find(|(_, gold)| *gold == item),
            Self::Exact | Self::Partial => near.find(|(_, gold)| is_same_span(gold)),
            Self::Type => near.filter(|(_, gold)| gold.label == item.label).min_by_key(|(_, gold)| distance(gold)),
        };
        found.map(|(index, _)| index)
    }

    fn tally(self, correct: u64, overlapping: u64, missed: u64, spurious: u64) -> Tally {
        let (incorrect, partial) = if self == Self::Partial { (0, overlapping) } else { (overlapping, 0) };
        let (actual, possible) = (correct + overlapping + spurious, correct + overlapping + missed);
        let credit = u128::from(2 * correct + partial) << 31;
        let counts = vec![
            ("COR", correct),
            ("INC", incorrect),
            ("PAR", partial),
            ("MIS", missed),
            ("SPU", spurious),
            ("POS", possible),
            ("ACT", actual),
        ];
        Tally::new(counts, Fraction::of_scaled(credit, actual), Fraction::of_scaled(credit, possible))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{self, counts};
    use super::*;

    fn count(gold: serde_json::Value, predicted: serde_json::Value) -> Vec<Tally> {
        testing::count(&SEMEVAL2013, gold, predicted)
    }

    #[test]
    fn each_scheme_has_its_own_idea_of_correct() {
        // "w0 w1 w2 …", three characters a word. gold: direct w0–w2, indirect w4–w5, direct w8
        // predicted: direct w0–w2 (right), direct w4 (short, wrong type), direct w12 (nothing there)
        let tallies = count(
            json!([{"words": [0, 3], "type": "direct"}, {"words": [4, 6], "type": "indirect"}, {"words": [8, 9], "type": "direct"}]),
            json!([{"words": [0, 3], "type": "direct"}, {"words": [4, 5], "type": "direct"}, {"words": [12, 13], "type": "direct"}]),
        );
        // COR INC PAR MIS SPU POS ACT; the same from nervaluate 1.2.1
        assert_eq!(counts(&tallies[0]), [1, 1, 0, 1, 1, 3, 3]);
        assert_eq!(counts(&tallies[1]), [1, 1, 0, 1, 1, 3, 3]);
        assert_eq!(counts(&tallies[2]), [1, 0, 1, 1, 1, 3, 3]);
        assert_eq!(counts(&tallies[3]), [1, 1, 0, 1, 1, 3, 3]);
        // partial: (1 + 1/2) / 3
        assert_eq!((tallies[2].precision(), tallies[2].recall()), (Some(0.5), Some(0.5)));
    }

    #[test]
    fn an_early_prediction_takes_the_gold_of_a_later_one() {
        // gold w2–w5. The first prediction, w1–w2, overlaps it by a word and takes it; the exact one comes too late.
        let tallies = count(json!([{"words": [2, 6]}]), json!([{"words": [1, 3]}, {"words": [2, 6]}]));
        assert_eq!(counts(&tallies[0]), [0, 1, 0, 0, 1, 1, 2]);
        assert_eq!(counts(&tallies[2]), [0, 0, 1, 0, 1, 1, 2]);
    }

    #[test]
    fn by_type_the_nearest_ends_are_taken() {
        // The prediction w0–w6 overlaps gold w0–w1, which ends five words early, and gold w1–w6, which starts one word late:
        // by type it takes the second. Strictly neither is right, and the first in the text is taken as wrong.
        let gold = json!([{"words": [0, 2], "type": "direct"}, {"words": [1, 7], "type": "direct"}]);
        let tallies = count(gold, json!([{"words": [0, 7], "type": "direct"}]));
        assert_eq!(counts(&tallies[3]), [1, 0, 0, 1, 0, 2, 1]);
        assert_eq!(counts(&tallies[0]), [0, 1, 0, 1, 0, 2, 1]);
    }

    #[test]
    fn a_hundredth_of_the_gold_span_is_an_overlap() {
        // gold w0–w39 has 10·2 + 30·3 characters and 39 blanks, 149 in all; w0 covers 2 of them, more than 1 %.
        let counted = count(json!([{"words": [0, 40]}]), json!([{"words": [0, 1]}]));
        assert_eq!(counts(&counted[2]), [0, 0, 1, 0, 0, 1, 1]);
        let entity = |start, end| LabelledSpan { start, end, label: "none" };
        // 1 of 100 characters is 1 %, 1 of 101 is less.
        assert!(entity(0, 100).is_met_by(&entity(99, 120)));
        assert!(!entity(0, 101).is_met_by(&entity(100, 120)));
    }

    #[test]
    fn fragments_are_entities_and_a_lost_text_is_spurious() {
        let gold = json!([{"pieces": [[0, 2], [4, 6]]}]);
        let tallies = count(gold, json!([{"words": [4, 6]}, {"text": "nowhere at all in this document"}]));
        assert_eq!(counts(&tallies[0]), [1, 0, 0, 1, 1, 2, 2]);
    }
}
