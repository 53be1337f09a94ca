//! The wanted occurrence of a text.

use std::ops::Range;

use super::likeness::Likeness;
use super::occurrences::{cuts_word, overlapping};
use crate::model::Span;

/// Distance from a content, in bytes, within which its source is searched for.
const SOURCE_REACH: usize = 200;

/// Weight of the distance from the source, relative to that from the preferred position.
const SOURCE_WEIGHT: usize = 4;

/// The preferred position of a text with several occurrences, in bytes of the document.
#[derive(Clone, Copy, Debug)]
pub(in crate::dataset) enum Near {
    /// The first occurrence that starts here or later, or else the first of all.
    After(usize),
    /// The occurrence that starts closest to here.
    At(usize),
    /// The occurrence closest to this range and outside it, or else one inside.
    Around(usize, usize),
}

impl Near {
    /// Approximate position.
    pub(super) const fn position(self) -> usize {
        match self {
            Self::After(position) | Self::At(position) | Self::Around(position, _) => position,
        }
    }

    /// Distance of a place from the position; a place on the wrong side is farther than any other.
    pub(super) const fn distance(self, span: Span) -> usize {
        const WRONG_SIDE: usize = usize::MAX / 2;
        match self {
            Self::After(position) if span.start() < position => WRONG_SIDE + span.start(),
            Self::After(position) => span.start() - position,
            Self::At(position) => span.start().abs_diff(position),
            Self::Around(start, _) if span.end() <= start => start - span.end(),
            Self::Around(_, end) if span.start() >= end => span.start() - end,
            Self::Around(..) => WRONG_SIDE + span.start(),
        }
    }
}

/// The wanted occurrence of a text.
#[derive(Clone, Debug)]
pub(in crate::dataset) struct Wish<'w> {
    /// The preferred position.
    pub(in crate::dataset) near: Near,
    /// The range of bytes that must contain it.
    pub(in crate::dataset) within: Range<usize>,
    /// Texts that name the source, if the source has no offsets.
    pub(in crate::dataset) source: &'w [&'w str],
    /// True if the place must be close to the preferred position, which allows a less similar match.
    pub(in crate::dataset) is_close: bool,
}

impl Wish<'_> {
    /// Creates a wish for any place in a text.
    pub(in crate::dataset) const fn new(near: Near, text: &str) -> Self {
        Self { near, within: 0..text.len(), source: &[], is_close: false }
    }

    /// Required similarity of a place.
    pub(super) const fn likeness(&self) -> Likeness {
        if self.is_close { Likeness::OneOfTwo } else { Likeness::TwoOfThree }
    }

    /// Cost of a place: its distance from the preferred position, plus a multiple of its distance from the source, if stated.
    pub(super) fn distance(&self, text: &str, span: Span) -> usize {
        self.near.distance(span).saturating_add(SOURCE_WEIGHT * self.source_gap(text, span))
    }

    /// Distance of a place from the nearest text that names the source, up to a limit; 0 if no source is stated.
    fn source_gap(&self, text: &str, span: Span) -> usize {
        let (start, end) = (span.start().saturating_sub(SOURCE_REACH), span.end().saturating_add(SOURCE_REACH));
        let reach = start..end.min(text.len());
        let gaps = self.source.iter().flat_map(|source| {
            let places = overlapping(text.as_bytes(), source.as_bytes(), &reach).map(|at| (at, at + source.len()));
            let whole = places.filter(|&(from, to)| !cuts_word(text, from) && !cuts_word(text, to));
            whole.filter_map(|(from, to)| span.start().checked_sub(to).or(from.checked_sub(span.end())))
        });
        if self.source.is_empty() { 0 } else { gaps.min().unwrap_or(SOURCE_REACH) }
    }
}
