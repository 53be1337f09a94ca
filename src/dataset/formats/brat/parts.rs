//! The spans of an annotation file by id.

use std::collections::HashMap;

use super::line::Line;
use crate::dataset::format::draft::DraftSpan;
use crate::dataset::format::fault::Fault;
use crate::dataset::formats::shared::finding::{differs, same_words, syntax};
use crate::model::{OffsetMap, OffsetUnit};

/// A span of one or more pieces.
#[derive(Debug)]
pub(super) struct Mention<'a> {
    pub(super) label: &'a str,
    /// The pieces, in text order.
    pub(super) pieces: Vec<(i64, i64)>,
    pub(super) line: usize,
}

impl Mention<'_> {
    /// The range from the first piece to the last.
    pub(super) fn hull(&self) -> (i64, i64) {
        let start = self.pieces.first().map_or(0, |piece| piece.0);
        (start, self.pieces.last().map_or(start, |piece| piece.1))
    }

    pub(super) fn spans<'s>(&self) -> impl Iterator<Item = DraftSpan<'s>> {
        self.pieces.iter().copied().map(DraftSpan::from)
    }
}

/// The mentions of a file, checked against the text if it is known.
pub(super) struct Mentions<'a> {
    by_id: HashMap<&'a str, Mention<'a>>,
    text: Option<(&'a str, OffsetMap<'a>)>,
}

impl<'a> Mentions<'a> {
    pub(super) fn new(text: Option<&'a str>) -> Self {
        Self { by_id: HashMap::new(), text: text.map(|text| (text, OffsetMap::new(text, OffsetUnit::Char))) }
    }

    pub(super) fn get(&self, id: &str) -> Option<&Mention<'a>> {
        self.by_id.get(id)
    }

    /// Returns the mentions with their ids, in file order.
    pub(super) fn in_order(&self) -> Vec<(&'a str, &Mention<'a>)> {
        let mut all: Vec<_> = self.by_id.iter().map(|(id, mention)| (*id, mention)).collect();
        all.sort_unstable_by_key(|(_, mention)| mention.line);
        all
    }

    pub(super) fn add(&mut self, line: &Line<'a>) -> Result<(), Fault> {
        let pieces: Option<Vec<(i64, i64)>> = line.words().split(';').map(piece).collect();
        let Some(mut pieces) = pieces else {
            let message = format!("{} has no offsets that can be read", line.id);
            return Err(syntax(message, line.body, "LABEL START END, or LABEL START END;START END"));
        };
        let copy = self.copy(&pieces);
        pieces.sort_unstable();
        let twin = self.by_id.insert(line.id, Mention { label: line.kind(), pieces, line: line.number });
        if twin.is_some() {
            return Err(syntax("an id occurs twice", line.id, "an id for each span"));
        }
        match copy {
            Some(copy) if !same_words(&copy, line.tail) => Err(differs(line.id, line.words(), &copy, line.tail)),
            _ => Ok(()),
        }
    }

    /// Returns the text of the pieces, joined by one space; `None` if an offset is wrong, which the general check reports.
    fn copy(&self, pieces: &[(i64, i64)]) -> Option<String> {
        let (text, chars) = self.text.as_ref()?;
        let byte = |offset: i64| chars.to_byte(usize::try_from(offset).ok()?);
        let piece = |&(start, end): &(i64, i64)| text.get(byte(start)?..byte(end)?);
        pieces.iter().map(piece).collect::<Option<Vec<_>>>().map(|pieces| pieces.join(" "))
    }
}

fn piece(piece: &str) -> Option<(i64, i64)> {
    let (start, end) = piece.split_once(' ')?;
    Some((start.parse().ok()?, end.parse().ok()?))
}
