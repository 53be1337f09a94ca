//! Counts of a metric as a list of integers, in an order specific to their kind.

use crate::score::{Counts, SCALE};

/// Maximum number of units or quotations in a document.
pub(super) const MOST: u64 = u32::MAX as u64;

/// The integers of one metric, in the order of [`names`]; the sums of one document fit 64 bits, since it has fewer than 2³²
/// items.
pub(super) fn numbers(counts: &Counts) -> Vec<u64> {
    match *counts {
        Counts::Matches { tp, fp, fn_ } => vec![tp, fp, fn_],
        _ => counts.numbers().to_vec(),
    }
}

/// The names of the integers of a metric.
pub(super) const fn names(counts: &Counts) -> &'static str {
    match counts {
        Counts::Matches { .. } => "[tp, fp, fn]",
        Counts::Share { .. } => "[numerator, denominator]",
        Counts::Mean { .. } => "[sum, items], no more than 2³² an item",
        Counts::Soft { .. } => "[precision sum, recall sum, gold, predicted], no more than 2³² an item",
        Counts::Types(_) => "[tp, fp, fn, gold] of direct, indirect and mixed, twelve integers in all",
    }
}

/// Counts of the same kind as `like` with these [`numbers`]; `None` if they are impossible.
pub(super) fn read(like: &Counts, own: &[u64]) -> Option<Counts> {
    let counts = match (like, own) {
        (Counts::Matches { .. }, &[tp, fp, fn_]) => Counts::Matches { tp, fp, fn_ },
        (Counts::Matches { .. }, _) => return None,
        _ if own.len() == numbers(like).len() => like.with_numbers(own),
        _ => return None,
    };
    is_possible(&counts).then_some(counts)
}

fn is_possible(counts: &Counts) -> bool {
    // Half the maximum, so that twice the product of two sums, which the F1 of a document needs, fits 128 bits.
    let is_sum = |sum: u128, items: u64| items <= MOST / 2 && sum <= u128::from(items) * u128::from(SCALE);
    match *counts {
        Counts::Mean { sum, items } => is_sum(sum, items),
        Counts::Soft { precision_sum, recall_sum, gold, predicted } => {
            is_sum(precision_sum, predicted) && is_sum(recall_sum, gold)
        }
        _ => numbers(counts).iter().all(|&number| number <= MOST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_come_back_and_others_do_not() {
        let soft = Counts::Soft { precision_sum: 5, recall_sum: 1 << 33, gold: 2, predicted: 1 };
        let types = Counts::Types([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]);
        let all = [
            Counts::Matches { tp: 3, fp: 1, fn_: 2 },
            Counts::Share { numerator: 5, denominator: 3 },
            Counts::Mean { sum: 1 << 33, items: 2 },
            soft,
            types,
        ];
        for counts in all {
            assert_eq!(read(&counts, &numbers(&counts)), Some(counts));
            assert_eq!(read(&counts, &[1]), None);
        }
        assert_eq!(read(&soft, &[5, (1 << 33) + 1, 2, 1]), None, "more than a credit of one");
        assert_eq!(read(&all[0], &[1 << 32, 0, 0]), None, "more than a document holds");
    }
}
