//! Facts about a few tokens of a text, looked up by token in constant time.

use std::ops::Deref;

use super::At;

/// Number of tokens per entry of the table.
const STRIDE: usize = 64;

/// A value at a token.
pub(super) trait Placed {
    /// The token.
    fn at(&self) -> At;
}

/// Values in token order; dereferences to their slice.
#[derive(Debug)]
pub(super) struct Sparse<T> {
    values: Vec<T>,
    /// Number of values before each [`STRIDE`]-th token.
    before: Vec<u32>,
}

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Self { values: Vec::new(), before: Vec::new() }
    }
}

impl<T> Deref for Sparse<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.values
    }
}

impl<T: Placed> Sparse<T> {
    /// Appends a value.
    pub(super) fn push(&mut self, value: T) {
        let block = value.at() / STRIDE;
        if self.before.len() <= block {
            self.before.resize(block + 1, self.values.len() as u32);
        }
        self.values.push(value);
    }

    /// The value at this token.
    pub(super) fn at(&self, at: At) -> Option<&T> {
        self.values.get(self.first_from(at)).filter(|value| value.at() == at)
    }

    /// Index of the first value at or after this token.
    pub(super) fn first_from(&self, at: At) -> usize {
        let Some(&before) = self.before.get(at / STRIDE) else { return self.values.len() };
        let near = self.values[before as usize..].iter();
        before as usize + near.take_while(|value| value.at() < at).count()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    impl Placed for At {
        fn at(&self) -> At {
            *self
        }
    }

    proptest! {
        #[test]
        fn every_token_is_found_and_nothing_else(places in prop::collection::btree_set(0usize..600, 0..90)) {
            let mut sparse = Sparse::default();
            places.iter().for_each(|&at| sparse.push(at));
            for at in 0..700 {
                prop_assert_eq!(sparse.at(at), places.get(&at));
                prop_assert_eq!(sparse.first_from(at), places.range(..at).count());
            }
        }
    }
}
