//! Markdown for pull requests and notes.

use super::layout::{Section, sections};
use super::model::Report;
use super::safe::safe;
use super::writer::{Rows, Writer};
use crate::error::Result;

/// GitHub-flavoured Markdown.
pub(super) const MARKDOWN: Writer<Report> = Writer {
    name: "markdown",
    suffix: "md",
    summary: "Markdown tables for pull requests and notes",
    is_for_people: true,
    rows: Rows::OnRequest,
    render,
};

fn render(report: &Report) -> Result<String> {
    let sections: Vec<String> =
        sections(report).iter().filter(|section| !section.rows.is_empty()).map(render_section).collect();
    Ok(sections.join("\n"))
}

pub(super) fn render_section(section: &Section) -> String {
    let mut lines = Vec::new();
    if !section.title.is_empty() {
        lines.extend([format!("### {}", escaped(&section.title)), String::new()]);
    }
    lines.push(line(section.header.iter().map(|cell| (*cell).to_owned())));
    let rule =
        (0..section.header.len()).map(|index| if index < section.text_columns { "---" } else { "---:" }.to_owned());
    lines.push(line(rule));
    lines.extend(section.rows.iter().map(|row| line(row.iter().map(|cell| escaped(cell)))));
    lines.push(String::new());
    for note in section.notes.iter().filter(|note| !note.is_empty()) {
        lines.push(if note.starts_with("quoteval|") { format!("`{note}`") } else { escaped(note) });
    }
    lines.join("\n") + "\n"
}

fn line(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// Escapes text so that Markdown shows it literally.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in safe(text).chars() {
        match c {
            '\n' | '\t' => escaped.push(' '),
            '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '\\' => {
                escaped.push('\\');
                escaped.push(c);
            }
            _ => escaped.push(c),
        }
    }
    escaped
}
