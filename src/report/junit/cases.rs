//! Test cases made from the outcome of each quotation.

use std::collections::BTreeSet;

use super::{Case, Element, Mark};
use crate::score::{ErrorClass, ItemRow};

/// Makes one case per row; a failed document has a single case instead of its rows.
pub(in crate::report) fn quotation_cases<'r>(
    rows: impl IntoIterator<Item = &'r ItemRow>,
    failed: &[String],
) -> Vec<Case> {
    let is_failed: BTreeSet<&str> = failed.iter().map(String::as_str).collect();
    let answered = rows.into_iter().filter(|row| !is_failed.contains(row.document.as_str()));
    answered.map(of_row).chain(failed.iter().map(|id| of_document(id))).collect()
}

fn of_row(row: &ItemRow) -> Case {
    let name = match (&row.gold, &row.predicted) {
        (Some(gold), _) => gold.clone(),
        (None, Some(predicted)) => format!("predicted {predicted}"),
        (None, None) => String::new(),
    };
    let mark = (row.class != ErrorClass::Correct).then(|| Mark {
        element: Element::Failure,
        kind: row.class.as_str().to_owned(),
        message: message(row),
    });
    Case { class: row.document.clone(), name, mark }
}

/// The message of a failure: `speaker-other: gold lee, predicted Bo Roe`.
fn message(row: &ItemRow) -> String {
    let side = |name: &str, id: &Option<String>, speakers: String| {
        let speakers = if speakers.is_empty() { "–".to_owned() } else { speakers };
        id.as_ref().map(|_| format!("{name} {speakers}"))
    };
    let sides = [
        side("gold", &row.gold, row.gold_speaker.join("; ")),
        side("predicted", &row.predicted, row.predicted_speaker_shown()),
    ];
    let ends = row.boundary.map(|boundary| format!(" ({})", boundary.as_str())).unwrap_or_default();
    format!("{}{ends}: {}", row.class.as_str(), sides.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn of_document(id: &str) -> Case {
    let message = "the system failed on this document: all its quotations are missed".to_owned();
    let mark = Mark { element: Element::Error, kind: "failed".to_owned(), message };
    Case { class: id.to_owned(), name: "document".to_owned(), mark: Some(mark) }
}
