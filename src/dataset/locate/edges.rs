//! Aligns the ends of an approximate match with word boundaries.

use std::ops::Range;

use super::edits::EditMatch;
use super::words::{TextEdge, Words};

/// Maximum number of words at an edge that may differ from the document.
const OTHER_WORDS: usize = 4;

/// Moves the ends of a match to the positions implied by the unchanged words nearest to each edge of the needle.
///
/// The words before the first unchanged word count as the same number of words in the text. A replacement by a longer or shorter
/// word therefore does not shift the edge, as minimising the edits alone would.
pub(super) fn settle(needle: &Words<'_>, text: &Words<'_>, found: EditMatch) -> EditMatch {
    let start = first_word(TextEdge::Start, needle, text, found.start).map_or(found.start, |word| word.start);
    let end = first_word(TextEdge::End, needle, text, found.end).map_or(found.end, |word| word.end);
    if start < end { EditMatch { start, end, ..found } } else { found }
}

/// Range in the text of the word at an edge of the needle, if it is near `place`.
fn first_word(edge: TextEdge, needle: &Words<'_>, text: &Words<'_>, place: usize) -> Option<Range<usize>> {
    let near = text.number_at(edge, place);
    let is_same = |skipped: usize, number: usize| {
        let same = |offset| Some(needle.get(edge, skipped + offset)? == text.get(edge, number + offset)?);
        same(0) == Some(true) && (same(1) == Some(true) || number == near + skipped || needle.len() <= skipped + 1)
    };
    let number = (0..=OTHER_WORDS).find_map(|skipped| {
        let expected = near + skipped;
        let around = (0..=OTHER_WORDS).flat_map(|distance| [expected.checked_sub(distance), Some(expected + distance)]);
        around.flatten().find(|&number| is_same(skipped, number))?.checked_sub(skipped)
    })?;
    text.range(edge, number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_were_replaced_do_not_shift_an_edge() {
        for (needle, text, found, settled) in [
            // Minimising the edits leaves a part of `government` and of `said`.
            ("it agreed to go", "it said government agreed to go now", "ment agreed to go", "government agreed to go"),
            ("they agreed to go", "then i agreed to go now", "then i agreed to go", "i agreed to go"),
            ("we agreed to stay", "we agreed to go now", "we agreed to go n", "we agreed to go"),
            ("xx yy zz", "one two three", "two", "two"),
        ] {
            let start = text.find(found).expect("a part of the text");
            let [needle, chars] = [needle, text].map(|text| text.chars().collect::<Vec<char>>());
            let found = EditMatch { edits: 1, start, end: start + found.len() };
            let found = settle(&Words::new(&needle), &Words::new(&chars), found);
            assert_eq!(&text[found.start..found.end], settled, "{needle:?}");
        }
    }
}
