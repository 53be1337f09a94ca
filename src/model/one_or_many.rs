//! A list that nearly always holds one value.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, DerefMut};

/// A list that stores a single value inline and several values in a box; it derefs to a slice and compares like a slice.
///
/// A list of spans takes 16 bytes, where `SmallVec<[Span; 1]>` takes 24: each quotation holds three such lists, and there are
/// many quotations.
#[derive(Clone)]
pub struct OneOrMany<T>(Kept<T>);

#[derive(Clone)]
enum Kept<T> {
    One(T),
    /// No value, or at least two values.
    #[expect(clippy::box_collection, reason = "a word, so that a list of spans is two and an optional one no more")]
    Others(Box<Vec<T>>),
}

impl<T> Deref for OneOrMany<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match &self.0 {
            Kept::One(value) => std::slice::from_ref(value),
            Kept::Others(values) => values,
        }
    }
}

impl<T> DerefMut for OneOrMany<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        match &mut self.0 {
            Kept::One(value) => std::slice::from_mut(value),
            Kept::Others(values) => values,
        }
    }
}

impl<T> From<T> for OneOrMany<T> {
    fn from(value: T) -> Self {
        Self(Kept::One(value))
    }
}

impl<T> FromIterator<T> for OneOrMany<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut values = values.into_iter();
        Self(match (values.next(), values.next()) {
            (Some(only), None) => Kept::One(only),
            (first, second) => Kept::Others(first.into_iter().chain(second).chain(values).collect::<Vec<_>>().into()),
        })
    }
}

impl<T: PartialEq> PartialEq for OneOrMany<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for OneOrMany<T> {}

impl<T: PartialOrd> PartialOrd for OneOrMany<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (**self).partial_cmp(&**other)
    }
}

impl<T: Ord> Ord for OneOrMany<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

impl<T: Hash> Hash for OneOrMany<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl<T: fmt::Debug> fmt::Debug for OneOrMany<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::OneOrMany;

    proptest! {
        #[test]
        fn a_list_equals_the_values_it_was_collected_from(a in prop::collection::vec(0u8..4, 0..5), b in prop::collection::vec(0u8..4, 0..5)) {
            let list = |values: &[u8]| values.iter().copied().collect::<OneOrMany<u8>>();
            prop_assert_eq!(&*list(&a), &a[..]);
            prop_assert_eq!(list(&a).cmp(&list(&b)), a.cmp(&b));
            prop_assert_eq!(format!("{:?}", list(&a)), format!("{a:?}"));
        }
    }
}
