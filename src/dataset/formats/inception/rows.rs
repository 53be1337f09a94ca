//! The lines of a file: layers, sentences, tokens.

use crate::dataset::format::fault::Fault;
use crate::dataset::formats::shared::finding::{LineFault, syntax};
use crate::model::{OffsetMap, OffsetUnit};

/// A layer and the columns of its features.
#[derive(Debug)]
pub(super) struct Layer<'f> {
    /// Last part of the layer name.
    pub(super) name: &'f str,
    /// Names of the features.
    pub(super) features: Vec<&'f str>,
    pub(super) kind: LayerKind,
    /// Index of its first column.
    pub(super) column: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LayerKind {
    Span,
    Relation,
    Chain,
}

/// A token, or a part of one.
#[derive(Debug)]
pub(super) struct Row<'f> {
    /// `SENTENCE-TOKEN`, with `.PART` for a part.
    pub(super) id: &'f str,
    pub(super) place: (i64, i64),
    token: &'f str,
    pub(super) cells: Vec<&'f str>,
    pub(super) line: usize,
}

/// The layers, tokens and sentences of a file.
#[derive(Debug, Default)]
pub(super) struct Rows<'f> {
    pub(super) layers: Vec<Layer<'f>>,
    pub(super) rows: Vec<Row<'f>>,
    /// Text of each sentence and its first offset.
    sentences: Vec<(String, i64)>,
}

/// Number of columns before the layers.
const FIXED: usize = 3;

impl<'f> Rows<'f> {
    pub(super) fn parse(file: &'f str) -> Result<Self, LineFault> {
        let mut rows = Self::default();
        let mut text: Option<String> = None;
        let mut columns = 0;
        for (index, line) in file.lines().enumerate() {
            if let Some((kind, rest)) = layer(line) {
                if !rows.rows.is_empty() {
                    let fault =
                        syntax("a layer is declared after the first token", line, "all layers in front of the text");
                    return Err((index + 1, fault));
                }
                columns += rows.layer(kind, rest, columns);
            } else if let Some(more) = line.strip_prefix("#Text=") {
                let more = unescape(more);
                text = Some(text.map_or_else(|| more.clone(), |text| format!("{text}\n{more}")));
            } else if !line.is_empty() && !line.starts_with('#') {
                let row = row(line, index + 1, columns).map_err(|fault| (index + 1, fault))?;
                rows.sentences.extend(text.take().map(|text| (text, row.place.0)));
                rows.rows.push(row);
            }
        }
        Ok(rows)
    }

    /// Adds a layer and returns the number of its columns.
    fn layer(&mut self, kind: LayerKind, rest: &'f str, column: usize) -> usize {
        let mut parts = rest.split('|');
        let name = parts.next().unwrap_or_default();
        let features: Vec<&str> = parts.filter(|feature| !feature.is_empty()).collect();
        let count = features.len().max(1);
        self.layers.push(Layer { name: name.rsplit('.').next().unwrap_or(name), features, kind, column });
        count
    }

    /// Returns the text, and the offset unit in which it agrees with the tokens.
    pub(super) fn text(&self) -> Result<(String, OffsetUnit), LineFault> {
        let mut first = None;
        for unit in [OffsetUnit::Char, OffsetUnit::Utf16] {
            match self.text_in(unit) {
                Ok(text) => return Ok((text, unit)),
                Err(fault) => drop(first.get_or_insert(fault)),
            }
        }
        Err(first.unwrap_or_else(|| (1, syntax("the file holds no text", "", "#Text="))))
    }

    fn text_in(&self, unit: OffsetUnit) -> Result<String, LineFault> {
        let length = |text: &str| match unit {
            OffsetUnit::Utf16 => text.encode_utf16().count(),
            _ => text.chars().count(),
        };
        let (mut text, mut end) = (String::new(), 0_i64);
        for (sentence, start) in &self.sentences {
            let gap = start - end;
            if !(0..=MAX_GAP).contains(&gap) {
                return Err((
                    1,
                    syntax("the offsets do not fit the sentences", &start.to_string(), &format!("{end} or more")),
                ));
            }
            let filler = if gap > 1 { '\n' } else { ' ' };
            text.extend(std::iter::repeat_n(filler, usize::try_from(gap).unwrap_or(0)));
            text.push_str(sentence);
            end = start + length(sentence) as i64;
        }
        let map = OffsetMap::new(&text, unit);
        let byte = |offset: i64| map.to_byte(usize::try_from(offset).ok()?);
        for row in &self.rows {
            let found = byte(row.place.0).zip(byte(row.place.1)).and_then(|(start, end)| text.get(start..end));
            if found != Some(&*unescape(row.token)) {
                let message = format!("the token {} is not what stands at {}-{}", row.id, row.place.0, row.place.1);
                return Err((row.line, syntax(message, found.unwrap_or("nothing"), row.token)));
            }
        }
        Ok(text)
    }
}

/// Maximum gap between sentences.
const MAX_GAP: i64 = 1 << 16;

fn layer(line: &str) -> Option<(LayerKind, &str)> {
    let kinds = [("#T_SP=", LayerKind::Span), ("#T_RL=", LayerKind::Relation), ("#T_CH=", LayerKind::Chain)];
    kinds.into_iter().find_map(|(prefix, kind)| Some((kind, line.strip_prefix(prefix)?)))
}

fn row(line: &str, number: usize, columns: usize) -> Result<Row<'_>, Fault> {
    let mut cells = line.split('\t');
    let (Some(id), Some(place), Some(token)) = (cells.next(), cells.next(), cells.next()) else {
        return Err(syntax("the line is no token", line, "ID, START-END and the token, with tabs between"));
    };
    let offsets = place.split_once('-').and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
    let place = offsets.ok_or_else(|| syntax("the token has no offsets", place, "START-END"))?;
    let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
    if cells.len() != columns {
        let found = format!("{} columns", cells.len() + FIXED);
        return Err(syntax(
            "the line has another number of columns than the layers",
            &found,
            &format!("{}", columns + FIXED),
        ));
    }
    Ok(Row { id, place, token, cells, line: number })
}

/// Removes the escapes from the text of a cell.
pub(super) fn unescape(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut chars = cell.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('t') => text.push('\t'),
                Some('n') => text.push('\n'),
                Some('r') => text.push('\r'),
                Some(escaped) => text.push(escaped),
                None => text.push('\\'),
            },
            c => text.push(c),
        }
    }
    text
}
