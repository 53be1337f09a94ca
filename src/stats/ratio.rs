//! Exact ratios, compared without division.

use num_bigint::BigUint;

use crate::score::Counts;

/// A part over a whole; the whole is not 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ratio(u128, u128);

impl Ratio {
    pub(super) fn new(part: u64, whole: u64) -> Option<Self> {
        (whole > 0).then_some(Self(part.into(), whole.into()))
    }

    /// The headline of a figure, up to a constant factor per kind of counts; `None` if it is undefined.
    pub(super) fn of(counts: &Counts) -> Option<Self> {
        match *counts {
            Counts::Matches { tp, fp, fn_ } => Self::new(2 * tp, 2 * tp + fp + fn_),
            Counts::Share { numerator, denominator } => Self::new(numerator, denominator),
            Counts::Mean { sum, items } => (items > 0).then_some(Self(sum, items.into())),
            // 2PR/(P + R) with P = p/|P| and R = r/|G| is 2pr / (p·|G| + r·|P|).
            Counts::Soft { precision_sum: p, recall_sum: r, gold, predicted } => (gold + predicted > 0).then(|| {
                let both = p * u128::from(gold) + r * u128::from(predicted);
                if both == 0 { Self(0, 1) } else { Self(2 * p * r, both) }
            }),
            Counts::Types(types) => Self::mean_of_types(&types),
        }
    }

    /// Replaces an undefined ratio with the worst value, 0.
    pub(super) fn or_worst(of: Option<Self>) -> Option<Self> {
        Some(of.unwrap_or(Self(0, 1)))
    }

    /// Mean F1 over the types that gold has and for which F1 is defined.
    fn mean_of_types(types: &[[u64; 4]; 3]) -> Option<Self> {
        let of_gold = types.iter().filter(|[.., gold]| *gold > 0);
        let scores = of_gold.filter_map(|&[tp, fp, fn_, _]| Self::new(2 * tp, 2 * tp + fp + fn_));
        let sum = |(sum, count): (Self, u128), score: Self| {
            (Self(sum.0 * score.1 + score.0 * sum.1, sum.1 * score.1), count + 1)
        };
        let (sum, count) = scores.fold((Self(0, 1), 0), sum);
        (count > 0).then_some(Self(sum.0, sum.1 * count))
    }
}

/// One figure under two systems.
pub(super) type Pair = [Option<Ratio>; 2];

/// True if the absolute difference of one pair is at least that of another; a pair with an undefined side has difference 0.
pub(super) fn reaches(own: Pair, other: Pair) -> bool {
    small(own, other).unwrap_or_else(|| {
        let ((n, d), (m, e)) = (large_difference(own), large_difference(other));
        n * e >= m * d
    })
}

/// The same in 128 bits; `None` if a product overflows.
fn small(own: Pair, other: Pair) -> Option<bool> {
    let ((n, d), (m, e)) = (small_difference(own)?, small_difference(other)?);
    Some(n.checked_mul(e)? >= m.checked_mul(d)?)
}

fn small_difference(pair: Pair) -> Option<(u128, u128)> {
    let [Some(a), Some(b)] = pair else {
        return Some((0, 1));
    };
    Some((a.0.checked_mul(b.1)?.abs_diff(b.0.checked_mul(a.1)?), a.1.checked_mul(b.1)?))
}

fn large_difference(pair: Pair) -> (BigUint, BigUint) {
    let [Some(a), Some(b)] = pair else {
        return (BigUint::ZERO, BigUint::from(1u8));
    };
    let product = |x: u128, y: u128| BigUint::from(x) * y;
    let (left, right) = (product(a.0, b.1), product(b.0, a.1));
    (if left > right { left - right } else { right - left }, product(a.1, b.1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn counts() -> impl Strategy<Value = Counts> {
        let n = 0..1u64 << 20;
        let matches = [n.clone(), n.clone(), n].prop_map(|[tp, fp, fn_]| Counts::Matches { tp, fp, fn_ });
        let half = || (0..=1u128 << 44, 1 << 12..1u64 << 20);
        let soft = (half(), half()).prop_map(|((precision_sum, predicted), (recall_sum, gold))| Counts::Soft {
            precision_sum,
            recall_sum,
            gold,
            predicted,
        });
        let types = prop::array::uniform3(prop::array::uniform4(0..2000u64)).prop_map(Counts::Types);
        prop_oneof![matches, soft, types]
    }

    /// Factor by which the ratio of a kind of counts exceeds its headline.
    fn scale(counts: &Counts) -> f64 {
        if matches!(counts, Counts::Soft { .. } | Counts::Mean { .. }) { 2f64.powi(32) } else { 1.0 }
    }

    proptest! {
        #[test]
        fn a_ratio_is_the_headline(counts in counts()) {
            let divided = Ratio::of(&counts).map(|Ratio(part, whole)| part as f64 / whole as f64 / scale(&counts));
            match (divided, counts.headline()) {
                (Some(own), Some(headline)) => prop_assert!((own - headline).abs() < 1e-9, "{own} {headline}"),
                (own, headline) => prop_assert_eq!(own, headline),
            }
        }

        #[test]
        fn small_and_large_integers_agree(parts in prop::array::uniform4((0..1u64 << 30, 1..1u64 << 30))) {
            let [a, b, c, d] = parts.map(|(part, whole)| Ratio::new(part, whole));
            let ((n, e), (m, f)) = (large_difference([a, b]), large_difference([c, d]));
            prop_assert_eq!(small([a, b], [c, d]), Some(n * f >= m * e));
        }
    }

    #[test]
    fn a_side_without_a_value_makes_no_difference() {
        let one = Ratio::new(1, 1);
        assert!(!reaches([one, None], [one, Ratio::new(1, 2)]));
        assert!(reaches([None, None], [one, None]));
        let (huge, other) = (Some(Ratio(1 << 120, 1 << 90)), Some(Ratio(1 << 119, (1 << 90) + 1)));
        assert!(reaches([huge, other], [huge, other]) && !reaches([other, other], [huge, other]));
    }
}
