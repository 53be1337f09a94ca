//! The places of units in a text, one bit per byte, so that units before a byte are counted with a population count.

use std::ops::Range;

/// Number of bytes in a block.
pub(super) const BLOCK: usize = u64::BITS as usize;

/// The units of one text, without overlaps, marked on its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marks(Vec<Block>);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Block {
    /// Bytes at which a unit begins.
    starts: u64,
    /// Bytes that belong to a unit.
    covered: u64,
    /// Number of units that begin before the block.
    before: u32,
}

impl Marks {
    /// An empty set of marks for a text of this many bytes.
    pub(super) fn new(len: usize) -> Self {
        Self(vec![Block::default(); len / BLOCK + 1])
    }

    /// Sets the units of the block that begins at byte `at`: `starts` holds their first bytes, `covered` all their bytes.
    #[inline]
    pub(super) fn set(&mut self, at: usize, starts: u64, covered: u64) {
        self.0[at / BLOCK] = Block { starts, covered, before: 0 };
    }

    /// Adds a unit.
    pub(super) fn unit(&mut self, at: usize, len: usize) {
        self.0[at / BLOCK].starts |= 1 << (at % BLOCK);
        self.each_part(at..at + len, |block, part| block.covered |= part);
    }

    /// Removes the units in a range.
    pub(super) fn clear(&mut self, range: Range<usize>) {
        self.each_part(range, |block, part| {
            block.starts &= !part;
            block.covered &= !part;
        });
    }

    /// Calls `change` with each block that a range touches, and the bits of the range in it.
    fn each_part(&mut self, range: Range<usize>, change: impl Fn(&mut Block, u64)) {
        let mut at = range.start;
        while at < range.end {
            let (index, first) = (at / BLOCK, at % BLOCK);
            let len = (BLOCK - first).min(range.end - at);
            change(&mut self.0[index], u64::MAX >> (BLOCK - len) << first);
            at += len;
        }
    }

    /// Counts the units before each block, which the queries need.
    pub(super) fn counted(mut self) -> Self {
        let mut before = 0;
        for block in &mut self.0 {
            block.before = before;
            before += block.starts.count_ones();
        }
        self
    }

    /// Number of units that begin before a byte.
    #[inline]
    pub(super) fn begun_before(&self, byte: usize) -> u32 {
        let Block { starts, before, .. } = self.0[byte / BLOCK];
        before + (starts & ((1 << (byte % BLOCK)) - 1)).count_ones()
    }

    /// Number of units that end at or before a byte.
    #[inline]
    pub(super) fn ended_before(&self, byte: usize) -> u32 {
        let Block { starts, covered, .. } = self.0[byte / BLOCK];
        let goes_on = (covered & !starts) >> (byte % BLOCK) & 1;
        self.begun_before(byte) - goes_on as u32
    }

    /// Number of units.
    pub(super) fn len(&self) -> usize {
        self.0.last().map_or(0, |last| last.before + last.starts.count_ones()) as usize
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn units_are_counted_from_any_byte(gaps in prop::collection::vec((0usize..90, 1usize..90), 0..12)) {
            let (mut units, mut len) = (Vec::new(), 0);
            for (gap, width) in gaps {
                units.push((len + gap, len + gap + width));
                len += gap + width;
            }
            let mut marks = Marks::new(len);
            units.iter().for_each(|&(start, end)| marks.unit(start, end - start));
            let marks = marks.counted();
            prop_assert_eq!(marks.len(), units.len());
            for byte in 0..=len {
                let begun = units.iter().filter(|unit| unit.0 < byte).count();
                let ended = units.iter().filter(|unit| unit.1 <= byte).count();
                prop_assert_eq!((marks.begun_before(byte), marks.ended_before(byte)), (begun as u32, ended as u32));
            }
        }

        #[test]
        fn what_is_cleared_was_never_there((at, len) in (0usize..130, 1usize..100), starts: u64) {
            // Units of one byte: the covered bytes are the starts.
            let (mut cleared, mut single) = (Marks::new(256), Marks::new(256));
            cleared.set(BLOCK, starts, starts);
            cleared.clear(at..at + len);
            let units = (0..BLOCK).filter(|bit| starts >> bit & 1 == 1).map(|bit| BLOCK + bit);
            units.filter(|unit| !(at..at + len).contains(unit)).for_each(|unit| single.unit(unit, 1));
            prop_assert_eq!(cleared, single);
        }
    }
}
