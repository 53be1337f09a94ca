//! A short list that nearly always holds one value.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, DerefMut};

/// A list of values, of which one alone is kept in place; used as the slice of them, and compared like it.
///
/// ```
/// use quoteval::model::Few;
/// let names: Few<String> = ["Ann Lee".to_owned()].into_iter().collect();
/// assert_eq!(names.len(), 1);
/// assert_eq!(names, Few::from("Ann Lee".to_owned()));
/// ```
#[derive(Clone)]
pub struct Few<T>(Kept<T>);

#[derive(Clone)]
enum Kept<T> {
    One(T),
    /// None or at least two.
    #[expect(clippy::box_collection, reason = "a word, so that a list of spans is two and an optional one no more")]
    Others(Box<Vec<T>>),
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match &self.0 {
            Kept::One(value) => std::slice::from_ref(value),
            Kept::Others(values) => values,
        }
    }
}

impl<T> DerefMut for Few<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        match &mut self.0 {
            Kept::One(value) => std::slice::from_mut(value),
            Kept::Others(values) => values,
        }
    }
}

impl<T> From<T> for Few<T> {
    fn from(value: T) -> Self {
        Self(Kept::One(value))
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut values = values.into_iter();
        Self(match (values.next(), values.next()) {
            (Some(only), None) => Kept::One(only),
            (first, second) => Kept::Others(first.into_iter().chain(second).chain(values).collect::<Vec<_>>().into()),
        })
    }
}

impl<T: PartialEq> PartialEq for Few<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Few<T> {}

impl<T: PartialOrd> PartialOrd for Few<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (**self).partial_cmp(&**other)
    }
}

impl<T: Ord> Ord for Few<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

impl<T: Hash> Hash for Few<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl<T: fmt::Debug> fmt::Debug for Few<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Few;

    proptest! {
        #[test]
        fn a_few_are_what_they_were_collected_from(a in prop::collection::vec(0u8..4, 0..5), b in prop::collection::vec(0u8..4, 0..5)) {
            let few = |values: &[u8]| values.iter().copied().collect::<Few<u8>>();
            prop_assert_eq!(&*few(&a), &a[..]);
            prop_assert_eq!(few(&a).cmp(&few(&b)), a.cmp(&b));
            prop_assert_eq!(format!("{:?}", few(&a)), format!("{a:?}"));
        }
    }
}
