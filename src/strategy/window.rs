//! The text beside a quotation: a bounded stretch of tokens that ends at a mark or at the end of the paragraph.

use std::cell::RefCell;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr3_iter, memmem, memrchr_iter, memrchr3_iter};

use super::link::Linker;
use super::stretch::{AHEAD, Stretch};
use crate::model::{PredictedQuotation, Span};
use crate::text::{Kind, Name, Token, ends_sentence, name_at, sentence_end, tokens};

/// The tokens of a short stretch of text.
pub(super) type Window = Vec<Token>;

/// Reads sentences and the names before a place, each part of the text only once.
pub(super) struct TextReader<'t> {
    pub(super) text: &'t str,
    sentence: RefCell<Stretch>,
    /// A range without a sentence end, as far as the text has been read.
    unended: RefCell<Range<usize>>,
    before: RefCell<Stretch>,
}

impl<'t> TextReader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, sentence: RefCell::default(), unended: RefCell::default(), before: RefCell::default() }
    }

    /// Returns the first and the last token from a place to the end of its sentence, its line or the reach, including marks but
    /// not the final stop.
    pub(super) fn sentence(&self, from: usize, reach: usize) -> Option<(Token, Token)> {
        let window = slice(self.text, from, from.saturating_add(reach));
        let line = memchr(b'\n', window.as_bytes()).unwrap_or(window.len());
        let mut stretch = self.sentence.borrow_mut();
        // Most sentences end long before the reach.
        let mut most = line.min(SENTENCE.max(stretch.known(from)));
        loop {
            let to = from + floor(window, most);
            let seen = stretch.read(self.text, from, to);
            let end = self.sentence_end(from, seen, to);
            // The token after a sentence confirms that the sentence ends.
            if most == line || seen.get(end).is_some_and(|next| next.end() + AHEAD <= to) {
                let last = end.checked_sub(1)?;
                let last = if last > 0 && seen[last].kind == Kind::Stop { last - 1 } else { last };
                return Some((*seen.first()?, seen[last]));
            }
            most = line.min(2 * most);
        }
    }

    /// Returns the index after the last token of the sentence that begins with these tokens, read up to a place. Skips tokens
    /// that were already examined.
    fn sentence_end(&self, from: usize, seen: &[Token], to: usize) -> usize {
        let mut unended = self.unended.borrow_mut();
        if !unended.contains(&from) || seen.is_empty() || ends_sentence(self.text, seen, 0) {
            *unended = from..from;
        }
        let end = sentence_end(self.text, seen, seen.partition_point(|token| token.start() < unended.end));
        // The next word at the latest confirms a sentence end.
        let word = seen[..end].iter().rev().find(|token| token.is_word() && token.end() + AHEAD <= to);
        unended.end = word.map_or(from, |word| word.start()).max(unended.end);
        end
    }

    /// Returns the last name before a place, across marks and paragraphs. A blank line ends a name.
    pub(super) fn last_name(&self, to: usize, reach: usize) -> Option<Span> {
        let window = slice(self.text, to.saturating_sub(reach), to);
        let start = to - window.len();
        let mut stretch = self.before.borrow_mut();
        let seen = stretch.read(self.text, start, to);
        let mut lines = memmem::rfind_iter(window.as_bytes(), "\n\n").map(|at| start + at);
        let mut end = seen.len();
        loop {
            let from = lines.next();
            let first = from.map_or(0, |from| seen.partition_point(|token| token.start() < from));
            match (names(self.text, &seen[first..end]).last(), from) {
                (Some(name), _) => return Some(name.bare),
                (None, Some(_)) => end = first,
                (None, None) => return None,
            }
        }
    }
}

/// Number of bytes of a sentence to read first.
const SENTENCE: usize = 160;

/// Returns the tokens from a place to the next mark, the next line break or the end of the reach.
///
/// A mark directly at the place is skipped: it closes the quotation.
pub(super) fn after(text: &str, from: usize, reach: usize) -> Window {
    let from = from + text[from..].chars().next().filter(|&c| is_mark(c)).map_or(0, char::len_utf8);
    if matches!(text.as_bytes().get(from), None | Some(b'\n')) {
        return Window::new();
    }
    let window = slice(text, from, from.saturating_add(reach));
    let end = from + barriers(window.as_bytes()).min().map_or(window.len(), |(at, _)| at);
    collect(text, from, end)
}

fn collect(text: &str, start: usize, end: usize) -> Window {
    let mut window = Window::with_capacity((end - start) / 4);
    window.extend(tokens(text, start, end));
    window
}

/// Returns the last character before a place that is not white space; a mark directly at the place is skipped.
pub(super) fn char_before(text: &str, to: usize) -> Option<char> {
    let before = &text[..to];
    before.strip_suffix(is_mark).unwrap_or(before).trim_end().chars().next_back()
}

/// Returns the tokens from the last mark, the last line break or the start of the reach to a place.
///
/// A mark directly at the place is skipped: it opens the quotation.
pub(super) fn before(text: &str, to: usize, reach: usize) -> Window {
    let to = to - text[..to].chars().next_back().filter(|&c| is_mark(c)).map_or(0, char::len_utf8);
    if text.as_bytes()[..to].last() == Some(&b'\n') {
        return Window::new();
    }
    let window = slice(text, to.saturating_sub(reach), to);
    let start = to - window.len();
    let last = barriers_behind(window.as_bytes()).max();
    let start = match last {
        Some((at, len)) => start + at + len,
        None if start == 0 => 0,
        None => start + window.find(char::is_whitespace).unwrap_or(window.len()),
    };
    collect(text, start, to)
}

/// Places and lengths of the first line break or double mark, and of the first guillemet.
fn barriers(window: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let others = memchr3_iter(OTHERS[0], OTHERS[1], OTHERS[2], window).find_map(barrier_in(window));
    others.into_iter().chain(memchr_iter(GUILLEMET, window).find_map(barrier_in(window)))
}

/// Places and lengths of the last line break or double mark, and of the last guillemet.
fn barriers_behind(window: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let others = memrchr3_iter(OTHERS[0], OTHERS[1], OTHERS[2], window).find_map(barrier_in(window));
    others.into_iter().chain(memrchr_iter(GUILLEMET, window).find_map(barrier_in(window)))
}

/// Tests a place for a line break or double mark.
fn barrier_in(window: &[u8]) -> impl Fn(usize) -> Option<(usize, usize)> {
    |at| Some((at, barrier(&window[at..]))).filter(|&(_, length)| length > 0)
}

/// First bytes of line breaks and double marks other than guillemets.
const OTHERS: [u8; 3] = [b'\n', b'"', 0xE2];

/// First byte of a guillemet.
const GUILLEMET: u8 = 0xC2;

/// Length of the line break or double mark at the start of the bytes; 0 if there is none.
fn barrier(bytes: &[u8]) -> usize {
    match bytes {
        [b'\n' | b'"', ..] => 1,
        [0xC2, 0xAB | 0xBB, ..] => 2,
        [0xE2, 0x80, 0x9C..=0x9E, ..] => 3,
        _ => 0,
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '„' | '«' | '»')
}

/// Returns the last character boundary at or before a byte.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Returns the text between two bytes, widened to whole characters.
fn slice(text: &str, mut from: usize, to: usize) -> &str {
    let mut to = to.min(text.len());
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    while !text.is_char_boundary(to) {
        to += 1;
    }
    &text[from..to]
}

/// Returns the names among the tokens, in order.
pub(super) fn names<'a>(text: &'a str, tokens: &'a [Token]) -> impl Iterator<Item = Name> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < tokens.len() {
            let opens = at == 0 || tokens[at - 1].is_terminal() || tokens[at - 1].kind == Kind::Mark;
            if let Some(name) = name_at(text, tokens, at, opens) {
                at = name.end;
                return Some(name);
            }
            at += 1;
        }
        None
    })
}

/// Attributes a quotation to the closest name beside any of its spans; false if there is none.
pub(super) fn attribute_to_closest(
    predicted: &mut PredictedQuotation,
    text: &str,
    reach: usize,
    linker: &Linker<'_>,
) -> bool {
    let names = predicted.quotation.content.spans().iter().filter_map(|&span| closest_name(text, span, reach));
    let Some((_, name)) = names.min_by_key(|&(distance, _)| distance) else { return false };
    predicted.quotation.source = Some(name.into());
    predicted.speaker = linker.speaker(name.of(text));
    true
}

/// Returns the closest name on either side of a span, within the paragraph and up to the next mark, and its distance.
fn closest_name(text: &str, content: Span, reach: usize) -> Option<(usize, Span)> {
    let seen = after(text, content.end(), reach);
    let after = names(text, &seen).next().map(|name| (name.bare.start() - content.end(), name.bare));
    let seen = before(text, content.start(), after.map_or(reach, |(distance, _)| distance));
    let before = names(text, &seen).last().map(|name| (content.start() - name.bare.end(), name.bare));
    before.into_iter().chain(after).min_by_key(|&(distance, _)| distance)
}
