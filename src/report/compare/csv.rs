//! CSV: one tidy table with a stable header, one row per metric and slice of each head.

use super::model::ComparisonReport;
use crate::compare::{Comparison, Figure, Verdict};
use crate::error::Result;
use crate::report::csv::{lines, number};
use crate::report::layout::visible;
use crate::report::writer::{Rows, Writer};
use crate::stats::{Difference, Interval};

/// CSV columns; later versions only append to the list.
const COLUMNS: &str = "schema,base,base_version,head,head_version,dataset,slice,slice_value,metric,base_value,head_value,\
    difference,ci_low,ci_high,p,p_holm,family_size,documents,quotations,fixed,broken,verdict,signature";

/// CSV for spreadsheets and data frames.
pub(super) const CSV: Writer<ComparisonReport> = Writer {
    name: "csv",
    suffix: "csv",
    summary: "one tidy table with a stable header, one row per metric and slice",
    is_for_people: false,
    rows: Rows::Never,
    render,
};

fn render(report: &ComparisonReport) -> Result<String> {
    let verdict = |comparison: &Comparison| if report.gate.is_some() { report.verdict() } else { comparison.verdict };
    let comparisons = report.contest.comparisons.iter();
    let mut rows: Vec<_> = comparisons.flat_map(|comparison| rows(comparison, verdict(comparison))).collect();
    rows.extend(report.refusal.as_ref().map(|_| refused(report.verdict())));
    lines(COLUMNS, rows)
}

/// The row of a refused comparison.
fn refused(verdict: Verdict) -> Vec<String> {
    let cell = |column| match column {
        "schema" => "quoteval-compare/1".to_owned(),
        "verdict" => verdict.to_string(),
        _ => String::new(),
    };
    COLUMNS.split(',').map(cell).collect()
}

fn rows(comparison: &Comparison, verdict: Verdict) -> Vec<Vec<String>> {
    let (head, signature) = &comparison.head;
    let row = |slice: [&str; 2], metric: &str, difference: Option<&Difference>, tested: Tested| {
        let Tested { p, p_holm, family_size } = tested;
        let end = |of: fn(Interval) -> f64| change(difference.and_then(|difference| difference.interval.ok()).map(of));
        let changed = |of: fn(&crate::compare::Changes) -> usize| {
            comparison.changes.as_ref().map_or_else(String::new, |changes| of(changes).to_string())
        };
        let base = &comparison.base.0;
        let names =
            ["quoteval-compare/1", &base.name, &base.version, &head.name, &head.version, signature.field("data")];
        let mut cells: Vec<String> = names.into_iter().chain(slice).chain([metric]).map(str::to_owned).collect();
        cells.extend([
            number(difference.and_then(|difference| difference.base)),
            number(difference.and_then(|difference| difference.head)),
            change(difference.and_then(Difference::value)),
            end(|interval| interval.low),
            end(|interval| interval.high),
            number(p),
            number(p_holm),
            family_size.to_string(),
            signature.field("docs").to_owned(),
            signature.field("quotations").to_owned(),
            changed(|changes| changes.fixed.len()),
            changed(|changes| changes.broken.len()),
            verdict.to_string(),
            signature.to_string(),
        ]);
        cells
    };
    if !comparison.disagreements.is_empty() {
        return vec![row(["", ""], "", None, Tested::default())];
    }
    let metrics = comparison.metrics.iter().map(|figure| {
        let Figure { difference, p_holm, family_size, .. } = figure;
        let tested = Tested { p: difference.p(), p_holm: *p_holm, family_size: *family_size };
        row(["", ""], figure.metric.id(), Some(difference), tested)
    });
    let slices = comparison.slices.iter().map(|slice| {
        let key = [slice.attribute.as_str(), slice.value.as_str()];
        let tested = Tested { p: slice.p(), p_holm: slice.p_holm, family_size: slice.family_size };
        row(key, slice.criterion.as_str(), slice.difference.as_ref(), tested)
    });
    metrics.chain(slices).collect()
}

/// The p value of a row, before and after correction.
#[derive(Clone, Copy, Default)]
struct Tested {
    p: Option<f64>,
    p_holm: Option<f64>,
    family_size: usize,
}

/// Formats a difference with six decimals, or more if needed to show that it is not 0.
fn change(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| visible(value, 6))
}
