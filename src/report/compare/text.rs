//! Plain text for a terminal; the last line is the verdict.

use super::model::{ComparisonReport, Head};
use super::sections::{list, matrix, metrics, rules, shown_lists, slices};
use super::words::{ground, notes, reasons, title};
use crate::compare::Comparison;
use crate::error::Result;
use crate::report::layout::Section;
use crate::report::safe::safe;
use crate::report::table::render_all;
use crate::report::writer::{Rows, Writer};

/// Aligned columns for people.
pub(super) const TABLE: Writer<ComparisonReport> = Writer {
    name: "table",
    suffix: "txt",
    summary: "aligned columns for a terminal; the last line is the verdict",
    is_for_people: true,
    rows: Rows::Never,
    render,
};

fn render(report: &ComparisonReport) -> Result<String> {
    let mut blocks: Vec<String> = report.comparisons().flat_map(|(of, head)| of_head(report, of, head)).collect();
    blocks.extend(matrix(report).map(|section| render_all(&[section])));
    let reasons: Vec<String> = reasons(report).iter().map(|reason| format!("{}\n", line(reason))).collect();
    blocks.push(reasons.concat());
    let signature = report.contest.comparisons.first().map(|comparison| comparison.head.1.to_string());
    blocks.extend(signature.map(|signature| format!("{signature}\n")));
    Ok(blocks.join("\n") + &report.verdict_line())
}

fn of_head(report: &ComparisonReport, comparison: &Comparison, head: &Head) -> Vec<String> {
    let title = format!("{} on {}", title(comparison), ground(comparison));
    if !comparison.disagreements.is_empty() {
        return vec![format!("{}\n", line(&title))];
    }
    let mut sections: Vec<Section> = vec![metrics(comparison, title, |_| true)];
    if !comparison.slices.is_empty() {
        sections.push(slices(&comparison.slices));
    }
    sections.extend(rules(report));
    let mut blocks = vec![render_all(&sections)];
    let notes = notes(comparison, head);
    blocks.push(notes.iter().map(|note| format!("{}\n", line(note))).collect());
    if let Some(changes) = &comparison.changes {
        let lists: Vec<Section> =
            shown_lists(report).into_iter().map(|(which, limit)| list(which, changes, limit)).collect();
        blocks.push(render_all(&lists));
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

fn line(text: &str) -> String {
    safe(&text.replace(['\n', '\t'], " "))
}
