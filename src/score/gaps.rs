//! Counts by group of speakers, to compare the groups.

use std::collections::BTreeMap;

use super::aligned::Aligned;
use super::criterion::Criterion;
use super::ratios::ratio;
use super::slices::Attribute;
use super::summed::summed;
use crate::model::Setting;

/// Counts of one group of speakers, for whom gold states the same value of an attribute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupCounts {
    /// Gold quotations with a speaker of the group.
    pub gold: u64,
    /// Gold quotations whose speaker is asked for: matched with IoU > 1/2, or all in the gold-quotations setting.
    pub asked: u64,
    /// Gold quotations that are right by `attribution.iou50`.
    pub right: u64,
    /// Predictions that resolve to a speaker of the group.
    pub predicted: u64,
}

/// Counts by group; speakers without the attribute in gold are in no group.
pub(crate) type Groups = BTreeMap<String, GroupCounts>;

summed!(GroupCounts, 4: gold, asked, right, predicted);

impl GroupCounts {
    /// Subtracts the counts of some documents from the counts of all.
    #[must_use]
    pub const fn without(&self, part: Self) -> Self {
        Self {
            gold: self.gold - part.gold,
            asked: self.asked - part.asked,
            right: self.right - part.right,
            predicted: self.predicted - part.predicted,
        }
    }

    /// Recall: right out of gold.
    #[must_use]
    pub fn recall(&self) -> Option<f64> {
        ratio(self.right, self.gold)
    }

    /// Accuracy: right out of the quotations whose speaker is asked for.
    #[must_use]
    pub fn accuracy(&self) -> Option<f64> {
        ratio(self.right, self.asked)
    }
}

/// Counts one document by an attribute of speakers; empty for any other attribute.
pub(super) fn groups(doc: &Aligned<'_>, attribute: &Attribute) -> Groups {
    let mut groups = Groups::new();
    let is_stated = |entity: usize| !attribute.of_speakers(doc, &[entity]).is_empty();
    if !(0..doc.gold.entities.len()).any(is_stated) {
        return groups;
    }
    for (g, gold) in doc.gold.quotations.iter().enumerate() {
        let pair = doc.alignment().of_gold(g);
        let is_asked =
            doc.measure.setting == Setting::GoldQuotations || pair.is_some_and(|pair| pair.is_iou_above_half());
        let is_right = pair.is_some_and(|pair| doc.satisfies(Criterion::AttributionIou50, pair));
        let counts = GroupCounts { gold: 1, asked: is_asked.into(), right: is_right.into(), predicted: 0 };
        for value in attribute.of_speakers(doc, gold.entities()) {
            *groups.entry(value.to_owned()).or_default() += counts;
        }
    }
    for p in 0..doc.prediction.quotations.len() {
        for value in attribute.of_speakers(doc, doc.resolved(p).entities()) {
            groups.entry(value.to_owned()).or_default().predicted += 1;
        }
    }
    groups
}
