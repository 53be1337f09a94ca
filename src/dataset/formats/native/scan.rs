//! The length of plain JSON strings and numbers, many bytes at a time.

/// The number of bytes that are looked at word by word, before a string counts as long.
const SHORT: usize = 32;

/// The number of bytes before the first quotation mark, backslash or control character.
#[inline]
pub(super) fn plain_len(bytes: &[u8]) -> usize {
    match bytes.first_chunk().map_or(0, |word| ends(u64::from_le_bytes(*word))) {
        0 => beyond_a_word(bytes),
        ends => ends.trailing_zeros() as usize / 8,
    }
}

fn beyond_a_word(bytes: &[u8]) -> usize {
    let (words, _) = bytes[..bytes.len().min(SHORT)].as_chunks();
    for (index, word) in words.iter().enumerate() {
        let ends = ends(u64::from_le_bytes(*word));
        if ends != 0 {
            return 8 * index + ends.trailing_zeros() as usize / 8;
        }
    }
    let short = 8 * words.len();
    short + long(&bytes[short..])
}

/// The same for a long string, most likely a text. Its least byte shows that it holds no control character.
fn long(bytes: &[u8]) -> usize {
    let len = memchr::memchr2(b'"', b'\\', bytes).unwrap_or(bytes.len());
    let least = bytes[..len].iter().fold(u8::MAX, |least, &byte| least.min(byte));
    if least < b' ' { bytes.iter().take_while(|&&byte| byte >= b' ').count() } else { len }
}

/// The number of bytes before the first quotation mark.
#[inline]
pub(super) fn quote_at(bytes: &[u8]) -> Option<usize> {
    let word = bytes.first_chunk().map_or(0, |word| u64::from_le_bytes(*word));
    match below(word ^ (ONES * b'"' as u64), 1) & HIGH {
        0 => memchr::memchr(b'"', bytes),
        quotes => Some(quotes.trailing_zeros() as usize / 8),
    }
}

/// The value and the number of digits of an integer of at most seven digits; no digits if the bytes begin with none or eight bytes
/// do not decide.
#[inline]
pub(super) fn few_digits(bytes: &[u8]) -> (u64, usize) {
    let word = bytes.first_chunk().map_or(0, |word| u64::from_le_bytes(*word));
    let values = word ^ (ONES * b'0' as u64);
    // Digits have become 0 to 9; adding 0x76 carries all that is more into the high bit.
    let others = (values | values.wrapping_add(ONES * 0x76)) & HIGH;
    let len = others.trailing_zeros() as usize / 8;
    if len == 0 || len == 8 {
        return (0, 0);
    }
    // Leading zeros move the digits to the end; then neighbours are joined: digits, pairs, fours.
    let digits = values << (64 - 8 * len);
    let pairs = (digits * 10 + (digits >> 8)) & (u64::MAX / 0xFFFF * 0xFF);
    let fours = (pairs * 100 + (pairs >> 16)) & (u64::MAX / 0xFFFF_FFFF * 0xFFFF);
    let number = (fours * 10_000 + (fours >> 32)) & 0xFFFF_FFFF;
    (number, len)
}

/// A one in each byte.
const ONES: u64 = u64::MAX / 255;

/// The high bit of each byte.
const HIGH: u64 = ONES << 7;

/// The high bit of each byte that is below a limit, exact up to the lowest of them.
const fn below(word: u64, limit: u64) -> u64 {
    word.wrapping_sub(ONES * limit) & !word
}

/// The high bit of each byte that is not plain, exact up to the lowest of them.
const fn ends(word: u64) -> u64 {
    let quote = below(word ^ (ONES * b'"' as u64), 1);
    let backslash = below(word ^ (ONES * b'\\' as u64), 1);
    (below(word, 0x20) | quote | backslash) & HIGH
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::{few_digits, plain_len, quote_at};

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
            let expected = bytes.iter().position(|byte| matches!(byte, ..b' ' | b'"' | b'\\')).unwrap_or(bytes.len());
            prop_assert_eq!(plain_len(&bytes), expected);
            prop_assert_eq!(quote_at(&bytes), bytes.iter().position(|&byte| byte == b'"'));
        }

        #[test]
        fn digits_are_as_many_as_there_are(digits in "[0-9]{0,9}", other in "[^0-9]", rest in "[0-9a-z,]{7}") {
            let expected = match digits.len() {
                1..8 => (digits.parse().unwrap(), digits.len()),
                _ => (0, 0),
            };
            prop_assert_eq!(few_digits(format!("{digits}{other}{rest}").as_bytes()), expected);
        }
    }
}
