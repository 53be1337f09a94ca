//! Counts in few bytes: the hundred or so integers of a document, nearly all small, are kept until the intervals are drawn.

/// Integers of seven bits a byte, the lowest first; a set high bit says that more follows (LEB128).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Packed(Box<[u8]>);

impl FromIterator<u64> for Packed {
    fn from_iter<I: IntoIterator<Item = u64>>(numbers: I) -> Self {
        let mut bytes = Vec::with_capacity(256);
        for mut number in numbers {
            while number >= 0x80 {
                bytes.push(number as u8 | 0x80);
                number >>= 7;
            }
            bytes.push(number as u8);
        }
        Self(bytes.into_boxed_slice())
    }
}

impl Packed {
    /// The integers, in their order.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u64> + '_ {
        let mut bytes = self.0.iter();
        std::iter::from_fn(move || {
            let (mut number, mut shift) = (0, 0);
            loop {
                let byte = *bytes.next()?;
                number |= u64::from(byte & 0x7F) << shift;
                if byte < 0x80 {
                    return Some(number);
                }
                shift += 7;
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_come_back(numbers in prop::collection::vec(prop_oneof![0..300u64, any::<u64>()], 0..40)) {
            let packed: Packed = numbers.iter().copied().collect();
            prop_assert_eq!(packed.numbers().collect::<Vec<_>>(), numbers);
        }
    }
}
