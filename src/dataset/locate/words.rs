//! The words of a text, for finding their edges.

use std::ops::Range;

/// Characters and their words: runs of letters and digits, with single joining characters between them.
pub(super) struct Words<'c> {
    chars: &'c [char],
    /// The ranges of the words, in order.
    ranges: Vec<Range<usize>>,
}

impl<'c> Words<'c> {
    pub(super) fn new(chars: &'c [char]) -> Self {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut is_open = false;
        for (index, c) in chars.iter().enumerate() {
            match ranges.last_mut() {
                _ if !c.is_alphanumeric() => is_open &= joins(*c),
                Some(last) if is_open => last.end = index + 1,
                _ => {
                    ranges.push(index..index + 1);
                    is_open = true;
                }
            }
        }
        Self { chars, ranges }
    }

    pub(super) const fn len(&self) -> usize {
        self.ranges.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &'c [char]> {
        self.ranges.iter().map(|range| &self.chars[range.clone()])
    }

    /// Returns the words within a piece.
    pub(super) fn within(&self, piece: Range<usize>) -> impl Iterator<Item = &'c [char]> {
        let inside = move |range: &&Range<usize>| piece.start <= range.start && range.end <= piece.end;
        self.ranges.iter().filter(inside).map(|range| &self.chars[range.clone()])
    }

    /// Returns the range of a word, counted from one edge.
    pub(super) fn range(&self, edge: TextEdge, number: usize) -> Option<Range<usize>> {
        let index = match edge {
            TextEdge::Start => number,
            TextEdge::End => self.ranges.len().checked_sub(number + 1)?,
        };
        self.ranges.get(index).cloned()
    }

    /// Returns the characters of a word, counted from one edge.
    pub(super) fn get(&self, edge: TextEdge, number: usize) -> Option<&'c [char]> {
        Some(&self.chars[self.range(edge, number)?])
    }

    /// Returns the number, counted from an edge, of the word at a position, or of the next word.
    pub(super) fn number_at(&self, edge: TextEdge, place: usize) -> usize {
        match edge {
            TextEdge::Start => self.ranges.partition_point(|range| range.end <= place),
            TextEdge::End => self.ranges.len() - self.ranges.partition_point(|range| range.start < place),
        }
    }
}

/// True if a character can be inside a word.
const fn joins(c: char) -> bool {
    matches!(c, '\'' | '-' | '.' | ',' | '&' | '@')
}

/// One end of a text.
#[derive(Clone, Copy)]
pub(super) enum TextEdge {
    Start,
    End,
}
