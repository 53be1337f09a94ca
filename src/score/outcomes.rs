//! The outcome of each quotation, the basis of every listing of items.

use super::aligned::Aligned;
use super::error_class::ErrorClass;
use super::errors::{Boundary, ItemClasses};
use crate::align::Overlap;

/// A gold quotation with its partner, an unaligned gold quotation, or an unaligned prediction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The error class.
    pub class: ErrorClass,
    /// Index of the gold quotation.
    pub gold: Option<usize>,
    /// Index of the prediction; predictions without a place are numbered after the placed ones.
    pub predicted: Option<usize>,
    /// The aligned pair, if there is one.
    pub pair: Option<Overlap>,
}

impl Outcome {
    /// Every item of a document once: gold quotations in rank order, then unaligned predictions, then predictions without a
    /// place.
    #[must_use]
    pub fn all(doc: &Aligned<'_>, classes: &ItemClasses) -> Vec<Self> {
        let placed = doc.prediction.quotations.len();
        let alone = doc.ranked_predicted().into_iter().filter(|&p| doc.alignment().of_predicted(p).is_none());
        let mut invalid: Vec<usize> = (0..doc.prediction.invalid.len()).collect();
        invalid.sort_by(|&a, &b| doc.prediction.invalid[a].rank(&doc.prediction.invalid[b]));
        let of_gold = |g: usize| {
            let pair = doc.alignment().of_gold(g);
            Self { class: classes.gold[g], gold: Some(g), predicted: pair.map(|pair| pair.predicted), pair }
        };
        let of_predicted = |p: usize| Self { class: classes.predicted[p], gold: None, predicted: Some(p), pair: None };
        let unplaced = invalid.into_iter().map(|index| placed + index);
        doc.ranked_gold().into_iter().map(of_gold).chain(alone.chain(unplaced).map(of_predicted)).collect()
    }

    /// Intersection over union of an aligned pair, in units.
    #[must_use]
    pub fn iou(&self) -> Option<f64> {
        self.pair.map(|pair| pair.shared as f64 / pair.union as f64)
    }

    /// Boundary error of an aligned pair.
    #[must_use]
    pub fn boundary(&self, doc: &Aligned<'_>) -> Option<Boundary> {
        Boundary::of(doc, self.pair?)
    }

    /// Other mistakes in a correct pair: `type` if gold states a type that the prediction does not have, `cue` if the cues share
    /// no unit or only one side has a cue. Empty for other classes.
    #[must_use]
    pub fn flags(&self, doc: &Aligned<'_>) -> Vec<&'static str> {
        let Some(pair) = self.pair.filter(|_| self.class == ErrorClass::Correct) else {
            return Vec::new();
        };
        let stated = doc.gold.quotations[pair.gold].quotation.quotation_type;
        let found = doc.prediction.quotations[pair.predicted].quotation.quotation_type;
        let wrong = [("type", stated.is_some() && stated != found), ("cue", !doc.is_cue_right(pair))];
        wrong.into_iter().filter(|(_, is_wrong)| *is_wrong).map(|(flag, _)| flag).collect()
    }
}
