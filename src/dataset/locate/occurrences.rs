//! The occurrences of a text, unchanged or folded.

use std::ops::Range;

use memchr::memmem;

use super::Occurrence;
use super::fold::{Folded, GRAM};
use super::grams::Grams;
use crate::model::{Located, Span};

/// Maximum number of places of a run to try, those nearest to the wanted position.
pub(super) const NEAREST: usize = 256;

/// Returns the exact occurrences of a text between two bytes.
pub(super) fn exact(text: &str, needle: &str, within: &Range<usize>) -> Vec<Occurrence> {
    overlapping(text.as_bytes(), needle.as_bytes(), within)
        .filter_map(|start| Some((Span::new(text, start, start + needle.len()).ok()?, Located::Exact)))
        .collect()
}

/// Returns the occurrences of a folded text between two folded characters.
///
/// For a text longer than a run, only occurrences whose rarest run is near the wanted position are found. An occurrence that
/// begins or ends within a character, before its accent, is `None`: it does not count as folded, but may occur unchanged.
pub(super) fn folded(
    folded: &Folded<'_>,
    grams: &Grams,
    needle: &str,
    wanted: usize,
    within: &Range<usize>,
) -> Vec<Option<Span>> {
    let span = |first: usize| {
        let last = folded.index_of(folded.byte_of(first) + needle.len());
        folded.whole_span_of(first, last)
    };
    let Some((before, places)) = rarest(grams, needle) else {
        let bytes = folded.byte_of(within.start)..folded.byte_of(within.end);
        let starts = overlapping(folded.text().as_bytes(), needle.as_bytes(), &bytes);
        return starts.map(|start| span(folded.index_of(start))).collect();
    };
    let is_there = |&first: &usize| {
        let rest = &folded.text()[folded.byte_of(first)..];
        rest.starts_with(needle)
            && first >= within.start
            && folded.index_of(folded.byte_of(first) + needle.len()) <= within.end
    };
    let nearby = nearest(places, |&place| place as usize, wanted + before, NEAREST);
    nearby.iter().filter_map(|&place| (place as usize).checked_sub(before)).filter(is_there).map(span).collect()
}

/// Returns the run with the fewest places and its index in the needle; `None` if the needle is too short.
fn rarest<'g>(grams: &'g Grams, needle: &str) -> Option<(usize, &'g [u32])> {
    let run = |(before, (byte, _)): (usize, (usize, char))| {
        let run: [u8; GRAM] = needle.as_bytes().get(byte..byte + GRAM)?.try_into().ok()?;
        Some((before, grams.places(run)))
    };
    needle.char_indices().enumerate().map_while(run).min_by_key(|(_, places)| places.len())
}

/// Returns at most `count` of the places, which are sorted by `at`, around the wanted position.
pub(super) fn nearest<T>(places: &[T], at: impl Fn(&T) -> usize, wanted: usize, count: usize) -> &[T] {
    let middle = places.partition_point(|place| at(place) < wanted);
    let first = middle.saturating_sub(count / 2).min(places.len().saturating_sub(count));
    &places[first..places.len().min(first + count)]
}

/// Returns all occurrences in a range of bytes, including overlapping ones.
pub(super) fn overlapping<'h>(
    hay: &'h [u8],
    needle: &'h [u8],
    within: &Range<usize>,
) -> impl Iterator<Item = usize> + 'h {
    let finder = memmem::Finder::new(needle);
    let (mut from, end) = (within.start, within.end.min(hay.len()));
    std::iter::from_fn(move || {
        let start = from + finder.find(hay.get(from..end)?)?;
        from = start + 1;
        Some(start)
    })
}

/// True if there are letters or digits on both sides of a position.
pub(super) fn cuts_word(text: &str, byte: usize) -> bool {
    let (before, after) = (&text.as_bytes()[..byte], &text.as_bytes()[byte..]);
    let ascii = |byte: Option<&u8>| byte.filter(|byte| byte.is_ascii()).map(u8::is_ascii_alphanumeric);
    match (ascii(before.last()), ascii(after.first())) {
        (Some(false), _) | (_, Some(false)) => false,
        _ => {
            let alphanumeric = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            alphanumeric(text[..byte].chars().next_back()) && alphanumeric(text[byte..].chars().next())
        }
    }
}
