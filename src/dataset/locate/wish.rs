//! Which occurrence of a text is wanted.

use std::ops::Range;

use super::likeness::Likeness;
use super::occurrences::{cuts_word, overlapping};
use crate::model::Span;

/// How many bytes from a content its source is looked for.
const SOURCE_REACH: usize = 200;

/// How much more the distance from the source counts than that from the previous content.
const SOURCE_WEIGHT: usize = 4;

/// Where a text is looked for first when it occurs more than once; positions are bytes of the document.
#[derive(Clone, Copy, Debug)]
pub(in crate::dataset) enum Near {
    /// The first that starts here or later, else the first of all.
    After(usize),
    /// The one that starts closest to here.
    At(usize),
    /// The one closest to this range and outside it, else one inside.
    Around(usize, usize),
}

impl Near {
    /// About where that is.
    pub(super) const fn position(self) -> usize {
        match self {
            Self::After(position) | Self::At(position) | Self::Around(position, _) => position,
        }
    }

    /// How far a place is from there; what is on the wrong side is farther than anything else.
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

/// Which occurrence of a text is wanted.
#[derive(Clone, Debug)]
pub(in crate::dataset) struct Wish<'w> {
    /// Where it should be.
    pub(in crate::dataset) near: Near,
    /// The bytes between which it must be.
    pub(in crate::dataset) within: Range<usize>,
    /// What names the source, where it is not known which occurrence of that is meant.
    pub(in crate::dataset) source: &'w [&'w str],
    /// Whether it must be close to where it should be, and therefore may be less like what is looked for.
    pub(in crate::dataset) is_close: bool,
}

impl Wish<'_> {
    /// A wish for any place of a text.
    pub(in crate::dataset) const fn new(near: Near, text: &str) -> Self {
        Self { near, within: 0..text.len(), source: &[], is_close: false }
    }

    /// How alike a place must be.
    pub(super) const fn likeness(&self) -> Likeness {
        if self.is_close { Likeness::OneOfTwo } else { Likeness::TwoOfThree }
    }

    /// How little a place is wanted: its distance from where it should be, and several times that from its source, where stated.
    pub(super) fn distance(&self, text: &str, span: Span) -> usize {
        self.near.distance(span).saturating_add(SOURCE_WEIGHT * self.source_gap(text, span))
    }

    /// How far the nearest text that names the source is from a place, up to a limit; 0 where none is stated.
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
