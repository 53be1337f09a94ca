//! What is known of a few tokens of a text, found by the token in constant time.

use super::reading::At;

/// How many tokens share an entry of the table.
const STRIDE: usize = 64;

/// Values at tokens, in order.
#[derive(Debug)]
pub(super) struct Sparse<T> {
    values: Vec<(u32, T)>,
    /// How many values stand before each [`STRIDE`]-th token.
    before: Vec<u32>,
}

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Self { values: Vec::new(), before: Vec::new() }
    }
}

impl<T> Sparse<T> {
    /// Adds a value behind all others.
    pub(super) fn push(&mut self, at: At, value: T) {
        if self.before.len() <= at / STRIDE {
            self.before.resize(at / STRIDE + 1, self.values.len() as u32);
        }
        self.values.push((at as u32, value));
    }

    /// The value at this token.
    pub(super) fn get(&self, at: At) -> Option<&T> {
        self.values.get(self.first_from(at)).filter(|&&(place, _)| place as At == at).map(|(_, value)| value)
    }

    /// Index of the first value that does not stand before this token.
    fn first_from(&self, at: At) -> usize {
        let Some(&before) = self.before.get(at / STRIDE) else { return self.values.len() };
        let near = self.values[before as usize..].iter();
        before as usize + near.take_while(|&&(place, _)| (place as At) < at).count()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_value_is_found_and_nothing_else(places in prop::collection::btree_set(0usize..600, 0..90)) {
            let mut sparse = Sparse::default();
            for &at in &places {
                sparse.push(at, at + 1);
            }
            for at in 0..700 {
                prop_assert_eq!(sparse.get(at).copied(), places.get(&at).map(|at| at + 1));
            }
        }
    }
}
