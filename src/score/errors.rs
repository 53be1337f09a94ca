//! Error classes: exactly one for each gold and each predicted quotation.

use super::aligned::Aligned;
use super::containment::{Containment, Place};
use super::error_class::ErrorClass;
use super::speaker::{source_class, speaker_class};
use crate::align::Overlap;
use crate::model::UnitSet;
use crate::named::named;

/// Boundary error of an aligned pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Boundary {
    /// The prediction lies strictly inside gold.
    Short,
    /// Gold lies strictly inside the prediction.
    Long,
    /// Each has units of its own.
    Shifted,
}

named!(Boundary: "boundary");

impl Boundary {
    /// The boundary error of a pair; `None` if both sides have the same units.
    #[must_use]
    pub fn of(doc: &Aligned<'_>, pair: Overlap) -> Option<Self> {
        let gold_only = doc.gold_units(pair.gold).len() - pair.shared;
        let predicted_only = doc.predicted_units(pair.predicted).len() - pair.shared;
        match (gold_only, predicted_only) {
            (0, 0) => None,
            (_, 0) => Some(Self::Short),
            (0, _) => Some(Self::Long),
            _ => Some(Self::Shifted),
        }
    }
}

/// The class of every item of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemClasses {
    /// Per gold quotation.
    pub gold: Vec<ErrorClass>,
    /// Per predicted quotation; predictions without a place come last.
    pub predicted: Vec<ErrorClass>,
}

impl ItemClasses {
    /// Classifies every item under the criterion of the measure.
    #[must_use]
    pub fn of(doc: &Aligned<'_>) -> Self {
        let contained = Containment::of(doc);
        let of_gold = |g: usize| match doc.alignment().of_gold(g) {
            Some(pair) => pair_class(doc, pair, &contained),
            None => unaligned(contained.gold[g], ErrorClass::NestedMissed, ErrorClass::Merged, ErrorClass::Missed),
        };
        let gold: Vec<ErrorClass> = (0..doc.gold_count()).map(of_gold).collect();
        let of_predicted = |p: usize| match doc.alignment().of_predicted(p) {
            Some(pair) => gold[pair.gold],
            None if doc.predicted_units(p).is_empty() => ErrorClass::Invalid,
            None => {
                unaligned(contained.predicted[p], ErrorClass::NestedSpurious, ErrorClass::Split, ErrorClass::Spurious)
            }
        };
        let mut predicted = Vec::with_capacity(doc.predicted_count());
        predicted.extend((0..doc.all_predicted_units().len()).map(of_predicted));
        mark_duplicates(doc, &mut predicted);
        predicted.resize(doc.predicted_count(), ErrorClass::Invalid);
        Self { gold, predicted }
    }
}

fn pair_class(doc: &Aligned<'_>, pair: Overlap, contained: &Containment) -> ErrorClass {
    let criterion = doc.measure.criterion;
    if doc.satisfies(criterion, pair) {
        return ErrorClass::Correct;
    }
    if !criterion.accepts_span(pair) {
        let (splits, merges) = (contained.gold[pair.gold].parts, contained.predicted[pair.predicted].parts);
        return match () {
            () if splits >= 2 && splits >= merges => ErrorClass::Split,
            () if merges >= 2 => ErrorClass::Merged,
            () => ErrorClass::Boundary,
        };
    }
    if !doc.has_right_speaker(criterion, pair) {
        let class = if criterion.needs_source() { source_class } else { speaker_class };
        return class(doc, pair.gold, pair.predicted);
    }
    ErrorClass::CueWrong
}

/// The class of an item without a partner: nested, a part, overlapping, or alone.
const fn unaligned(place: Place, nested: ErrorClass, part: ErrorClass, alone: ErrorClass) -> ErrorClass {
    match () {
        () if place.is_nested => nested,
        () if place.is_part => part,
        () if place.has_overlap => ErrorClass::Overlap,
        () => alone,
    }
}

/// Marks unaligned predictions that duplicate an aligned prediction, or an earlier unaligned prediction in rank order.
fn mark_duplicates(doc: &Aligned<'_>, classes: &mut [ErrorClass]) {
    if UnitSet::are_in_order(doc.all_predicted_units()) {
        return;
    }
    let mut order: Vec<usize> = (0..classes.len()).filter(|&p| !doc.predicted_units(p).is_empty()).collect();
    let is_aligned = |p: usize| doc.alignment().of_predicted(p).is_some();
    order.sort_by(|&a, &b| {
        let units = doc.predicted_units(a).cmp(doc.predicted_units(b));
        units.then_with(|| is_aligned(b).cmp(&is_aligned(a))).then_with(|| doc.rank_predicted(a, b))
    });
    for pair in order.windows(2) {
        if doc.predicted_units(pair[0]) == doc.predicted_units(pair[1]) && !is_aligned(pair[1]) {
            classes[pair[1]] = ErrorClass::Duplicate;
        }
    }
}
