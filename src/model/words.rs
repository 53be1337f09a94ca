//! Cutting a text into words: the segments of UAX #29 that hold a letter or digit.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::Span;
use super::units::bound;

/// What a byte means to the cutting of words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Blank or line break: never inside a word.
    Gap,
    /// Letter or digit.
    Alphanumeric,
    /// Other ASCII.
    Other,
    /// Part of a character beyond ASCII.
    Beyond,
}

static CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b' ' | b'\n' => Class::Gap,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => Class::Alphanumeric,
            0x80.. => Class::Beyond,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

/// Word segments reduced to their first and last alphanumeric character.
///
/// A blank or line break never lies inside a word, so each stretch between them can be cut on its own; one of ASCII alone,
/// which nearly all are, needs only the few rules that apply to it.
pub(super) fn words(text: &str) -> Vec<(u32, u32)> {
    let mut bounds = Vec::with_capacity(text.len() / 6);
    cut(text, 0..text.len(), &mut bounds);
    bounds
}

/// The words of the stretches that the spans lie in, each once, in the order of the text.
pub(super) fn words_around(text: &str, mut spans: Vec<Span>) -> Vec<(u32, u32)> {
    // Stable, for gold and predictions, each in order, are two runs that need no more than merging.
    spans.sort_by_key(|span| span.start());
    let is_gap = |byte: &u8| CLASSES[usize::from(*byte)] == Class::Gap;
    let bytes = text.as_bytes();
    let mut bounds = Vec::with_capacity(text.len() / 12);
    let mut done = 0;
    for span in spans {
        if span.end() > done {
            let start = span.start().max(done);
            let lead = bytes[done..start].iter().rev().position(is_gap).unwrap_or(start - done);
            let rest = bytes[span.end()..].iter().position(is_gap).unwrap_or(bytes.len() - span.end());
            done = span.end() + rest;
            cut(text, start - lead..done, &mut bounds);
        }
    }
    bounds
}

/// Cuts a range that begins and ends at a gap or an end of the text.
fn cut(text: &str, range: Range<usize>, bounds: &mut Vec<(u32, u32)>) {
    let bytes = &text.as_bytes()[..range.end];
    let is_gap = |byte: &u8| CLASSES[usize::from(*byte)] == Class::Gap;
    let mut at = range.start;
    loop {
        at = plain_words(text.as_bytes(), at..range.end, bounds);
        let Some(&byte) = bytes.get(at) else {
            return;
        };
        match CLASSES[usize::from(byte)] {
            Class::Alphanumeric => at = ascii_word(bytes, at, bounds),
            Class::Other if byte != b'_' => at += 1,
            Class::Other => at = ascii_word(bytes, at, bounds),
            Class::Gap => at += 1,
            Class::Beyond => {
                let start =
                    bytes[range.start..at].iter().rposition(is_gap).map_or(range.start, |gap| range.start + gap + 1);
                while bounds.pop_if(|&mut (first, _)| first as usize >= start).is_some() {}
                at = bytes[at..].iter().position(is_gap).map_or(bytes.len(), |len| at + len);
                segmented_words(&text[start..at], start, bounds);
            }
        }
    }
}

/// Words of at most seven ASCII letters and digits that a gap follows, as most do, and where the first other one begins.
///
/// A gap also follows the range, where it does not end with the text.
fn plain_words(bytes: &[u8], range: Range<usize>, bounds: &mut Vec<(u32, u32)>) -> usize {
    let mut at = range.start;
    while at < range.end
        && let Some(&chunk) = bytes[at..].first_chunk::<8>()
    {
        let chunk = u64::from_le_bytes(chunk);
        let len = (!alphanumeric_bits(chunk) & each(0x80)).trailing_zeros() / 8;
        if len == 0 || len == 8 || !matches!((chunk >> (8 * len)) as u8, b' ' | b'\n') {
            break;
        }
        bounds.push(bound(at, len as usize));
        at += len as usize + 1;
    }
    at
}

fn segmented_words(text: &str, at: usize, bounds: &mut Vec<(u32, u32)>) {
    for (offset, segment) in text.split_word_bound_indices() {
        let core = segment.trim_start_matches(|c: char| !c.is_alphanumeric());
        let lead = segment.len() - core.len();
        let core = core.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !core.is_empty() {
            bounds.push(bound(at + offset + lead, core.len()));
        }
    }
}

/// One word of ASCII and where it ends, by the rules of UAX #29: letters, digits and `_` hold together; `:`, `.` and `'` join
/// letters, `,`, `;`, `.` and `'` join digits.
fn ascii_word(bytes: &[u8], start: usize, bounds: &mut Vec<(u32, u32)>) -> usize {
    let plain = start + alphanumerics(&bytes[start..]);
    if bytes.get(plain).is_none_or(|&byte| CLASSES[usize::from(byte)] == Class::Gap) {
        bounds.push(bound(start, plain - start));
        return plain;
    }
    let (mut at, mut first, mut end) = (start, usize::MAX, 0);
    loop {
        let run = alphanumerics(&bytes[at..]);
        if run > 0 {
            first = first.min(at);
            at += run;
            end = at;
        }
        match bytes[at..] {
            [b' ', ..] => break,
            [b'_', ..] => at += 1,
            [mid, next, ..] if at > start && joins(bytes[at - 1], mid, next) => at += 1,
            _ => break,
        }
    }
    if end > 0 {
        bounds.push(bound(first, end - first));
    }
    at
}

/// How many ASCII letters and digits the bytes begin with, eight looked at in one go.
fn alphanumerics(bytes: &[u8]) -> usize {
    let (chunks, rest) = bytes.as_chunks::<8>();
    for (index, &chunk) in chunks.iter().enumerate() {
        let others = !alphanumeric_bits(u64::from_le_bytes(chunk)) & each(0x80);
        if others != 0 {
            return 8 * index + others.trailing_zeros() as usize / 8;
        }
    }
    let is_other = |byte: &u8| CLASSES[usize::from(*byte)] != Class::Alphanumeric;
    bytes.len() - rest.len() + rest.iter().position(is_other).unwrap_or(rest.len())
}

/// The high bit of each byte that is an ASCII letter or digit: adding moves a range's first byte, and what follows its last, to
/// 80 hexadecimal, without a carry since the summands stay below.
const fn alphanumeric_bits(bytes: u64) -> u64 {
    const fn within(bytes: u64, first: u8, last: u8) -> u64 {
        (bytes + each(0x80 - first)) & !(bytes + each(0x80 - last - 1))
    }
    let ascii = bytes & each(0x7F);
    (within(ascii | each(0x20), b'a', b'z') | within(ascii, b'0', b'9')) & !bytes & each(0x80)
}

/// The same byte eight times.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

fn joins(before: u8, mid: u8, after: u8) -> bool {
    match mid {
        b'.' | b'\'' => {
            before.is_ascii_alphabetic() && after.is_ascii_alphabetic()
                || before.is_ascii_digit() && after.is_ascii_digit()
        }
        b':' => before.is_ascii_alphabetic() && after.is_ascii_alphabetic(),
        b',' | b';' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Fragments, UnitProfile, Units};

    #[test]
    fn letters_and_digits_are_found_at_any_place() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                let mut bytes = [b'a'; 8];
                bytes[place] = byte;
                assert_eq!(
                    alphanumerics(&bytes),
                    if byte.is_ascii_alphanumeric() { 8 } else { place },
                    "{byte:x} at {place}"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn words_around_spans_measure_as_all_words_do(
            text in "[ ab1_.,'’\\-\n\té\u{301}אा]{1,60}",
            ends in prop::collection::vec((0..60usize, 0..60usize), 1..6),
        ) {
            let part = |&(a, b): &(usize, usize)| Span::new(&text, a.min(b), a.max(b)).map(Fragments::from).ok();
            let parts: Vec<Fragments> = ends.iter().filter_map(part).collect();
            let some = Units::around(&text, UnitProfile::Words, parts.iter().flat_map(Fragments::spans).copied().collect());
            let all = Units::new(&text, UnitProfile::Words);
            let sets = |units: &Units<'_>| parts.iter().map(|part| units.touched(part)).collect::<Vec<_>>();
            for (a, b) in sets(&some).iter().zip(sets(&all)) {
                prop_assert_eq!(a.len(), b.len());
                for (c, d) in sets(&some).iter().zip(sets(&all)) {
                    prop_assert_eq!(a.shared(c), b.shared(&d));
                }
            }
        }

        #[test]
        fn words_are_those_of_the_standard(text in "[ a-bA1-2_.,:;'’\\-\"\n\r\té\u{301}\u{200d}א😀٣ा]{0,40}", any in any::<String>()) {
            for text in [text, any] {
                let mut standard = Vec::new();
                segmented_words(&text, 0, &mut standard);
                prop_assert_eq!(words(&text), standard, "{:?}", text);
            }
        }
    }
}
