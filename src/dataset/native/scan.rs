//! How far a JSON string runs before anything happens in it, many bytes at a time.

/// As many bytes are looked at together where a string turns out to be long; the compiler makes vectors of them.
const STRIDE: usize = 64;

/// How many bytes stand before the first quotation mark, backslash or control character.
#[inline]
pub(super) fn plain_len(bytes: &[u8]) -> usize {
    match bytes.first_chunk().map_or(0, |word| ends(u64::from_le_bytes(*word))) {
        0 => long(bytes),
        ends => ends.trailing_zeros() as usize / 8,
    }
}

const fn is_plain(byte: u8) -> bool {
    byte >= 0x20 && byte != b'"' && byte != b'\\'
}

fn long(bytes: &[u8]) -> usize {
    let (strides, _) = bytes.as_chunks::<STRIDE>();
    let is_plain = |stride: &&[u8; STRIDE]| stride.iter().fold(true, |plain, &byte| plain & is_plain(byte));
    let at = STRIDE * strides.iter().take_while(is_plain).count();
    at + by_words(&bytes[at..])
}

fn by_words(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let ends = ends(u64::from_le_bytes(*word));
        if ends != 0 {
            return 8 * index + ends.trailing_zeros() as usize / 8;
        }
    }
    8 * words.len() + rest.iter().take_while(|&&byte| is_plain(byte)).count()
}

/// The high bit of each byte that is not plain, exact up to the lowest of them.
const fn ends(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    const fn below(word: u64, limit: u64) -> u64 {
        word.wrapping_sub(ONES * limit) & !word
    }
    let quote = below(word ^ (ONES * b'"' as u64), 1);
    let backslash = below(word ^ (ONES * b'\\' as u64), 1);
    (below(word, 0x20) | quote | backslash) & (ONES << 7)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::{is_plain, plain_len};

    proptest! {
        #[test]
        fn it_is_where_the_first_byte_is_that_is_not_plain(
            mut bytes in vec(prop_oneof![b' '..=b'!', 0x23..=0x5b_u8, 0x5d..=0xff_u8], 0..200),
            ends in vec((any::<prop::sample::Index>(), prop_oneof![0..0x20_u8, Just(b'"'), Just(b'\\')]), 0..3),
        ) {
            for (at, end) in ends {
                if !bytes.is_empty() {
                    let at = at.index(bytes.len());
                    bytes[at] = end;
                }
            }
            let expected = bytes.iter().position(|&byte| !is_plain(byte)).unwrap_or(bytes.len());
            prop_assert_eq!(plain_len(&bytes), expected);
        }
    }
}
