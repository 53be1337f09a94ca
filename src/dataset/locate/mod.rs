//! Finds texts without offsets in the document: exactly, then folded, then within a bounded number of edits.

mod approximate;
mod edges;
mod edits;
mod effort;
mod fold;
mod grams;
mod likeness;
mod occurrences;
mod pieces;
mod seeds;
mod short;
mod wish;
mod words;

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

pub use effort::LocateEffort;
use fold::{Folded, GRAM};
use grams::Grams;
use occurrences::{cuts_word, exact, folded};
pub(super) use pieces::ContentPiece;
use short::Shorts;
pub(super) use wish::{Near, Wish};

use crate::model::{Located, Span};

/// A text this many times as long as the document is not searched for: folding cannot shorten it that much.
const TOO_LONG: usize = 8;

/// Number of bytes on each side of the wanted position that are searched before the document is indexed.
const VICINITY: usize = 32 << 10;

/// Length in bytes from which an unchanged occurrence is assumed to be the intended one.
const DISTINCTIVE: usize = 32;

/// Finds texts in one document.
///
/// Once the document is indexed, the time depends on the length of the text, not on that of the document.
pub(super) struct Locator<'t> {
    text: &'t str,
    effort: LocateEffort,
    index: OnceCell<TextIndex<'t>>,
}

/// The folded document and an index of its runs.
struct TextIndex<'t> {
    folded: Folded<'t>,
    grams: Grams,
    shorts: Shorts,
}

/// A possible place of a text, and the kind of match.
type Occurrence = (Span, Located);

impl<'t> Locator<'t> {
    pub(super) const fn new(text: &'t str, effort: LocateEffort) -> Self {
        Self { text, effort, index: OnceCell::new() }
    }

    /// Returns the best place of a text; places in `taken` are used only if there is no other.
    pub(super) fn find(&self, needle: &str, wish: &Wish<'_>, taken: &HashSet<Span>) -> Option<Occurrence> {
        if needle.trim().is_empty() || needle.len() > TOO_LONG * self.text.len() + 64 {
            return None;
        }
        let best = |places: Vec<Occurrence>| places.into_iter().min_by_key(|&place| self.rank(place, wish, taken));
        let is_good = |(span, _): &Occurrence| !self.cuts_word(*span) && !taken.contains(span);
        let ranges = [self.vicinity(wish), wish.within.clone()];
        // The common case: a long text occurs unchanged, so folding is unnecessary.
        if needle.len() >= DISTINCTIVE || self.effort == LocateEffort::Exact {
            let nearby = best(exact(self.text, needle, &ranges[0]));
            if nearby.as_ref().is_some_and(is_good) {
                return nearby;
            }
        }
        if self.effort == LocateEffort::Exact {
            return best(exact(self.text, needle, &wish.within));
        }
        let index = self.index.get_or_init(|| TextIndex::new(self.text));
        let needle_folded = Folded::new(needle).into_text();
        let trimmed = needle_folded.trim_matches(|c: char| !c.is_alphanumeric());
        if (1..GRAM).contains(&needle_folded.trim().len()) {
            let nearby = best(index.shorts.near(&index.folded, needle, needle_folded.trim(), wish));
            if nearby.is_some() {
                return nearby;
            }
        }
        for (range, is_last) in ranges.iter().zip([false, true]) {
            let found = index.places(needle_folded.trim(), wish, range);
            // A text without a folded occurrence has no unchanged occurrence either.
            let is_nowhere = found.is_empty() && !needle_folded.is_empty();
            let exact = if is_nowhere { Vec::new() } else { exact(self.text, needle, range) };
            let folded = found.into_iter().flatten().filter(|&(span, _)| !meets_any(&exact, span));
            let places = folded.chain(exact.iter().copied()).collect();
            if let Some(place) = best(places).filter(|place| is_last || is_good(place)) {
                return Some(place);
            }
        }
        if trimmed.is_empty() {
            return None;
        }
        best(self.whole_words(index.places(trimmed, wish, &wish.within))).or_else(|| {
            best(if self.effort == LocateEffort::Approximate { index.like(trimmed, wish) } else { Vec::new() })
        })
    }

    /// Returns the range of bytes around the wanted position.
    fn vicinity(&self, wish: &Wish<'_>) -> Range<usize> {
        let middle = wish.near.position().clamp(wish.within.start, wish.within.end);
        let (start, end) = (middle.saturating_sub(VICINITY), middle.saturating_add(VICINITY));
        self.boundary(start.max(wish.within.start))..self.boundary(end.min(wish.within.end))
    }

    /// Returns the last character boundary at or before a byte.
    fn boundary(&self, byte: usize) -> usize {
        (0..=byte).rev().find(|&byte| self.text.is_char_boundary(byte)).unwrap_or(0)
    }

    fn whole_words(&self, places: Vec<Option<Occurrence>>) -> Vec<Occurrence> {
        places.into_iter().flatten().filter(|&(span, _)| !self.cuts_word(span)).collect()
    }

    fn cuts_word(&self, span: Span) -> bool {
        cuts_word(self.text, span.start()) || cuts_word(self.text, span.end())
    }

    /// Rank of a place, lower is better: whole words, not taken, few edits, close to the wanted position, few changes.
    fn rank(&self, (span, located): Occurrence, wish: &Wish<'_>, taken: &HashSet<Span>) -> impl Ord + use<'t> {
        let edits = if let Located::Approximate(edits) = located { edits } else { 0 };
        (self.cuts_word(span), taken.contains(&span), edits, wish.distance(self.text, span), located, span)
    }
}

/// True if a span overlaps one of the sorted places: it is then the same place, found with changes.
fn meets_any(places: &[Occurrence], span: Span) -> bool {
    let next = places.partition_point(|(place, _)| place.end() <= span.start());
    places.get(next).is_some_and(|(place, _)| place.overlaps(span))
}

impl<'t> TextIndex<'t> {
    fn new(text: &'t str) -> Self {
        let folded = Folded::new(text);
        let grams = Grams::new(&folded);
        Self { folded, grams, shorts: Shorts::default() }
    }

    /// Returns the places of a folded text in a range of bytes; `None` for a place that cuts a character.
    fn places(&self, needle: &str, wish: &Wish<'_>, range: &Range<usize>) -> Vec<Option<Occurrence>> {
        let spans = folded(&self.folded, &self.grams, needle, self.wanted(wish), &self.range(range));
        spans.into_iter().map(|span| Some((span?, Located::Folded))).collect()
    }

    /// Returns the places of texts similar to a folded text.
    fn like(&self, needle: &str, wish: &Wish<'_>) -> Vec<Occurrence> {
        let hay = approximate::Hay { folded: &self.folded, grams: &self.grams, within: self.range(&wish.within) };
        let place = |one: edits::EditMatch| {
            let edits = u32::try_from(one.edits).expect("invariant: the number of edits is bounded");
            Some((self.folded.span_of(one.start, one.end)?, Located::Approximate(edits)))
        };
        hay.find(needle, self.wanted(wish), wish.likeness()).into_iter().filter_map(place).collect()
    }

    /// Converts the wanted position to an index of folded characters.
    fn wanted(&self, wish: &Wish<'_>) -> usize {
        self.folded.index_of_original(wish.near.position())
    }

    /// Converts a range of bytes to a range of folded characters.
    fn range(&self, bytes: &Range<usize>) -> Range<usize> {
        self.folded.index_of_original(bytes.start)..self.folded.index_of_original(bytes.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find<'t>(text: &'t str, needle: &str, near: Near) -> Option<(&'t str, usize, Located)> {
        let found = Locator::new(text, LocateEffort::default()).find(needle, &Wish::new(near, text), &HashSet::new());
        found.map(|(span, located)| (span.of(text), span.start(), located))
    }

    #[test]
    fn marks_dashes_space_and_case_fold() {
        for (text, needle, found) in [
            ("He said “It’s fine — really…” twice.", "\"it's fine - really...\"", "“It’s fine — really…”"),
            ("one\n  two\u{a0}three", "one two three", "one\n  two\u{a0}three"),
            ("a soft\u{ad}ly said word", "softly said", "soft\u{ad}ly said"),
            ("the ﬁnal STRASSE", "final straße", "ﬁnal STRASSE"),
            ("cafe\u{301} au lait", "café au lait", "cafe\u{301} au lait"),
            ("“Yes,” he said.", "\"Yes.\"", "Yes"),
            ("wait . . . what", "wait… what", "wait . . . what"),
            ("``so it is''", "\"so it is\"", "``so it is''"),
        ] {
            let (place, _, how) = find(text, needle, Near::After(0)).unwrap_or_else(|| panic!("{needle}"));
            assert_eq!((place, how), (found, Located::Folded), "{needle}");
        }
    }

    #[test]
    fn whole_words_come_first() {
        let (_, start, _) = find("I know. No.", "no", Near::After(0)).unwrap();
        assert_eq!(start, 8);
        assert_eq!(find("é, e", "e", Near::After(0)).unwrap().1, 4, "no part of a character");
        assert_eq!(find("世界平和", "界平", Near::After(0)).unwrap().0, "界平", "no spaces, no whole words");
    }

    #[test]
    fn the_nearest_occurrence_is_taken() {
        let text = "he said. He said. he said.";
        let start = |near| find(text, "he said", near).unwrap().1;
        assert_eq!(start(Near::After(0)), 0);
        assert_eq!(start(Near::After(1)), 9, "close rather than exact");
        assert_eq!(start(Near::After(20)), 0, "the first of all where none follows");
        assert_eq!(start(Near::Around(9, 16)), 0, "as close, the earlier");
        assert_eq!(start(Near::Around(10, 17)), 18);
        assert_eq!(start(Near::At(17)), 18);
    }

    #[test]
    fn short_texts_are_whole_words_near_by_and_exact_where_they_are() {
        let text = "I think I am. “Is it?” It is … I";
        let at = |needle: &str, near| find(text, needle, near);
        assert_eq!(at("i", Near::After(4)), Some(("I", 8, Located::Folded)));
        assert_eq!(at("I", Near::After(9)), Some(("I", text.len() - 1, Located::Exact)));
        assert_eq!(at(" it ", Near::After(0)), Some(("it", text.find("it?").unwrap(), Located::Folded)));
        assert_eq!(at(" It ", Near::After(21)), Some((" It ", text.find(" It").unwrap(), Located::Exact)));
        assert_eq!(at("...", Near::After(0)).map(|(found, ..)| found), Some("…"));
        assert_eq!(at("am", Near::After(20)).map(|(_, start, _)| start), Some(10), "before, where none follows");
        assert_eq!(at("hin", Near::After(0)).map(|(found, ..)| found), Some("hin"), "no whole word is like it");
        assert_eq!(at("?!", Near::After(0)), None);
    }

    #[test]
    fn what_is_taken_is_used_again_only_where_there_is_no_other() {
        let text = "Yes. yes. Yes.";
        let locator = Locator::new(text, LocateEffort::default());
        let mut taken = HashSet::new();
        let mut next = || {
            let (span, _) = locator.find("Yes", &Wish::new(Near::After(0), text), &taken).unwrap();
            taken.insert(span);
            span.start()
        };
        assert_eq!([next(), next(), next(), next()], [0, 5, 10, 0]);
    }

    #[test]
    fn a_few_edits_are_forgiven() {
        let text = "Before. The resolution was nonbinding, which means it doesn’t carry the force of law. After.";
        let needle = "The resolution was non-binding, that means it doesn't carry the force of law";
        let (place, _, how) = find(text, needle, Near::After(0)).unwrap();
        assert_eq!(place, "The resolution was nonbinding, which means it doesn’t carry the force of law");
        assert_eq!(how, Located::Approximate(5));
        assert_eq!(find(text, "The revolution will not be televised, my brothers", Near::After(0)), None);
        assert_eq!(find(text, "Befure", Near::After(0)), None, "too short to forgive anything");
    }

    #[test]
    fn less_effort_finds_less() {
        let text = "Before. “The resolution was nonbinding,” he said.";
        let found = |needle: &str, effort| {
            Locator::new(text, effort)
                .find(needle, &Wish::new(Near::After(0), text), &HashSet::new())
                .map(|(_, how)| how)
        };
        let all = |needle: &str| LocateEffort::ALL.map(|effort| found(needle, effort));
        assert_eq!(all("The resolution was"), [Some(Located::Exact); 3]);
        assert_eq!(all("\"the resolution was"), [None, Some(Located::Folded), Some(Located::Folded)]);
        assert_eq!(all("the resolution was non-binding"), [None, None, Some(Located::Approximate(1))]);
    }

    #[test]
    fn a_text_that_names_the_source_says_which_occurrence_is_meant() {
        let text = "“Yes,” said Ann Lee. There was a long pause, and rain. “Yes,” said Bo.";
        let near = Wish::new(Near::After(0), text);
        let start = |source: &[&str]| {
            let wish = Wish { source, ..near.clone() };
            Locator::new(text, LocateEffort::default()).find("yes", &wish, &HashSet::new()).unwrap().0.start()
        };
        assert_eq!([start(&[]), start(&["Ann Lee"]), start(&["Bo"]), start(&["Cy"])], [3, 3, 62, 3]);
    }

    #[test]
    fn pieces_are_found_around_the_longest() {
        let text = "He came. He said it was not so, and then he said that it was late.";
        let locator = Locator::new(text, LocateEffort::default());
        let found = |pieces: &[&str]| {
            let pieces: Vec<ContentPiece<'_>> = pieces.iter().map(|piece| ContentPiece::Text(piece)).collect();
            let places = locator.find_pieces(&pieces, &Wish::new(Near::After(0), text), &HashSet::new())?;
            Ok(places.iter().map(|(span, _)| span.start()).collect::<Vec<_>>())
        };
        assert_eq!(found(&["he", "that it was late"]), Ok(vec![41, 49]));
        assert_eq!(found(&["it was", "and then he said", "it"]), Ok(vec![17, 32, 54]));
        assert_eq!(found(&["that it was late", "he"]), Err(1), "nothing follows");
    }
}
