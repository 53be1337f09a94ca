//! The launcher of a program, shared by all its workers.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use super::command_line::CommandLine;
use super::failure::Failure;
use super::guard::Guard;
use super::options::ExecOptions;
use super::process::{Limits, Process};
use super::stragglers::RunMark;
use crate::model::Task;

/// Bytes of output allowed for an answer in addition to those that depend on the length of the text.
const MAX_OUTPUT: usize = 16 << 20;

/// Bytes of output allowed for each byte of text.
const OUTPUT_PER_BYTE: usize = 16;

/// Maximum time limit; a longer one could overflow the clock.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 3600);

/// A program, its options, and the means to end all of its processes.
pub(super) struct Launcher {
    command: CommandLine,
    pub(super) options: ExecOptions,
    /// Started with the first process; the inner value is `None` if there is no shell.
    guard: OnceLock<Option<Arc<Guard>>>,
    mark: RunMark,
    stopped: AtomicBool,
}

impl Launcher {
    pub(super) fn new(command: CommandLine, options: ExecOptions) -> Self {
        let (guard, mark, stopped) = (OnceLock::new(), RunMark::new(), AtomicBool::new(false));
        Self { command, options, guard, mark, stopped }
    }

    /// Starts a process.
    pub(super) fn start(&self) -> Result<Process, Failure> {
        let guard = self.guard.get_or_init(|| Guard::start().map(Arc::new)).clone();
        let mut command = self.command.command();
        self.mark.put_on(&mut command);
        Process::start(command, guard).map_err(Failure::Start)
    }

    /// Limits for a document that is sent now.
    pub(super) fn limits(&self, task: &Task<'_>) -> Limits<'_> {
        let timeout = self.options.timeout.min(LONGEST);
        let output = MAX_OUTPUT.saturating_add(task.text.len().saturating_mul(OUTPUT_PER_BYTE));
        Limits { timeout, deadline: Instant::now() + timeout, output, stopped: &self.stopped }
    }

    /// Makes every exchange with the program fail soon.
    pub(super) fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Ends all processes that the program started and moved out of its group.
    pub(super) fn end_stragglers(&self) {
        if self.guard.get().is_some() {
            self.mark.end_all();
        }
    }
}
