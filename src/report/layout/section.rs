//! A titled table, and the ways figures and documents are written in one.

use crate::report::model::Scored;
use crate::score::{Evaluation, Status};
use crate::stats::{MaybeInterval, NoInterval};

/// A titled table; the first column is text, the others are figures unless said.
pub(in crate::report) struct Section {
    pub(in crate::report) title: String,
    pub(in crate::report) header: Vec<&'static str>,
    pub(in crate::report) rows: Vec<Vec<String>>,
    /// How many columns from the left hold text.
    pub(in crate::report) text_columns: usize,
    /// Said below the table.
    pub(in crate::report) notes: Vec<String>,
}

/// A ratio with three decimals, or a dash where it is undefined.
pub(in crate::report) fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
}

/// A difference with its sign.
pub(in crate::report) fn signed(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:+.3}"))
}

pub(super) fn range(interval: MaybeInterval) -> String {
    interval.map_or_else(|_| "–".to_owned(), |interval| format!("{:.3}–{:.3}", interval.low, interval.high))
}

/// The interval of a difference.
pub(in crate::report) fn span(interval: MaybeInterval) -> String {
    interval.map_or_else(|_| "–".to_owned(), |interval| format!("{:+.3} to {:+.3}", interval.low, interval.high))
}

/// Why there are no intervals, where there is none at all and some were asked for.
pub(super) fn no_intervals(scored: &Scored) -> Option<String> {
    match scored.intervals.first()? {
        Err(reason @ NoInterval::FewDocuments) => Some(format!("no 95 % intervals: {reason}")),
        _ => None,
    }
}

/// `1 document`, `2 documents`.
#[must_use]
pub fn plural(count: u64, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

pub(super) fn describe(scored: &Scored) -> String {
    let evaluation = &scored.evaluation;
    let chosen = evaluation.options.conditions.iter().filter(|condition| condition.is_of_documents());
    let dataset = chosen.fold(scored.dataset.clone(), |dataset, condition| format!("{dataset} where {condition}"));
    format!(
        "{dataset} · {} · {} · {}",
        plural(evaluation.documents.len() as u64, "document"),
        plural(evaluation.gold, "quotation"),
        evaluation.options.measure.setting
    )
}

/// Documents without an answer, so that none is overlooked.
pub(super) fn failures(evaluation: &Evaluation) -> Vec<String> {
    let list = |status: Status, what: &str| {
        let ids: Vec<&str> = evaluation.with_status(status).collect();
        let shown = ids.iter().take(10).copied().collect::<Vec<_>>().join(", ");
        let more = if ids.len() > 10 { format!(" and {} more", ids.len() - 10) } else { String::new() };
        (!ids.is_empty()).then(|| format!("{what} ({}): {shown}{more}", ids.len()))
    };
    let missing = list(Status::Missing, "documents without a prediction");
    missing.into_iter().chain(list(Status::Failed, "failed documents")).collect()
}
