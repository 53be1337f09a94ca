//! Which words a content touches: what makes two quotations the same.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::{Fragments, Span};

/// The words of a text: UAX #29 segments that hold a letter or digit.
pub(super) struct Words<'t> {
    text: &'t str,
    /// First byte and end of each word.
    words: Vec<Range<usize>>,
}

impl<'t> Words<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let words = text
            .split_word_bound_indices()
            .filter(|(_, segment)| segment.contains(char::is_alphanumeric))
            .map(|(start, segment)| start..start + segment.len())
            .collect();
        Self { text, words }
    }

    /// The words that the fragments touch with a letter or digit, as runs of word numbers, none adjacent to another.
    pub(super) fn set(&self, content: &Fragments) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for core in content.spans().iter().filter_map(|&span| core(self.text, span)) {
            let first = self.words.partition_point(|word| word.end <= core.start);
            let end = self.words.partition_point(|word| word.start < core.end);
            match runs.last_mut() {
                Some(last) if first <= last.end => last.end = last.end.max(end),
                _ => runs.push(first..end),
            }
        }
        runs
    }
}

/// The range from the first to the last letter or digit of a span; `None` if it has neither.
pub(super) fn core(text: &str, span: Span) -> Option<Range<usize>> {
    let inside = span.of(text);
    let start = inside.find(char::is_alphanumeric)?;
    let trimmed = inside.trim_end_matches(|c: char| !c.is_alphanumeric());
    Some(span.start() + start..span.start() + trimmed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_half_words_do_not_matter() {
        let text = "“It can't wait,” Ann said. 世界";
        let words = Words::new(text);
        let set = |start, end| words.set(&Span::new(text, start, end).unwrap().into());
        assert_eq!(set(0, 20), set(3, 16), "marks");
        assert_eq!(set(3, 8), set(3, 11), "half a word is the word");
        assert_ne!(set(3, 5), set(3, 8));
        assert_eq!(core(text, Span::new(text, 0, 3).unwrap()), None);
    }

    #[test]
    fn touching_fragments_are_one_run() {
        let text = "one two three four";
        let span = |start, end| Span::new(text, start, end).unwrap();
        let (whole, cut) = (Fragments::from(span(0, 13)), Fragments::new([span(0, 3), span(3, 7), span(8, 13)]));
        let words = Words::new(text);
        assert_eq!(words.set(&whole), words.set(&cut.unwrap()));
    }
}
