//! The spans and relations in the cells of the layers.

use std::collections::HashMap;

use super::rows::{Layer, LayerKind, Row, Rows, unescape};
use crate::dataset::format::fault::Fault;
use crate::dataset::formats::shared::finding::{LineFault, dangling, syntax};

/// A span of some layer.
#[derive(Debug)]
pub(super) struct Annotation<'f> {
    pub(super) layer: &'f str,
    /// Names and values of its features.
    pub(super) values: Vec<(&'f str, String)>,
    pub(super) place: (i64, i64),
    pub(super) line: usize,
}

impl Annotation<'_> {
    /// Name for messages: the layer and the first feature value.
    pub(super) fn named(&self) -> String {
        self.values.first().map_or_else(|| self.layer.to_owned(), |(_, value)| format!("{} {value}", self.layer))
    }
}

/// A relation between two annotations, given by index.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) kind: String,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// Splits a value into its text and the number that distinguishes it from its neighbours.
fn value(unit: &str) -> (String, Option<&str>) {
    match unit.strip_suffix(']').and_then(|unit| unit.rsplit_once('[')) {
        Some((text, number)) if !text.ends_with('\\') => (unescape(text), Some(number)),
        _ => (unescape(unit), None),
    }
}

/// Splits the stacked values of a cell.
fn stacked(cell: &str) -> Vec<&str> {
    let (mut values, mut start, mut escaped) = (Vec::new(), 0, false);
    for (at, c) in cell.char_indices() {
        if c == '|' && !escaped {
            values.push(&cell[start..at]);
            start = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    values.push(&cell[start..]);
    values
}

/// Returns all spans and their relations.
pub(super) fn collect<'f>(rows: &Rows<'f>) -> Result<(Vec<Annotation<'f>>, Vec<Link>), LineFault> {
    let mut spans = Spans::default();
    for layer in rows.layers.iter().filter(|layer| layer.kind == LayerKind::Span) {
        for row in &rows.rows {
            spans.add(layer, row);
        }
    }
    let mut links = Vec::new();
    for layer in rows.layers.iter().filter(|layer| layer.kind == LayerKind::Relation) {
        for row in &rows.rows {
            spans.links(layer, row, &mut links).map_err(|fault| (row.line, fault))?;
        }
    }
    Ok((spans.annotations, links))
}

#[derive(Default)]
struct Spans<'f> {
    annotations: Vec<Annotation<'f>>,
    /// Annotations with a number, by layer and number.
    numbered: HashMap<(usize, String), usize>,
    /// Annotations by token and number, `0` if they have none.
    at: HashMap<(String, String), usize>,
}

impl<'f> Spans<'f> {
    fn add(&mut self, layer: &Layer<'f>, row: &Row<'f>) {
        let cells = &row.cells[layer.column..layer.column + layer.features.len().max(1)];
        let columns: Vec<Vec<&str>> = cells.iter().map(|cell| stacked(cell)).collect();
        for place in 0..columns[0].len() {
            let units: Vec<&str> = columns.iter().map(|column| column.get(place).copied().unwrap_or("_")).collect();
            if units.iter().all(|unit| *unit == "_") {
                continue;
            }
            let values: Vec<(String, Option<&str>)> = units.iter().map(|unit| value(unit)).collect();
            let number = values.iter().find_map(|(_, number)| *number);
            let known = number.and_then(|number| self.numbered.get(&(layer.column, number.to_owned())).copied());
            let annotation = known.unwrap_or_else(|| {
                let names = layer.features.iter().copied().chain(std::iter::repeat(""));
                let stated = names.zip(values).map(|(name, (text, _))| (name.rsplit('.').next().unwrap_or(name), text));
                let values = stated.filter(|(_, text)| text != "*" && text != "_").collect();
                self.annotations.push(Annotation { layer: layer.name, values, place: row.place, line: row.line });
                self.annotations.len() - 1
            });
            self.annotations[annotation].place.1 = self.annotations[annotation].place.1.max(row.place.1);
            if let Some(number) = number {
                self.numbered.insert((layer.column, number.to_owned()), annotation);
            }
            let number = number.unwrap_or("0");
            self.at.entry((row.id.to_owned(), number.to_owned())).or_insert(annotation);
        }
    }

    /// Adds the relations that end at a row; the last column names their start.
    fn links(&self, layer: &Layer<'f>, row: &Row<'f>, links: &mut Vec<Link>) -> Result<(), Fault> {
        let cells = &row.cells[layer.column..layer.column + layer.features.len().max(1)];
        let (Some(last), kinds) = (cells.last(), cells.first()) else { return Ok(()) };
        let kinds: Vec<&str> = kinds.filter(|_| cells.len() > 1).map_or_else(Vec::new, |cell| stacked(cell));
        for (place, target) in stacked(last).into_iter().enumerate().filter(|(_, target)| !matches!(*target, "_" | "*"))
        {
            let (token, numbers) = value(target);
            let (from_number, to_number) = match numbers {
                None => ("0", "0"),
                Some(numbers) => numbers
                    .split_once('_')
                    .ok_or_else(|| syntax("a relation has no two numbers", target, "TOKEN[NUMBER_NUMBER]"))?,
            };
            let find = |token: &str, number: &str| {
                let found = self.at.get(&(token.to_owned(), number.to_owned()));
                found.copied().ok_or_else(|| dangling("a relation", &format!("{token}[{number}]")))
            };
            let kind = kinds.get(place).map_or_else(String::new, |kind| value(kind).0);
            links.push(Link { kind, from: find(&token, from_number)?, to: find(row.id, to_number)? });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_stacked_and_numbered() {
        assert_eq!(stacked(r"a[1]|b\|c|*[2]"), ["a[1]", r"b\|c", "*[2]"]);
        assert_eq!(value("a b[12]"), ("a b".to_owned(), Some("12")));
        assert_eq!(value(r"a\[1\]"), ("a[1]".to_owned(), None));
        assert_eq!(value("1-2[1_2]"), ("1-2".to_owned(), Some("1_2")));
    }
}
