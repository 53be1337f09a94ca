//! Tokens: words and punctuation, read one by one without allocation.

use super::chars::is_letter_or_digit;
use super::lexicon::{Lexicon, WordNumber, lexicon};
use super::token::{Kind, Token};
use crate::model::Span;

/// Iterates over the tokens of a stretch of text.
pub(crate) fn tokens(text: &str, start: usize, end: usize) -> TokenIter<'_> {
    // Offsets are stored in four bytes, like those of spans.
    let bytes = &text.as_bytes()[..end.min(text.len()).min(u32::MAX as usize)];
    TokenIter { text, bytes, at: start, lexicon: lexicon() }
}

/// Iterates over the tokens of a whole span.
pub(crate) fn tokens_of(text: &str, span: Span) -> TokenIter<'_> {
    tokens(text, span.start(), span.end())
}

/// Iterator of [`tokens`].
#[derive(Clone, Debug)]
pub(crate) struct TokenIter<'a> {
    text: &'a str,
    /// The bytes of the text up to the end of the stretch.
    bytes: &'a [u8],
    at: usize,
    lexicon: &'static Lexicon,
}

/// Maximum word length, in bytes without the first and last character. A longer run is cut, since no language has such words.
const LONGEST: usize = 240;

/// The class of a byte.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    Lower,
    Upper,
    Digit,
    Space,
    Apostrophe,
    Hyphen,
    NonAscii,
    /// A single-character token, of the kind in [`SIGNS`].
    Sign,
}

const BYTES: [Byte; 256] = {
    let mut table = [Byte::Sign; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' => Byte::Lower,
            b'A'..=b'Z' => Byte::Upper,
            b'0'..=b'9' | b'$' => Byte::Digit,
            b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C => Byte::Space,
            b'\'' => Byte::Apostrophe,
            b'-' => Byte::Hyphen,
            0x80.. => Byte::NonAscii,
            _ => Byte::Sign,
        };
        byte += 1;
    }
    table
};

const SIGNS: [Kind; 256] = {
    let mut table = [Kind::Other; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'"' => Kind::Mark,
            b',' => Kind::Comma,
            b'.' => Kind::Stop,
            b'?' => Kind::Question,
            b'!' => Kind::Exclamation,
            b':' => Kind::Colon,
            b';' => Kind::Semicolon,
            b'(' | b'[' | b'{' => Kind::Open,
            b')' | b']' | b'}' => Kind::Close,
            _ => Kind::Other,
        };
        byte += 1;
    }
    table
};

/// True for a byte that continues a word regardless of context, as most bytes of a word do.
const IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = matches!(BYTES[byte], Byte::Lower | Byte::Upper | Byte::Digit);
        byte += 1;
    }
    table
};

impl Iterator for TokenIter<'_> {
    type Item = Token;

    #[inline]
    fn next(&mut self) -> Option<Token> {
        loop {
            let start = self.at;
            let byte = usize::from(*self.bytes.get(start)?);
            let (kind, end) = match BYTES[byte] {
                Byte::Space => {
                    self.at += 1;
                    continue;
                }
                Byte::Lower => return Some(self.word(Kind::Lower, start, start + 1)),
                Byte::Upper => return Some(self.word(Kind::Capital, start, start + 1)),
                Byte::Digit => return Some(self.word(Kind::Number, start, start + 1)),
                Byte::Sign => (SIGNS[byte], start + 1),
                Byte::Apostrophe => self.apostrophe(start, 1),
                Byte::Hyphen => (Kind::Dash, start + 1),
                Byte::NonAscii => {
                    let c = self.char_at(start)?;
                    let end = start + c.len_utf8();
                    match NonAscii::of(c) {
                        NonAscii::Space => {
                            self.at = end;
                            continue;
                        }
                        NonAscii::Word(kind) => return Some(self.word(kind, start, end)),
                        NonAscii::Sign(kind) => (kind, end),
                        NonAscii::Apostrophe => self.apostrophe(start, c.len_utf8()),
                    }
                }
            };
            self.at = end;
            return Some(Token::between(start, end, kind, WordNumber::default()));
        }
    }
}

/// The class of a non-ASCII character at the start of a token.
enum NonAscii {
    Space,
    Word(Kind),
    Sign(Kind),
    Apostrophe,
}

impl NonAscii {
    fn of(c: char) -> Self {
        match c {
            '’' => Self::Apostrophe,
            '“' | '”' | '„' | '‘' | '‚' | '«' | '»' | '‹' | '›' | '‟' => Self::Sign(Kind::Mark),
            '—' | '–' | '―' | '‒' => Self::Sign(Kind::Dash),
            '…' => Self::Sign(Kind::Stop),
            '£' | '€' => Self::Word(Kind::Number),
            c if c.is_whitespace() => Self::Space,
            c if c.is_uppercase() => Self::Word(Kind::Capital),
            c if c.is_numeric() => Self::Word(Kind::Number),
            c if c.is_alphanumeric() => Self::Word(Kind::Lower),
            _ => Self::Sign(Kind::Other),
        }
    }
}

impl TokenIter<'_> {
    /// Returns the word that begins at `start`; `at` is its second character.
    #[inline]
    fn word(&mut self, kind: Kind, start: usize, at: usize) -> Token {
        let end = self.word_end(at);
        self.at = end;
        let number = self.lexicon.number(self.text.as_bytes(), start, end);
        Token::between(start, end, kind, number)
    }

    fn byte(&self, at: usize) -> Option<Byte> {
        self.bytes.get(at).map(|&byte| BYTES[usize::from(byte)])
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..self.bytes.len())?.chars().next()
    }

    fn is_word_char(&self, at: usize) -> bool {
        match self.byte(at) {
            Some(Byte::Lower | Byte::Upper | Byte::Digit) => true,
            Some(Byte::NonAscii) => self.char_at(at).is_some_and(is_letter_or_digit),
            _ => false,
        }
    }

    /// Reads `'s` after a word as a possessive, and any other apostrophe as a mark.
    fn apostrophe(&self, start: usize, len: usize) -> (Kind, usize) {
        let after = start + len;
        if len == 1 && self.bytes.get(after) == Some(&b'\'') {
            return (Kind::Mark, after + 1);
        }
        let word_before = || self.text[..start].chars().next_back().is_some_and(is_letter_or_digit);
        if self.is_s(after) && word_before() { (Kind::Possessive, after + 1) } else { (Kind::Mark, after) }
    }

    /// True if a lone `s` is at `at`.
    fn is_s(&self, at: usize) -> bool {
        matches!(self.bytes.get(at), Some(b's' | b'S')) && !self.is_word_char(at + 1)
    }

    /// Returns the end of the word whose second character is at `at`.
    #[inline]
    fn word_end(&self, mut at: usize) -> usize {
        let start = at;
        let bytes = &self.bytes[..self.bytes.len().min(start + LONGEST)];
        loop {
            while bytes.get(at).is_some_and(|&byte| IN_WORD[usize::from(byte)]) {
                at += 1;
            }
            // Most words end at white space.
            let Some(&byte) = bytes.get(at).filter(|&&byte| byte != b' ') else { return at };
            match self.goes_on(byte, start, at) {
                Some(after) => at = after,
                None => return at,
            }
        }
    }

    /// Position where a word continues after a character at `at` that is no ASCII letter or digit; `None` if the word ends.
    fn goes_on(&self, byte: u8, start: usize, at: usize) -> Option<usize> {
        let joined = match byte {
            b'-' => self.is_word_char(at + 1),
            b'\'' => self.joins(at + 1),
            b'.' => self.is_acronym_stop(start, at) || self.is_inside_number(at),
            b',' => self.is_inside_number(at),
            0x80.. => {
                let c = self.char_at(at)?;
                let end = at + c.len_utf8();
                return (is_letter_or_digit(c) || c == '’' && self.joins(end)).then_some(end);
            }
            _ => false,
        };
        joined.then_some(at + 1)
    }

    /// True if an apostrophe before `at` is inside a word.
    fn joins(&self, at: usize) -> bool {
        self.is_word_char(at) && !self.is_s(at)
    }

    /// True for the stops of `U.S.` and `p.m.`: single letters, each with its stop.
    fn is_acronym_stop(&self, after_first: usize, at: usize) -> bool {
        let bytes = self.bytes;
        let single = at == after_first || (at >= 2 && bytes[at - 2] == b'.');
        let next_is_single = || self.is_word_char(at + 1) && bytes.get(at + 2) == Some(&b'.');
        single && bytes[at - 1].is_ascii_alphabetic() && (at > after_first || next_is_single())
    }

    /// True for the point of `4.2` and the comma of `1,000`.
    fn is_inside_number(&self, at: usize) -> bool {
        self.bytes[at - 1].is_ascii_digit() && self.byte(at + 1) == Some(Byte::Digit)
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
        assert_eq!(words("Dr. Ferro-Lund’s U.S. visit"), ["Dr", ".", "Ferro-Lund", "’s", "U.S.", "visit"]);
        assert_eq!(words("J. R. Zoë"), ["J", ".", "R", ".", "Zoë"]);
        assert_eq!(words("Lee's “x”’s"), ["Lee", "'s", "“", "x", "”", "’", "s"]);
    }

    #[test]
    fn a_word_without_end_is_cut_between_characters() {
        for letter in ["a", "é", "中", "𐐷a"] {
            let text = letter.repeat(5000);
            let words = words(&text);
            assert_eq!(words.concat(), text);
            assert!(words.iter().all(|word| word.len() < 256) && words.len() < text.len() / 200, "{letter}");
        }
    }
}
