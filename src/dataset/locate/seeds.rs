//! Candidate places for a text that does not occur unchanged, based on its runs that do.

use super::approximate::Hay;
use super::fold::GRAM;
use super::occurrences::nearest;

/// Maximum number of candidate places.
const CANDIDATES: usize = 5;
/// Number of hits after which no further runs are tried; the rarest runs come first.
const HITS: usize = 1024;
/// Maximum number of hits per run, those nearest to the wanted position.
const HITS_OF_RUN: usize = 64;

impl Hay<'_> {
    /// Returns the folded characters where the needle may begin (negative: before the text), the most likely first.
    pub(super) fn candidates(&self, needle: &str, wanted: usize, most: usize) -> Vec<isize> {
        best(self.hits(needle, wanted), most.cast_signed())
    }

    /// Returns the start of the needle implied by each occurrence of its runs.
    fn hits(&self, needle: &str, wanted: usize) -> Vec<isize> {
        let run = |(index, (byte, _)): (usize, (usize, char))| {
            let run: [u8; GRAM] = needle.as_bytes().get(byte..byte + GRAM)?.try_into().ok()?;
            Some((index, run, nearest(self.grams.places(run), |&place| place as usize, wanted + index, HITS_OF_RUN)))
        };
        let mut runs: Vec<_> = needle.char_indices().enumerate().map_while(run).collect();
        runs.sort_by_key(|(_, _, places)| places.len());
        let mut hits = Vec::new();
        for (index, run, places) in runs {
            let places = places.iter().map(|&place| place as usize);
            let is_run = |place: &usize| self.within.contains(place) && self.folded.run(*place) == Some(run);
            hits.extend(places.filter(is_run).map(|place| place.cast_signed() - index.cast_signed()));
            if hits.len() > HITS {
                break;
            }
        }
        hits
    }
}

/// Returns the first hits of the ranges of length `reach` with the most hits, best first, without ranges close to a better one.
fn best(mut hits: Vec<isize>, reach: isize) -> Vec<isize> {
    hits.sort_unstable();
    let mut end = 0;
    let mut ranked: Vec<(usize, isize)> = Vec::with_capacity(hits.len());
    for (index, &hit) in hits.iter().enumerate() {
        while end < hits.len() && hits[end] <= hit + reach {
            end += 1;
        }
        ranked.push((end - index, hit));
    }
    ranked.sort_by_key(|&(count, hit)| (std::cmp::Reverse(count), hit));
    let enough = ranked.first().map_or(0, |&(count, _)| count.div_ceil(2));
    let mut chosen: Vec<isize> = Vec::new();
    for (_, hit) in ranked.into_iter().take_while(|&(count, _)| count >= enough) {
        if chosen.len() < CANDIDATES && chosen.iter().all(|&other| (other - hit).abs() > reach) {
            chosen.push(hit);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_with_many_hits_come_first_and_those_with_few_not_at_all() {
        // Four hits from 100, three from 7, one at 50; 102 is too close to 100.
        assert_eq!(best(vec![100, 8, 102, 7, 50, 101, 9, 103], 3), [100, 7]);
    }
}
