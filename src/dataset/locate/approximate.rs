//! Texts within a bounded number of edits: pieces that occur exactly say where to look, a band of edits decides.

use std::collections::{BTreeMap, HashSet};

use aho_corasick::AhoCorasick;

use super::Near;
use super::fold::Folded;
use crate::model::Span;

/// Shorter texts, in folded characters, are not forgiven anything.
const SHORTEST: usize = 15;
/// One edit is forgiven per this many characters …
const PER_EDIT: usize = 10;
/// … and no more than this many in all.
const MOST_EDITS: usize = 100;
/// How many places are tried.
const CANDIDATES: usize = 12;
/// How many exact hits of pieces are looked at.
const HITS: usize = 10_000;

/// The place with the fewest edits, and how many those are; the closest to `near` where several have as few.
///
/// With k edits allowed the text is cut into k + 1 pieces, of which one at least must occur unchanged.
pub(super) fn find(folded: &Folded<'_>, needle: &str, near: Near, taken: &HashSet<Span>) -> Option<(Span, u32)> {
    let needle: Vec<char> = needle.chars().collect();
    if needle.len() < SHORTEST {
        return None;
    }
    let most = (needle.len() / PER_EDIT).min(MOST_EDITS);
    let best = candidates(folded, &needle, most).into_iter().filter_map(|diagonal| {
        let (edits, start, end) = align(folded, &needle, diagonal, most)?;
        let span = folded.span_of(start, end)?;
        Some((edits, taken.contains(&span), distance(span, near), span))
    });
    let (edits, _, _, span) = best.min()?;
    Some((span, u32::try_from(edits).unwrap_or(u32::MAX)))
}

fn distance(span: Span, near: Near) -> usize {
    match near {
        Near::After(position) if span.start() < position => usize::MAX / 2 + span.start(),
        Near::After(position) => span.start() - position,
        Near::At(position) => span.start().abs_diff(position),
        Near::Around(start, end) => span.start().abs_diff(end).min(span.end().abs_diff(start)),
    }
}

/// Where the needle may begin, as folded characters (before the text: negative), those with the most hits first.
fn candidates(folded: &Folded<'_>, needle: &[char], most: usize) -> Vec<isize> {
    let length = needle.len() / (most + 1);
    let pieces: Vec<String> = (0..=most).map(|piece| needle[piece * length..][..length].iter().collect()).collect();
    let Ok(pieces) = AhoCorasick::new(pieces) else { return Vec::new() };
    let mut votes: BTreeMap<isize, (usize, isize)> = BTreeMap::new();
    for hit in pieces.find_overlapping_iter(folded.text()).take(HITS) {
        let diagonal = folded.index_of(hit.start()).cast_signed() - (hit.pattern().as_usize() * length).cast_signed();
        let bucket = diagonal.div_euclid(most.cast_signed() + 1);
        votes.entry(bucket).or_insert((0, diagonal)).0 += 1;
    }
    let mut ranked: Vec<(usize, isize)> = votes.into_values().collect();
    ranked.sort_by_key(|&(votes, diagonal)| (std::cmp::Reverse(votes), diagonal));
    ranked.into_iter().take(CANDIDATES).map(|(_, diagonal)| diagonal).collect()
}

/// Aligns the needle with the text, never far from the diagonal: edits, first character and end.
fn align(folded: &Folded<'_>, needle: &[char], diagonal: isize, most: usize) -> Option<(usize, usize, usize)> {
    const FAR: (usize, usize) = (usize::MAX / 2, 0);
    // Hits of the same match lie up to `most` apart, and the match up to `most` from each of them.
    let width = 4 * most + 1;
    let lowest = diagonal - 2 * most.cast_signed();
    let base = lowest.max(0).cast_unsigned();
    let end = (lowest + (needle.len() + width).cast_signed()).max(0).cast_unsigned().min(folded.len());
    let window = folded.chars(base.min(end), end);
    // Cell b of row i ends before character lowest + i + b of the text.
    let column = |row: usize, b: usize| {
        let at = lowest + (row + b).cast_signed() - base.cast_signed();
        usize::try_from(at).ok().filter(|&at| at <= window.len())
    };
    let mut cells: Vec<(usize, usize)> = (0..width).map(|b| column(0, b).map_or(FAR, |at| (0, base + at))).collect();
    for (row, &wanted) in needle.iter().enumerate() {
        let mut left = FAR;
        for b in 0..width {
            let deleted = cells.get(b + 1).copied().unwrap_or(FAR);
            let inserted = (left.0 + 1, left.1);
            let (kept, from) = cells[b];
            let cell = match column(row + 1, b) {
                None => FAR,
                Some(0) => (deleted.0 + 1, deleted.1),
                Some(at) => {
                    let kept = (kept + usize::from(window[at - 1] != wanted), from);
                    kept.min((deleted.0 + 1, deleted.1)).min(inserted)
                }
            };
            (cells[b], left) = (cell, cell);
        }
        if cells.iter().all(|&(edits, _)| edits > most) {
            return None;
        }
    }
    let ends = cells.iter().enumerate().filter_map(|(b, &(edits, start))| {
        let end = base + column(needle.len(), b)?;
        (edits <= most && start < end).then_some((edits, start, end))
    });
    ends.min()
}
