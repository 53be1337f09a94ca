//! A bounded pool of threads that turns documents into answers.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::Result;

/// Calls `ask` on each document, on `jobs` threads, and `take` on each answer, one at a time, in the order of completion.
///
/// A thread starts a document only when its last answer was taken, so at most `jobs` are in flight. If
/// `take` breaks or fails, `stop` is called once, answers in flight are dropped, and no more documents are started.
pub(super) fn drive<D, T>(
    documents: impl Iterator<Item = Result<D>> + Send,
    jobs: usize,
    ask: impl Fn(D) -> T + Sync,
    stop: impl FnOnce() + Send,
    take: impl FnMut(T) -> Result<ControlFlow<()>> + Send,
) -> Result<()> {
    let documents = Mutex::new(documents.fuse());
    let taking = Mutex::new((take, Some(stop), Ok(())));
    let is_over = AtomicBool::new(false);
    let work = || {
        while !is_over.load(Ordering::Relaxed) {
            // Bound here, so that the lock is free again while the document is asked about.
            let Some(document) = held(&documents).next() else { break };
            let answer = document.map(&ask);
            let mut taking = held(&taking);
            if is_over.load(Ordering::Relaxed) {
                break;
            }
            let taken = answer.and_then(&mut taking.0);
            if !matches!(taken, Ok(ControlFlow::Continue(()))) {
                is_over.store(true, Ordering::Relaxed);
                taking.2 = taken.map(|_| ());
                if let Some(stop) = taking.1.take() {
                    stop();
                }
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(work);
        }
    });
    taking.into_inner().unwrap_or_else(PoisonError::into_inner).2
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_is_answered_once() {
        for jobs in [1, 3, 16] {
            let mut answers = Vec::new();
            let take = |answer| {
                answers.push(answer);
                Ok(ControlFlow::Continue(()))
            };
            drive((0..100).map(Ok), jobs, |number: u32| number * 2, || panic!("nobody stops"), take).unwrap();
            answers.sort_unstable();
            assert_eq!(answers, (0..100).map(|number| number * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_break_or_an_error_ends_it() {
        for (end, is_ok) in [(true, true), (false, false)] {
            let (mut taken, mut stopped) = (0, false);
            let take = |_| {
                taken += 1;
                if taken < 5 {
                    return Ok(ControlFlow::Continue(()));
                }
                if end { Ok(ControlFlow::Break(())) } else { Err(crate::Error::Usage("no".into())) }
            };
            let result = drive((0..).map(Ok), 4, |number: u64| number, || stopped = true, take);
            assert_eq!((result.is_ok(), stopped, taken), (is_ok, true, 5));
        }
    }

    #[test]
    fn documents_that_cannot_be_read_end_it() {
        let documents = [Ok(1), Err(crate::Error::Usage("torn".into())), Ok(2)];
        let result = drive(documents.into_iter(), 1, |number: u32| number, || (), |_| Ok(ControlFlow::Continue(())));
        assert_eq!(result.unwrap_err().to_string(), "torn");
    }
}
