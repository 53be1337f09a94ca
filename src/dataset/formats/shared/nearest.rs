//! Cues and sources without relations: each content gets the nearest of each in its paragraph.

use super::part::Part;
use crate::dataset::format::draft::{DraftQuotation, DraftSpan, DraftSpeakers};
use crate::model::Reserved;

/// The side of a content on which to look for its source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SourceSide {
    /// Before or after.
    #[default]
    Either,
    /// Before it.
    Before,
    /// After it.
    After,
    /// Nowhere: the speaker is implicit.
    Nowhere,
}

/// A labelled stretch of text, in characters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chunk {
    pub(crate) part: Part,
    pub(crate) place: (i64, i64),
    pub(crate) side: SourceSide,
    pub(crate) line: usize,
}

/// Creates a quotation for each content, with the nearest cue and source in its paragraph.
pub(crate) fn quotations<'a>(text: &str, chunks: &[Chunk]) -> Vec<DraftQuotation<'a>> {
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
        let side = if chunk.side == SourceSide::Nowhere { SourceSide::Either } else { chunk.side };
        let cue = nearest(&cues, chunk.place, side, &breaks);
        let source = nearest(&sources, chunk.place, chunk.side, &breaks);
        let spans = |place: Option<(i64, i64)>| place.map(DraftSpan::from).into_iter().collect();
        let implicit = || DraftSpeakers::one(Reserved::Implicit.as_str());
        DraftQuotation {
            speaker: (chunk.side == SourceSide::Nowhere).then(implicit),
            ..DraftQuotation::new(chunk.line, [chunk.place.into()]).with(spans(cue), spans(source))
        }
    };
    contents.map(quotation).collect()
}

/// Returns the nearest of the sorted `places` on a side of a content, without a line break between; ties go to the first.
fn nearest(places: &[(i64, i64)], content: (i64, i64), side: SourceSide, breaks: &[i64]) -> Option<(i64, i64)> {
    let paragraph = |offset: i64| breaks.partition_point(|&at| at < offset);
    let next = places.partition_point(|place| place.0 < content.0);
    let before = places[..next].last().filter(|place| paragraph(place.0) == paragraph(content.0));
    // A place inside the content has a distance of 0.
    let after = places.get(next).filter(|place| paragraph(place.0) == paragraph(content.1 - 1));
    let distance_before = |place: &(i64, i64)| (content.0 - place.1).max(0);
    let distance_after = |place: &(i64, i64)| (place.0 - content.1).max(0);
    let (before, after) = match side {
        SourceSide::Either => (before, after),
        SourceSide::Before => (before, None),
        SourceSide::After => (None, after),
        SourceSide::Nowhere => (None, None),
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
        assert_eq!(near((3, 5), SourceSide::Either), Some((0, 2)), "both are one away: the one before");
        assert_eq!(near((4, 6), SourceSide::Either), Some((6, 8)));
        assert_eq!(near((4, 6), SourceSide::Before), Some((0, 2)));
        assert_eq!(near((8, 10), SourceSide::After), None, "the next stands in another paragraph");
        assert_eq!(near((15, 18), SourceSide::Either), Some((12, 14)));
        assert_eq!(near((15, 18), SourceSide::Nowhere), None);
    }
}
