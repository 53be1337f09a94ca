//! A word or punctuation mark of a text: its place, kind and lexicon entry.

use super::lexicon::{LexiconEntry, WordNumber, lexicon};

/// The kind of a token, judged by its characters alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// A word that begins in lower case.
    Lower,
    /// A word that begins in upper case.
    Capital,
    /// A word that begins with a digit or a currency sign.
    Number,
    /// `'s` after a word.
    Possessive,
    /// `,`
    Comma,
    /// `.` or an ellipsis.
    Stop,
    /// `?`
    Question,
    /// `!`
    Exclamation,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `—`, `–`, `--` or a hyphen that joins no words.
    Dash,
    /// A quotation mark, or an apostrophe outside a word.
    Mark,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// Anything else.
    Other,
    /// End of a paragraph, inserted when several paragraphs are read.
    Break,
}

/// A word or a punctuation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    start: u32,
    /// Number of bytes.
    length: u8,
    /// Its kind.
    pub kind: Kind,
    /// Word number, looked up only once since it is needed often.
    number: WordNumber,
}

impl Token {
    /// Index of the first byte.
    #[must_use]
    pub(crate) const fn start(self) -> usize {
        self.start as usize
    }

    /// Index after the last byte.
    #[must_use]
    pub(crate) const fn end(self) -> usize {
        self.start() + self.len()
    }

    /// The text of the token.
    #[must_use]
    pub(crate) fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or("")
    }

    /// Number of bytes.
    #[must_use]
    pub(crate) const fn len(self) -> usize {
        self.length as usize
    }

    /// The lexicon entry of the word.
    #[must_use]
    pub(crate) fn entry(self) -> &'static LexiconEntry {
        lexicon().entry(self.number)
    }

    /// The lexicon number of the word.
    #[must_use]
    pub(crate) const fn number(self) -> WordNumber {
        self.number
    }

    /// True for a word or a number.
    #[must_use]
    pub(crate) const fn is_word(self) -> bool {
        matches!(self.kind, Kind::Lower | Kind::Capital | Kind::Number)
    }

    /// True for a punctuation mark that can end a sentence.
    #[must_use]
    pub(crate) const fn is_terminal(self) -> bool {
        matches!(self.kind, Kind::Stop | Kind::Question | Kind::Exclamation)
    }

    /// Creates a token for a missing mark at the position of a space.
    #[must_use]
    pub(crate) fn blank_mark(at: usize) -> Self {
        Self::between(at, at + 1, Kind::Mark, WordNumber::default())
    }

    /// Creates a paragraph break at this position.
    #[must_use]
    pub(crate) fn paragraph_break(at: usize) -> Self {
        Self::between(at, at, Kind::Break, WordNumber::default())
    }

    /// Creates a token from `start` to `end`. Texts are shorter than 4 GiB and tokens than 256 bytes, so both values fit.
    #[inline]
    pub(super) const fn between(start: usize, end: usize, kind: Kind, number: WordNumber) -> Self {
        Self { start: start as u32, length: (end - start) as u8, kind, number }
    }
}
