//! Words and punctuation, read one after the other without allocation.

use crate::model::Span;

/// What a token is, as far as its characters tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
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
    /// The end of a paragraph; inserted by whoever reads several.
    Break,
}

/// A word or a punctuation character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    start: u32,
    end: u32,
    /// What it is.
    pub kind: Kind,
}

impl Token {
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

    /// Its characters.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or("")
    }

    /// Whether it is a word or a number.
    #[must_use]
    pub const fn is_word(self) -> bool {
        matches!(self.kind, Kind::Lower | Kind::Capital | Kind::Number)
    }

    /// Whether it can end a sentence.
    #[must_use]
    pub const fn is_terminal(self) -> bool {
        matches!(self.kind, Kind::Stop | Kind::Question | Kind::Exclamation)
    }

    /// The end of a paragraph at this place.
    #[must_use]
    pub fn paragraph_break(at: usize) -> Self {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: at, end: at, kind: Kind::Break }
    }
}

/// The tokens of a stretch of text, lazily.
///
/// ```
/// use quoteval::text::tokens;
/// let text = "Dr. Ferro-Lund’s U.S. visit, he said";
/// let words: Vec<_> = tokens(text, 0, text.len()).map(|token| token.of(text)).collect();
/// assert_eq!(words, ["Dr", ".", "Ferro-Lund", "’s", "U.S.", "visit", ",", "he", "said"]);
/// ```
pub fn tokens(text: &str, start: usize, end: usize) -> Tokens<'_> {
    Tokens { text, at: start, end: end.min(text.len()) }
}

/// The tokens of a whole span.
pub fn tokens_of(text: &str, span: Span) -> Tokens<'_> {
    tokens(text, span.start(), span.end())
}

/// Iterator of [`tokens`].
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

/// What a byte means to the reader of tokens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    Space,
    Lower,
    Upper,
    Digit,
    Sign(Kind),
    Apostrophe,
    Hyphen,
    Wide,
}

const BYTES: [Byte; 256] = {
    let mut table = [Byte::Sign(Kind::Other); 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C => Byte::Space,
            b'a'..=b'z' => Byte::Lower,
            b'A'..=b'Z' => Byte::Upper,
            b'0'..=b'9' | b'$' => Byte::Digit,
            b'"' => Byte::Sign(Kind::Mark),
            b'\'' => Byte::Apostrophe,
            b'-' => Byte::Hyphen,
            b',' => Byte::Sign(Kind::Comma),
            b'.' => Byte::Sign(Kind::Stop),
            b'?' => Byte::Sign(Kind::Question),
            b'!' => Byte::Sign(Kind::Exclamation),
            b':' => Byte::Sign(Kind::Colon),
            b';' => Byte::Sign(Kind::Semicolon),
            b'(' | b'[' | b'{' => Byte::Sign(Kind::Open),
            b')' | b']' | b'}' => Byte::Sign(Kind::Close),
            0x80.. => Byte::Wide,
            _ => Byte::Sign(Kind::Other),
        };
        byte += 1;
    }
    table
};

/// Whether a byte goes on with a word whatever stands around it, as most bytes of a word do.
const IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = matches!(BYTES[byte], Byte::Lower | Byte::Upper | Byte::Digit);
        byte += 1;
    }
    table
};

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            let start = self.at;
            let (kind, end) = match self.class(start)? {
                Byte::Space => {
                    self.at += 1;
                    continue;
                }
                Byte::Lower => (Kind::Lower, self.word_end(start + 1)),
                Byte::Upper => (Kind::Capital, self.word_end(start + 1)),
                Byte::Digit => (Kind::Number, self.word_end(start + 1)),
                Byte::Sign(kind) => (kind, start + 1),
                Byte::Apostrophe => self.apostrophe(start, 1),
                Byte::Hyphen => (Kind::Dash, start + 1),
                Byte::Wide => match self.wide(start)? {
                    (None, end) => {
                        self.at = end;
                        continue;
                    }
                    (Some(kind), end) => (kind, end),
                },
            };
            self.at = end;
            return Some(Token { start: u32::try_from(start).ok()?, end: u32::try_from(end).ok()?, kind });
        }
    }
}

impl Tokens<'_> {
    fn class(&self, at: usize) -> Option<Byte> {
        (at < self.end).then(|| BYTES[usize::from(self.text.as_bytes()[at])])
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..self.end)?.chars().next()
    }

    fn is_word_char(&self, at: usize) -> bool {
        match self.class(at) {
            Some(Byte::Lower | Byte::Upper | Byte::Digit) => true,
            Some(Byte::Wide) => self.char_at(at).is_some_and(char::is_alphanumeric),
            _ => false,
        }
    }

    /// A token that begins with a character outside ASCII; `None` for white space.
    fn wide(&self, start: usize) -> Option<(Option<Kind>, usize)> {
        let c = self.char_at(start)?;
        let end = start + c.len_utf8();
        let kind = match c {
            '’' => {
                let (kind, end) = self.apostrophe(start, c.len_utf8());
                return Some((Some(kind), end));
            }
            '“' | '”' | '„' | '‘' | '‚' | '«' | '»' | '‹' | '›' | '‟' => Kind::Mark,
            '—' | '–' | '―' | '‒' => Kind::Dash,
            '…' => Kind::Stop,
            '£' | '€' => return Some((Some(Kind::Number), self.word_end(end))),
            c if c.is_whitespace() => return Some((None, end)),
            c if c.is_uppercase() => return Some((Some(Kind::Capital), self.word_end(end))),
            c if c.is_numeric() => return Some((Some(Kind::Number), self.word_end(end))),
            c if c.is_alphanumeric() => return Some((Some(Kind::Lower), self.word_end(end))),
            _ => Kind::Other,
        };
        Some((Some(kind), end))
    }

    /// `'s` after a word is a possessive, anything else a mark.
    fn apostrophe(&self, start: usize, len: usize) -> (Kind, usize) {
        let after = start + len;
        let word_before = self.text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
        if len == 1 && after < self.end && self.text.as_bytes()[after] == b'\'' {
            return (Kind::Mark, after + 1);
        }
        if word_before && self.is_s(after) { (Kind::Possessive, after + 1) } else { (Kind::Mark, after) }
    }

    /// Whether a lone `s` stands here.
    fn is_s(&self, at: usize) -> bool {
        at < self.end && matches!(self.text.as_bytes()[at], b's' | b'S') && !self.is_word_char(at + 1)
    }

    /// Where the word ends of which `at` is not the first character.
    fn word_end(&self, mut at: usize) -> usize {
        let start = at;
        let bytes = &self.text.as_bytes()[..self.end];
        loop {
            while bytes.get(at).is_some_and(|&byte| IN_WORD[usize::from(byte)]) {
                at += 1;
            }
            at = match self.class(at) {
                Some(Byte::Hyphen) if self.is_word_char(at + 1) => at + 1,
                Some(Byte::Apostrophe) if self.joins(at + 1) => at + 1,
                Some(Byte::Sign(Kind::Stop)) if self.is_acronym_stop(start, at) => at + 1,
                Some(Byte::Sign(Kind::Stop | Kind::Comma)) if self.is_inside_number(at) => at + 1,
                Some(Byte::Wide) => match self.char_at(at) {
                    Some('’') if self.joins(at + '’'.len_utf8()) => at + '’'.len_utf8(),
                    Some(c) if c.is_alphanumeric() => at + c.len_utf8(),
                    _ => return at,
                },
                _ => return at,
            };
        }
    }

    /// Whether an apostrophe before `at` lies inside a word.
    fn joins(&self, at: usize) -> bool {
        self.is_word_char(at) && !self.is_s(at)
    }

    /// The stops of `U.S.` and `p.m.`: single letters, each with its stop.
    fn is_acronym_stop(&self, after_first: usize, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        let single = at == after_first || (at >= 2 && bytes[at - 2] == b'.');
        let next_is_single = self.is_word_char(at + 1) && at + 2 < self.end && bytes[at + 2] == b'.';
        single && bytes[at - 1].is_ascii_alphabetic() && (next_is_single || at > after_first)
    }

    /// The point of `4.2` and the comma of `1,000`.
    fn is_inside_number(&self, at: usize) -> bool {
        self.text.as_bytes()[at - 1].is_ascii_digit() && matches!(self.class(at + 1), Some(Byte::Digit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text, 0, text.len()).map(|token| token.of(text)).collect()
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        assert_eq!(words("I don’t know."), ["I", "don’t", "know", "."]);
        assert_eq!(words("the dogs' bowl"), ["the", "dogs", "'", "bowl"]);
        assert_eq!(words("$4.2 million, 1,000"), ["$4.2", "million", ",", "1,000"]);
        assert_eq!(words("at 5 p.m. in D.C."), ["at", "5", "p.m.", "in", "D.C."]);
        assert_eq!(words("I was—“No.”"), ["I", "was", "—", "“", "No", ".", "”"]);
        assert_eq!(words("J. R. Zoë"), ["J", ".", "R", ".", "Zoë"]);
        assert_eq!(words("Lee's “x”’s"), ["Lee", "'s", "“", "x", "”", "’", "s"]);
    }
}
