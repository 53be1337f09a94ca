//! CSV: one tidy table with a stable header, one row per figure.

use super::model::{Report, Scored};
use super::writer::{Rows, Writer};
use crate::error::{Error, Result};
use crate::score::{Counts, MetricTotal};
use crate::stats::{Interval, MaybeInterval};

/// CSV columns; later versions only append to the list.
const COLUMNS: &str = "schema,system,system_version,dataset,gold_hash,setting,unit,slice,slice_value,metric,average,tp,fp,fn,\
    precision,recall,f1,value,ci_low,ci_high,documents,gold,predicted,signature";

/// CSV for spreadsheets and data frames.
pub(super) const CSV: Writer<Report> = Writer {
    name: "csv",
    suffix: "csv",
    summary: "one tidy table with a stable header, one row per figure",
    is_for_people: false,
    rows: Rows::Never,
    render,
};

fn render(report: &Report) -> Result<String> {
    if report.detail.per_quotation {
        return Err(Error::Usage("the CSV of scores has no rows for quotations".into()));
    }
    let mut rows: Vec<Vec<String>> = report.scores.iter().flat_map(|scored| rows(scored, report)).collect();
    rows.sort_unstable();
    lines(COLUMNS, rows)
}

/// Renders a header and rows as CSV, with cells made safe for spreadsheets.
pub(super) fn lines(columns: &str, rows: Vec<Vec<String>>) -> Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = columns.split(',').map(str::to_owned).collect();
    for line in std::iter::once(header).chain(rows) {
        let cells = line.iter().map(|cell| guarded(cell));
        writer.write_record(cells).map_err(Error::internal)?;
    }
    let bytes = writer.into_inner().map_err(Error::internal)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Cells, each with the name of its column.
pub(super) type Cells = Vec<(&'static str, String)>;

/// Arranges cells in column order; a column without a cell stays empty.
pub(super) fn ordered(columns: &str, cells: &[(&'static str, String)]) -> Vec<String> {
    let cell = |column: &str| cells.iter().find(|(name, _)| *name == column).map(|(_, value)| value.clone());
    columns.split(',').map(|column| cell(column).unwrap_or_default()).collect()
}

/// Makes a cell safe for spreadsheets: a leading `=`, `+`, `-`, `@`, tab or line break gets an apostrophe.
fn guarded(cell: &str) -> String {
    let is_number = cell.parse::<f64>().is_ok();
    if !is_number && cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// Formats a number with six decimals; empty if undefined.
pub(super) fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| format!("{value:.6}"))
}

/// A row that is filled cell by cell; cells that are not set stay empty.
struct Row(Cells);

impl Row {
    fn new(scored: &Scored, slice: (&str, &str), metric: &str, average: &str) -> Self {
        let evaluation = &scored.evaluation;
        let cells = vec![
            ("schema", "quoteval-score/1".to_owned()),
            ("system", scored.system.name.clone()),
            ("system_version", scored.system.version.clone()),
            ("dataset", scored.dataset.clone()),
            ("gold_hash", evaluation.gold_hash.to_hex().to_string()),
            ("setting", evaluation.options.measure.setting.to_string()),
            ("unit", evaluation.options.measure.unit.to_string()),
            ("slice", slice.0.to_owned()),
            ("slice_value", slice.1.to_owned()),
            ("metric", metric.to_owned()),
            ("average", average.to_owned()),
            ("documents", evaluation.documents.len().to_string()),
            ("gold", evaluation.gold.to_string()),
            ("predicted", evaluation.predicted.to_string()),
            ("signature", scored.signature.to_string()),
        ];
        Self(cells)
    }

    fn set(mut self, column: &'static str, value: impl Into<String>) -> Self {
        self.0.retain(|(name, _)| *name != column);
        self.0.push((column, value.into()));
        self
    }

    fn counts(self, counts: &Counts) -> Self {
        match counts {
            Counts::Matches { tp, fp, fn_ } => {
                self.set("tp", tp.to_string()).set("fp", fp.to_string()).set("fn", fn_.to_string())
            }
            Counts::Share { .. } | Counts::Mean { .. } | Counts::Soft { .. } | Counts::Types(_) => self,
        }
    }

    fn ratios(self, counts: &Counts) -> Self {
        if counts.has_f1() {
            self.set("precision", number(counts.precision()))
                .set("recall", number(counts.recall()))
                .set("f1", number(counts.headline()))
        } else {
            self.set("value", number(counts.headline()))
        }
    }

    fn interval(self, interval: MaybeInterval) -> Self {
        let end = |of: fn(Interval) -> f64| number(interval.ok().map(of));
        self.set("ci_low", end(|interval| interval.low)).set("ci_high", end(|interval| interval.high))
    }

    fn finish(self) -> Vec<String> {
        ordered(COLUMNS, &self.0)
    }
}

fn rows(scored: &Scored, report: &Report) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for ((metric, total), interval) in scored.evaluation.metrics().zip(&scored.intervals) {
        rows.extend(metric_rows(scored, metric.id(), total, *interval, metric.has_f1()));
    }
    rows.extend(profile_rows(scored));
    rows.extend(slice_rows(scored, report));
    rows.extend(gap_rows(scored));
    if report.detail.per_document {
        rows.extend(document_rows(scored));
    }
    rows
}

fn metric_rows(
    scored: &Scored,
    id: &str,
    total: Option<&MetricTotal>,
    interval: MaybeInterval,
    has_f1: bool,
) -> Vec<Vec<String>> {
    let overall = |average| Row::new(scored, ("", ""), id, average);
    let Some(total) = total else {
        let averages: &[&str] = if has_f1 { &["micro", "macro"] } else { &[""] };
        return averages.iter().map(|average| overall(average).finish()).collect();
    };
    if !has_f1 {
        return vec![overall("").ratios(&total.counts).interval(interval).finish()];
    }
    let micro = overall("micro").counts(&total.counts).ratios(&total.counts).interval(interval);
    vec![micro.finish(), overall("macro").set("f1", number(total.macro_f1())).finish()]
}

/// Rows for the figures of a profile, which has its own averages.
fn profile_rows(scored: &Scored) -> Vec<Vec<String>> {
    let rows = scored.evaluation.profile_figures().map(|(id, tally)| {
        let row = Row::new(scored, ("", ""), &id, "")
            .set("precision", number(tally.precision()))
            .set("recall", number(tally.recall()))
            .set("f1", number(tally.f1()))
            .set("value", number(tally.value()));
        let matches = [("tp", "TP"), ("fp", "FP"), ("fn", "FN")];
        let of = |name: &str| tally.counts().iter().find(|(count, _)| *count == name);
        let row = matches.into_iter().fold(row, |row, (column, name)| match of(name) {
            Some((_, count)) => row.set(column, count.to_string()),
            None => row,
        });
        row.finish()
    });
    rows.collect()
}

fn slice_rows(scored: &Scored, report: &Report) -> Vec<Vec<String>> {
    // Rows per document have the same keys as slices by document and more detail, so they replace these slices.
    let shown = scored.slices.iter().filter(|slice| !(report.detail.per_document && slice.attribute == "document"));
    let rows = shown.map(|slice| {
        let figures = slice.figures;
        Row::new(scored, (&slice.attribute, &slice.value), slice.criterion.as_str(), "micro")
            .set("precision", number(figures.precision))
            .set("recall", number(figures.recall))
            .set("f1", number(figures.f1))
            .interval(figures.interval)
            .set("gold", figures.gold.to_string())
            .set("predicted", figures.predicted.map_or_else(String::new, |items| items.to_string()))
            .finish()
    });
    rows.collect()
}

/// Rows for groups of speakers, keyed by the attribute that defines the groups.
fn gap_rows(scored: &Scored) -> Vec<Vec<String>> {
    let attribute = scored.evaluation.options.gap.map_or("", |attribute| attribute.name());
    let rows = scored.gaps.iter().flat_map(|gap| {
        gap.estimates().map(|(name, estimate)| {
            Row::new(scored, (attribute, &gap.group), &format!("speaker_gap.{name}"), "")
                .set("value", number(estimate.value))
                .interval(estimate.interval)
                .set("gold", gap.counts.gold.to_string())
                .set("predicted", gap.counts.predicted.to_string())
                .finish()
        })
    });
    rows.collect()
}

fn document_rows(scored: &Scored) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for document in &scored.evaluation.documents {
        for ((metric, total), counts) in scored.evaluation.metrics().zip(&document.counts()) {
            if total.is_some() {
                let average = if counts.has_f1() { "micro" } else { "" };
                let row = Row::new(scored, ("document", &document.id), metric.id(), average)
                    .counts(counts)
                    .ratios(counts)
                    .set("documents", "1")
                    .set("gold", document.gold.to_string())
                    .set("predicted", document.predicted.to_string());
                rows.push(row.finish());
            }
        }
    }
    rows
}
