//! One row per quotation: what became of it, for listings and debugging.

use super::aligned::Aligned;
use super::errors::{Boundary, Classes, ErrorClass};
use super::outcomes::Outcome;
use crate::model::{Fragments, GoldSpeaker, PredictedSpeaker};

/// A gold quotation with its partner, a gold quotation without one, or a prediction without one.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemRow {
    /// Id of the document.
    pub document: String,
    /// Id of the gold quotation.
    pub gold: Option<String>,
    /// Id of the predicted quotation.
    pub predicted: Option<String>,
    /// Intersection over union of an aligned pair, in units.
    pub iou: Option<f64>,
    /// What became of it.
    pub class: ErrorClass,
    /// How the ends of an aligned pair differ.
    pub boundary: Option<Boundary>,
    /// Ids of the gold speakers, or a reserved word.
    pub gold_speaker: Vec<String>,
    /// The predicted speakers as written, or a reserved word; the text of the source where only that is marked.
    pub predicted_speaker: Vec<String>,
    /// Text of the gold content, pieces joined by one space.
    pub gold_text: Option<String>,
    /// Text of the predicted content.
    pub predicted_text: Option<String>,
}

/// The rows of a document, in the order of [`Outcome::all`].
pub(super) fn item_rows(doc: &Aligned<'_>, classes: &Classes) -> Vec<ItemRow> {
    Outcome::all(doc, classes).iter().map(|outcome| item_row(doc, outcome)).collect()
}

fn item_row(doc: &Aligned<'_>, outcome: &Outcome) -> ItemRow {
    let mut row = ItemRow { iou: outcome.iou(doc), boundary: outcome.boundary(doc), ..empty_row(doc, outcome.class) };
    if let Some(g) = outcome.gold {
        row = with_gold(doc, row, g);
    }
    let placed = doc.prediction.quotations.len();
    match outcome.predicted {
        None => row,
        Some(p) if p < placed => with_prediction(doc, row, p),
        Some(p) => {
            let invalid = &doc.prediction.invalid[p - placed];
            ItemRow { predicted: Some(invalid.id.clone()), predicted_text: Some(invalid.text.clone()), ..row }
        }
    }
}

fn empty_row(doc: &Aligned<'_>, class: ErrorClass) -> ItemRow {
    ItemRow {
        document: doc.gold.id().to_owned(),
        gold: None,
        predicted: None,
        iou: None,
        class,
        boundary: None,
        gold_speaker: Vec::new(),
        predicted_speaker: Vec::new(),
        gold_text: None,
        predicted_text: None,
    }
}

fn text(doc: &Aligned<'_>, fragments: &Fragments) -> String {
    fragments.text(doc.gold.text())
}

fn with_gold(doc: &Aligned<'_>, row: ItemRow, g: usize) -> ItemRow {
    let gold = &doc.gold.quotations[g];
    let mut speakers = match &gold.speaker {
        GoldSpeaker::Entities(speakers) => speakers.iter().map(|&index| doc.gold.entities[index].id.clone()).collect(),
        GoldSpeaker::Reserved(word) => vec![word.to_string()],
        GoldSpeaker::Absent => Vec::new(),
    };
    speakers.sort_unstable();
    ItemRow {
        gold: Some(gold.quotation.id.clone()),
        gold_speaker: speakers,
        gold_text: Some(text(doc, &gold.quotation.content)),
        ..row
    }
}

fn with_prediction(doc: &Aligned<'_>, row: ItemRow, p: usize) -> ItemRow {
    let predicted = &doc.prediction.quotations[p];
    let mut speakers = match &predicted.speaker {
        PredictedSpeaker::Named(names) => names.to_vec(),
        PredictedSpeaker::Reserved(word) => vec![word.to_string()],
        PredictedSpeaker::Absent => predicted.quotation.source.iter().map(|source| text(doc, source)).collect(),
    };
    speakers.sort_unstable();
    ItemRow {
        predicted: Some(predicted.quotation.id.clone()),
        predicted_speaker: speakers,
        predicted_text: Some(text(doc, &predicted.quotation.content)),
        ..row
    }
}
