//! Parallel work on many items, with results in item order.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::error::Result;

/// Runs `work` on each item in parallel and passes the results to `settle` in item order.
///
/// Each thread takes an item, works on it and takes the next, so that no thread waits for another; `tool` creates the state
/// of a thread. Results that are early are kept until their turn.
pub(in crate::dataset) fn in_order<I: Send, W, T: Send>(
    items: impl Iterator<Item = I> + Send,
    tool: impl Fn() -> W + Send + Sync,
    work: impl Fn(&mut W, I) -> T + Send + Sync,
    settle: impl FnMut(T) + Send,
) {
    let queue = Mutex::new((0, BTreeMap::new(), settle));
    items.enumerate().par_bridge().for_each_init(tool, |tool, (index, item)| {
        let result = work(tool, item);
        let (next, early, settle) = &mut *queue.lock().unwrap_or_else(PoisonError::into_inner);
        early.insert(index, result);
        while let Some(result) = early.remove(next) {
            *next += 1;
            settle(result);
        }
    });
}

/// Like [`in_order`], for items and work that can fail; returns the last error.
pub(in crate::dataset) fn try_in_order<I: Send, W, T: Send>(
    items: impl Iterator<Item = Result<I>> + Send,
    tool: impl Fn() -> W + Send + Sync,
    work: impl Fn(&mut W, I) -> Result<T> + Send + Sync,
    mut settle: impl FnMut(T) + Send,
) -> Result<()> {
    let mut outcome = Ok(());
    let work = |tool: &mut W, item: Result<I>| work(tool, item?);
    in_order(items, tool, work, |result| match result {
        Ok(result) => settle(result),
        Err(error) => outcome = Err(error),
    });
    outcome
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::in_order;

    proptest! {
        #[test]
        fn results_come_in_the_order_of_the_items(sizes in prop::collection::vec(0..2000_u64, 0..60)) {
            let mut sums = Vec::new();
            in_order(sizes.iter(), || (), |(), &size| (0..size).fold(0, u64::wrapping_add), |sum| sums.push(sum));
            let expected: Vec<u64> = sizes.iter().map(|&size| (0..size).sum()).collect();
            prop_assert_eq!(sums, expected);
        }
    }
}
