//! One document with its prediction, measured and aligned: the input of every metric.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Deref;

use super::counts::Counts;
use super::criterion::{Accepted, Criterion};
use super::measured::{Measure, Measured};
use super::speaker;
use crate::align::{Alignment, Judge, Overlap};
use crate::model::{GoldDocument, GoldQuotation, PredictedQuotation, Prediction, Setting};

/// A gold document and a prediction, measured in units and aligned.
pub struct Aligned<'a> {
    measured: Measured<'a>,
    alignment: Alignment,
    /// Pairs with IoU above one half.
    matched: Vec<Overlap>,
    /// Per gold item, the criteria that its pair satisfies; none without a pair.
    accepted: Vec<Accepted>,
    /// Number of pairs that satisfy each criterion, in the order of [`Criterion::ALL`].
    right: [usize; Criterion::ALL.len()],
}

impl<'a> Deref for Aligned<'a> {
    type Target = Measured<'a>;

    fn deref(&self) -> &Measured<'a> {
        &self.measured
    }
}

impl<'a> Aligned<'a> {
    /// Measures both sides and pairs their quotations: by overlap, or by id in the gold-quotations setting.
    #[must_use]
    pub fn new(gold: &'a GoldDocument, prediction: &'a Prediction, measure: Measure) -> Self {
        let measured = Measured::new(gold, prediction, measure);
        let (golds, predicted) = (measured.all_gold_units(), measured.all_predicted_units());
        let alignment = match measure.setting {
            Setting::EndToEnd => Alignment::new(golds, predicted, &measured),
            Setting::GoldQuotations => {
                Alignment::by_partner(golds, predicted, &partners(&gold.quotations, &prediction.quotations))
            }
        };
        let accepted = |gold| alignment.of_gold(gold).map_or_else(Accepted::default, |pair| judge(&measured, pair));
        let accepted: Vec<Accepted> = (0..golds.len()).map(accepted).collect();
        Self {
            matched: alignment.pairs().filter(Overlap::is_iou_above_half).collect(),
            right: Criterion::ALL.map(|criterion| accepted.iter().filter(|pair| pair.has(criterion)).count()),
            accepted,
            alignment,
            measured,
        }
    }

    /// The one-to-one alignment.
    #[must_use]
    pub const fn alignment(&self) -> &Alignment {
        &self.alignment
    }

    /// Pairs with IoU above one half, whose speaker, source, cue and type are compared.
    pub fn matched(&self) -> impl Iterator<Item = Overlap> + '_ {
        self.matched.iter().copied()
    }

    /// True if two items that overlap would satisfy a criterion if they were aligned.
    #[must_use]
    pub fn would_satisfy(&self, criterion: Criterion, pair: Overlap) -> bool {
        judge(self, pair).has(criterion)
    }

    /// True if an aligned pair satisfies a criterion.
    #[must_use]
    pub fn satisfies(&self, criterion: Criterion, pair: Overlap) -> bool {
        self.accepted[pair.gold].has(criterion)
    }

    /// True if an aligned pair has the speaker and the source that a criterion requires.
    pub(super) fn has_right_speaker(&self, criterion: Criterion, pair: Overlap) -> bool {
        (!criterion.needs_speaker() || self.is_speaker_right(pair))
            && (!criterion.needs_source() || self.is_source_right(pair))
    }

    /// Counts of the pairs that satisfy a criterion, over all quotations of both sides.
    pub(super) fn right_pairs(&self, criterion: Criterion) -> Counts {
        Counts::of_pairs(self.right(criterion), self.gold_count(), self.predicted_count())
    }

    /// Number of aligned pairs that satisfy a criterion.
    #[must_use]
    pub const fn right(&self, criterion: Criterion) -> usize {
        self.right[criterion as usize]
    }

    /// True if the predicted speaker of an aligned pair is the gold speaker.
    #[must_use]
    pub fn is_speaker_right(&self, pair: Overlap) -> bool {
        self.accepted[pair.gold].has_speaker()
    }
}

/// The criteria that two items would satisfy as a pair.
fn judge(doc: &Measured<'_>, pair: Overlap) -> Accepted {
    let is_speaker_right = speaker::is_right(doc, pair.gold, pair.predicted);
    Accepted::of(pair, is_speaker_right, doc.is_source_right(pair), || doc.is_cue_right(pair))
}

/// Index of the prediction with the same id, for each gold quotation.
fn partners(gold: &[GoldQuotation], predicted: &[PredictedQuotation]) -> Vec<Option<usize>> {
    let by_id: HashMap<&str, usize> =
        predicted.iter().enumerate().map(|(index, item)| (item.quotation.id.as_str(), index)).collect();
    gold.iter().map(|gold| by_id.get(gold.quotation.id.as_str()).copied()).collect()
}

impl Judge for Measured<'_> {
    fn is_speaker_right(&self, gold: usize, predicted: usize) -> bool {
        speaker::is_right(self, gold, predicted)
    }

    fn is_same_type(&self, gold: usize, predicted: usize) -> bool {
        let wanted = self.gold.quotations[gold].quotation.quotation_type;
        wanted.is_some() && wanted == self.prediction.quotations[predicted].quotation.quotation_type
    }

    fn compare_gold(&self, a: usize, b: usize) -> Ordering {
        self.rank_gold(a, b)
    }

    fn compare_predicted(&self, a: usize, b: usize) -> Ordering {
        self.rank_predicted(a, b)
    }
}
