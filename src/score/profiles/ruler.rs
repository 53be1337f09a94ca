//! What the originals measure spans in: every character, or tokens.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::{Fragments, UnitSet};

/// The marks of one text, in order; a span covers every mark that it touches.
pub(super) struct Ruler {
    /// First byte and one past the last, per mark.
    bounds: Vec<(u32, u32)>,
}

impl Ruler {
    /// Every Unicode scalar, blanks included: the offsets of Python.
    pub(super) fn characters(text: &str) -> Self {
        Self::new(text.char_indices().map(|(at, c)| (at, c.len_utf8())))
    }

    /// Every word segment of UAX #29 that is not white space, punctuation included.
    pub(super) fn tokens(text: &str) -> Self {
        let segments = text.split_word_bound_indices();
        Self::new(segments.filter(|(_, word)| !word.trim().is_empty()).map(|(at, word)| (at, word.len())))
    }

    fn new(marks: impl Iterator<Item = (usize, usize)>) -> Self {
        Self { bounds: marks.map(|(at, len)| (at as u32, (at + len) as u32)).collect() }
    }

    /// The marks that the bytes `start..end` touch.
    fn range(&self, start: usize, end: usize) -> Range<u32> {
        let first = self.bounds.partition_point(|&(_, mark_end)| mark_end as usize <= start);
        let last = self.bounds.partition_point(|&(mark_start, _)| (mark_start as usize) < end);
        first as u32..last.max(first) as u32
    }

    /// One range per piece.
    pub(super) fn pieces(&self, fragments: &Fragments) -> Vec<Range<u32>> {
        fragments.spans().iter().map(|span| self.range(span.start(), span.end())).collect()
    }

    /// From the first piece to the end of the last, gaps included.
    pub(super) fn hull(&self, fragments: &Fragments) -> Range<u32> {
        self.range(fragments.start(), fragments.end())
    }

    /// The marks of all pieces as a set.
    pub(super) fn set(&self, fragments: &Fragments) -> UnitSet {
        self.pieces(fragments).into_iter().collect()
    }
}

/// How many marks both ranges have.
pub(super) fn shared(a: &Range<u32>, b: &Range<u32>) -> u64 {
    u64::from(a.end.min(b.end).saturating_sub(a.start.max(b.start)))
}
