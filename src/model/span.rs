//! Spans: half-open byte ranges that are valid in their text by construction.

use std::fmt;

use super::OneOrMany;

/// A non-empty half-open range of bytes, in order, inside its text and on character boundaries.
///
/// Files count characters, UTF-16 units or bytes; a `Span` always counts bytes, so slicing needs no conversion.
///
/// ```
/// use quoteval::Span;
/// let text = "“It works,” she said.";
/// let span = Span::new(text, 0, 15).unwrap();
/// assert_eq!(span.of(text), "“It works,”");
/// assert!(Span::new(text, 0, 1).is_err(), "byte 1 is inside the opening mark");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

/// The reason why two offsets are not a [`Span`] of a text.
///
/// ```
/// use quoteval::{Span, SpanError};
/// assert_eq!(Span::new("It works.", 3, 99), Err(SpanError::OutOfRange));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpanError {
    /// `start` equals `end`.
    #[error("the span is empty")]
    Empty,
    /// `end` is before `start`.
    #[error("the end is before the start")]
    Reversed,
    /// `end` is past the end of the text.
    #[error("the span ends outside the text")]
    OutOfRange,
    /// An offset falls inside a character.
    #[error("an offset falls inside a character")]
    OffBoundary,
}

impl Span {
    /// The span from `start` to `end`, in bytes of `text`.
    ///
    /// # Errors
    /// When the range is empty, reversed, outside the text or cuts a character.
    pub fn new(text: &str, start: usize, end: usize) -> Result<Self, SpanError> {
        if end < start {
            return Err(SpanError::Reversed);
        }
        if end > text.len() {
            return Err(SpanError::OutOfRange);
        }
        if start == end {
            return Err(SpanError::Empty);
        }
        if !text.is_char_boundary(start) || !text.is_char_boundary(end) {
            return Err(SpanError::OffBoundary);
        }
        let narrow = |offset: usize| u32::try_from(offset).map_err(|_| SpanError::OutOfRange);
        Ok(Self { start: narrow(start)?, end: narrow(end)? })
    }

    /// First byte.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes; never 0.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a span is never empty")]
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// The text of the span.
    ///
    /// # Panics
    /// When `text` is not the text the span was made for.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.start()..self.end()]
    }

    /// True if the two spans share a byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True if `other` lies inside this span or equals it.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// The spans of one content, cue or source: at least one, in text order, without overlaps.
///
/// ```
/// use quoteval::{Fragments, Span};
/// let text = "“It works,” Lee said, “for now.”";
/// let [first, second] = [Span::new(text, 0, 15)?, Span::new(text, 26, 40)?];
/// let content = Fragments::new([first, second]).unwrap();
/// assert_eq!(content.text(text), "“It works,” “for now.”");
/// # Ok::<(), quoteval::SpanError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fragments(OneOrMany<Span>);

impl Fragments {
    /// Makes fragments from sorted spans that do not overlap; `None` if there is no span, or if spans overlap or are unsorted.
    #[must_use]
    pub fn new(spans: impl IntoIterator<Item = Span>) -> Option<Self> {
        let spans: OneOrMany<Span> = spans.into_iter().collect();
        let sorted = spans.windows(2).all(|pair| pair[0].end <= pair[1].start);
        (sorted && !spans.is_empty()).then_some(Self(spans))
    }

    /// The spans, in text order.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// First byte of the first span.
    #[must_use]
    pub fn start(&self) -> usize {
        self.0[0].start()
    }

    /// One past the last byte of the last span.
    #[must_use]
    pub fn end(&self) -> usize {
        self.0[self.0.len() - 1].end()
    }

    /// The texts of the spans, joined by one space.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        self.0.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" ")
    }
}

impl From<Span> for Fragments {
    fn from(span: Span) -> Self {
        Self(span.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_that_are_no_span_say_why() {
        let text = "aé";
        assert_eq!(Span::new(text, 1, 1), Err(SpanError::Empty));
        assert_eq!(Span::new(text, 1, 0), Err(SpanError::Reversed));
        assert_eq!(Span::new(text, 0, 4), Err(SpanError::OutOfRange));
        assert_eq!(Span::new(text, 0, 2), Err(SpanError::OffBoundary));
    }

    #[test]
    fn fragments_are_sorted_apart_and_at_least_one() {
        let span = |start, end| Span::new("0123456789", start, end).unwrap();
        assert!(Fragments::new([]).is_none());
        assert!(Fragments::new([span(3, 5), span(0, 2)]).is_none());
        assert!(Fragments::new([span(0, 4), span(3, 5)]).is_none());
        assert!(Fragments::new([span(0, 3), span(3, 5)]).is_some(), "touching is not overlapping");
    }
}
