//! Sets of units, stored as ranges, and the extent of a cue or source.

use std::ops::Range;

use smallvec::SmallVec;

/// A set of unit indices, stored as sorted, non-empty ranges that neither overlap nor adjoin.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitSet(SmallVec<[Range32; 1]>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Range32 {
    start: u32,
    end: u32,
}

impl UnitSet {
    /// Adds a range that does not start before the last one.
    pub(super) fn extend(&mut self, range: Range<u32>) {
        if range.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => self.0.push(Range32 { start: range.start, end: range.end }),
        }
    }

    /// The union of many sets.
    #[must_use]
    pub fn union<'s>(sets: impl IntoIterator<Item = &'s Self>) -> Self {
        sets.into_iter().flat_map(Self::ranges).collect()
    }

    /// The maximal ranges, in order.
    pub fn ranges(&self) -> impl Iterator<Item = Range<u32>> + '_ {
        self.0.iter().map(|range| range.start..range.end)
    }

    /// Number of units.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.0.iter().map(|range| u64::from(range.end - range.start)).sum()
    }

    /// True if the set is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// True if each set ends before the next begins, as in documents without nesting, in text order.
    #[must_use]
    pub fn are_in_order(sets: &[Self]) -> bool {
        let mut end = 0;
        sets.iter().flat_map(Self::ranges).all(|range| range.start >= std::mem::replace(&mut end, range.end))
    }

    /// Number of units in both sets.
    #[must_use]
    pub fn shared(&self, other: &Self) -> u64 {
        let (mut a, mut b, mut shared) = (0, 0, 0);
        while let (Some(left), Some(right)) = (self.0.get(a), other.0.get(b)) {
            let (start, end) = (left.start.max(right.start), left.end.min(right.end));
            shared += u64::from(end.saturating_sub(start));
            if left.end <= right.end {
                a += 1;
            } else {
                b += 1;
            }
        }
        shared
    }

    /// True if every unit of this set is in `other`.
    #[must_use]
    pub fn is_inside(&self, other: &Self) -> bool {
        self.shared(other) == self.len()
    }

    /// True if every unit of this set is in `other` and `other` has more units.
    #[must_use]
    pub fn is_strictly_inside(&self, other: &Self) -> bool {
        self.len() < other.len() && self.is_inside(other)
    }
}

impl From<Range<u32>> for UnitSet {
    fn from(range: Range<u32>) -> Self {
        if range.is_empty() {
            return Self::default();
        }
        Self(SmallVec::from_buf([Range32 { start: range.start, end: range.end }]))
    }
}

impl FromIterator<Range<u32>> for UnitSet {
    /// The units of all ranges, in any order, overlapping or not.
    fn from_iter<I: IntoIterator<Item = Range<u32>>>(ranges: I) -> Self {
        let mut ranges: Vec<Range<u32>> = ranges.into_iter().collect();
        if !ranges.is_sorted_by_key(|range| range.start) {
            ranges.sort_unstable_by_key(|range| range.start);
        }
        let mut set = Self::default();
        ranges.into_iter().for_each(|range| set.extend(range));
        set
    }
}

/// The extent of a cue or source: units, or characters if it has no unit. Units never equal or overlap characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionSet {
    /// Units of the profile.
    Units(UnitSet),
    /// Bytes of the characters that are not white space: a colon, a dash.
    Characters(UnitSet),
}

impl MentionSet {
    /// True if the two sets share a unit or character.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Units(a), Self::Units(b)) | (Self::Characters(a), Self::Characters(b)) => a.shared(b) > 0,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_count_what_they_share() {
        let set = |ranges: &[(u32, u32)]| {
            let mut set = UnitSet::default();
            ranges.iter().for_each(|&(start, end)| set.extend(start..end));
            set
        };
        let (a, b) = (set(&[(0, 4), (6, 9)]), set(&[(3, 7), (8, 20)]));
        assert_eq!((a.len(), b.len(), a.shared(&b)), (7, 16, 3), "3, 6 and 8");
        assert_eq!(UnitSet::union([&b, &a]), set(&[(0, 20)]));
        assert!(set(&[(1, 2), (7, 8)]).is_strictly_inside(&a) && !a.is_strictly_inside(&a));
    }
}
