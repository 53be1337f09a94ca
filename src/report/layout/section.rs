//! Titled tables, and the formatting of figures and documents in tables.

use crate::report::model::Scored;
use crate::score::{Evaluation, Status};
use crate::stats::{Interval, MaybeInterval, NoInterval};

/// A titled table.
pub(in crate::report) struct Section {
    pub(in crate::report) title: String,
    pub(in crate::report) header: Vec<&'static str>,
    pub(in crate::report) rows: Vec<Vec<String>>,
    /// The number of columns, from the left, that hold text.
    pub(in crate::report) text_columns: usize,
    /// Lines below the table.
    pub(in crate::report) notes: Vec<String>,
}

impl Section {
    /// Makes a table without notes; the first column holds text, all further columns hold figures.
    pub(in crate::report) fn new(
        title: impl Into<String>,
        header: Vec<&'static str>,
        rows: impl IntoIterator<Item = Vec<String>>,
    ) -> Self {
        Self { title: title.into(), header, rows: rows.into_iter().collect(), text_columns: 1, notes: Vec::new() }
    }
}

/// Formats a ratio with three decimals, or a dash if it is undefined.
pub(in crate::report) fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
}

/// Maximum number of decimals shown; smaller differences are rounding errors.
const FINEST: usize = 12;

/// Formats a number with at least `decimals` decimals, or more if needed to show that it is not 0.
pub(in crate::report) fn visible(value: f64, decimals: usize) -> String {
    let shown = (decimals..=FINEST).map(|decimals| format!("{value:.decimals$}"));
    let is_visible = |text: &String| text.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    shown.into_iter().find(is_visible).unwrap_or_else(|| format!("{:.decimals$}", 0.0))
}

/// Formats a number with three decimals, or more if needed to distinguish it from a limit.
pub(in crate::report) fn told_from(value: f64, limit: f64) -> String {
    let shown = (3..=FINEST).map(|decimals| [value, limit].map(|number| format!("{number:.decimals$}")));
    let found = shown.into_iter().find(|[value, limit]| value != limit);
    found.map_or_else(|| format!("{value:.3}"), |[value, _]| value)
}

/// Formats a difference with its sign and three decimals, or more if needed to show that it is not 0.
pub(in crate::report) fn signed(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| with_sign(visible(value, 3)))
}

fn with_sign(number: String) -> String {
    if number.starts_with('-') { number } else { format!("+{number}") }
}

/// Formats an interval with three decimals, or more if needed to distinguish its ends.
pub(super) fn range(interval: MaybeInterval) -> String {
    let ends = |Interval { low, high }, decimals: usize| [low, high].map(|end| format!("{end:.decimals$}"));
    interval.map_or_else(|_| "–".to_owned(), |interval| apart(|decimals| ends(interval, decimals)).join("–"))
}

/// Formats the interval of a difference with signs, with three decimals or more as in `range`.
pub(in crate::report) fn span(interval: MaybeInterval) -> String {
    let ends = |Interval { low, high }, decimals| [low, high].map(|end| with_sign(visible(end, decimals)));
    interval.map_or_else(|_| "–".to_owned(), |interval| apart(|decimals| ends(interval, decimals)).join(" to "))
}

/// Formats two ends with three decimals, or more if needed to distinguish them.
fn apart(ends: impl Fn(usize) -> [String; 2]) -> [String; 2] {
    (3..=FINEST).map(&ends).find(|[low, high]| low != high).unwrap_or_else(|| ends(3))
}

/// The reason why a report has no intervals, if intervals were requested and none could be computed.
pub(super) fn no_intervals(scored: &Scored) -> Option<String> {
    match scored.intervals.first()? {
        Err(reason @ (NoInterval::FewDocuments | NoInterval::Outweighed { .. })) => {
            Some(format!("no 95 % intervals: {reason}"))
        }
        _ => None,
    }
}

/// `1 document`, `2 documents`.
pub(crate) fn plural(count: u64, word: &str) -> String {
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

/// Notes that name the documents without an answer.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_never_shown_as_none() {
        let cases = [(0.25, "+0.250"), (-0.0004, "-0.0004"), (3e-7, "+0.0000003"), (0.0, "+0.000"), (-0.0, "+0.000")];
        for (value, shown) in cases {
            assert_eq!(signed(Some(value)), shown);
        }
        // The rounding error of two equal figures.
        assert_eq!(signed(Some(-5e-17)), "+0.000");
        assert_eq!(visible(-0.000_000_2, 6), "-0.0000002");
    }

    #[test]
    fn an_interval_is_never_shown_as_a_point_that_is_none() {
        let of = |low, high| Ok(Interval { low, high });
        assert_eq!(range(of(0.7, 0.8)), "0.700–0.800");
        assert_eq!(range(of(0.99996, 1.0)), "0.99996–1.00000");
        assert_eq!(span(of(-0.0102, -0.0098)), "-0.0102 to -0.0098");
        assert_eq!(span(of(0.0, 0.0)), "+0.000 to +0.000");
    }

    #[test]
    fn a_figure_is_told_from_its_limit() {
        assert_eq!(told_from(0.6999, 0.7), "0.6999");
        assert_eq!(told_from(0.25, 0.7), "0.250");
        assert_eq!(told_from(0.7, 0.7), "0.700");
        assert_eq!(told_from(0.0003, 0.0), "0.0003");
    }
}
