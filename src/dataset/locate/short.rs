//! Texts shorter than a run: their places in the whole document, cached after the first search.

use std::cell::RefCell;
use std::collections::HashMap;

use super::Occurrence;
use super::fold::Folded;
use super::occurrences::{NEAREST, cuts_word, nearest, overlapping};
use super::wish::Wish;
use crate::model::{Located, Span};

/// The sorted places of the short texts searched for so far that do not cut words, by folded form.
#[derive(Default)]
pub(super) struct Shorts(RefCell<HashMap<Box<str>, Vec<Span>>>);

impl Shorts {
    /// Returns the places of a text nearest to the wanted position; none if the text occurs only within words.
    pub(super) fn near(&self, document: &Folded<'_>, text: &str, folded: &str, wish: &Wish<'_>) -> Vec<Occurrence> {
        let mut known = self.0.borrow_mut();
        let places = known.entry(folded.into()).or_insert_with(|| whole_words(document, folded));
        let first = places.partition_point(|place| place.start() < wish.within.start);
        let end = places.partition_point(|place| place.end() <= wish.within.end);
        let inside = places.get(first..end).unwrap_or_default();
        let nearby = nearest(inside, |place| place.start(), wish.near.position(), NEAREST);
        nearby.iter().map(|&place| as_it_is(document.original(), text, place)).collect()
    }
}

fn whole_words(document: &Folded<'_>, folded: &str) -> Vec<Span> {
    let hay = document.text().as_bytes();
    let starts = overlapping(hay, folded.as_bytes(), &(0..hay.len()));
    let span = |start: usize| document.whole_span_of(document.index_of(start), document.index_of(start + folded.len()));
    let cuts_word = |byte| cuts_word(document.original(), byte);
    starts.filter_map(span).filter(|span| !cuts_word(span.start()) && !cuts_word(span.end())).collect()
}

/// Returns the place including the spaces around the text if all of it matches exactly.
fn as_it_is(document: &str, text: &str, place: Span) -> Occurrence {
    let lead = text.len() - text.trim_start().len();
    let start = place.start().checked_sub(lead);
    let same = start.filter(|&start| document.get(start..start + text.len()) == Some(text));
    match same.and_then(|start| Span::new(document, start, start + text.len()).ok()) {
        Some(span) => (span, Located::Exact),
        None => (place, Located::Folded),
    }
}
