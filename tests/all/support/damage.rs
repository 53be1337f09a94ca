//! Random damage to files.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

/// Texts that are rare in files.
const ODD: [&str; 10] = ["\0", "\r\n", "\u{a0}", "\u{ad}", "😀", "e\u{301}", "-1", "99999999999999999999", "\t", "\""];

/// One act of damage: a kind, two places and a byte.
type Blow = (u8, Index, Index, u8);

/// One to five acts of damage, which seldom cut off the file.
pub(crate) fn blows() -> impl Strategy<Value = Vec<Blow>> {
    let kind = prop_oneof![1 => Just(0_u8), 12 => 1..5_u8];
    vec((kind, any::<Index>(), any::<Index>(), any::<u8>()), 1..6)
}

/// Cuts off the end, flips, swaps and removes bytes, and inserts rare texts.
pub(crate) fn damage(bytes: &mut Vec<u8>, blows: &[Blow]) {
    for (kind, a, b, value) in blows {
        if bytes.is_empty() {
            return;
        }
        let (a, b) = (a.index(bytes.len()), b.index(bytes.len()));
        match kind {
            0 => bytes.truncate(a),
            1 => bytes[a] ^= value,
            2 => bytes.swap(a, b),
            3 => drop(bytes.splice(a..a, ODD[usize::from(*value) % ODD.len()].bytes())),
            _ => drop(bytes.drain(a.min(b)..a.max(b).min(a.min(b) + 20))),
        }
    }
}
