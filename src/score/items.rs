//! One row per quotation: what became of it, for listings and debugging.

use super::aligned::Aligned;
use super::errors::{Boundary, Classes, ErrorClass};
use super::outcomes::Outcome;
use crate::model::PredictedSpeaker;

/// A gold quotation with its partner, a gold quotation without one, or a prediction without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRow {
    /// Id of the document.
    pub document: String,
    /// Id of the gold quotation.
    pub gold: Option<String>,
    /// Id of the predicted quotation.
    pub predicted: Option<String>,
    /// Of an aligned pair the units that both sides have, and those that either has.
    pub overlap: Option<(u64, u64)>,
    /// What became of it.
    pub class: ErrorClass,
    /// How the ends of an aligned pair differ.
    pub boundary: Option<Boundary>,
    /// Ids of the gold speakers, or a reserved word.
    pub gold_speaker: Vec<String>,
    /// The predicted speakers as written, or a reserved word; the text of the source where only that is marked.
    pub predicted_speaker: Vec<String>,
    /// Names of the gold entities that the prediction could mean, where it is ambiguous; sorted.
    pub ambiguous: Vec<String>,
}

impl ItemRow {
    /// Intersection over union of an aligned pair, in units.
    #[must_use]
    pub fn iou(&self) -> Option<f64> {
        self.overlap.map(|(shared, union)| shared as f64 / union as f64)
    }

    /// The predicted speakers for a table: `Hale (ambiguous: Mr. Hale, Mrs. Hale)`.
    #[must_use]
    pub fn predicted_speaker_shown(&self) -> String {
        let ambiguous = ambiguity(&self.ambiguous).map(|note| format!(" ({note})"));
        self.predicted_speaker.join("; ") + &ambiguous.unwrap_or_default()
    }
}

/// `ambiguous: Mr. Hale, Mrs. Hale`; nothing without a name.
#[must_use]
pub fn ambiguity(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| format!("ambiguous: {}", names.join(", ")))
}

/// The rows of a document, in the order of [`Outcome::all`].
pub(super) fn item_rows(doc: &Aligned<'_>, classes: &Classes) -> Vec<ItemRow> {
    Outcome::all(doc, classes).iter().map(|outcome| item_row(doc, outcome)).collect()
}

fn item_row(doc: &Aligned<'_>, outcome: &Outcome) -> ItemRow {
    let overlap = outcome.pair.map(|pair| (pair.shared, pair.union));
    let mut row = ItemRow { overlap, boundary: outcome.boundary(doc), ..empty_row(doc, outcome.class) };
    if let Some(g) = outcome.gold {
        row = with_gold(doc, row, g);
    }
    let placed = doc.prediction.quotations.len();
    match outcome.predicted {
        None => row,
        Some(p) if p < placed => with_prediction(doc, row, p),
        Some(p) => {
            let invalid = &doc.prediction.invalid[p - placed];
            ItemRow { predicted: Some(invalid.id.clone()), ..row }
        }
    }
}

fn empty_row(doc: &Aligned<'_>, class: ErrorClass) -> ItemRow {
    ItemRow {
        document: doc.gold.id().to_owned(),
        gold: None,
        predicted: None,
        overlap: None,
        class,
        boundary: None,
        gold_speaker: Vec::new(),
        predicted_speaker: Vec::new(),
        ambiguous: Vec::new(),
    }
}

fn with_gold(doc: &Aligned<'_>, row: ItemRow, g: usize) -> ItemRow {
    let gold = &doc.gold.quotations[g];
    let speakers = gold.speaker_ids(&doc.gold.entities).into_iter().map(str::to_owned).collect();
    ItemRow { gold: Some(gold.quotation.id.clone()), gold_speaker: speakers, ..row }
}

fn with_prediction(doc: &Aligned<'_>, row: ItemRow, p: usize) -> ItemRow {
    let predicted = &doc.prediction.quotations[p];
    let mut speakers = match &predicted.speaker {
        PredictedSpeaker::Named(names) => names.to_vec(),
        PredictedSpeaker::Reserved(word) => vec![word.to_string()],
        PredictedSpeaker::Absent => {
            predicted.quotation.source.iter().map(|source| source.text(doc.gold.text())).collect()
        }
    };
    speakers.sort_unstable();
    let (predicted, ambiguous) = (Some(predicted.quotation.id.clone()), doc.ambiguous_names(p));
    ItemRow { predicted, predicted_speaker: speakers, ambiguous, ..row }
}
