//! One document scored on its most confident predictions: the changes of its counts from threshold to threshold.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::AddAssign;

use crate::align::{Alignment, Judge, Overlap, components};
use crate::model::{PredictedQuotation, Prediction, Setting};
use crate::score::Aligned;

/// Change of the counts at one confidence, relative to the counts above it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct StepChange {
    /// Predictions with this confidence.
    pub(super) kept: i64,
    /// Predictions as scoring counts them: in the gold-quotations setting, one per quotation, kept or not.
    pub(super) predicted: i64,
    /// Right pairs; may be negative, because an added prediction can take the partner of another.
    pub(super) right: i64,
    /// Right pairs whose prediction is kept, excluding abstentions for lack of confidence.
    pub(super) right_kept: i64,
}

impl AddAssign for StepChange {
    fn add_assign(&mut self, other: Self) {
        self.kept += other.kept;
        self.predicted += other.predicted;
        self.right += other.right;
        self.right_kept += other.right_kept;
    }
}

/// Calls `change` with each confidence of a document and its change, in any order and possibly several times per confidence;
/// `None` stands for the counts with no prediction kept.
pub(super) fn changes(doc: &Aligned<'_>, mut change: impl FnMut(Option<f64>, StepChange)) {
    match doc.measure.setting {
        Setting::EndToEnd => realigned(doc, &mut change),
        Setting::GoldQuotations => answered(doc, &mut change),
    }
    for invalid in &doc.prediction.invalid {
        change(invalid.confidence, StepChange { kept: 1, predicted: 1, ..StepChange::default() });
    }
}

/// Changes in the gold-quotations setting: pairs stay, and an answer below the threshold becomes an abstention.
fn answered(doc: &Aligned<'_>, change: &mut impl FnMut(Option<f64>, StepChange)) {
    let answers = &doc.prediction.quotations;
    let abstention = |item: &PredictedQuotation| {
        PredictedQuotation::abstention(item.quotation.id.clone(), item.quotation.content.clone())
    };
    let silent =
        Prediction { quotations: answers.iter().map(abstention).collect(), ..Prediction::empty(doc.gold.id()) };
    let silent = Aligned::new(doc.gold, &silent, doc.measure);
    let criterion = doc.measure.criterion;
    let right = silent.right(criterion) as i64;
    change(None, StepChange { predicted: answers.len() as i64, right, ..StepChange::default() });
    let is_right = |doc: &Aligned<'_>, predicted: usize| {
        i64::from(doc.alignment().of_predicted(predicted).is_some_and(|pair| doc.satisfies(criterion, pair)))
    };
    for (index, item) in answers.iter().enumerate().filter(|(_, item)| item.confidence.is_some()) {
        let (with, without) = (is_right(doc, index), is_right(&silent, index));
        change(item.confidence, StepChange { kept: 1, predicted: 0, right: with - without, right_kept: with });
    }
}

/// Realigns the document for each of its confidences, one connected component of overlaps at a time.
fn realigned(doc: &Aligned<'_>, change: &mut impl FnMut(Option<f64>, StepChange)) {
    let confidence = |item: usize| doc.prediction.quotations[item].confidence;
    for item in 0..doc.prediction.quotations.len() {
        change(confidence(item), StepChange { kept: 1, predicted: 1, ..StepChange::default() });
    }
    let overlaps = doc.alignment().overlaps();
    let (golds, predictions) = (doc.gold_count(), doc.prediction.quotations.len());
    for group in components(overlaps, 0..overlaps.len(), golds, predictions) {
        let gold = distinct(group.iter().map(|&index| overlaps[index].gold));
        let mut predicted = distinct(group.iter().map(|&index| overlaps[index].predicted));
        // The sweep is refused unless every prediction has a confidence, so the default does not matter.
        let key = |item: usize| confidence(item).unwrap_or_default();
        predicted.sort_by(|&a, &b| key(b).total_cmp(&key(a)));
        let (mut end, mut before) = (0, 0);
        for block in predicted.chunk_by(|&a, &b| key(a) == key(b)) {
            end += block.len();
            let right = SubsetJudge { doc, gold: &gold, predicted: &predicted[..end] }.right() as i64;
            change(
                confidence(block[0]),
                StepChange { right: right - before, right_kept: right - before, ..StepChange::default() },
            );
            before = right;
        }
    }
}

fn distinct(items: impl Iterator<Item = usize>) -> Vec<usize> {
    items.collect::<BTreeSet<_>>().into_iter().collect()
}

/// A subset of a document's items, aligned among themselves.
struct SubsetJudge<'p, 'd> {
    doc: &'p Aligned<'d>,
    gold: &'p [usize],
    predicted: &'p [usize],
}

impl SubsetJudge<'_, '_> {
    /// Number of pairs in the subset's alignment that satisfy the criterion.
    fn right(&self) -> usize {
        let gold: Vec<_> = self.gold.iter().map(|&item| self.doc.gold_units(item).clone()).collect();
        let predicted: Vec<_> = self.predicted.iter().map(|&item| self.doc.predicted_units(item).clone()).collect();
        let alignment = Alignment::new(&gold, &predicted, self);
        let criterion = self.doc.measure.criterion;
        let whole =
            |pair: Overlap| Overlap { gold: self.gold[pair.gold], predicted: self.predicted[pair.predicted], ..pair };
        alignment.pairs().filter(|&pair| self.doc.would_satisfy(criterion, whole(pair))).count()
    }
}

impl Judge for SubsetJudge<'_, '_> {
    fn is_speaker_right(&self, gold: usize, predicted: usize) -> bool {
        Judge::is_speaker_right(&**self.doc, self.gold[gold], self.predicted[predicted])
    }

    fn is_same_type(&self, gold: usize, predicted: usize) -> bool {
        self.doc.is_same_type(self.gold[gold], self.predicted[predicted])
    }

    fn compare_gold(&self, a: usize, b: usize) -> Ordering {
        self.doc.compare_gold(self.gold[a], self.gold[b])
    }

    fn compare_predicted(&self, a: usize, b: usize) -> Ordering {
        self.doc.compare_predicted(self.predicted[a], self.predicted[b])
    }
}
