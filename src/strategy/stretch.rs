//! Overlapping stretches of a text, whose common tokens are read only once.

use crate::text::{Token, tokens};

/// Number of bytes after a token that can affect how the token is read.
pub(super) const AHEAD: usize = 8;

/// The stretch that was read most recently.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    start: usize,
    end: usize,
    tokens: Vec<Token>,
}

impl Stretch {
    /// Returns the tokens between two bytes, as [`tokens`] reads them.
    pub(super) fn read(&mut self, text: &str, start: usize, end: usize) -> &[Token] {
        if !(self.start..self.end).contains(&start) {
            self.tokens.clear();
        }
        self.begin(text, start, end);
        let kept = self.tokens.partition_point(|token| token.end() + AHEAD <= self.end.min(end));
        self.tokens.truncate(kept);
        let from = self.tokens.last().map_or(start, |last| last.end());
        self.tokens.extend(tokens(text, from, end));
        (self.start, self.end) = (start, end);
        &self.tokens
    }

    /// Returns the number of bytes after a place that have already been read.
    pub(super) fn known(&self, from: usize) -> usize {
        if (self.start..self.end).contains(&from) { self.end - from } else { 0 }
    }

    /// Replaces the leading tokens that would be read differently from `start`.
    fn begin(&mut self, text: &str, start: usize, end: usize) {
        let mut known = self.tokens.partition_point(|token| token.start() < start);
        let mut anew = Vec::new();
        for token in tokens(text, start, end) {
            if self.tokens.get(known).is_none_or(|known| known.start() == token.start()) {
                break;
            }
            known += self.tokens[known..].iter().take_while(|known| known.start() < token.end()).count();
            anew.push(token);
        }
        self.tokens.splice(..known, anew);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn stretches_are_what_is_read_anew(
            text in "([aB.,'’“” \n-]|U\\.S\\.|4\\.2|é){0,60}",
            places in prop::collection::vec((0usize..80, 0usize..80), 1..12),
        ) {
            let mut stretch = Stretch::default();
            let place = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            for (a, b) in places {
                let (start, end) = (place(a.min(b)), place(a.max(b)));
                let expected: Vec<Token> = tokens(&text, start, end).collect();
                prop_assert_eq!(stretch.read(&text, start, end), &expected);
            }
        }
    }
}
