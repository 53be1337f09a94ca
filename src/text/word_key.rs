//! Words encoded as numbers for look-up.

/// Maximum length of a word that is looked up, in bytes: the capacity of a key.
const MAX_WORD: usize = 16;

/// A word of at most sixteen bytes as a single number: its bytes in lower case, the first byte least significant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct WordKey(u128);

impl WordKey {
    /// Returns the key of the word from `start` to `end`, with curly apostrophes straightened; `None` if the word is too long or
    /// in another script.
    #[inline]
    pub(super) fn at(text: &[u8], start: usize, end: usize) -> Option<Self> {
        let length = end.checked_sub(start)?;
        match text.get(start..).and_then(|rest| rest.first_chunk::<MAX_WORD>()) {
            // The bytes after the word are loaded with it and masked out, which avoids a loop.
            Some(loaded) if length <= MAX_WORD => Self::of_first(loaded, length),
            _ => {
                let mut padded = [0; MAX_WORD];
                padded.get_mut(..length)?.copy_from_slice(text.get(start..end)?);
                Self::of_first(&padded, length)
            }
        }
    }

    /// Returns the key of the first `length` bytes.
    #[inline]
    fn of_first(loaded: &[u8; MAX_WORD], length: usize) -> Option<Self> {
        let word = u128::from_le_bytes(*loaded) & MASKS[length];
        if word & HIGH_BITS == 0 { Some(Self(lower(word))) } else { Self::straightened(&loaded[..length]) }
    }

    /// Returns the key of a word with curly apostrophes.
    fn straightened(word: &[u8]) -> Option<Self> {
        let mut straight = [0; MAX_WORD];
        let (mut length, mut rest) = (0, word);
        while let [first, after @ ..] = rest {
            let curly = rest.strip_prefix("’".as_bytes());
            let byte = if curly.is_some() { b'\'' } else { *first };
            *straight.get_mut(length).filter(|_| byte.is_ascii())? = byte;
            rest = curly.unwrap_or(after);
            length += 1;
        }
        Self::of_first(&straight, length)
    }
}

/// The high bit of every byte.
const HIGH_BITS: u128 = in_each_byte(0x80);

/// Masks by word length, which keep the bytes of the word.
const MASKS: [u128; MAX_WORD + 1] = {
    let mut masks = [u128::MAX; MAX_WORD + 1];
    let mut length = 0;
    while length < MAX_WORD {
        masks[length] = (1 << (8 * length)) - 1;
        length += 1;
    }
    masks
};

const fn in_each_byte(byte: u8) -> u128 {
    u128::from_le_bytes([byte; MAX_WORD])
}

/// Converts all ASCII letters to lower case at once: a byte from `A` to `Z` gets its bit 0x20 set.
///
/// Reading tokens takes a third longer with `<[u8]>::make_ascii_lowercase`.
#[inline]
fn lower(word: u128) -> u128 {
    let from_a = word + in_each_byte(0x80 - b'A');
    let after_z = word + in_each_byte(0x7F - b'Z');
    word | (from_a & !after_z & HIGH_BITS) >> 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_hold_every_byte_in_lower_case() {
        let key = |word: &str| WordKey::at(word.as_bytes(), 0, word.len());
        for word in ["a", "Ab", "aBc", "abcD", "ABCDEFG", "abcdefgh", "ABCDEFGHIJKLMNOP", "@[`{z", "it's"] {
            let mut bytes = [0; MAX_WORD];
            bytes[..word.len()].copy_from_slice(word.to_ascii_lowercase().as_bytes());
            assert_eq!(key(word), Some(WordKey(u128::from_le_bytes(bytes))), "{word}");
            let inside = format!("x {word}, and so on for more than sixteen bytes");
            assert_eq!(WordKey::at(inside.as_bytes(), 2, 2 + word.len()), key(word), "{word}");
        }
        assert_eq!(key("it’s"), key("it's"));
        assert_eq!(key("a word that is too long"), None);
        assert_eq!(key("ümlaut"), None);
    }
}
