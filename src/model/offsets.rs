//! Offsets of files, in characters, UTF-16 units or bytes, converted to bytes of the text and back.

use crate::named::named;

/// The unit of the offsets in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum OffsetUnit {
    /// Unicode scalar values: Python's `str`, brat.
    #[default]
    Char,
    /// UTF-16 code units: Java, JavaScript.
    Utf16,
    /// Bytes of UTF-8: Rust, Go.
    Byte,
}

named!(OffsetUnit: "offset unit");

impl OffsetUnit {
    /// The amount that a byte of a text adds to an offset.
    const fn width(self, byte: u8) -> u8 {
        let begins_character = byte & 0xc0 != 0x80;
        match self {
            Self::Char => begins_character as u8,
            Self::Utf16 => begins_character as u8 + (byte >= 0xf0) as u8,
            Self::Byte => 1,
        }
    }

    /// The length of a piece of at most [`STRIDE`] bytes; the compiler vectorises this loop.
    fn len(self, piece: &[u8]) -> usize {
        piece.iter().fold(0, |len, &byte| len + self.width(byte)).into()
    }
}

/// Distance in bytes between two checkpoints of an [`OffsetMap`].
const STRIDE: usize = 16;

/// Converts between one unit and bytes of one text: from bytes in constant time, to bytes in logarithmic time.
#[derive(Clone, Debug)]
pub(crate) struct OffsetMap<'a> {
    text: &'a str,
    unit: OffsetUnit,
    /// The offset of each `STRIDE`-th byte; empty where offsets are bytes. `u32` suffices, since no [`Span`] ends beyond it.
    ///
    /// [`Span`]: super::Span
    checkpoints: Vec<u32>,
}

impl<'a> OffsetMap<'a> {
    /// Reads the text once, unless the unit is the byte.
    #[must_use]
    pub(crate) fn new(text: &'a str, unit: OffsetUnit) -> Self {
        let mut checkpoints = Vec::new();
        if unit != OffsetUnit::Byte && !text.is_ascii() {
            let mut offset = 0;
            checkpoints.reserve_exact(text.len() / STRIDE + 1);
            checkpoints.push(0);
            for piece in text.as_bytes().chunks_exact(STRIDE) {
                offset += unit.len(piece);
                checkpoints.push(u32::try_from(offset).unwrap_or(u32::MAX));
            }
        }
        Self { text, unit, checkpoints }
    }

    /// The byte at an offset; `None` past the end or, in UTF-16, inside a character. Offsets in bytes are returned unchecked.
    #[must_use]
    pub(crate) fn to_byte(&self, offset: usize) -> Option<usize> {
        if self.checkpoints.is_empty() {
            return (offset <= self.text.len()).then_some(offset);
        }
        let index = self.checkpoints.partition_point(|&at| at as usize <= offset) - 1;
        let (mut at, start) = (self.checkpoints[index] as usize, index * STRIDE);
        for (place, &byte) in self.text.as_bytes()[start..].iter().enumerate() {
            let width = self.unit.width(byte);
            if width > 0 && at >= offset {
                return (at == offset).then_some(start + place);
            }
            at += usize::from(width);
        }
        (at == offset).then_some(self.text.len())
    }

    /// The offset of a byte on a character boundary.
    #[must_use]
    pub(crate) fn of_byte(&self, byte: usize) -> usize {
        if self.checkpoints.is_empty() {
            return byte;
        }
        let index = byte / STRIDE;
        self.checkpoints[index] as usize + self.unit.len(&self.text.as_bytes()[index * STRIDE..byte])
    }

    /// Length of the text in this unit.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.of_byte(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn utf16_counts_an_emoji_twice() {
        let map = OffsetMap::new("a😀b", OffsetUnit::Utf16);
        assert_eq!(map.to_byte(3), Some(5));
        assert_eq!(map.to_byte(2), None, "inside the emoji");
        assert_eq!(map.of_byte(5), 3);
    }

    proptest! {
        #[test]
        fn every_boundary_goes_there_and_back(text in "[a-c“é😀\u{301}]{0,300}") {
            for unit in OffsetUnit::ALL {
                let map = OffsetMap::new(&text, unit);
                for byte in (0..=text.len()).filter(|&byte| text.is_char_boundary(byte)) {
                    prop_assert_eq!(map.to_byte(map.of_byte(byte)), Some(byte));
                }
                prop_assert_eq!(map.to_byte(map.len() + 1), None);
            }
        }
    }
}
