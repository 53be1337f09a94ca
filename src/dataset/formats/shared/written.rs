//! Documents as writers need them, for both gold and predictions.

use crate::dataset::format::{Answered, GoldEntry};
use crate::model::{Fragments, GoldSpeaker, OffsetMap, OffsetUnit, PredictedSpeaker, Quotation, Reserved};

/// A document with its quotations in text order.
pub(crate) struct Written<'d> {
    pub(crate) id: &'d str,
    pub(crate) text: &'d str,
    pub(crate) chars: OffsetMap<'d>,
    pub(crate) quotations: Vec<WrittenQuotation<'d>>,
}

/// A quotation, its speakers and its confidence.
pub(crate) struct WrittenQuotation<'d> {
    pub(crate) quotation: &'d Quotation,
    pub(crate) reserved: Option<Reserved>,
    /// Id and name of each speaker; in predictions both are the same word.
    pub(crate) speakers: Vec<(String, String)>,
    pub(crate) confidence: Option<f64>,
}

impl WrittenQuotation<'_> {
    /// Returns the reserved word, or the ids of the speakers.
    pub(crate) fn speaker_words(&self) -> Vec<&str> {
        let ids = self.speakers.iter().map(|(id, _)| &**id);
        self.reserved.iter().map(|word| word.as_str()).chain(ids).collect()
    }
}

impl<'d> Written<'d> {
    pub(crate) fn gold(entry: &'d GoldEntry) -> Self {
        let gold = &entry.gold;
        let quotations = gold.quotations.iter().map(|item| {
            let speaker = |&index: &usize| (gold.entities[index].id.clone(), gold.entities[index].name.clone());
            WrittenQuotation {
                quotation: &item.quotation,
                reserved: if let GoldSpeaker::Reserved(word) = item.speaker { Some(word) } else { None },
                speakers: item.entities().iter().map(speaker).collect(),
                confidence: None,
            }
        });
        Self::new(gold.id(), gold.text(), quotations)
    }

    pub(crate) fn prediction(Answered { gold, prediction }: &Answered<'d>) -> Self {
        let quotations = prediction.quotations.iter().map(|item| {
            let reserved = if let PredictedSpeaker::Reserved(word) = item.speaker { Some(word) } else { None };
            let names = if reserved.is_some() { Vec::new() } else { prediction.speaker_names(item) };
            WrittenQuotation {
                quotation: &item.quotation,
                reserved,
                speakers: names.into_iter().map(|name| (name.clone(), name)).collect(),
                confidence: item.confidence,
            }
        });
        Self::new(gold.id(), gold.text(), quotations)
    }

    fn new(id: &'d str, text: &'d str, quotations: impl Iterator<Item = WrittenQuotation<'d>>) -> Self {
        let mut quotations: Vec<_> = quotations.collect();
        quotations.sort_by_key(|item| (&item.quotation.content, &item.quotation.id));
        Self { id, text, chars: OffsetMap::new(text, OffsetUnit::Char), quotations }
    }

    /// Returns the start and end of each span in characters.
    pub(crate) fn places(&self, fragments: &Fragments) -> Vec<(usize, usize)> {
        let place = |span: &crate::model::Span| (self.chars.of_byte(span.start()), self.chars.of_byte(span.end()));
        fragments.spans().iter().map(place).collect()
    }
}
