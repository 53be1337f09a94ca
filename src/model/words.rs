//! Splits a text into words: the segments of UAX #29 that hold a letter or digit.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use wide::i8x16;

use super::Span;
use super::marks::{BLOCK, Marks};

/// Word segments reduced to their first and last alphanumeric character.
pub(super) fn words(text: &str) -> Marks {
    let mut words = Runs::of(text);
    words.correct(0..text.len());
    words.marks.counted()
}

/// The words, exact only near the spans, which is faster and enough to measure these spans.
pub(super) fn words_around(text: &str, spans: impl Iterator<Item = Span>) -> Marks {
    let mut words = Runs::of(text);
    if !words.odd.is_empty() {
        let mut spans: Vec<Span> = spans.collect();
        spans.sort_by_key(|span| span.start());
        let mut done = 0;
        for span in spans {
            if span.end() > done {
                done = words.correct(span.start().max(done)..span.end());
            }
        }
    }
    words.marks.counted()
}

/// Runs of ASCII letters and digits, found many bytes at a time; nearly all words are such runs.
///
/// A blank or line break never lies inside a word, so each stretch between them can be split on its own.
struct Runs<'t> {
    text: &'t str,
    marks: Marks,
    /// Places that need the full rules, in text order: the first byte of a block, with one bit per place in the block.
    odd: Vec<(usize, u64)>,
}

impl<'t> Runs<'t> {
    fn of(text: &'t str) -> Self {
        let (mut marks, mut odd) = (Marks::new(text.len()), Vec::new());
        let mut last = 0;
        for at in (0..text.len()).step_by(BLOCK) {
            let ByteClasses { alphanumeric, punctuation, other } = ByteClasses::of(&text.as_bytes()[at..]);
            let before = alphanumeric << 1 | last;
            // The byte after the block is unknown here, so punctuation at the end of the block needs the full rules.
            let after = alphanumeric >> 1 | 1 << (BLOCK - 1);
            marks.set(at, alphanumeric & !before, alphanumeric);
            last = alphanumeric >> (BLOCK - 1);
            let joints = punctuation & before & after;
            if other | joints != 0 {
                odd.push((at, other | joints));
            }
        }
        Self { text, marks, odd }
    }

    /// Splits the odd stretches that a range touches by the full rules; returns the end of the range, extended to the next gap.
    fn correct(&mut self, range: Range<usize>) -> usize {
        let bytes = self.text.as_bytes();
        let start = bytes[..range.start].iter().rposition(is_gap).map_or(0, |gap| gap + 1);
        let end = bytes[range.end..].iter().position(is_gap).map_or(bytes.len(), |len| range.end + len);
        let mut done = start;
        for index in self.odd.partition_point(|&(at, _)| at + BLOCK <= start)..self.odd.len() {
            let (at, places) = self.odd[index];
            while let Some(place) = first_from(done, at, places) {
                if place >= end {
                    return end;
                }
                let lead = bytes[done..place].iter().rev().position(is_gap).unwrap_or(place - done);
                done = bytes[place..].iter().position(is_gap).map_or(bytes.len(), |len| place + len);
                mark_stretch(self.text, place - lead..done, &mut self.marks);
            }
        }
        end
    }
}

/// The first marked place of a block, at or after a byte.
fn first_from(byte: usize, block: usize, places: u64) -> Option<usize> {
    let rest = places >> byte.saturating_sub(block).min(BLOCK - 1);
    (rest != 0 && byte < block + BLOCK).then(|| byte.max(block) + rest.trailing_zeros() as usize)
}

fn is_gap(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\n')
}

/// The classes of the bytes of a block, one bit per byte.
struct ByteClasses {
    /// ASCII letters and digits.
    alphanumeric: u64,
    /// Other visible ASCII, which may join two words into one.
    punctuation: u64,
    /// `_` and everything beyond ASCII, which may belong to words.
    other: u64,
}

impl ByteClasses {
    /// Classifies the first bytes, padded with blanks to a block.
    fn of(bytes: &[u8]) -> Self {
        match bytes.first_chunk() {
            Some(block) => Self::of_block(block),
            None => {
                let mut block = [b' '; BLOCK];
                block[..bytes.len()].copy_from_slice(bytes);
                Self::of_block(&block)
            }
        }
    }

    fn of_block(block: &[u8; BLOCK]) -> Self {
        let (mut alphanumeric, mut visible, mut other) = (0, 0, 0);
        let (parts, _) = block.as_chunks::<16>();
        for (index, part) in parts.iter().enumerate() {
            // As signed numbers, non-ASCII bytes are negative.
            let mut signed = [0; 16];
            signed.iter_mut().zip(part).for_each(|(signed, byte)| *signed = byte.cast_signed());
            let bytes = i8x16::new(signed);
            let within = |bytes: i8x16, first: u8, last: u8| {
                let (first, last) = (first.cast_signed(), last.cast_signed());
                bytes.simd_gt(i8x16::splat(first - 1)) & bytes.simd_lt(i8x16::splat(last + 1))
            };
            let is_letter = within(bytes | i8x16::splat(0x20), b'a', b'z');
            let is_alphanumeric = is_letter | within(bytes, b'0', b'9');
            let is_visible = bytes.simd_gt(i8x16::splat(b' '.cast_signed()));
            let is_other = bytes.simd_eq(i8x16::splat(b'_'.cast_signed())) | bytes;
            let bits = |lanes: i8x16| u64::from(lanes.to_bitmask()) << (16 * index);
            alphanumeric |= bits(is_alphanumeric);
            visible |= bits(is_visible);
            other |= bits(is_other);
        }
        Self { alphanumeric, punctuation: visible & !alphanumeric, other }
    }
}

/// Marks the words of one stretch between gaps again, by the full rules.
fn mark_stretch(text: &str, stretch: Range<usize>, marks: &mut Marks) {
    marks.clear(stretch.clone());
    let piece = &text[stretch.clone()];
    if !piece.is_ascii() {
        return mark_segments(piece, stretch.start, marks);
    }
    let bytes = &text.as_bytes()[..stretch.end];
    let mut at = stretch.start;
    while let Some(byte) = bytes.get(at) {
        at = if byte.is_ascii_alphanumeric() || *byte == b'_' { mark_ascii_word(bytes, at, marks) } else { at + 1 };
    }
}

fn mark_segments(text: &str, at: usize, marks: &mut Marks) {
    for (offset, segment) in text.split_word_bound_indices() {
        let core = segment.trim_start_matches(|c: char| !c.is_alphanumeric());
        let lead = segment.len() - core.len();
        let core = core.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !core.is_empty() {
            marks.unit(at + offset + lead, core.len());
        }
    }
}

/// Marks one ASCII word and returns its end, by the rules of UAX #29: letters, digits and `_` hold together; `:`, `.` and `'`
/// join letters; `,`, `;`, `.` and `'` join digits.
fn mark_ascii_word(bytes: &[u8], start: usize, marks: &mut Marks) -> usize {
    let (mut at, mut first, mut end) = (start, usize::MAX, 0);
    loop {
        let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if run > 0 {
            first = first.min(at);
            at += run;
            end = at;
        }
        match bytes[at..] {
            [b'_', ..] => at += 1,
            [mid, next, ..] if at > start && joins(bytes[at - 1], mid, next) => at += 1,
            _ => break,
        }
    }
    if end > 0 {
        marks.unit(first, end - first);
    }
    at
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
    fn bytes_are_told_apart_at_any_place() {
        for byte in 0..=u8::MAX {
            for place in 0..BLOCK {
                let mut block = [b' '; BLOCK];
                block[place] = byte;
                let ByteClasses { alphanumeric, punctuation, other } = ByteClasses::of_block(&block);
                let bit = |is_one: bool| u64::from(is_one) << place;
                assert_eq!(alphanumeric, bit(byte.is_ascii_alphanumeric()), "{byte:x} at {place}");
                assert_eq!(other, bit(byte == b'_' || !byte.is_ascii()), "{byte:x} at {place}");
                let is_visible = byte.is_ascii_punctuation() || byte == 0x7f;
                assert_eq!(punctuation, bit(is_visible), "{byte:x} at {place}");
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
            let some = Units::around(&text, UnitProfile::Words, parts.iter().flat_map(Fragments::spans).copied());
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
        fn words_are_those_of_the_standard(
            text in "[ a-bA1-2_.,:;'’\\-\"\n\r\té\u{301}\u{200d}א😀٣ا]{0,40}",
            ascii in "[ab1]{0,3}[ ab1_.,:;'\n-]{0,200}",
            any in any::<String>(),
        ) {
            for text in [text, ascii, any] {
                let mut standard = Marks::new(text.len());
                mark_segments(&text, 0, &mut standard);
                prop_assert_eq!(words(&text), standard.counted(), "{:?}", text);
            }
        }
    }
}
