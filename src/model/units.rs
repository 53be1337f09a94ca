//! What a span is measured in: words, tokens or characters of the text, cut once per document.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use smallvec::SmallVec;
use unicode_segmentation::UnicodeSegmentation;

use super::Fragments;

/// The version of Unicode that words are cut by.
pub const UNICODE_VERSION: (u64, u64, u64) = unicode_segmentation::UNICODE_VERSION;

/// The unit profile: what counts as one unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum UnitProfile {
    /// Word segments (UAX #29) that hold an alphanumeric character; touched by any of their alphanumeric characters.
    #[default]
    Words,
    /// Every word segment that is not white space, punctuation included.
    Tokens,
    /// Every character that is not white space.
    Chars,
}

impl UnitProfile {
    /// All profiles.
    pub const ALL: [Self; 3] = [Self::Words, Self::Tokens, Self::Chars];

    /// The word that options and reports use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Tokens => "tokens",
            Self::Chars => "chars",
        }
    }
}

impl fmt::Display for UnitProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for UnitProfile {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|unit| unit.as_str() == word)
            .ok_or_else(|| format!("unknown unit '{word}': words, tokens or chars"))
    }
}

/// The units of one text, in its order.
///
/// ```
/// use quoteval::model::{Span, UnitProfile, Units};
/// let text = "“It works,” she said.";
/// let units = Units::new(text, UnitProfile::Words);
/// let with_marks = Span::new(text, 0, 15).unwrap().into();
/// let without = Span::new(text, 3, 11).unwrap().into();
/// assert_eq!(units.touched(&with_marks), units.touched(&without));
/// assert_eq!(units.touched(&without).len(), 2);
/// ```
pub struct Units<'a> {
    text: &'a str,
    profile: UnitProfile,
    /// First byte that counts and one past the last, per unit.
    bounds: Vec<(u32, u32)>,
}

impl<'a> Units<'a> {
    /// Cuts the text: one pass, linear in its length.
    ///
    /// Texts end below 4 GiB; a [`Span`](super::Span) cannot reach farther.
    #[must_use]
    pub fn new(text: &'a str, profile: UnitProfile) -> Self {
        let bounds = match profile {
            UnitProfile::Words => words(text),
            UnitProfile::Tokens => {
                segments(text).filter(|&(_, s)| !is_blank(s)).map(|(at, s)| bound(at, s.len())).collect()
            }
            UnitProfile::Chars => characters(text).collect(),
        };
        Self { text, profile, bounds }
    }

    /// How many units the text has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bounds.len()
    }

    /// Whether the text has no unit.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bounds.is_empty()
    }

    /// The units that a discontinuous span touches.
    #[must_use]
    pub fn touched(&self, fragments: &Fragments) -> UnitSet {
        let mut set = UnitSet::default();
        for span in fragments.spans() {
            set.extend(self.range(span.start(), span.end()));
        }
        set
    }

    /// As [`touched`](Self::touched), but a cue or source without a unit is measured in the characters it covers.
    #[must_use]
    pub fn touched_by_mention(&self, fragments: &Fragments) -> MentionSet {
        let units = self.touched(fragments);
        if !units.is_empty() {
            return MentionSet::Units(units);
        }
        let mut set = UnitSet::default();
        for span in fragments.spans() {
            for (start, end) in characters(span.of(self.text)) {
                let at = span.start();
                set.extend(at as u32 + start..at as u32 + end);
            }
        }
        MentionSet::Characters(set)
    }

    fn range(&self, start: usize, end: usize) -> Range<u32> {
        let first = self.bounds.partition_point(|&(_, unit_end)| unit_end as usize <= start);
        let last = self.bounds.partition_point(|&(unit_start, _)| (unit_start as usize) < end);
        if last == first + 1 && !self.touches(first, start, end) {
            return 0..0;
        }
        first as u32..last.max(first) as u32
    }

    /// Whether `start..end`, which meets only this unit, holds anything of it that counts.
    fn touches(&self, unit: usize, start: usize, end: usize) -> bool {
        let (unit_start, unit_end) = self.bounds[unit];
        let inside = &self.text[start.max(unit_start as usize)..end.min(unit_end as usize)];
        self.profile != UnitProfile::Words || inside.chars().any(char::is_alphanumeric)
    }
}

fn bound(at: usize, len: usize) -> (u32, u32) {
    (at as u32, (at + len) as u32)
}

fn is_blank(segment: &str) -> bool {
    segment.chars().all(char::is_whitespace)
}

fn segments(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_word_bound_indices()
}

fn characters(text: &str) -> impl Iterator<Item = (u32, u32)> {
    text.char_indices().filter(|(_, c)| !c.is_whitespace()).map(|(at, c)| bound(at, c.len_utf8()))
}

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
fn words(text: &str) -> Vec<(u32, u32)> {
    let mut bounds = Vec::with_capacity(text.len() / 6);
    let bytes = text.as_bytes();
    // Where the stretch began, in the text and in the list.
    let (mut start, mut known) = (0, 0);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match CLASSES[usize::from(byte)] {
            Class::Alphanumeric => at = ascii_word(bytes, at, &mut bounds),
            Class::Other if byte != b'_' => at += 1,
            Class::Other => at = ascii_word(bytes, at, &mut bounds),
            Class::Gap => {
                at += 1;
                (start, known) = (at, bounds.len());
            }
            Class::Beyond => {
                bounds.truncate(known);
                let rest = bytes[at..].iter().position(|&byte| CLASSES[usize::from(byte)] == Class::Gap);
                at = rest.map_or(bytes.len(), |len| at + len);
                segmented_words(&text[start..at], start, &mut bounds);
            }
        }
    }
    bounds
}

fn segmented_words(text: &str, at: usize, bounds: &mut Vec<(u32, u32)>) {
    for (offset, segment) in segments(text) {
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
    let alphanumerics = |at: usize| {
        bytes[at..]
            .iter()
            .position(|&byte| CLASSES[usize::from(byte)] != Class::Alphanumeric)
            .unwrap_or(bytes.len() - at)
    };
    let (mut at, mut first, mut end) = (start, usize::MAX, 0);
    loop {
        let run = alphanumerics(at);
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

/// A set of unit indices, kept as ranges: sorted, apart, none empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitSet(SmallVec<[Range32; 1]>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Range32 {
    start: u32,
    end: u32,
}

impl UnitSet {
    /// Adds a range that does not start before the last one.
    fn extend(&mut self, range: Range<u32>) {
        if range.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => self.0.push(Range32 { start: range.start, end: range.end }),
        }
    }

    /// The union of many sets.
    #[must_use]
    pub fn union<'s>(sets: impl IntoIterator<Item = &'s Self>) -> Self {
        sets.into_iter().flat_map(Self::ranges).collect()
    }

    /// The maximal ranges, in order.
    pub fn ranges(&self) -> impl Iterator<Item = Range<u32>> + '_ {
        self.0.iter().map(|range| range.start..range.end)
    }

    /// How many units.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.0.iter().map(|range| u64::from(range.end - range.start)).sum()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many units both have.
    #[must_use]
    pub fn shared(&self, other: &Self) -> u64 {
        let (mut a, mut b, mut shared) = (0, 0, 0);
        while let (Some(left), Some(right)) = (self.0.get(a), other.0.get(b)) {
            let (start, end) = (left.start.max(right.start), left.end.min(right.end));
            shared += u64::from(end.saturating_sub(start));
            if left.end <= right.end {
                a += 1;
            } else {
                b += 1;
            }
        }
        shared
    }

    /// Whether every unit of this set is one of `other`'s.
    #[must_use]
    pub fn is_inside(&self, other: &Self) -> bool {
        self.shared(other) == self.len()
    }

    /// Whether every unit of this set is one of `other`'s, and not the other way round.
    #[must_use]
    pub fn is_strictly_inside(&self, other: &Self) -> bool {
        self.len() < other.len() && self.is_inside(other)
    }
}

impl FromIterator<Range<u32>> for UnitSet {
    /// The units of all ranges, which may come in any order and overlap.
    fn from_iter<I: IntoIterator<Item = Range<u32>>>(ranges: I) -> Self {
        let mut ranges: Vec<Range<u32>> = ranges.into_iter().collect();
        ranges.sort_unstable_by_key(|range| range.start);
        let mut set = Self::default();
        ranges.into_iter().for_each(|range| set.extend(range));
        set
    }
}

/// What a cue or source covers: units, or characters where it has no unit. The two never equal or meet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionSet {
    /// Units of the profile.
    Units(UnitSet),
    /// Bytes of its characters that are not white space: a colon, a dash.
    Characters(UnitSet),
}

impl MentionSet {
    /// Whether the two share at least one unit or character.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Units(a), Self::Units(b)) | (Self::Characters(a), Self::Characters(b)) => a.shared(b) > 0,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Span;

    proptest! {
        #[test]
        fn words_are_those_of_the_standard(text in "[ a-bA1-2_.,:;'’\\-\"\n\r\té\u{301}\u{200d}א😀٣ा]{0,40}", any in any::<String>()) {
            for text in [text, any] {
                let mut standard = Vec::new();
                segmented_words(&text, 0, &mut standard);
                prop_assert_eq!(words(&text), standard, "{:?}", text);
            }
        }
    }

    fn touched(text: &str, profile: UnitProfile, start: usize, end: usize) -> Vec<u32> {
        let units = Units::new(text, profile);
        units.touched(&Span::new(text, start, end).unwrap().into()).ranges().flatten().collect()
    }

    #[test]
    fn a_word_is_touched_by_its_letters_alone() {
        let text = "don't - stop";
        assert_eq!(touched(text, UnitProfile::Words, 3, 4), [] as [u32; 0], "the apostrophe of don't");
        assert_eq!(touched(text, UnitProfile::Words, 4, 5), [0], "its last letter");
        assert_eq!(touched(text, UnitProfile::Words, 5, 9), [1], "the dash is no word");
        assert_eq!(touched(text, UnitProfile::Words, 5, 8), [] as [u32; 0]);
        assert_eq!(touched(text, UnitProfile::Words, 0, text.len()), [0, 1]);
    }

    #[test]
    fn tokens_and_characters_count_punctuation() {
        let text = "Oh, no";
        assert_eq!(touched(text, UnitProfile::Tokens, 0, 6), [0, 1, 2]);
        assert_eq!(touched(text, UnitProfile::Tokens, 2, 4), [1], "the blank is no token");
        assert_eq!(touched(text, UnitProfile::Chars, 2, 5), [2, 3]);
    }

    #[test]
    fn a_colon_is_measured_in_characters_and_meets_no_word() {
        let text = "Ferro: yes";
        let units = Units::new(text, UnitProfile::Words);
        let mention = |start, end| units.touched_by_mention(&Span::new(text, start, end).unwrap().into());
        assert!(mention(5, 6).meets(&mention(5, 7)));
        assert_eq!(mention(5, 6), mention(5, 7));
        assert!(!mention(5, 6).meets(&mention(4, 6)), "the second has a letter, so it is a word");
    }

    #[test]
    fn sets_count_what_they_share() {
        let set = |ranges: &[(u32, u32)]| {
            let mut set = UnitSet::default();
            ranges.iter().for_each(|&(start, end)| set.extend(start..end));
            set
        };
        let (a, b) = (set(&[(0, 4), (6, 9)]), set(&[(3, 7), (8, 20)]));
        assert_eq!((a.len(), b.len(), a.shared(&b)), (7, 16, 3), "3, 6 and 8");
        assert_eq!(UnitSet::union([&b, &a]), set(&[(0, 20)]));
        assert!(set(&[(1, 2), (7, 8)]).is_strictly_inside(&a) && !a.is_strictly_inside(&a));
    }
}
