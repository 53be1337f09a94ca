//! One document with its prediction, measured in units, before the quotations are paired.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::HashMap;

use super::IndexList;
use super::criterion::Criterion;
use super::resolver::{Resolution, Resolved, Resolver};
use crate::align::Overlap;
use crate::model::{
    EntityIndex, Fragments, GoldDocument, GoldQuotation, MentionSet, PredictedQuotation, PredictedSpeaker, Prediction,
    Quotation, Setting, Span, UnitProfile, UnitSet, Units,
};

/// The units of cue and source of one quotation.
pub(super) struct MentionUnits {
    pub(super) cue: Option<MentionSet>,
    pub(super) source: Option<MentionSet>,
}

/// The settings by which documents are measured and aligned; part of the signature.
///
/// ```
/// use quoteval::{Measure, UnitProfile};
/// let measure = Measure { unit: UnitProfile::Tokens, ..Measure::default() };
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// The unit in which spans are measured.
    pub unit: UnitProfile,
    /// The task of the system.
    pub setting: Setting,
    /// True to resolve a source inside a gold mention to the mention's entity.
    pub gold_coreference: bool,
    /// The condition under which a pair counts as right for the error classes.
    pub criterion: Criterion,
}

/// A gold document and a prediction, measured in units.
pub struct Measured<'a> {
    /// The reference.
    pub gold: &'a GoldDocument,
    /// The system's answer; in the gold-quotations setting, one quotation per gold quotation.
    pub prediction: &'a Prediction,
    /// The measurement settings.
    pub measure: Measure,
    pub(super) gold_items: Vec<MentionUnits>,
    pub(super) predicted_items: Vec<MentionUnits>,
    gold_units: Vec<UnitSet>,
    predicted_units: Vec<UnitSet>,
    units: Units<'a>,
    resolver: Resolver<'a>,
    relatives: OnceCell<Vec<IndexList>>,
    resolved: Vec<OnceCell<Resolution>>,
}

impl<'a> Measured<'a> {
    pub(super) fn new(gold: &'a GoldDocument, prediction: &'a Prediction, measure: Measure) -> Self {
        let (golds, predicted) = (&gold.quotations, &prediction.quotations);
        let units = if measure.gold_coreference {
            Units::new(gold.text(), measure.unit)
        } else {
            Units::around(gold.text(), measure.unit, spans(golds, predicted))
        };
        Self {
            gold,
            prediction,
            measure,
            gold_items: golds.iter().map(|gold| MentionUnits::of(&units, &gold.quotation)).collect(),
            predicted_items: predicted.iter().map(|item| MentionUnits::of(&units, &item.quotation)).collect(),
            gold_units: golds.iter().map(|gold| units.touched(&gold.quotation.content)).collect(),
            predicted_units: predicted.iter().map(|item| units.touched(&item.quotation.content)).collect(),
            units,
            resolver: Resolver::new(gold, prediction, measure.gold_coreference),
            relatives: OnceCell::new(),
            resolved: vec![OnceCell::new(); predicted.len()],
        }
    }

    /// Units of the content of a gold quotation.
    #[must_use]
    pub fn gold_units(&self, gold: usize) -> &UnitSet {
        &self.gold_units[gold]
    }

    /// Units of the content of a predicted quotation.
    #[must_use]
    pub fn predicted_units(&self, predicted: usize) -> &UnitSet {
        &self.predicted_units[predicted]
    }

    /// Units of every gold content.
    #[must_use]
    pub fn all_gold_units(&self) -> &[UnitSet] {
        &self.gold_units
    }

    /// Units of every predicted content.
    #[must_use]
    pub fn all_predicted_units(&self) -> &[UnitSet] {
        &self.predicted_units
    }

    /// Number of gold quotations.
    #[must_use]
    pub fn gold_count(&self) -> usize {
        self.gold_units.len()
    }

    /// Number of predicted quotations, including those without a place.
    #[must_use]
    pub fn predicted_count(&self) -> usize {
        self.predicted_units.len() + self.prediction.invalid.len()
    }

    /// True if neither side has a cue, or the cues share a unit.
    #[must_use]
    pub fn is_cue_right(&self, pair: Overlap) -> bool {
        agree(&self.gold_items[pair.gold].cue, &self.predicted_items[pair.predicted].cue)
    }

    /// True if neither side has a source, or the sources share a unit.
    #[must_use]
    pub fn is_source_right(&self, pair: Overlap) -> bool {
        agree(&self.gold_items[pair.gold].source, &self.predicted_items[pair.predicted].source)
    }

    fn resolution(&self, predicted: usize) -> &Resolution {
        self.resolved[predicted].get_or_init(|| {
            let source = self.predicted_items[predicted].source.as_ref();
            self.resolver.speaker(&self.prediction.quotations[predicted], source, &self.units)
        })
    }

    pub(super) fn resolved(&self, predicted: usize) -> &Resolved {
        &self.resolution(predicted).resolved
    }

    /// The gold entities that an ambiguous name of a prediction could mean; empty if no name is ambiguous.
    #[must_use]
    pub fn ambiguous(&self, predicted: usize) -> &[EntityIndex] {
        &self.resolution(predicted).ambiguous
    }

    /// Sorted names of the [`ambiguous`](Self::ambiguous) entities.
    #[must_use]
    pub fn ambiguous_names(&self, predicted: usize) -> Vec<String> {
        let name = |&entity: &EntityIndex| self.gold.entities[entity].name.clone();
        let mut names: Vec<String> = self.ambiguous(predicted).iter().map(name).collect();
        names.sort_unstable();
        names
    }

    /// Names that a prediction gives its speakers; empty if it names nobody.
    pub(super) fn calls(&self, predicted: usize) -> impl Iterator<Item = &str> {
        let names = match &self.prediction.quotations[predicted].speaker {
            PredictedSpeaker::Named(names) => &names[..],
            PredictedSpeaker::Reserved(_) | PredictedSpeaker::Absent => &[],
        };
        self.resolver.calls(names)
    }

    /// True if a mention folds to the name or an alias of an entity.
    pub(super) fn is_name(&self, mention: &str) -> bool {
        self.resolver.is_name(mention)
    }

    /// The parent and the children of a gold quotation.
    pub(super) fn relatives(&self, gold: usize) -> &[usize] {
        self.relatives.get_or_init(|| relatives(&self.gold.quotations)).get(gold).map_or(&[], |relatives| relatives)
    }

    /// Rank order of two gold quotations; equal only for identical quotations.
    #[must_use]
    pub(super) fn rank_gold(&self, a: usize, b: usize) -> Ordering {
        let (a, b) = (&self.gold.quotations[a], &self.gold.quotations[b]);
        let entities = &self.gold.entities;
        let speakers = || a.speaker_ids(entities).cmp(&b.speaker_ids(entities));
        rank(&a.quotation, &b.quotation, || Ordering::Equal, speakers)
    }

    /// Rank order of two predicted quotations; among equal spans, higher confidence comes first.
    #[must_use]
    pub(super) fn rank_predicted(&self, a: usize, b: usize) -> Ordering {
        let (a, b) = (&self.prediction.quotations[a], &self.prediction.quotations[b]);
        let surest_first = || b.confidence.unwrap_or(-1.0).total_cmp(&a.confidence.unwrap_or(-1.0));
        rank(&a.quotation, &b.quotation, surest_first, || a.speaker.words().cmp(&b.speaker.words()))
    }

    /// The gold quotations in rank order, which is text order.
    pub(super) fn ranked_gold(&self) -> Vec<usize> {
        ranked(self.gold.quotations.len(), |&a, &b| self.rank_gold(a, b))
    }

    /// The predicted quotations that have a place, in rank order, which is text order.
    pub(super) fn ranked_predicted(&self) -> Vec<usize> {
        ranked(self.prediction.quotations.len(), |&a, &b| self.rank_predicted(a, b))
    }
}

fn ranked(items: usize, compare: impl Fn(&usize, &usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..items).collect();
    order.sort_by(compare);
    order
}

/// True if neither side has the mention, or both mentions share a unit.
fn agree(gold: &Option<MentionSet>, predicted: &Option<MentionSet>) -> bool {
    match (gold, predicted) {
        (None, None) => true,
        (Some(gold), Some(predicted)) => gold.meets(predicted),
        _ => false,
    }
}

/// Compares by fragments, confidence, type, speaker, source, cue and id.
fn rank(
    a: &Quotation,
    b: &Quotation,
    confidence: impl FnOnce() -> Ordering,
    speaker: impl FnOnce() -> Ordering,
) -> Ordering {
    a.content
        .cmp(&b.content)
        .then_with(confidence)
        .then_with(|| a.quotation_type.cmp(&b.quotation_type))
        .then_with(speaker)
        .then_with(|| a.source.cmp(&b.source))
        .then_with(|| a.cue.cmp(&b.cue))
        .then_with(|| a.id.cmp(&b.id))
}

/// Parent and children of each gold quotation; an empty list if no quotation has a parent.
fn relatives(gold: &[GoldQuotation]) -> Vec<IndexList> {
    if gold.iter().all(|gold| gold.quotation.parent.is_none()) {
        return Vec::new();
    }
    let mut relatives = vec![IndexList::new(); gold.len()];
    let by_id: HashMap<&str, usize> =
        gold.iter().enumerate().map(|(index, gold)| (gold.quotation.id.as_str(), index)).collect();
    for (child, gold) in gold.iter().enumerate() {
        if let Some(&parent) = gold.quotation.parent.as_deref().and_then(|parent| by_id.get(parent)) {
            relatives[child].push(parent);
            relatives[parent].push(child);
        }
    }
    relatives
}

/// All spans to measure.
fn spans<'q>(gold: &'q [GoldQuotation], predicted: &'q [PredictedQuotation]) -> impl Iterator<Item = Span> + 'q {
    let gold = gold.iter().map(|gold| &gold.quotation);
    gold.chain(predicted.iter().map(|predicted| &predicted.quotation)).flat_map(|quotation| {
        let mentions = [&quotation.cue, &quotation.source].into_iter().flatten();
        std::iter::once(&quotation.content).chain(mentions).flat_map(Fragments::spans).copied()
    })
}

impl MentionUnits {
    fn of(units: &Units<'_>, quotation: &Quotation) -> Self {
        let measured = |mention: &Option<_>| mention.as_ref().map(|mention| units.touched_by_mention(mention));
        Self { cue: measured(&quotation.cue), source: measured(&quotation.source) }
    }
}
