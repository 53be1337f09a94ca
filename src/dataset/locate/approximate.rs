//! Locates texts within a bounded number of edits: candidates from runs that occur unchanged, then an alignment of each.

use std::ops::Range;

use super::edges::settle;
use super::edits::{EditMatch, fewest};
use super::fold::Folded;
use super::grams::Grams;
use super::likeness::Likeness;
use super::words::Words;

/// Minimum length in folded characters; shorter texts must occur without edits.
const SHORTEST: usize = 10;
/// Number of characters per allowed edit.
const PER_EDIT: usize = 4;
/// Maximum number of edits in total.
const MOST_EDITS: usize = 256;
/// Maximum number of edits within differing words, if the other words match.
const EDITS_OF_WORDS: usize = 30;

/// A part of a folded document.
pub(super) struct Hay<'h> {
    pub(super) folded: &'h Folded<'h>,
    pub(super) grams: &'h Grams,
    /// The range of folded characters to search.
    pub(super) within: Range<usize>,
}

impl Hay<'_> {
    /// Returns the pieces similar to the needle, as folded characters; if there are many, those near the wanted position.
    ///
    /// A piece must share a run of characters with the needle, as similar pieces do unless the edits are spread evenly.
    /// The time does not depend on the length of the document.
    pub(super) fn find(&self, needle: &str, wanted: usize, likeness: Likeness) -> Vec<EditMatch> {
        let chars: Vec<char> = needle.chars().collect();
        if chars.len() < SHORTEST {
            return Vec::new();
        }
        let words = Words::new(&chars);
        let forgiven = (chars.len() / PER_EDIT).min(MOST_EDITS);
        let of_words = if words.len() < likeness.words_per_other() { 0 } else { (chars.len() / 2).min(EDITS_OF_WORDS) };
        let most = forgiven.max(of_words);
        let mut found: Vec<EditMatch> = Vec::new();
        for start in self.candidates(needle, wanted, most) {
            let allowed = found.iter().map(|one| one.edits).min().unwrap_or(most);
            let window = self.window(start, chars.len(), most);
            found
                .extend(window.best(&chars, &words, allowed, |one, piece| {
                    one.edits <= forgiven || likeness.holds(&words, piece)
                }));
        }
        found
    }

    /// Returns the part of the text to align with a needle that begins within `most` characters of `start`.
    fn window(&self, start: isize, length: usize, most: usize) -> SearchWindow {
        let (lowest, highest) = (start - most.cast_signed(), start + (2 * most).cast_signed());
        let clamp = |place: isize| place.max(0).cast_unsigned().clamp(self.within.start, self.within.end);
        let (base, end) = (clamp(lowest), clamp(highest + length.cast_signed() + 1));
        let diagonals = lowest - base.cast_signed()..highest + 1 - base.cast_signed();
        let (chars, spaced) = (self.folded.chars(base, end), self.folded.spaced_chars(base, end));
        SearchWindow { base, chars, spaced, diagonals }
    }
}

/// A part of the folded document.
struct SearchWindow {
    /// Index of the first folded character.
    base: usize,
    chars: Vec<char>,
    /// The characters, with a space for each dash that is not a hyphen.
    spaced: Vec<char>,
    /// Positions where the needle may begin.
    diagonals: Range<isize>,
}

impl SearchWindow {
    /// Returns the piece with the fewest edits, extended to whole words, if it is accepted.
    fn best(
        &self,
        needle: &[char],
        words: &Words<'_>,
        most: usize,
        accept: impl Fn(EditMatch, &[&[char]]) -> bool,
    ) -> Option<EditMatch> {
        let text = Words::new(&self.spaced);
        let matches = fewest(needle, &self.chars, self.diagonals.clone(), most);
        let best = matches.into_iter().map(|one| settle(words, &text, one)).min()?;
        let piece: Vec<&[char]> = text.within(best.start..best.end).collect();
        let place = EditMatch { start: best.start + self.base, end: best.end + self.base, ..best };
        accept(best, &piece).then_some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::Index;

    fn find(text: &str, needle: &str) -> Vec<EditMatch> {
        let folded = Folded::new(text);
        let grams = Grams::new(&folded);
        let hay = Hay { folded: &folded, grams: &grams, within: 0..folded.len() };
        hay.find(needle, 0, Likeness::TwoOfThree)
    }

    proptest! {
        /// Finds a piece of a text with a few edits, with at most as many edits as were made.
        #[test]
        fn what_is_forgiven_is_found(
            text in "[a-e é]{60,200}",
            at in any::<Index>(),
            edits in proptest::collection::vec((any::<Index>(), 0_u8..3), 0..4),
        ) {
            let folded = Folded::new(&text);
            let chars = folded.chars(0, folded.len());
            let start = at.index(chars.len().saturating_sub(49).max(1));
            let mut needle = chars[start..(start + 50).min(chars.len())].to_vec();
            for (place, kind) in &edits {
                let place = place.index(needle.len());
                match kind {
                    0 => needle[place] = '7',
                    1 => drop(needle.remove(place)),
                    _ => needle.insert(place, '7'),
                }
            }
            let needle: String = needle.into_iter().collect();
            prop_assume!(needle.chars().count() >= 40);
            let best = find(&text, &needle).into_iter().min().expect("it is there");
            prop_assert!(best.edits <= edits.len());
        }

        #[test]
        fn nothing_panics(text in ".{0,60}", needle in ".{0,60}") {
            for one in find(&text, &Folded::new(&needle).into_text()) {
                prop_assert!(one.end <= Folded::new(&text).len());
            }
        }
    }
}
