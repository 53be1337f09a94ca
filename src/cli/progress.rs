//! Progress for people: on a terminal, and only when the work takes longer than a second.

use std::io::IsTerminal;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Counts finished documents.
pub(super) struct Progress {
    started: Instant,
    done: std::sync::atomic::AtomicU64,
    bar: Option<OnceLock<ProgressBar>>,
}

impl Progress {
    pub(super) fn new() -> Self {
        let bar = std::io::stderr().is_terminal().then(OnceLock::new);
        Self { started: Instant::now(), done: 0.into(), bar }
    }

    /// One more document is done.
    pub(super) fn advance(&self) {
        let done = self.done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        if let Some(bar) = &self.bar
            && self.started.elapsed() > Duration::from_secs(1)
        {
            bar.get_or_init(|| self.bar()).set_position(done);
        }
    }

    fn bar(&self) -> ProgressBar {
        let template = "{spinner} {pos} documents, {per_sec}, {elapsed}";
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner());
        ProgressBar::no_length().with_elapsed(self.started.elapsed()).with_style(style)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.as_ref().and_then(OnceLock::get) {
            bar.finish_and_clear();
        }
    }
}
