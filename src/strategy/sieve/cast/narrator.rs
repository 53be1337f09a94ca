//! Who tells a story in the first person.

use super::Cast;
use crate::strategy::Linker;
use crate::strategy::sieve::reading::{At, Reading};

/// Fewest times the narrator says *I* outside marks.
const FEWEST: usize = 10;

/// How many pronouns of the third person that can be subjects go on one *I* at most.
const SHARE: usize = 6;

/// Fewest times the narrator is called by name.
const CALLED: usize = 2;

impl Cast {
    /// The member who says *I* outside marks: whom the list calls so, else the one who is called by name in what others say and
    /// hardly named where nobody speaks.
    pub(super) fn narrator(&self, r: &Reading<'_>, linker: &Linker<'_>) -> Option<usize> {
        let outside = |word: &str| (0..r.tokens.len()).filter(|&at| r.says(at, word) && !r.is_quoted(at)).count();
        let told = outside("I");
        if told < FEWEST || told * SHARE < outside("he") + outside("she") {
            return None;
        }
        let listed = |member: &usize| self.members[*member].entity.is_some_and(|entity| is_narrator(linker, entity));
        (0..self.members.len()).find(listed).or_else(|| self.most_called(r))
    }

    /// The one who is called by name more often than named outside marks, and most of all.
    fn most_called(&self, r: &Reading<'_>) -> Option<usize> {
        let mut counts = vec![(0_usize, 0_usize); self.members.len()];
        let inner: Vec<(At, At)> = r.pieces.iter().map(|piece| (piece.first, piece.last)).collect();
        self.called(r, &inner).for_each(|member| counts[member].0 += 1);
        let outside = self.mentions.iter().filter(|mention| !r.is_quoted(mention.first));
        outside.for_each(|mention| counts[mention.member].1 += 1);
        let clear = |&(_, &(called, named)): &(usize, &(usize, usize))| called >= CALLED && called > named;
        let most = counts.iter().enumerate().filter(clear).max_by_key(|(_, (called, named))| called - named);
        most.map(|(member, _)| member)
    }
}

/// Whether the list calls an entity the narrator, or by no more than a pronoun.
fn is_narrator(linker: &Linker<'_>, entity: usize) -> bool {
    let known = linker.entity(entity);
    let mut names = std::iter::once(known.name).chain(known.aliases.iter().map(String::as_str));
    names.any(|name| ["i", "me", "narr", "narrator", "the narrator"].contains(&name.to_lowercase().as_str()))
}
