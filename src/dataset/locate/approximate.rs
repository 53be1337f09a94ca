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
/// A piece that occurs more often says too little of where to look.
const COMMON: usize = 256;

/// The place with the fewest edits, and how many those are; the closest to `near` where several have as few.
///
/// With k edits allowed the text is cut into k + 1 pieces, of which one at least must occur unchanged.
pub(super) fn find(folded: &Folded<'_>, needle: &str, near: Near, taken: &HashSet<Span>) -> Option<(Span, u32)> {
    let needle: Vec<char> = needle.chars().collect();
    if needle.len() < SHORTEST {
        return None;
    }
    let most = (needle.len() / PER_EDIT).min(MOST_EDITS);
    let mut best: Option<(usize, bool, usize, Span)> = None;
    for diagonal in candidates(folded, &needle, most) {
        let allowed = best.map_or(most, |(edits, ..)| edits);
        let Some((edits, start, end)) = align(folded, &needle, diagonal, most + allowed, allowed) else { continue };
        let Some(span) = folded.span_of(start, end) else { continue };
        let this = (edits, taken.contains(&span), distance(span, near), span);
        best = Some(best.map_or(this, |best| best.min(this)));
    }
    let (edits, _, _, span) = best?;
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
    let mut votes: BTreeMap<isize, (usize, isize)> = BTreeMap::new();
    for (piece, bytes) in hits(folded.text(), &pieces) {
        for byte in bytes {
            let diagonal = folded.index_of(byte).cast_signed() - (piece * length).cast_signed();
            let bucket = diagonal.div_euclid(most.cast_signed() + 1);
            votes.entry(bucket).or_insert((0, diagonal)).0 += 1;
        }
    }
    let mut ranked: Vec<(usize, isize)> = votes.into_values().collect();
    ranked.sort_by_key(|&(votes, diagonal)| (std::cmp::Reverse(votes), diagonal));
    ranked.into_iter().take(CANDIDATES).map(|(_, diagonal)| diagonal).collect()
}

/// Where each piece occurs; common ones only if there are no others.
fn hits(text: &str, pieces: &[String]) -> Vec<(usize, Vec<usize>)> {
    let Ok(finder) = AhoCorasick::new(pieces) else { return Vec::new() };
    let mut hits = vec![Vec::new(); pieces.len()];
    for hit in finder.find_overlapping_iter(text) {
        let bytes: &mut Vec<usize> = &mut hits[hit.pattern().as_usize()];
        if bytes.len() <= COMMON {
            bytes.push(hit.start());
        }
    }
    let all_common = hits.iter().all(|bytes| bytes.is_empty() || bytes.len() > COMMON);
    hits.into_iter().enumerate().filter(|(_, bytes)| all_common || bytes.len() <= COMMON).collect()
}

/// Edits, first character and end of the best place of the needle no farther than `reach` from the diagonal.
///
/// Hits of one match lie up to k apart, and the match up to as many as its edits from each of them.
fn align(
    folded: &Folded<'_>,
    needle: &[char],
    diagonal: isize,
    reach: usize,
    most: usize,
) -> Option<(usize, usize, usize)> {
    const FAR: (usize, usize) = (usize::MAX / 2, 0);
    let width = 2 * reach + 1;
    let lowest = diagonal - reach.cast_signed();
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::Index;

    proptest! {
        /// A piece of a text with as many edits as are forgiven is found, with no more edits than were made.
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
                    0 => needle[place] = 'x',
                    1 => drop(needle.remove(place)),
                    _ => needle.insert(place, 'x'),
                }
            }
            let needle: String = needle.into_iter().collect();
            prop_assume!(needle.chars().count() >= 40);
            let (_, found) = find(&folded, &needle, Near::After(0), &HashSet::new()).expect("it is there");
            prop_assert!(found as usize <= edits.len());
        }

        #[test]
        fn nothing_panics(text in ".{0,60}", needle in ".{0,60}") {
            let folded = Folded::new(&text);
            let needle = Folded::new(&needle).into_text();
            if let Some((span, _)) = find(&folded, &needle, Near::Around(0, 1), &HashSet::new()) {
                prop_assert!(span.end() <= text.len());
            }
        }
    }
}
