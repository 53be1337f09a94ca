//! Cues and sources that nothing ties to a content: each content has the nearest of its paragraph.

use super::part::Part;
use crate::dataset::format::draft::{DraftQuotation, DraftRare, DraftSpan, Speakers};
use crate::model::Reserved;

/// Where the source of a content is to be looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::dataset::formats) enum Side {
    /// Before or after.
    #[default]
    Either,
    /// Before it.
    Before,
    /// After it.
    After,
    /// Nowhere: nobody is said to speak.
    Nowhere,
}

/// A labelled stretch of text, in characters.
#[derive(Clone, Copy, Debug)]
pub(in crate::dataset::formats) struct Chunk {
    pub(in crate::dataset::formats) part: Part,
    pub(in crate::dataset::formats) place: (i64, i64),
    pub(in crate::dataset::formats) side: Side,
    pub(in crate::dataset::formats) line: usize,
}

/// A quotation for each content, with the nearest cue and the nearest source of its paragraph.
pub(in crate::dataset::formats) fn quotations<'a>(text: &str, chunks: &[Chunk]) -> Vec<DraftQuotation<'a>> {
    let breaks: Vec<i64> = (0..).zip(text.chars()).filter(|(_, c)| *c == '\n').map(|(at, _)| at).collect();
    let of = |part: Part| {
        let mut places: Vec<(i64, i64)> =
            chunks.iter().filter(|chunk| chunk.part == part).map(|chunk| chunk.place).collect();
        places.sort_unstable();
        places
    };
    let (cues, sources) = (of(Part::Cue), of(Part::Source));
    let contents = chunks.iter().filter(|chunk| chunk.part == Part::Content);
    let quotation = |chunk: &Chunk| {
        let side = if chunk.side == Side::Nowhere { Side::Either } else { chunk.side };
        let cue = nearest(&cues, chunk.place, side, &breaks);
        let source = nearest(&sources, chunk.place, chunk.side, &breaks);
        let span = |place: Option<(i64, i64)>| place.map(of_place).into_iter().collect();
        let implicit = || Speakers(std::iter::once(Reserved::Implicit.as_str().into()).collect());
        DraftQuotation {
            line: chunk.line,
            content: std::iter::once(of_place(chunk.place)).collect(),
            speaker: (chunk.side == Side::Nowhere).then(implicit),
            rare: Some(Box::new(DraftRare { cue: span(cue), source: span(source), ..DraftRare::default() })),
            ..DraftQuotation::default()
        }
    };
    contents.map(quotation).collect()
}

fn of_place<'a>((start, end): (i64, i64)) -> DraftSpan<'a> {
    DraftSpan::of_offsets(start, end)
}

/// The nearest of `places`, which are sorted, on a side of a content and with no line break between; of two the one before.
fn nearest(places: &[(i64, i64)], content: (i64, i64), side: Side, breaks: &[i64]) -> Option<(i64, i64)> {
    let paragraph = |offset: i64| breaks.partition_point(|&at| at < offset);
    let next = places.partition_point(|place| place.0 < content.0);
    let before = places[..next].last().filter(|place| paragraph(place.0) == paragraph(content.0));
    // What lies inside the content is as near as can be.
    let after = places.get(next).filter(|place| paragraph(place.0) == paragraph(content.1 - 1));
    let distance_before = |place: &(i64, i64)| (content.0 - place.1).max(0);
    let distance_after = |place: &(i64, i64)| (place.0 - content.1).max(0);
    let (before, after) = match side {
        Side::Either => (before, after),
        Side::Before => (before, None),
        Side::After => (None, after),
        Side::Nowhere => (None, None),
    };
    match (before, after) {
        (Some(before), Some(after)) if distance_after(after) < distance_before(before) => Some(*after),
        (before, after) => before.or(after).copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_of_the_paragraph_is_taken() {
        // Paragraphs 0..10 and 11..20.
        let places = [(0, 2), (6, 8), (12, 14)];
        let near = |content, side| nearest(&places, content, side, &[10]);
        assert_eq!(near((3, 5), Side::Either), Some((0, 2)), "both are one away: the one before");
        assert_eq!(near((4, 6), Side::Either), Some((6, 8)));
        assert_eq!(near((4, 6), Side::Before), Some((0, 2)));
        assert_eq!(near((8, 10), Side::After), None, "the next stands in another paragraph");
        assert_eq!(near((15, 18), Side::Either), Some((12, 14)));
        assert_eq!(near((15, 18), Side::Nowhere), None);
    }
}
