//! Markdown for pull requests: the verdict first, one table, collapsed examples, short enough for a comment.

use super::model::{ComparisonReport, Head};
use super::sections::{changes_of, is_main, list, matrix, metrics, rules, slices};
use super::words::{ground, notes, reasons, title};
use crate::compare::{Comparison, Figure, Verdict};
use crate::error::Result;
use crate::report::layout::Section;
use crate::report::markdown::{escaped, render_section};
use crate::report::writer::{Rows, Writer};
use crate::report::{List, plural};

/// Maximum number of characters; a pull request comment may have 65,536, and the margin leaves room for additions.
const LIMIT: usize = 59_000;

/// Maximum number of characters in a cell.
const CELL: usize = 300;

/// GitHub-flavoured Markdown.
pub(super) const MARKDOWN: Writer<ComparisonReport> = Writer {
    name: "markdown",
    suffix: "md",
    summary: "Markdown for pull requests, short enough for a comment",
    is_for_people: true,
    rows: Rows::Never,
    render,
};

fn render(report: &ComparisonReport) -> Result<String> {
    // Cuts examples first, then rows of the longest tables.
    let mut room = Room { examples: 100, rows: 1000 };
    loop {
        let text = text(report, room);
        if text.chars().count() <= LIMIT || room.rows == 0 {
            return Ok(text);
        }
        match room.examples {
            0 => room.rows /= 2,
            _ => room.examples /= 2,
        }
    }
}

/// The maximum numbers of examples and rows shown.
#[derive(Clone, Copy)]
struct Room {
    /// Quotations per list.
    examples: usize,
    /// Rows per table.
    rows: usize,
}

fn text(report: &ComparisonReport, room: Room) -> String {
    let verdict = report.verdict();
    let mut blocks = vec![
        format!("<!-- quoteval:{} -->\n", report.command()),
        format!("## {} quoteval {}: {verdict}\n", sign(verdict), report.command()),
        reasons(report).iter().take(room.rows.max(5)).map(|reason| format!("- {}\n", cell(reason))).collect(),
    ];
    for (comparison, head) in report.comparisons() {
        blocks.extend(of_head(report, comparison, head, room));
    }
    blocks.extend(matrix(report).map(|section| table(section, room.rows)));
    let signature = report.contest.comparisons.first().map(|comparison| comparison.head.1.to_string());
    blocks.extend(signature.map(|signature| format!("`{}`\n", signature.replace('`', "'"))));
    blocks.retain(|block| !block.is_empty());
    format!("{}\n{}", blocks.join("\n"), report.verdict_line())
}

const fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "✅",
        Verdict::Regression => "❌",
        Verdict::Inconclusive => "❔",
        Verdict::NotComparable => "🚫",
    }
}

fn of_head(report: &ComparisonReport, comparison: &Comparison, head: &Head, room: Room) -> Vec<String> {
    let title = cell(&format!("{} on {}", title(comparison), ground(comparison)));
    if !comparison.disagreements.is_empty() {
        return vec![format!("**{title}**\n")];
    }
    let is_shown = |figure: &Figure| is_main(report, comparison, figure);
    let main = metrics(comparison, String::new(), is_shown);
    let others = metrics(comparison, String::new(), |figure| !is_shown(figure));
    let mut blocks = vec![format!("**{title}**\n"), table(main, room.rows)];
    blocks.extend(rules(report).map(|section| folded("rules", &table(section, room.rows))));
    if !comparison.slices.is_empty() {
        let summary = plural(comparison.slices.len() as u64, "slice");
        blocks.push(folded(&summary, &table(slices(&comparison.slices), room.rows)));
    }
    let notes = notes(comparison, head);
    blocks.push(notes.iter().map(|note| format!("{}\n", cell(note))).collect::<Vec<_>>().join("\n"));
    if !others.rows.is_empty() {
        let summary = format!("{} more", plural(others.rows.len() as u64, "metric"));
        blocks.insert(2, folded(&summary, &table(others, room.rows)));
    }
    if let Some(changes) = &comparison.changes {
        for which in List::ALL {
            let all = changes_of(which, changes).len();
            let is_shown = which != List::StillWrong || report.show.contains(&which);
            if all > 0 && is_shown {
                let shown = all.min(room.examples);
                let cut =
                    if shown < all { format!(", {shown} shown: shortened to fit a comment") } else { String::new() };
                let section = Section { title: String::new(), notes: Vec::new(), ..list(which, changes, shown) };
                let summary = format!("{} ({all}{cut})", which.as_str().replace('-', " "));
                blocks.push(folded(&summary, &if shown > 0 { table(section, shown) } else { String::new() }));
            }
        }
    }
    blocks
}

fn folded(summary: &str, body: &str) -> String {
    format!("<details><summary>{summary}</summary>\n\n{body}\n</details>\n")
}

/// Renders a table of at most `rows` rows, with a note if rows were cut.
fn table(mut section: Section, rows: usize) -> String {
    let all = section.rows.len();
    section.title = String::new();
    section.rows.truncate(rows);
    section.rows.iter_mut().flatten().for_each(|text| *text = clipped(text));
    if all > rows {
        section.notes.push(format!("{rows} of {all} rows shown: shortened to fit a comment"));
    }
    unmentioned(&render_section(&section))
}

/// Escapes untrusted text so that it neither mentions an account nor makes a link.
fn cell(text: &str) -> String {
    unmentioned(&escaped(&clipped(text)))
}

fn clipped(text: &str) -> String {
    match text.char_indices().nth(CELL) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Prevents GitHub from reading `@implicit` as an account.
fn unmentioned(text: &str) -> String {
    text.replace('@', "@<!-- -->")
}
