//! Finds the pieces of one content in the order of the text.

use std::collections::HashSet;

use super::{Locator, Near, Occurrence, Wish};
use crate::model::Span;

/// The distance from its neighbours, in bytes, within which a piece may be less like the text.
const BESIDE: usize = 200;

/// A piece of a content.
#[derive(Clone, Copy, Debug)]
pub(in crate::dataset) enum ContentPiece<'p> {
    /// A known place.
    At(Occurrence),
    /// A text to search for.
    Text(&'p str),
}

impl Locator<'_> {
    /// The places of the pieces of one content; the error is the first piece that is nowhere.
    ///
    /// The longest piece is searched for as wished, the others from the longest to the shortest between those already found.
    pub(in crate::dataset) fn find_pieces(
        &self,
        pieces: &[ContentPiece<'_>],
        wish: &Wish<'_>,
        taken: &HashSet<Span>,
    ) -> Result<Vec<Occurrence>, usize> {
        let place = |piece: &ContentPiece<'_>| if let ContentPiece::At(place) = *piece { Some(place) } else { None };
        let text = |index: usize| if let ContentPiece::Text(text) = pieces[index] { text } else { "" };
        let mut found: Vec<Option<Occurrence>> = pieces.iter().map(place).collect();
        let mut open: Vec<usize> = (0..pieces.len()).filter(|&index| found[index].is_none()).collect();
        open.sort_by_key(|&index| std::cmp::Reverse(text(index).len()));
        let nobody = HashSet::new();
        for index in open {
            let before = found[..index].iter().rev().flatten().next().map(|(span, _)| *span);
            let after = found[index + 1..].iter().flatten().next().map(|(span, _)| *span);
            let piece = match (before, after) {
                (None, None) => self.find(text(index), wish, taken),
                _ => {
                    let [anywhere, close] = [usize::MAX, BESIDE].map(|reach| self.between(before, after, reach));
                    self.find(text(index), &anywhere, &nobody).or_else(|| self.find(text(index), &close, &nobody))
                }
            };
            found[index] = Some(piece.ok_or(index)?);
        }
        Ok(found.into_iter().flatten().collect())
    }

    /// The wish for a place between two others, close to the first and at most `reach` bytes from them.
    fn between(&self, before: Option<Span>, after: Option<Span>, reach: usize) -> Wish<'static> {
        let (start, end) = (before.map_or(0, Span::end), after.map_or(self.text.len(), Span::start));
        let near = if before.is_some() { Near::After(start) } else { Near::Around(end, end) };
        let [first, last] = [before, after].map(|neighbour| neighbour.is_some());
        let lowest = if first { start } else { end.saturating_sub(reach) };
        let highest = if last { end } else { start.saturating_add(reach).min(end) };
        let is_close = reach < usize::MAX;
        let within = self.boundary(lowest)..self.boundary(highest.max(lowest));
        Wish { near, within, source: &[], is_close }
    }
}
