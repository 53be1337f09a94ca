//! Plain text for a terminal: aligned columns, no colour, 80 columns where names allow.

use comfy_table::{CellAlignment, ContentArrangement, Table};

use super::layout::{Section, sections};
use super::model::Report;
use super::safe::safe;
use super::writer::{Rows, Writer};
use crate::error::Result;

/// Aligned columns for people.
pub(super) const TABLE: Writer<Report> = Writer {
    name: "table",
    suffix: "txt",
    summary: "aligned columns for a terminal, the default",
    is_for_people: true,
    rows: Rows::OnRequest,
    render,
};

fn render(report: &Report) -> Result<String> {
    Ok(render_all(&sections(report)))
}

/// Renders the sections that have rows, one below the other.
pub(super) fn render_all(sections: &[Section]) -> String {
    let filled = sections.iter().filter(|section| !section.rows.is_empty());
    filled.map(draw).collect::<Vec<_>>().join("\n")
}

fn draw(section: &Section) -> String {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(section.header.clone());
    let safe_line = |text: &str| safe(&text.replace(['\n', '\t'], " "));
    for row in &section.rows {
        table.add_row(row.iter().map(|cell| safe_line(cell)));
    }
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 2));
        if index >= section.text_columns {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut lines: Vec<String> = Vec::new();
    if !section.title.is_empty() {
        lines.push(safe_line(&section.title));
    }
    lines.extend(table.lines().map(|line| line.trim_end().to_owned()));
    if !section.notes.is_empty() {
        lines.push(String::new());
    }
    lines.extend(section.notes.iter().map(|note| safe_line(note)));
    lines.join("\n") + "\n"
}
