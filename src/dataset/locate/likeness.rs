//! Compares texts by their words, for matches that need more edits than are allowed.

use super::words::Words;

/// Required similarity of a text and a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// One word in three may differ, whatever its length.
    TwoOfThree,
    /// One word in two may differ.
    OneOfTwo,
}

impl Likeness {
    /// Number of words of which one may differ.
    pub(super) const fn words_per_other(self) -> usize {
        match self {
            Self::TwoOfThree => 3,
            Self::OneOfTwo => 2,
        }
    }

    /// True if the piece contains enough words of the needle in the same order, with at least half of its letters.
    pub(super) fn holds(self, needle: &Words<'_>, piece: &[&[char]]) -> bool {
        let mut rest = piece;
        let [mut same, mut same_letters, mut letters] = [0; 3];
        for word in needle.iter() {
            letters += word.len();
            if let Some(at) = rest.iter().take(3).position(|other| *other == word) {
                rest = &rest[at + 1..];
                same += 1;
                same_letters += word.len();
            }
        }
        let others = needle.len() - same;
        let is_long = piece.len() > needle.len() + 1;
        others * self.words_per_other() <= needle.len() && 2 * same_letters >= letters && !is_long
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_words_must_be_the_same() {
        use Likeness::{OneOfTwo, TwoOfThree};
        for (needle, piece, likeness, holds) in [
            ("the school choice movement", "the responsibility choice movement", TwoOfThree, true),
            ("their support", "larger support", TwoOfThree, false),
            ("their support", "larger support", OneOfTwo, true),
            // The matching words have five of the twenty letters.
            ("the effect of pollution", "the cause of this", OneOfTwo, false),
            ("one two three", "three two one", TwoOfThree, false),
            ("one two three", "one and two or three", TwoOfThree, false),
        ] {
            let [needle, piece] = [needle, piece].map(|text| text.chars().collect::<Vec<char>>());
            let piece = Words::new(&piece);
            let found = likeness.holds(&Words::new(&needle), &piece.iter().collect::<Vec<_>>());
            assert_eq!(found, holds, "{needle:?}");
        }
    }
}
