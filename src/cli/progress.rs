//! A progress bar, shown on a terminal if the work takes longer than a second.

use std::io::IsTerminal;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar, ProgressStyle};

/// Counts finished documents, and among them those that failed.
pub(super) struct Progress {
    started: Instant,
    done: AtomicU64,
    failed: AtomicU64,
    /// The number of documents, if known.
    length: Option<u64>,
    bar: Option<OnceLock<ProgressBar>>,
}

impl Progress {
    /// Progress over `length` documents, if their number is known.
    pub(super) fn new(length: Option<usize>) -> Self {
        let bar = std::io::stderr().is_terminal().then(OnceLock::new);
        let length = length.map(|length| length as u64);
        Self { started: Instant::now(), done: 0.into(), failed: 0.into(), length, bar }
    }

    /// Counts a finished document.
    pub(super) fn advance(&self, is_failed: bool) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let failed = self.failed.fetch_add(u64::from(is_failed), Ordering::Relaxed) + u64::from(is_failed);
        if let Some(bar) = &self.bar
            && self.started.elapsed() > Duration::from_secs(1)
        {
            let bar = bar.get_or_init(|| self.bar());
            bar.set_position(done);
            bar.set_message(self.message(done, failed));
        }
    }

    /// `2 failed, 3.4 per second, 12s left`, by the mean since the beginning.
    fn message(&self, done: u64, failed: u64) -> String {
        let rate = done as f64 / self.started.elapsed().as_secs_f64();
        let failed = if failed > 0 { format!("{failed} failed, ") } else { String::new() };
        let left = self.length.map(|length| Duration::from_secs_f64(length.saturating_sub(done) as f64 / rate));
        let left = left.map_or_else(String::new, |left| format!(", {:#} left", HumanDuration(left)));
        format!("{failed}{rate:.1} per second{left}")
    }

    fn bar(&self) -> ProgressBar {
        let (bar, template) = match self.length {
            None => (ProgressBar::no_length(), "{spinner} {pos} documents, {msg}, {elapsed}"),
            Some(length) => (ProgressBar::new(length), "{wide_bar} {pos}/{len} documents, {msg}"),
        };
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner());
        bar.with_elapsed(self.started.elapsed()).with_style(style)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.as_ref().and_then(OnceLock::get) {
            bar.finish_and_clear();
        }
    }
}
