//! Error classes: what became of each item, exactly one class each.

use super::aligned::Aligned;
use super::halves::{Halves, Place};
use super::speaker::SpeakerError;
use crate::align::Overlap;
use crate::model::UnitSet;

/// What became of a gold or a predicted quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ErrorClass {
    /// Counted as right.
    Correct,
    /// Aligned, but one gold quotation was found as several.
    Split,
    /// Aligned, but several gold quotations were found as one.
    Merged,
    /// Aligned, but the ends are too far off.
    Boundary,
    /// The span is right, the speaker is not.
    Speaker(SpeakerError),
    /// Span and speaker are right, the cue is not; only where the criterion asks for the cue.
    Cue,
    /// A prediction without a place or a unit in the text.
    Invalid,
    /// A prediction with the units of another one.
    Duplicate,
    /// A prediction strictly inside an aligned one.
    NestedSpurious,
    /// A gold quotation strictly inside another one, not found.
    NestedMissed,
    /// Not aligned, but it shares units with the other side.
    Overlap,
    /// A prediction where gold has nothing.
    Spurious,
    /// A gold quotation where nothing is predicted.
    Missed,
}

impl ErrorClass {
    /// All classes, in the order of reports.
    pub const ALL: [Self; 20] = [
        Self::Correct,
        Self::Split,
        Self::Merged,
        Self::Boundary,
        Self::Speaker(SpeakerError::Missing),
        Self::Speaker(SpeakerError::Unresolved),
        Self::Speaker(SpeakerError::Spurious),
        Self::Speaker(SpeakerError::Partial),
        Self::Speaker(SpeakerError::Coreference),
        Self::Speaker(SpeakerError::Level),
        Self::Speaker(SpeakerError::Inside),
        Self::Speaker(SpeakerError::Other),
        Self::Cue,
        Self::Invalid,
        Self::Duplicate,
        Self::NestedSpurious,
        Self::NestedMissed,
        Self::Overlap,
        Self::Spurious,
        Self::Missed,
    ];

    /// Place in [`ALL`](Self::ALL).
    pub(super) const fn index(self) -> usize {
        match self {
            Self::Correct => 0,
            Self::Split => 1,
            Self::Merged => 2,
            Self::Boundary => 3,
            Self::Speaker(error) => 4 + error as usize,
            Self::Cue => 12,
            Self::Invalid => 13,
            Self::Duplicate => 14,
            Self::NestedSpurious => 15,
            Self::NestedMissed => 16,
            Self::Overlap => 17,
            Self::Spurious => 18,
            Self::Missed => 19,
        }
    }
}

/// How the ends of an aligned pair differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Boundary {
    /// The prediction lies strictly inside gold.
    Short,
    /// Gold lies strictly inside the prediction.
    Long,
    /// Each has units of its own.
    Shifted,
}

impl Boundary {
    /// All differences.
    pub const ALL: [Self; 3] = [Self::Short, Self::Long, Self::Shifted];

    /// Name in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Long => "long",
            Self::Shifted => "shifted",
        }
    }

    /// The difference of a pair; `None` if both have the same units.
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
pub struct Classes {
    /// Per gold quotation.
    pub gold: Vec<ErrorClass>,
    /// Per predicted quotation, those without a place last.
    pub predicted: Vec<ErrorClass>,
}

impl Classes {
    /// Classifies every item under the criterion of the measure.
    #[must_use]
    pub fn of(doc: &Aligned<'_>) -> Self {
        let halves = Halves::of(doc);
        let of_gold = |g: usize| match doc.alignment().of_gold(g) {
            Some(pair) => pair_class(doc, pair, &halves),
            None => unaligned_gold(halves.gold[g]),
        };
        let gold: Vec<ErrorClass> = (0..doc.gold_count()).map(of_gold).collect();
        let of_predicted = |p: usize| match doc.alignment().of_predicted(p) {
            Some(pair) => gold[pair.gold],
            None if doc.predicted_units(p).is_empty() => ErrorClass::Invalid,
            None => unaligned_prediction(halves.predicted[p]),
        };
        let mut predicted = Vec::with_capacity(doc.predicted_count());
        predicted.extend((0..doc.all_predicted_units().len()).map(of_predicted));
        mark_duplicates(doc, &mut predicted);
        predicted.resize(doc.predicted_count(), ErrorClass::Invalid);
        Self { gold, predicted }
    }
}

fn pair_class(doc: &Aligned<'_>, pair: Overlap, halves: &Halves) -> ErrorClass {
    let criterion = doc.measure.criterion;
    if criterion.accepts(doc, pair) {
        return ErrorClass::Correct;
    }
    if !criterion.accepts_span(pair) {
        let (splits, merges) = (halves.gold[pair.gold].parts, halves.predicted[pair.predicted].parts);
        return match () {
            () if splits >= 2 && splits >= merges => ErrorClass::Split,
            () if merges >= 2 => ErrorClass::Merged,
            () => ErrorClass::Boundary,
        };
    }
    if !criterion.accepts_speaker(doc, pair) {
        let of_pair = if criterion.needs_source() { SpeakerError::of_source } else { SpeakerError::of };
        return ErrorClass::Speaker(of_pair(doc, pair.gold, pair.predicted));
    }
    ErrorClass::Cue
}

fn unaligned_prediction(place: Place) -> ErrorClass {
    match () {
        () if place.is_nested => ErrorClass::NestedSpurious,
        () if place.is_part => ErrorClass::Split,
        () if place.has_overlap => ErrorClass::Overlap,
        () => ErrorClass::Spurious,
    }
}

fn unaligned_gold(place: Place) -> ErrorClass {
    match () {
        () if place.is_nested => ErrorClass::NestedMissed,
        () if place.is_part => ErrorClass::Merged,
        () if place.has_overlap => ErrorClass::Overlap,
        () => ErrorClass::Missed,
    }
}

/// Turns unaligned predictions into duplicates: of an aligned one, or of an earlier unaligned one in rank order.
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

#[cfg(test)]
mod tests {
    use super::ErrorClass;

    #[test]
    fn each_class_knows_its_place() {
        assert!(ErrorClass::ALL.into_iter().enumerate().all(|(place, class)| class.index() == place));
    }
}
