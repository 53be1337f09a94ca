//! Quotation marks with their positions and contexts, before pairing.

use super::chars::is_letter_or_digit;
use crate::model::Span;

/// The family of a mark: a mark closes only marks of its own family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum MarkFamily {
    /// `“…”`, `„…“`, `"…"`.
    Double,
    /// `‘…’`, `‚…‘`, `'…'`.
    Single,
    /// `«…»`, `»…«`.
    Guillemet,
}

/// The direction of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Open,
    Close,
    /// A straight mark, whose direction depends on its context and on the open marks.
    Either,
}

/// A single mark in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) at: usize,
    pub(super) len: usize,
    pub(super) family: MarkFamily,
    /// The direction of the character itself.
    glyph: Direction,
    /// True after white space or an opening bracket and before any other character.
    looks_open: bool,
    /// True after any character but white space, before white space or punctuation.
    looks_closed: bool,
    /// True if it may not be a quotation mark: an apostrophe after a plural, inches after a number.
    pub(super) doubtful: bool,
}

impl Mark {
    /// Direction of the mark; `pending` is true if a mark of its family is open.
    pub(super) fn direction(&self, pending: bool) -> Direction {
        match (self.looks_open, self.looks_closed, self.glyph) {
            (true, false, _) => Direction::Open,
            (false, true, _) => Direction::Close,
            (_, _, Direction::Either) if !pending => Direction::Open,
            (_, _, Direction::Either) => Direction::Close,
            (_, _, glyph) => glyph,
        }
    }
}

/// First bytes of marks: `"`, `'`, and the lead byte of the curly ones.
const LEADS: [u8; 3] = [b'"', b'\'', 0xE2];

/// First byte of `«` and `»`.
const GUILLEMET_LEAD: u8 = 0xC2;

/// Words that begin with an apostrophe.
const ELISIONS: [&str; 10] = ["tis", "twas", "em", "til", "cause", "cos", "n", "round", "bout", "twould"];

/// A text whose paragraphs are searched for marks.
pub(super) struct Scanner<'t> {
    text: &'t str,
    may_have_guillemets: bool,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, may_have_guillemets: may_have_guillemets(text) }
    }

    /// Appends the marks of one paragraph in order.
    pub(super) fn scan(&self, paragraph: Span, marks: &mut Vec<Mark>) {
        let bytes = self.text.as_bytes();
        let first = match self.may_have_guillemets && may_have_guillemets(paragraph.of(self.text)) {
            true => |bytes: &[u8]| bytes.iter().position(|byte| LEADS.contains(byte) || *byte == GUILLEMET_LEAD),
            false => |bytes: &[u8]| memchr::memchr3(LEADS[0], LEADS[1], LEADS[2], bytes),
        };
        let mut at = paragraph.start();
        while let Some(skip) = first(&bytes[at..paragraph.end()]) {
            at += skip;
            let Some((family, glyph, len)) = glyph_at(&bytes[at..paragraph.end()]) else {
                at += 1;
                continue;
            };
            if let Some(mark) = look_around(self.text, paragraph, at, len, family, glyph) {
                marks.push(mark);
            }
            at += len;
        }
    }
}

fn may_have_guillemets(text: &str) -> bool {
    memchr::memchr(GUILLEMET_LEAD, text.as_bytes()).is_some()
}

fn glyph_at(bytes: &[u8]) -> Option<(MarkFamily, Direction, usize)> {
    use MarkFamily::{Double, Guillemet, Single};
    Some(match bytes {
        [b'"', ..] => (Double, Direction::Either, 1),
        [b'\'', b'\'', ..] => (Double, Direction::Either, 2),
        [b'\'', ..] => (Single, Direction::Either, 1),
        [0xC2, 0xAB, ..] => (Guillemet, Direction::Open, 2),
        [0xC2, 0xBB, ..] => (Guillemet, Direction::Close, 2),
        [0xE2, 0x80, 0x98 | 0x9A, ..] => (Single, Direction::Open, 3),
        [0xE2, 0x80, 0x99, ..] => (Single, Direction::Close, 3),
        [0xE2, 0x80, 0x9C | 0x9E, ..] => (Double, Direction::Open, 3),
        [0xE2, 0x80, 0x9D, ..] => (Double, Direction::Close, 3),
        _ => return None,
    })
}

/// Returns the mark with its context; `None` for a character that can only be an apostrophe.
fn look_around(
    text: &str,
    paragraph: Span,
    at: usize,
    len: usize,
    family: MarkFamily,
    glyph: Direction,
) -> Option<Mark> {
    let before = text[paragraph.start()..at].chars().next_back();
    let after = &text[at + len..paragraph.end()];
    let next = after.chars().next();
    let word_before = before.is_some_and(is_letter_or_digit);
    let word_after = next.is_some_and(is_letter_or_digit);
    let open_context = before.is_none_or(may_precede_opening);
    if family == MarkFamily::Single
        && glyph != Direction::Open
        && word_after
        && (word_before || glyph == Direction::Close)
    {
        return None;
    }
    if family == MarkFamily::Single && open_context && is_elision(after) {
        return None;
    }
    let straight_neighbour = matches!(before, Some('"' | '\'' | '-' | '–' | '—' | '/' | '…'));
    // A mark before a comma or full stop closes, even after the space that French puts inside, and even if it opens in English:
    // German closes with it.
    let ends_here = || match family {
        MarkFamily::Guillemet => next.is_some_and(|c| matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | ')')),
        MarkFamily::Double if glyph != Direction::Either => {
            next.is_some_and(|c| matches!(c, ',' | ';' | ':' | '!' | '?' | ')'))
        }
        _ => false,
    };
    let opens = open_context && next.is_some_and(|c| !c.is_whitespace());
    let looks_open = opens && (word_after || !straight_neighbour && !ends_here());
    let looks_closed = before.is_some_and(|c| !c.is_whitespace()) && !word_after;
    let doubtful = match family {
        MarkFamily::Single => before.is_some_and(|c| c == 's' || c == 'S') && lower_word_follows(after),
        MarkFamily::Double => before.is_some_and(|c| c.is_ascii_digit()) && lower_word_follows(after),
        MarkFamily::Guillemet => false,
    };
    Some(Mark { at, len, family, glyph, looks_open, looks_closed, doubtful })
}

/// True if an opening mark may stand after this character.
fn may_precede_opening(c: char) -> bool {
    matches!(c, ' ' | '\n' | '(' | '[' | '{' | '—' | '–' | '-' | '/' | '“' | '‘' | '„' | '«' | '"' | '\'' | '…')
        || c.is_whitespace()
}

fn lower_word_follows(after: &str) -> bool {
    after.strip_prefix(' ').and_then(|rest| rest.chars().next()).is_some_and(char::is_lowercase)
}

/// True if the word after an apostrophe is shortened at the start: `’tis`, `’90s`.
fn is_elision(after: &str) -> bool {
    let end = after.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(after.len());
    let word = &after[..end];
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 2 && &word[2..] == "s" {
        return true;
    }
    ELISIONS.iter().any(|elision| word.eq_ignore_ascii_case(elision))
}
