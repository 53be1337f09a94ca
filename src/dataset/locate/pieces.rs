//! Locates the pieces of a content, in text order.

use std::collections::HashSet;

use super::{Locator, Near, Occurrence, Wish};
use crate::model::Span;

/// Distance from the neighbouring pieces, in bytes, within which a less similar match is accepted.
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
    /// Locates the pieces of a content; the error is the index of the first piece not found.
    ///
    /// The longest piece is located as wished; the others, in decreasing length, between the pieces already found.
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

    /// Creates a wish for a place between two others, close to the first and at most `reach` bytes away.
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
