//! A row for each document, or for each quotation.

use super::section::{Section, figure};
use crate::score::{Evaluation, ItemRow};

pub(super) fn documents(evaluation: &Evaluation) -> Section {
    let criterion = evaluation.options.measure.criterion.as_str();
    let index = evaluation.metrics().position(|(metric, _)| metric.id() == criterion).unwrap_or(0);
    let is_defined = evaluation.total(criterion).is_some();
    let rows = evaluation.documents.iter().map(|document| {
        let counts = document.counts()[index];
        let shown = |value: Option<f64>| figure(value.filter(|_| is_defined));
        vec![
            document.id.clone(),
            shown(counts.precision()),
            shown(counts.recall()),
            shown(counts.headline()),
            document.gold.to_string(),
            document.predicted.to_string(),
        ]
    });
    Section::new(format!("by document, {criterion}"), vec!["document", "P", "R", "F1", "gold", "predicted"], rows)
}

pub(super) fn items(evaluation: &Evaluation) -> Section {
    let id = |id: &Option<String>| id.clone().unwrap_or_else(|| "–".to_owned());
    let rows = evaluation.documents.iter().flat_map(|document| &document.items).map(|row: &ItemRow| {
        vec![
            row.document.clone(),
            id(&row.gold),
            id(&row.predicted),
            if evaluation.has_classes() { row.class.as_str().to_owned() } else { "–".to_owned() },
            row.gold_speaker.join("; "),
            row.predicted_speaker_shown(),
            row.iou().map_or_else(|| "–".to_owned(), |iou| format!("{iou:.3}")),
        ]
    });
    Section {
        text_columns: 6,
        ..Section::new(
            "by quotation",
            vec!["document", "gold", "predicted", "class", "gold speaker", "predicted speaker", "IoU"],
            rows,
        )
    }
}
