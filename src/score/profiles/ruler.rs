//! The units of the original scorers: characters, tokens, or words separated by white space.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::{Fragments, UnitSet};

/// The marks of one text, in order; a span covers every mark that it touches.
pub(super) struct Ruler {
    /// Start and end byte of each mark.
    bounds: Vec<(u32, u32)>,
}

impl Ruler {
    /// Every Unicode scalar value, white space included, as in Python offsets.
    pub(super) fn characters(text: &str) -> Self {
        Self::new(text.char_indices().map(|(at, c)| (at, c.len_utf8())))
    }

    /// Every word segment of UAX #29 that is not white space, punctuation included.
    pub(super) fn tokens(text: &str) -> Self {
        let segments = text.split_word_bound_indices();
        Self::new(segments.filter(|(_, word)| !word.trim().is_empty()).map(|(at, word)| (at, word.len())))
    }

    /// Every run of characters between white space: the tokens of a corpus whose tokens were joined by blanks.
    pub(super) fn between_blanks(text: &str) -> Self {
        let offset = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
        Self::new(text.split_whitespace().map(|word| (offset(word), word.len())))
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

    /// The range from the first piece to the end of the last, gaps included.
    pub(super) fn hull(&self, fragments: &Fragments) -> Range<u32> {
        self.range(fragments.start(), fragments.end())
    }

    /// The marks of all pieces as a set.
    pub(super) fn set(&self, fragments: &Fragments) -> UnitSet {
        self.pieces(fragments).into_iter().collect()
    }
}

/// Number of marks in both ranges.
pub(super) fn shared(a: &Range<u32>, b: &Range<u32>) -> u64 {
    u64::from(a.end.min(b.end).saturating_sub(a.start.max(b.start)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    #[test]
    fn a_span_covers_the_marks_that_it_touches() {
        let text = "“é fu,” z.B. x";
        // bytes: “ 0–3, é 3–5, blank, fu 6–8, comma 8, ” 9–12, blank, z.B. 13–17, blank, x 18
        let span = |start, end| Fragments::from(Span::new(text, start, end).unwrap());
        assert_eq!(Ruler::characters(text).hull(&span(6, 9)), 3..6);
        assert_eq!(Ruler::tokens(text).hull(&span(0, 12)), 0..5, "“ é fu , ”");
        assert_eq!(Ruler::between_blanks(text).hull(&span(7, 19)), 1..4, "fu,” z.B. x");
        let apart = Fragments::new([Span::new(text, 0, 3).unwrap(), Span::new(text, 13, 17).unwrap()]).unwrap();
        assert_eq!(Ruler::between_blanks(text).hull(&apart), 0..3);
        assert_eq!(Ruler::between_blanks(text).set(&apart).len(), 2);
        assert_eq!((shared(&(0..3), &(2..9)), shared(&(0..3), &(3..9))), (1, 0));
    }
}
