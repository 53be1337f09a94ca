//! Words as numbers, by which they are looked up.

/// Longest word that is looked up: as many bytes as a key holds.
const MAX_WORD: usize = 16;

/// A word of at most sixteen bytes as two numbers: its bytes in lower case, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key(u64, u64);

impl Key {
    /// The key of no word.
    pub(super) const NONE: Self = Self(0, 0);

    /// Of a word somewhere in a text; `None` for one too long or in another script.
    #[inline]
    pub(super) fn at(text: &[u8], start: usize, end: usize) -> Option<Self> {
        let length = end.checked_sub(start)?;
        match text.get(start..).and_then(|rest| rest.first_chunk::<MAX_WORD>()) {
            // What follows the word is loaded with it and cleared, which needs no loop.
            Some(loaded) if length <= MAX_WORD => Self::first_of(loaded, length),
            _ => {
                let mut padded = [0; MAX_WORD];
                padded.get_mut(..length)?.copy_from_slice(text.get(start..end)?);
                Self::first_of(&padded, length)
            }
        }
    }

    /// Of the first so many of these bytes.
    #[inline]
    fn first_of(loaded: &[u8; MAX_WORD], length: usize) -> Option<Self> {
        let half = |from: usize| loaded[from..].first_chunk().map_or(0, |half| u64::from_le_bytes(*half));
        let low = half(0) & MASKS[length.min(8)];
        let high = if length > 8 { half(8) & MASKS[length - 8] } else { 0 };
        if (low | high) & HIGH == 0 {
            return Some(Self(lower(low), if length > 8 { lower(high) } else { 0 }));
        }
        Self::straightened(loaded.get(..length)?)
    }

    /// Of a word with curly apostrophes.
    fn straightened(word: &[u8]) -> Option<Self> {
        let mut folded = [0; MAX_WORD];
        let (mut length, mut rest) = (0, word);
        while let [first, after @ ..] = rest {
            let curly = rest.strip_prefix("’".as_bytes());
            let byte = if curly.is_some() { b'\'' } else { *first };
            *folded.get_mut(length).filter(|_| byte.is_ascii())? = byte;
            rest = curly.unwrap_or(after);
            length += 1;
        }
        Self::first_of(&folded, length)
    }

    /// Where its search begins.
    pub(super) fn slot(self) -> usize {
        let mixed = (self.0 ^ self.1.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 40) as usize
    }
}

/// The high bit of every byte.
const HIGH: u64 = each(0x80);

/// The first bytes of eight, by how many.
const MASKS: [u64; 9] = {
    let mut masks = [u64::MAX; 9];
    let mut length = 0;
    while length < 8 {
        masks[length] = (1 << (8 * length)) - 1;
        length += 1;
    }
    masks
};

const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// ASCII letters in lower case, eight at once: a byte from `A` to `Z` has its bit 0x20 set.
#[inline]
fn lower(word: u64) -> u64 {
    let from_a = word + each(0x80 - b'A');
    let after_z = word + each(0x7F - b'Z');
    word | (from_a & !after_z & HIGH) >> 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_hold_every_byte_in_lower_case() {
        let key = |word: &str| Key::at(word.as_bytes(), 0, word.len());
        for word in ["a", "Ab", "aBc", "abcD", "ABCDEFG", "abcdefgh", "ABCDEFGHIJKLMNOP", "@[`{z", "it's"] {
            let mut bytes = [0; MAX_WORD];
            bytes[..word.len()].copy_from_slice(word.to_ascii_lowercase().as_bytes());
            let (low, high) = (bytes[..8].try_into().unwrap(), bytes[8..].try_into().unwrap());
            let expected = Key(u64::from_le_bytes(low), u64::from_le_bytes(high));
            assert_eq!(key(word), Some(expected), "{word}");
            let inside = format!("x {word}, and so on for more than sixteen bytes");
            assert_eq!(Key::at(inside.as_bytes(), 2, 2 + word.len()), key(word), "{word}");
        }
        assert_eq!(key("it’s"), key("it's"));
        assert_eq!(key("a word that is too long"), None);
        assert_eq!(key("ümlaut"), None);
    }
}
