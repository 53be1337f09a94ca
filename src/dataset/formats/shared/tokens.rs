//! Texts built from tokens: tokens joined by one space, one sentence per line.

use crate::dataset::format::draft::DraftSpan;

/// A text built from tokens, with offsets in characters.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    pub(crate) text: String,
    /// Start and end of each token in characters.
    places: Vec<(i64, i64)>,
    /// Start and end of each token in bytes.
    bytes: Vec<(usize, usize)>,
    /// Index of the first token of each sentence, followed by the number of all tokens.
    sentences: Vec<usize>,
    length: i64,
}

impl Tokens {
    /// Reads the tokens of a text with one sentence per line and one space between tokens.
    pub(crate) fn of_lines(text: &str) -> Self {
        let mut tokens = Self::default();
        for line in text.trim_end_matches('\n').split('\n') {
            tokens.sentence(line.split(' '));
        }
        if text.ends_with('\n') {
            tokens.push("\n");
        }
        tokens
    }

    /// Adds a sentence on a line of its own.
    pub(crate) fn sentence<'t>(&mut self, words: impl Iterator<Item = &'t str>) {
        if self.sentences.is_empty() {
            self.sentences.push(0);
        } else {
            self.push("\n");
        }
        for (index, word) in words.enumerate() {
            if index > 0 {
                self.push(" ");
            }
            let (start, byte) = (self.length, self.text.len());
            self.push(word);
            self.places.push((start, self.length));
            self.bytes.push((byte, self.text.len()));
        }
        self.sentences.push(self.places.len());
    }

    fn push(&mut self, piece: &str) {
        self.text.push_str(piece);
        self.length += piece.chars().count() as i64;
    }

    /// Returns the index of a token, given its sentence and its position in the sentence, both from 0.
    pub(crate) fn number(&self, sentence: usize, token: usize) -> Option<usize> {
        let (first, next) = (self.sentences.get(sentence)?, self.sentences.get(sentence + 1)?);
        first.checked_add(token).filter(|number| number < next)
    }

    /// Returns the start and end of a run of tokens, including the last.
    pub(crate) fn run(&self, first: usize, last: usize) -> Option<(i64, i64)> {
        Some((self.places.get(first)?.0, self.places.get(last)?.1))
    }

    /// Returns the text of a run of tokens, including the last; empty if there is no such run.
    pub(crate) fn slice(&self, first: usize, last: usize) -> &str {
        let bytes = |number: usize| self.bytes.get(number).copied().unwrap_or_default();
        self.text.get(bytes(first).0..bytes(last).1).unwrap_or_default()
    }

    /// Returns the spans of tokens; neighbouring tokens form one span.
    pub(crate) fn spans<'a>(&self, mut numbers: Vec<usize>) -> Vec<DraftSpan<'a>> {
        numbers.sort_unstable();
        numbers.dedup();
        let runs = numbers.chunk_by(|a, b| a + 1 == *b);
        let span = |run: &[usize]| self.run(*run.first()?, *run.last()?);
        runs.filter_map(span).map(DraftSpan::from).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_joined_by_a_space_and_sentences_by_a_line_break() {
        let mut tokens = Tokens::default();
        tokens.sentence(["„", "Ja", "😀"].into_iter());
        tokens.sentence(["Nein", "."].into_iter());
        assert_eq!(tokens.text, "„ Ja 😀\nNein .");
        assert_eq!(tokens.number(1, 0), Some(3));
        assert_eq!((tokens.number(0, 3), tokens.number(2, 0), tokens.number(0, usize::MAX)), (None, None, None));
        let spans = tokens.spans(vec![3, 1, 2, 0, 0]);
        assert_eq!((spans[0].start, spans[0].end, spans.len()), (Some(0), Some(11), 1));
        assert_eq!(tokens.spans(vec![0, 2]).len(), 2);
        let again = Tokens::of_lines("„ Ja 😀\nNein .\n");
        assert_eq!((again.run(4, 4), &*again.text), (Some((12, 13)), "„ Ja 😀\nNein .\n"));
    }
}
