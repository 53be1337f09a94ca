//! One document with its prediction, measured and aligned: all that a metric looks at.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::HashMap;

use super::criterion::{Accepted, Criterion};
use super::halves::Few;
use super::resolver::{Resolution, Resolved, Resolver};
use super::speaker;
use crate::align::{Alignment, Judge, Overlap};
use crate::model::{
    EntityIndex, Fragments, GoldDocument, GoldQuotation, MentionSet, PredictedQuotation, PredictedSpeaker, Prediction,
    Quotation, Setting, Span, UnitProfile, UnitSet, Units,
};

/// What cue and source of one quotation cover.
pub(super) struct Item {
    pub(super) cue: Option<MentionSet>,
    pub(super) source: Option<MentionSet>,
}

/// How documents are measured and aligned; part of the signature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// What counts as one unit.
    pub unit: UnitProfile,
    /// What the system was asked.
    pub setting: Setting,
    /// Whether a source inside a gold mention resolves to its entity.
    pub gold_coreference: bool,
    /// When a pair counts as right for the error classes.
    pub criterion: Criterion,
}

/// A gold document and a prediction, measured in units and aligned.
pub struct Aligned<'a> {
    /// The reference.
    pub gold: &'a GoldDocument,
    /// The system's answer, one quotation for each of gold in the gold-quotations setting.
    pub prediction: &'a Prediction,
    /// How it was measured.
    pub measure: Measure,
    pub(super) gold_items: Vec<Item>,
    pub(super) predicted_items: Vec<Item>,
    gold_units: Vec<UnitSet>,
    predicted_units: Vec<UnitSet>,
    units: Units<'a>,
    resolver: Resolver<'a>,
    relatives: OnceCell<Vec<Few>>,
    resolved: Vec<OnceCell<Resolution>>,
    alignment: Alignment,
    /// Pairs with IoU above one half.
    matched: Vec<Overlap>,
    /// Per gold item, what is right about its pair; nothing without one.
    accepted: Vec<Accepted>,
    /// Per criterion, in the order of [`Criterion::ALL`], how many pairs satisfy it.
    right: [usize; Criterion::ALL.len()],
}

impl<'a> Aligned<'a> {
    /// Measures both sides and pairs their quotations: by overlap, or by id where the quotations were given.
    #[must_use]
    pub fn new(gold: &'a GoldDocument, prediction: &'a Prediction, measure: Measure) -> Self {
        let (golds, predicted) = (&gold.quotations, &prediction.quotations);
        let units = if measure.gold_coreference {
            Units::new(gold.text(), measure.unit)
        } else {
            Units::around(gold.text(), measure.unit, spans(golds, predicted))
        };
        let mut doc = Self {
            gold,
            prediction,
            measure,
            gold_items: golds.iter().map(|gold| Item::of(&units, &gold.quotation)).collect(),
            predicted_items: predicted.iter().map(|item| Item::of(&units, &item.quotation)).collect(),
            gold_units: golds.iter().map(|gold| units.touched(&gold.quotation.content)).collect(),
            predicted_units: predicted.iter().map(|item| units.touched(&item.quotation.content)).collect(),
            units,
            resolver: Resolver::new(gold, prediction, measure.gold_coreference),
            relatives: OnceCell::new(),
            resolved: vec![OnceCell::new(); predicted.len()],
            alignment: Alignment::default(),
            matched: Vec::new(),
            accepted: Vec::new(),
            right: [0; Criterion::ALL.len()],
        };
        doc.alignment = match measure.setting {
            Setting::EndToEnd => Alignment::new(&doc.gold_units, &doc.predicted_units, &doc),
            Setting::GoldQuotations => {
                Alignment::by_partner(&doc.gold_units, &doc.predicted_units, &partners(golds, predicted))
            }
        };
        doc.matched = doc.alignment.pairs().filter(Overlap::is_iou_above_half).collect();
        doc.accepted = (0..golds.len()).map(|gold| doc.judge(gold)).collect();
        doc.right = Criterion::ALL.map(|criterion| doc.accepted.iter().filter(|pair| pair.has(criterion)).count());
        doc
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

    /// Number of predicted quotations, those without a place included.
    #[must_use]
    pub fn predicted_count(&self) -> usize {
        self.predicted_units.len() + self.prediction.invalid.len()
    }

    /// Who is paired with whom.
    #[must_use]
    pub const fn alignment(&self) -> &Alignment {
        &self.alignment
    }

    /// Pairs with IoU above one half: those whose speaker, source, cue and type are compared.
    pub fn matched(&self) -> impl Iterator<Item = Overlap> + '_ {
        self.matched.iter().copied()
    }

    /// What is right about the pair of a gold quotation.
    fn judge(&self, gold: usize) -> Accepted {
        self.alignment.of_gold(gold).map_or_else(Accepted::default, |pair| self.judge_pair(pair))
    }

    fn judge_pair(&self, pair: Overlap) -> Accepted {
        let is_speaker_right = speaker::is_right(self, pair.gold, pair.predicted);
        Accepted::of(pair, is_speaker_right, self.is_source_right(pair), || self.is_cue_right(pair))
    }

    /// Whether two items that overlap would satisfy a criterion if they were aligned.
    #[must_use]
    pub fn would_satisfy(&self, criterion: Criterion, pair: Overlap) -> bool {
        self.judge_pair(pair).has(criterion)
    }

    pub(super) fn accepted(&self, pair: Overlap) -> Accepted {
        self.accepted[pair.gold]
    }

    /// How many aligned pairs satisfy a criterion.
    #[must_use]
    pub const fn right(&self, criterion: Criterion) -> usize {
        self.right[criterion as usize]
    }

    /// Whether the predicted speaker of an aligned pair is the gold speaker.
    #[must_use]
    pub fn is_speaker_right(&self, pair: Overlap) -> bool {
        self.accepted(pair).has_speaker()
    }

    /// Whether both are without a cue, or their cues share a unit.
    #[must_use]
    pub fn is_cue_right(&self, pair: Overlap) -> bool {
        match (&self.gold_items[pair.gold].cue, &self.predicted_items[pair.predicted].cue) {
            (None, None) => true,
            (Some(gold), Some(predicted)) => gold.meets(predicted),
            _ => false,
        }
    }

    /// Whether both are without a source, or their sources share a unit.
    #[must_use]
    pub fn is_source_right(&self, pair: Overlap) -> bool {
        match (&self.gold_items[pair.gold].source, &self.predicted_items[pair.predicted].source) {
            (None, None) => true,
            (Some(gold), Some(predicted)) => gold.meets(predicted),
            _ => false,
        }
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

    /// The gold entities that a prediction could mean where it names somebody whom several bear the name of; else nobody.
    #[must_use]
    pub fn ambiguous(&self, predicted: usize) -> &[EntityIndex] {
        &self.resolution(predicted).ambiguous
    }

    /// The names of the [`ambiguous`](Self::ambiguous), sorted.
    #[must_use]
    pub fn ambiguous_names(&self, predicted: usize) -> Vec<String> {
        let name = |&entity: &EntityIndex| self.gold.entities[entity].name.clone();
        let mut names: Vec<String> = self.ambiguous(predicted).iter().map(name).collect();
        names.sort_unstable();
        names
    }

    /// What a prediction calls its speakers; nothing where it names nobody.
    pub(super) fn calls(&self, predicted: usize) -> impl Iterator<Item = &str> {
        let names = match &self.prediction.quotations[predicted].speaker {
            PredictedSpeaker::Named(names) => &names[..],
            PredictedSpeaker::Reserved(_) | PredictedSpeaker::Absent => &[],
        };
        self.resolver.calls(names)
    }

    /// Whether a mention folds to the name or an alias of an entity.
    pub(super) fn is_name(&self, mention: &str) -> bool {
        self.resolver.is_name(mention)
    }

    /// The parent and the children of a gold quotation.
    pub(super) fn relatives(&self, gold: usize) -> &[usize] {
        self.relatives.get_or_init(|| relatives(&self.gold.quotations)).get(gold).map_or(&[], |relatives| relatives)
    }

    /// Rank order of two gold quotations; equal only where they are the same in everything.
    #[must_use]
    pub fn rank_gold(&self, a: usize, b: usize) -> Ordering {
        let (a, b) = (&self.gold.quotations[a], &self.gold.quotations[b]);
        let entities = &self.gold.entities;
        let speakers = || a.speaker_ids(entities).cmp(&b.speaker_ids(entities));
        rank(&a.quotation, &b.quotation, || Ordering::Equal, speakers)
    }

    /// Rank order of two predicted quotations; of equal spans the surest comes first.
    #[must_use]
    pub fn rank_predicted(&self, a: usize, b: usize) -> Ordering {
        let (a, b) = (&self.prediction.quotations[a], &self.prediction.quotations[b]);
        let surest_first = || b.confidence.unwrap_or(-1.0).total_cmp(&a.confidence.unwrap_or(-1.0));
        rank(&a.quotation, &b.quotation, surest_first, || a.speaker.words().cmp(&b.speaker.words()))
    }
}

/// By fragments, confidence, type, speaker, source, cue and id.
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

/// Per gold quotation its parent and children; an empty list where nobody has any.
fn relatives(gold: &[GoldQuotation]) -> Vec<Few> {
    if gold.iter().all(|gold| gold.quotation.parent.is_none()) {
        return Vec::new();
    }
    let mut relatives = vec![Few::new(); gold.len()];
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

/// Everything that is measured.
fn spans<'q>(gold: &'q [GoldQuotation], predicted: &'q [PredictedQuotation]) -> impl Iterator<Item = Span> + 'q {
    let gold = gold.iter().map(|gold| &gold.quotation);
    gold.chain(predicted.iter().map(|predicted| &predicted.quotation)).flat_map(|quotation| {
        let mentions = [&quotation.cue, &quotation.source].into_iter().flatten();
        std::iter::once(&quotation.content).chain(mentions).flat_map(Fragments::spans).copied()
    })
}

/// The predicted index for each gold quotation, by id; `usize::MAX` where there is none.
fn partners(gold: &[GoldQuotation], predicted: &[PredictedQuotation]) -> Vec<usize> {
    let by_id: HashMap<&str, usize> =
        predicted.iter().enumerate().map(|(index, item)| (item.quotation.id.as_str(), index)).collect();
    gold.iter().map(|gold| by_id.get(gold.quotation.id.as_str()).copied().unwrap_or(usize::MAX)).collect()
}

impl Item {
    fn of(units: &Units<'_>, quotation: &Quotation) -> Self {
        let measured = |mention: &Option<_>| mention.as_ref().map(|mention| units.touched_by_mention(mention));
        Self { cue: measured(&quotation.cue), source: measured(&quotation.source) }
    }
}

impl Judge for Aligned<'_> {
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
