//! A word or a sign of a text: its place, its kind, and its entry in the lexicon.

use super::lexicon::{LexiconEntry, WordNumber, lexicon};

/// The kind of a token, as far as its characters tell.
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
    /// `—`, `–`, `--` or a hyphen that joins nothing.
    Dash,
    /// A quotation mark, or an apostrophe that joins nothing.
    Mark,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// Anything else.
    Other,
    /// The end of a paragraph, inserted where several are read.
    Break,
}

/// A word or a punctuation character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    start: u32,
    /// Number of bytes.
    length: u8,
    /// Its kind.
    pub kind: Kind,
    /// Looked up once, since it is needed often.
    number: WordNumber,
}

impl Token {
    /// First byte.
    #[must_use]
    pub(crate) const fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    #[must_use]
    pub(crate) const fn end(self) -> usize {
        self.start() + self.len()
    }

    /// Its characters.
    #[must_use]
    pub(crate) fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or("")
    }

    /// Number of bytes.
    #[must_use]
    pub(crate) const fn len(self) -> usize {
        self.length as usize
    }

    /// The entry of the word in the lexicon.
    #[must_use]
    pub(crate) fn entry(self) -> &'static LexiconEntry {
        lexicon().entry(self.number)
    }

    /// The number of the word in the lexicon.
    #[must_use]
    pub(crate) const fn number(self) -> WordNumber {
        self.number
    }

    /// True for a word or a number.
    #[must_use]
    pub(crate) const fn is_word(self) -> bool {
        matches!(self.kind, Kind::Lower | Kind::Capital | Kind::Number)
    }

    /// True for a sign that can end a sentence.
    #[must_use]
    pub(crate) const fn is_terminal(self) -> bool {
        matches!(self.kind, Kind::Stop | Kind::Question | Kind::Exclamation)
    }

    /// A mark that is missing where this blank stands.
    #[must_use]
    pub(crate) fn blank_mark(at: usize) -> Self {
        Self::between(at, at + 1, Kind::Mark, WordNumber::default())
    }

    /// The end of a paragraph at this place.
    #[must_use]
    pub(crate) fn paragraph_break(at: usize) -> Self {
        Self::between(at, at, Kind::Break, WordNumber::default())
    }

    /// A token from `start` to `end`. A text is shorter than 4 GiB and a token than 256 bytes, so that both fit.
    #[inline]
    pub(super) const fn between(start: usize, end: usize, kind: Kind, number: WordNumber) -> Self {
        Self { start: start as u32, length: (end - start) as u8, kind, number }
    }
}
