//! Units: the words, tokens or characters that spans are measured in. A text is split once per document.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::marks::Marks;
use super::words::{words, words_around};
use super::{Fragments, MentionSet, Span, Term, UnitSet};
use crate::named::named;

/// The version of Unicode whose rules split words.
pub(crate) const UNICODE_VERSION: (u64, u64, u64) = unicode_segmentation::UNICODE_VERSION;

/// The Unicode version as reports write it: `17.0.0`.
#[must_use]
pub(crate) fn unicode_version() -> String {
    let (major, minor, patch) = UNICODE_VERSION;
    format!("{major}.{minor}.{patch}")
}

/// The unit that spans are measured in.
///
/// ```
/// assert_eq!("tokens".parse(), Ok(quoteval::UnitProfile::Tokens));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum UnitProfile {
    /// Word segments (UAX #29) that hold an alphanumeric character; touched by any of their alphanumeric characters.
    #[default]
    Words,
    /// Every word segment that is not white space, punctuation included.
    Tokens,
    /// Every character that is not white space.
    Chars,
}

named!(UnitProfile: "unit");

/// The units of one text, in text order.
///
/// ```
/// use quoteval::internals::model::Units;
/// use quoteval::{Span, UnitProfile};
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
    marks: Marks,
}

impl<'a> Units<'a> {
    /// Splits the text into units, in one pass.
    ///
    /// Texts must be shorter than 4 GiB, the limit of a [`Span`](super::Span).
    #[must_use]
    pub fn new(text: &'a str, profile: UnitProfile) -> Self {
        let marks = match profile {
            UnitProfile::Words => words(text),
            UnitProfile::Tokens => marked(text, segments(text).filter(|(_, segment)| !is_blank(segment))),
            UnitProfile::Chars => marked(text, characters(text)),
        };
        Self { text, profile, marks }
    }

    /// Splits the text exactly only near some spans, which is faster; these spans are measured as with [`new`](Self::new).
    #[must_use]
    pub fn around(text: &'a str, profile: UnitProfile, spans: impl Iterator<Item = Span>) -> Self {
        match profile {
            UnitProfile::Words => Self { text, profile, marks: words_around(text, spans) },
            UnitProfile::Tokens | UnitProfile::Chars => Self::new(text, profile),
        }
    }

    /// Number of units.
    #[must_use]
    pub fn len(&self) -> usize {
        self.marks.len()
    }

    /// True if the text has no unit.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The units that a discontinuous span touches.
    #[must_use]
    pub fn touched(&self, fragments: &Fragments) -> UnitSet {
        if let [only] = fragments.spans() {
            return UnitSet::from(self.range(only.start(), only.end()));
        }
        let mut set = UnitSet::default();
        for span in fragments.spans() {
            set.extend(self.range(span.start(), span.end()));
        }
        set
    }

    /// The units that a cue or source touches, or the characters that it covers if it touches no unit.
    #[must_use]
    pub fn touched_by_mention(&self, fragments: &Fragments) -> MentionSet {
        let units = self.touched(fragments);
        if !units.is_empty() {
            return MentionSet::Units(units);
        }
        let mut set = UnitSet::default();
        for span in fragments.spans() {
            for (at, character) in characters(span.of(self.text)) {
                let start = span.start() + at;
                set.extend(start as u32..(start + character.len()) as u32);
            }
        }
        MentionSet::Characters(set)
    }

    fn range(&self, start: usize, end: usize) -> Range<u32> {
        let (first, last) = (self.marks.ended_before(start), self.marks.begun_before(end));
        if last == first + 1 && !self.counts(&self.text[start..end]) {
            return 0..0;
        }
        first..last
    }

    /// True if a piece of text that meets only one unit includes a part of the unit that counts.
    fn counts(&self, piece: &str) -> bool {
        self.profile != UnitProfile::Words || piece.contains(char::is_alphanumeric)
    }
}

/// Marks each unit at its bytes.
fn marked<'t>(text: &str, units: impl Iterator<Item = (usize, &'t str)>) -> Marks {
    let mut marks = Marks::new(text.len());
    units.for_each(|(at, unit)| marks.unit(at, unit.len()));
    marks.counted()
}

fn is_blank(segment: &str) -> bool {
    segment.chars().all(char::is_whitespace)
}

fn segments(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_word_bound_indices()
}

fn characters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.char_indices().filter(|(_, c)| !c.is_whitespace()).map(|(at, c)| (at, &text[at..at + c.len_utf8()]))
}

/// The unit that spans are measured in.
pub(crate) const UNIT: Term = Term {
    name: "unit",
    title: "what a span is measured in",
    explanation: "The text of a document is cut once into units, by `--unit`: `words` (the default), `tokens` or `chars`. A \
        quotation is the set of units that its fragments touch, U(x); |x| is how many they are. A discontinuous \
        quotation is one set: the units in the gap are not in it.\n\
        Edge cases: content without a unit is a fault in gold and `invalid` in a prediction. A cue or source without \
        a unit, such as a colon, is measured in the characters it covers, which never equal or meet units. The \
        version of Unicode that words are cut by stands in every JSON report.\n\
        Example: in “It works,” she said. the quotation with its marks is 2 words, 5 tokens or 10 characters; \
        without marks and comma it is the same 2 words, 2 tokens or 7 characters.\n\
        Source: Unicode Standard Annex #29, Unicode Text Segmentation.",
};

/// The default unit.
pub(crate) const WORDS: Term = Term {
    name: "words",
    title: "the unit that punctuation does not change; the default",
    explanation: "Segments of UAX #29 that hold a letter or digit. A word is touched by any of its letters or digits, so \
        quotation marks, edge punctuation and an offset that is off by one inside a word change no score.\n\
        Edge cases: hyphenated words are two units, don't is one. A span of punctuation alone touches no word.\n\
        Example: “It works,” and It works are both the words It and works: 2 of 2 shared, IoU 1.",
};

/// The unit of token-based papers.
pub(crate) const TOKENS: Term = Term {
    name: "tokens",
    title: "the unit that counts punctuation too",
    explanation: "Every segment of UAX #29 that is not white space, punctuation included; touched by any of its characters. \
        For comparing with papers that count tokens.\n\
        Edge cases: quotation marks count, so whether a span includes them changes scores.\n\
        Example: “It works,” is 5 tokens: the mark, It, works, the comma, the mark. It works is 2 of them: IoU 2/5.",
};

/// The unit of scripts without blanks.
pub(crate) const CHARS: Term = Term {
    name: "chars",
    title: "the unit of characters",
    explanation: "Every character that is not white space, as Unicode scalar values. For Chinese, Japanese and Thai, whose \
        words are not set apart by blanks, and for papers that count characters.\n\
        Edge cases: long words weigh more than short ones; an accent that is a character of its own counts.\n\
        Example: “It works,” is 10 characters, It works is 7 of them: IoU 7/10.",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

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
}
