//! Texts normalised for comparison, with a mapping to the original.

use caseless::default_case_fold_str;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::Span;

/// Number of bytes in an indexed run.
pub(super) const GRAM: usize = 6;

/// A folded text: compatibility forms decomposed, case folded, every mark `'`, every dash `-`, white space collapsed.
///
/// Runs of marks are reduced to one mark; spaces around dashes and before full stops, soft hyphens and other characters without
/// width are removed.
pub(super) struct Folded<'t> {
    original: &'t str,
    text: String,
    /// Start byte of each folded character.
    starts: Vec<u32>,
    /// Byte range in the original of each folded character.
    origins: Vec<(u32, u32)>,
}

impl<'t> Folded<'t> {
    pub(super) fn new(original: &'t str) -> Self {
        let mut folded = Self {
            original,
            text: String::with_capacity(original.len()),
            starts: Vec::with_capacity(original.len()),
            origins: Vec::with_capacity(original.len()),
        };
        for (byte, c) in original.char_indices() {
            let origin = (narrow(byte), narrow(byte + c.len_utf8()));
            if c.is_ascii_alphanumeric() {
                folded.push(c.to_ascii_lowercase(), origin);
            } else {
                folded.add(c, origin);
            }
        }
        folded
    }

    fn add(&mut self, c: char, origin: (u32, u32)) {
        match class(c) {
            Class::Nothing => {}
            Class::Space => self.add_space(origin),
            Class::Mark => self.add_mark(origin),
            Class::Dash => self.add_dash(origin),
            Class::Other if c == '.' => self.add_dot(origin),
            Class::Other if c.is_ascii() => self.push(c, origin),
            Class::Other => self.add_decomposed(c, origin),
        }
    }

    fn add_decomposed(&mut self, c: char, origin: (u32, u32)) {
        let decomposed: String = std::iter::once(c).nfkd().collect();
        for c in default_case_fold_str(&decomposed).nfkd() {
            match class(c) {
                Class::Other if c != '.' => self.push(c, origin),
                Class::Other => self.add_dot(origin),
                Class::Space => self.add_space(origin),
                Class::Mark => self.add_mark(origin),
                Class::Dash => self.add_dash(origin),
                Class::Nothing => {}
            }
        }
    }

    fn add_space(&mut self, origin: (u32, u32)) {
        match self.text.as_bytes().last() {
            Some(b' ') => self.widen(origin),
            Some(b'-') => {}
            _ => self.push(' ', origin),
        }
    }

    fn add_mark(&mut self, origin: (u32, u32)) {
        match self.text.as_bytes().last() {
            Some(b'\'') => self.widen(origin),
            _ => self.push('\'', origin),
        }
    }

    fn add_dash(&mut self, origin: (u32, u32)) {
        if self.text.ends_with(' ') {
            self.pop();
        }
        match self.text.as_bytes().last() {
            Some(b'-') => self.widen(origin),
            _ => self.push('-', origin),
        }
    }

    fn add_dot(&mut self, origin: (u32, u32)) {
        if self.text.ends_with(' ') {
            self.pop();
        }
        self.push('.', origin);
    }

    fn push(&mut self, c: char, origin: (u32, u32)) {
        self.starts.push(narrow(self.text.len()));
        self.origins.push(origin);
        self.text.push(c);
    }

    fn pop(&mut self) {
        self.text.pop();
        self.starts.pop();
        self.origins.pop();
    }

    /// Extends the origin of the last folded character by a character of the original.
    fn widen(&mut self, origin: (u32, u32)) {
        if let Some(last) = self.origins.last_mut() {
            last.1 = origin.1;
        }
    }

    /// Returns the text before folding.
    pub(super) const fn original(&self) -> &'t str {
        self.original
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// Number of folded characters before a byte of the folded text.
    pub(super) fn index_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| (start as usize) < byte)
    }

    /// Number of folded characters.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The folded characters from index `start` to `end`.
    pub(super) fn chars(&self, start: usize, end: usize) -> Vec<char> {
        self.text[self.byte_of(start)..self.byte_of(end)].chars().collect()
    }

    /// Like [`chars`](Self::chars), with a space for each dash that is not a hyphen.
    pub(super) fn spaced_chars(&self, start: usize, end: usize) -> Vec<char> {
        let is_hyphen = |&(start, end): &(u32, u32)| {
            let (before, rest) = self.original.split_at(start as usize);
            let (dash, after) = rest.split_at((end - start) as usize);
            let is_joined = !before.ends_with(char::is_whitespace) && !after.starts_with(char::is_whitespace);
            matches!(dash, "-" | "‐" | "‑") && is_joined
        };
        let chars = self.chars(start, end).into_iter().zip(&self.origins[start..end]);
        chars.map(|(c, origin)| if c == '-' && !is_hyphen(origin) { ' ' } else { c }).collect()
    }

    /// True if a folded character belongs to the previous one, as an accent does.
    fn cuts_character(&self, index: usize) -> bool {
        self.text[self.byte_of(index)..].chars().next().is_some_and(is_combining_mark)
    }

    /// Returns the original span of the folded characters from index `start` to `end`.
    pub(super) fn span_of(&self, start: usize, end: usize) -> Option<Span> {
        let (first, last) = (self.origins.get(start)?, self.origins.get(end.checked_sub(1)?)?);
        Span::new(self.original, first.0 as usize, last.1 as usize).ok()
    }

    /// Like [`span_of`](Self::span_of); `None` if the range begins or ends within a character.
    pub(super) fn whole_span_of(&self, start: usize, end: usize) -> Option<Span> {
        if self.cuts_character(start) || self.cuts_character(end) { None } else { self.span_of(start, end) }
    }

    /// Index of the folded character for a byte of the original, or of the first after that byte.
    pub(super) fn index_of_original(&self, byte: usize) -> usize {
        self.origins.partition_point(|origin| (origin.1 as usize) <= byte)
    }

    /// Start byte of a folded character in the folded text.
    pub(super) fn byte_of(&self, index: usize) -> usize {
        self.starts.get(index).map_or(self.text.len(), |&byte| byte as usize)
    }

    /// Returns the run of bytes that begins with a folded character; `None` at the end of the text.
    pub(super) fn run(&self, index: usize) -> Option<[u8; GRAM]> {
        let byte = *self.starts.get(index)? as usize;
        self.text.as_bytes().get(byte..byte + GRAM)?.try_into().ok()
    }
}

/// Converts a position to 32 bits, which suffice since documents are shorter than 4 GiB.
fn narrow(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

enum Class {
    Nothing,
    Space,
    Mark,
    Dash,
    Other,
}

fn class(c: char) -> Class {
    match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => Class::Nothing,
        '"' | '\'' | '`' | '´' | '«' | '»' | '‘'..='‟' | '′' | '″' | '‹' | '›' | '「'..='』' | '〝'..='〟' => {
            Class::Mark
        }
        '＂' | '＇' | '｀' => Class::Mark,
        '-' | '‐'..='―' | '−' | '﹘' | '﹣' | '－' => Class::Dash,
        c if c.is_whitespace() => Class::Space,
        _ => Class::Other,
    }
}
