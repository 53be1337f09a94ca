//! Integers of variable length in LEB128: seven bits per byte, the lowest first; a set high bit means that more follow.

/// Appends an integer to the bytes.
#[inline]
pub(crate) fn push_varint(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Decodes the integers in the bytes, in order.
pub(crate) fn varints(bytes: &[u8]) -> impl Iterator<Item = u64> + '_ {
    let mut bytes = bytes.iter();
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn seven_bits_go_into_a_byte() {
        let mut bytes = Vec::new();
        // 300 = 2·128 + 44
        [0, 127, 128, 300].into_iter().for_each(|number| push_varint(&mut bytes, number));
        assert_eq!(bytes, [0, 127, 0x80, 1, 0x80 | 44, 2]);
    }

    proptest! {
        #[test]
        fn numbers_come_back(numbers in prop::collection::vec(prop_oneof![0..300u64, any::<u64>()], 0..40)) {
            let mut bytes = Vec::new();
            numbers.iter().for_each(|&number| push_varint(&mut bytes, number));
            prop_assert_eq!(varints(&bytes).collect::<Vec<_>>(), numbers);
        }
    }
}
