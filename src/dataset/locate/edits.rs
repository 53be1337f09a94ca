//! Finds the piece of a text with the smallest edit distance from another text.

use std::ops::Range;

/// A piece of a text, and its edit distance from the needle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct EditMatch {
    pub(super) edits: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Number of characters of the needle covered on a diagonal, and their start in the text. Greater is better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Reach {
    row: usize,
    start: usize,
}

/// Returns the pieces of a text with the fewest edits, at most `most`; an edit replaces, adds or drops a character.
///
/// Diagonal d pairs character i of the needle with character d + i of the text; only `diagonals` are searched. For each number
/// of edits, the search records how much of the needle each diagonal covers (Landau and Vishkin 1989), so the time is that of
/// comparing, plus the edits times the diagonals.
pub(super) fn fewest(needle: &[char], text: &[char], diagonals: Range<isize>, most: usize) -> Vec<EditMatch> {
    let grid = Grid { needle, text, lowest: diagonals.start };
    let width = usize::try_from(diagonals.end - diagonals.start).unwrap_or(0);
    let mut reached: Vec<Option<Reach>> = (0..width).map(|index| grid.begin(index)).collect();
    let mut before = reached.clone();
    for edits in 0..=most.min(needle.len()) {
        let done: Vec<EditMatch> = (0..width).filter_map(|index| grid.end(index, reached[index]?, edits)).collect();
        if !done.is_empty() {
            return done;
        }
        std::mem::swap(&mut reached, &mut before);
        for (index, reach) in reached.iter_mut().enumerate() {
            let left = index.checked_sub(1).and_then(|index| before[index]);
            *reach = grid.step(index, before[index], left, before.get(index + 1).copied().flatten());
        }
    }
    Vec::new()
}

/// The grid of edit distances of a needle and a text.
struct Grid<'c> {
    needle: &'c [char],
    text: &'c [char],
    lowest: isize,
}

impl Grid<'_> {
    /// Index of the text character paired with a row of a diagonal, or of the end of the text.
    fn place(&self, index: usize, row: usize) -> Option<usize> {
        let place = self.lowest + (index + row).cast_signed();
        usize::try_from(place).ok().filter(|&place| place <= self.text.len())
    }

    fn begin(&self, index: usize) -> Option<Reach> {
        Some(self.slide(index, Reach { row: 0, start: self.place(index, 0)? }))
    }

    /// Adds one edit: a character replaced, a text character skipped, or a needle character skipped.
    fn step(&self, index: usize, here: Option<Reach>, left: Option<Reach>, right: Option<Reach>) -> Option<Reach> {
        let further = |reach: Reach| Reach { row: reach.row + 1, ..reach };
        let fits = |reach: &Reach| reach.row <= self.needle.len() && self.place(index, reach.row).is_some();
        let best = [here, here.map(further), left, right.map(further)].into_iter().flatten().filter(fits).max()?;
        Some(self.slide(index, best))
    }

    fn slide(&self, index: usize, mut reach: Reach) -> Reach {
        let rest = self.place(index, reach.row).map_or(&[][..], |place| &self.text[place..]);
        let same = self.needle[reach.row..].iter().zip(rest).take_while(|(a, b)| a == b);
        reach.row += same.count();
        reach
    }

    /// Returns the piece if the diagonal covers the whole needle.
    fn end(&self, index: usize, reach: Reach, edits: usize) -> Option<EditMatch> {
        let end = self.place(index, reach.row)?;
        (reach.row == self.needle.len() && reach.start < end).then_some(EditMatch { edits, start: reach.start, end })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Computes the fewest edits by the textbook table.
    fn by_table(needle: &[char], text: &[char]) -> usize {
        let mut row: Vec<usize> = vec![0; text.len() + 1];
        for (index, wanted) in needle.iter().enumerate() {
            let mut diagonal = std::mem::replace(&mut row[0], index + 1);
            for column in 1..row.len() {
                let kept = diagonal + usize::from(text[column - 1] != *wanted);
                diagonal = row[column];
                row[column] = kept.min(row[column] + 1).min(row[column - 1] + 1);
            }
        }
        row.into_iter().min().unwrap_or(needle.len())
    }

    proptest! {
        #[test]
        fn the_edits_are_the_fewest(needle in "[ab]{1,12}", text in "[ab]{0,20}") {
            let (needle, text): (Vec<char>, Vec<char>) = (needle.chars().collect(), text.chars().collect());
            let all = -needle.len().cast_signed()..text.len().cast_signed() + 1;
            let expected = by_table(&needle, &text);
            let found = fewest(&needle, &text, all, needle.len());
            for one in &found {
                prop_assert_eq!(one.edits, expected);
                let piece = text[one.start..one.end].to_vec();
                prop_assert_eq!(strsim::generic_levenshtein(&needle, &piece), expected, "{:?}", one);
            }
            prop_assert!(!found.is_empty() || expected == needle.len(), "not found, unless nothing is kept");
        }
    }
}
