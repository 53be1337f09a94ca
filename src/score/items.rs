//! One row per quotation with its outcome, for listings and debugging.

use super::aligned::Aligned;
use super::error_class::ErrorClass;
use super::errors::{Boundary, ItemClasses};
use super::outcomes::Outcome;
use crate::model::{PredictedQuotation, PredictedSpeaker};

/// A gold quotation with its partner, an unaligned gold quotation, or an unaligned prediction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRow {
    /// Id of the document.
    pub document: String,
    /// Id of the gold quotation.
    pub gold: Option<String>,
    /// Id of the predicted quotation.
    pub predicted: Option<String>,
    /// Numbers of shared units and of units in the union, for an aligned pair.
    pub overlap: Option<(u64, u64)>,
    /// The error class.
    pub class: ErrorClass,
    /// Boundary error of an aligned pair.
    pub boundary: Option<Boundary>,
    /// Ids of the gold speakers, or a reserved word.
    pub gold_speaker: Vec<String>,
    /// The predicted speakers as written, or a reserved word; the text of the source if only a source is marked.
    pub predicted_speaker: Vec<String>,
    /// Sorted names of the gold entities that an ambiguous prediction could mean.
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

/// `ambiguous: Mr. Hale, Mrs. Hale`; `None` without names.
#[must_use]
pub(crate) fn ambiguity(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| format!("ambiguous: {}", names.join(", ")))
}

/// The rows of a document, in the order of [`Outcome::all`].
pub(super) fn item_rows(doc: &Aligned<'_>, classes: &ItemClasses) -> Vec<ItemRow> {
    Outcome::all(doc, classes).iter().map(|outcome| item_row(doc, outcome)).collect()
}

fn item_row(doc: &Aligned<'_>, outcome: &Outcome) -> ItemRow {
    let gold = outcome.gold.map(|g| &doc.gold.quotations[g]);
    let placed = outcome.predicted.and_then(|p| doc.prediction.quotations.get(p));
    let invalid =
        outcome.predicted.and_then(|p| doc.prediction.invalid.get(p.checked_sub(doc.prediction.quotations.len())?));
    let ambiguous = outcome.predicted.filter(|_| placed.is_some()).map(|p| doc.ambiguous_names(p));
    ItemRow {
        document: doc.gold.id().to_owned(),
        gold: gold.map(|gold| gold.quotation.id.clone()),
        predicted: placed.map(|placed| &placed.quotation.id).or(invalid.map(|invalid| &invalid.id)).cloned(),
        overlap: outcome.pair.map(|pair| (pair.shared, pair.union)),
        class: outcome.class,
        boundary: outcome.boundary(doc),
        gold_speaker: gold.map_or_else(Vec::new, |gold| {
            gold.speaker_ids(&doc.gold.entities).into_iter().map(str::to_owned).collect()
        }),
        predicted_speaker: placed.map_or_else(Vec::new, |placed| stated_speakers(doc, placed)),
        ambiguous: ambiguous.unwrap_or_default(),
    }
}

/// The predicted speakers as written, or a reserved word, or the text of the source; sorted.
fn stated_speakers(doc: &Aligned<'_>, predicted: &PredictedQuotation) -> Vec<String> {
    let mut speakers = match &predicted.speaker {
        PredictedSpeaker::Named(names) => names.to_vec(),
        PredictedSpeaker::Reserved(word) => vec![word.to_string()],
        PredictedSpeaker::Absent => {
            predicted.quotation.source.iter().map(|source| source.text(doc.gold.text())).collect()
        }
    };
    speakers.sort_unstable();
    speakers
}
