//! Features of annotation: those that a format can represent, and those that would be lost in it.

use super::draft::DraftSystem;
use super::entry::GoldEntry;
use crate::model::{
    Entity, Fragments, GoldSpeaker, OffsetMap, OffsetUnit, PredictedSpeaker, Prediction, Quotation, Span, derived_id,
};
use crate::named::named;

/// A kind of information that annotation may contain and a format may be unable to represent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Feature {
    /// Contents, cues and sources of more than one span.
    #[strum(serialize = "discontinuous spans")]
    Discontinuous,
    /// Contents that overlap.
    #[strum(serialize = "nested quotations")]
    Nested,
    /// Direct, indirect, mixed.
    Types,
    /// Reporting expressions.
    Cues,
    /// Mentions of the speaker beside the quotation.
    Sources,
    /// Speakers of quotations.
    Speakers,
    /// More than one speaker of one quotation.
    #[strum(serialize = "several speakers")]
    SeveralSpeakers,
    /// Names of entities that differ from the id.
    #[strum(serialize = "names of entities")]
    Names,
    /// Aliases, types, genders and knowledge base ids of entities, and entities that are not speakers.
    #[strum(serialize = "aliases and kinds of entities")]
    Entities,
    /// Mentions of entities in the text.
    #[strum(serialize = "mentions of entities")]
    Mentions,
    /// The enclosing quotation.
    Parents,
    /// Denied, negated, conditional.
    Polarity,
    /// Free labels.
    Tags,
    /// Ids of quotations that cannot be derived from their place.
    Ids,
    /// Free metadata of documents.
    #[strum(serialize = "metadata")]
    Meta,
    /// Confidence of predictions.
    Confidence,
    /// Rules that produced predictions.
    Rules,
    /// Predicted texts that do not occur in the document.
    #[strum(serialize = "texts without a place")]
    Unplaced,
    /// Documents on which the system failed.
    #[strum(serialize = "failed documents")]
    Failures,
    /// Name and version of the system.
    System,
}

named!(Feature: "feature");

/// The number of occurrences of each feature.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uses([u64; Feature::ALL.len()]);

impl Uses {
    /// Counts the quotations, entities or documents of gold that use each feature.
    #[must_use]
    pub fn of_gold(documents: &[&GoldEntry]) -> Self {
        let mut uses = Self::default();
        for entry in documents {
            let gold = &entry.gold;
            let chars = OffsetMap::new(gold.text(), OffsetUnit::Char);
            uses.add(Feature::Meta, !gold.document.meta.is_empty());
            let mut speaks = vec![false; gold.entities.len()];
            for item in &gold.quotations {
                uses.quotation(&item.quotation, &chars);
                uses.add(Feature::Speakers, item.speaker != GoldSpeaker::Absent);
                uses.add(Feature::SeveralSpeakers, item.entities().len() > 1);
                item.entities().iter().for_each(|&index| speaks[index] = true);
            }
            for (entity, speaks) in gold.entities.iter().zip(speaks) {
                uses.entity(entity, speaks);
            }
            uses.nested(gold.quotations.iter().map(|gold| &gold.quotation.content));
        }
        uses
    }

    /// Counts the features used in predictions; `text` returns the text of a document.
    pub fn of_predictions<'t>(
        predictions: &[Prediction],
        system: &DraftSystem,
        text: impl Fn(&str) -> Option<&'t str>,
    ) -> Self {
        let mut uses = Self::default();
        uses.add(Feature::System, *system != DraftSystem::default());
        for prediction in predictions {
            let chars = OffsetMap::new(text(&prediction.document).unwrap_or_default(), OffsetUnit::Char);
            uses.add(Feature::Failures, prediction.error.is_some());
            uses.0[Feature::Unplaced as usize] += prediction.invalid.len() as u64;
            prediction.entities.iter().for_each(|own| uses.add(Feature::Entities, own.says_more_than_its_name()));
            for item in &prediction.quotations {
                uses.quotation(&item.quotation, &chars);
                uses.add(Feature::Speakers, item.speaker != PredictedSpeaker::Absent);
                uses.add(
                    Feature::SeveralSpeakers,
                    matches!(&item.speaker, PredictedSpeaker::Named(names) if names.len() > 1),
                );
                uses.add(Feature::Confidence, item.confidence.is_some());
                uses.add(Feature::Rules, item.rule.is_some());
            }
            uses.nested(prediction.quotations.iter().map(|item| &item.quotation.content));
        }
        uses
    }

    /// Returns the features that occur but are not in `carried`, with their counts.
    #[must_use]
    pub fn beyond(&self, carried: &[Feature]) -> Vec<(Feature, u64)> {
        let counts = Feature::ALL.iter().copied().zip(self.0);
        counts.filter(|(feature, count)| *count > 0 && !carried.contains(feature)).collect()
    }

    fn add(&mut self, feature: Feature, holds: bool) {
        self.0[feature as usize] += u64::from(holds);
    }

    fn quotation(&mut self, quotation: &Quotation, chars: &OffsetMap<'_>) {
        let parts = [Some(&quotation.content), quotation.cue.as_ref(), quotation.source.as_ref()];
        self.add(Feature::Discontinuous, parts.iter().flatten().any(|part| part.spans().len() > 1));
        self.add(Feature::Types, quotation.quotation_type.is_some());
        self.add(Feature::Cues, quotation.cue.is_some());
        self.add(Feature::Sources, quotation.source.is_some());
        self.add(Feature::Parents, quotation.parent.is_some());
        self.add(Feature::Polarity, quotation.polarity.is_some());
        self.add(Feature::Tags, !quotation.tags.is_empty());
        self.add(Feature::Ids, quotation.id != derived_id(&quotation.content, chars));
    }

    fn entity(&mut self, entity: &Entity, speaks: bool) {
        self.add(Feature::Names, entity.name != entity.id);
        self.add(Feature::Entities, !speaks || entity.says_more_than_its_name());
        self.add(Feature::Mentions, !entity.mentions.is_empty());
    }

    /// Counts the spans of contents that overlap an earlier span.
    fn nested<'c>(&mut self, contents: impl Iterator<Item = &'c Fragments>) {
        let mut spans: Vec<Span> = contents.flat_map(|content| content.spans().iter().copied()).collect();
        spans.sort_unstable();
        let mut end = 0;
        for span in spans {
            self.add(Feature::Nested, span.start() < end);
            end = end.max(span.end());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_have_names_of_their_own() {
        assert!(Feature::ALL.iter().all(|feature| feature.as_str().parse() == Ok(*feature)));
    }

    #[test]
    fn what_is_used_is_counted() {
        let text = "“A b,” said Lee. “C.”";
        let span = |piece: &str| {
            let start = text.find(piece).unwrap();
            Span::new(text, start, start + piece.len()).unwrap()
        };
        let mut quotation = Quotation::new("q1", Fragments::new([span("“A b,”"), span("“C.”")]).unwrap());
        quotation.cue = Some(span("said").into());
        let inner = Quotation::new("1-2", span("A"));
        let gold = |quotation| crate::model::GoldQuotation { quotation, speaker: GoldSpeaker::Absent };
        let mut entry = GoldEntry::default();
        entry.gold.document.text = text.to_owned();
        entry.gold.quotations = vec![gold(quotation), gold(inner)];
        entry.gold.entities = vec![Entity { id: "lee".into(), name: "Lee".into(), ..Entity::default() }];
        let used = Uses::of_gold(&[&entry]).beyond(&[Feature::Cues]);
        let expected = [Feature::Discontinuous, Feature::Nested, Feature::Names, Feature::Entities, Feature::Ids];
        assert_eq!(used, expected.map(|feature| (feature, 1)));
    }
}
