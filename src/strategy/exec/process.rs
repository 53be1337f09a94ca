//! A running program: the leader of a process group that is ended as a whole.

use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use super::failure::Failure;
use super::guard::Guard;
use super::log::Log;
use super::pipes::Pipes;

/// Longest wait for output before the process is checked again.
const SLICE: Duration = Duration::from_millis(50);

/// Time given to a program that closed a pipe to exit or explain itself.
const PATIENCE: Duration = Duration::from_millis(500);

/// Maximum number of output bytes read after the last document.
const FAREWELL: usize = 64 << 10;

/// Limits for one document.
pub(super) struct Limits<'a> {
    /// Time limit.
    pub(super) timeout: Duration,
    /// Time at which the limit is reached.
    pub(super) deadline: Instant,
    /// Maximum number of output bytes.
    pub(super) output: usize,
    /// Set to true when the run is stopped.
    pub(super) stopped: &'a AtomicBool,
}

/// A process and its pipes.
pub(super) struct Process {
    child: Child,
    group: Option<Pid>,
    pipes: Pipes,
    guard: Option<Arc<Guard>>,
}

impl Process {
    /// Starts the program as the leader of a new process group.
    pub(super) fn start(mut command: Command, guard: Option<Arc<Guard>>) -> std::io::Result<Self> {
        command.process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        if let Some(guard) = &guard {
            guard.watch(child.id());
        }
        let pipes = Pipes::new(&mut child).inspect_err(|_| end(&mut child, group, guard.as_deref()))?;
        Ok(Self { child, group, pipes, guard })
    }

    /// Begins a document and ignores the size of earlier output.
    pub(super) fn begin(&mut self) {
        self.pipes.received.count_anew();
    }

    /// Closes the program's input.
    pub(super) fn close_input(&mut self) {
        self.pipes.close_input();
    }

    /// Returns the next line of output, and sends the rest of the input meanwhile.
    pub(super) fn next_line(
        &mut self,
        unsent: &mut &[u8],
        limits: &Limits<'_>,
        log: &mut Log,
    ) -> Result<Vec<u8>, Failure> {
        if !unsent.is_empty() {
            self.pipes.send(unsent);
        }
        loop {
            if let Some(line) = self.pipes.received.line() {
                return Ok(line);
            }
            if self.pipes.received.count() > limits.output {
                return Err(Failure::TooLong(limits.output));
            }
            if !self.pipes.is_speaking() {
                let how = self.how_it_ended();
                return Err(Failure::Ended { how, said: log.last_words() });
            }
            self.wait(unsent, limits, log)?;
        }
    }

    /// True if the program has read no byte of a line, so that the line cannot have caused its failure.
    pub(super) fn has_read_nothing(&self, line: &[u8], unsent: &[u8]) -> bool {
        self.pipes.has_read_nothing(line, unsent)
    }

    /// Sends the rest of the input to a program that answered before it had read all of it.
    pub(super) fn send_rest(&mut self, unsent: &mut &[u8], limits: &Limits<'_>, log: &mut Log) -> Result<(), Failure> {
        while !unsent.is_empty() && self.pipes.is_listening() && self.pipes.received.count() <= limits.output {
            self.wait(unsent, limits, log)?;
        }
        Ok(())
    }

    /// Returns all lines until the program closes its output; the last line needs no line feed.
    pub(super) fn lines_to_the_end(
        &mut self,
        unsent: &mut &[u8],
        limits: &Limits<'_>,
        log: &mut Log,
    ) -> Result<Vec<Vec<u8>>, Failure> {
        let mut lines = Vec::new();
        while self.pipes.is_speaking() {
            lines.extend(std::iter::from_fn(|| self.pipes.received.line()));
            if self.pipes.received.count() > limits.output {
                return Err(Failure::TooLong(limits.output));
            }
            self.wait(unsent, limits, log)?;
            if unsent.is_empty() {
                self.close_input();
            }
        }
        lines.extend(std::iter::from_fn(|| self.pipes.received.line()));
        lines.extend(self.pipes.received.rest());
        Ok(lines)
    }

    /// Describes how the program ended; `None` if it succeeded.
    pub(super) fn bad_end(&mut self) -> Option<String> {
        let until = Instant::now() + PATIENCE;
        self.wait_until(until);
        match self.child.try_wait() {
            Ok(Some(status)) if status.success() => None,
            _ => Some(self.how_it_ended()),
        }
    }

    /// Lets the program exit, then sends SIGTERM, then kills its whole group. Returns the last lines of output.
    pub(super) fn finish(mut self, grace: Duration, log: &mut Log) -> Vec<Vec<u8>> {
        self.close_input();
        self.begin();
        let mut lines = Vec::new();
        let until = Instant::now() + grace;
        while self.pipes.is_speaking() && Instant::now() < until && self.pipes.received.count() < FAREWELL {
            let _ = self.pipes.pump(&mut &b""[..], SLICE, log);
            if self.has_exited() {
                self.pipes.drain(FAREWELL, log);
                break;
            }
        }
        lines.extend(std::iter::from_fn(|| self.pipes.received.line()));
        if !self.wait_until(until) {
            signal(self.group, Signal::TERM);
            self.wait_until(Instant::now() + PATIENCE);
        }
        lines
    }

    /// Waits until the program is ready to read or write, within the limits.
    fn wait(&mut self, unsent: &mut &[u8], limits: &Limits<'_>, log: &mut Log) -> Result<(), Failure> {
        if limits.stopped.load(Ordering::Relaxed) {
            return Err(Failure::Stopped);
        }
        let left = limits.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Failure::Timeout { time: limits.timeout, said: log.last_words(), is_first: false });
        }
        let is_quiet = !self.pipes.pump(unsent, left.min(SLICE), log).map_err(Failure::Unreachable)?;
        if is_quiet && self.has_exited() {
            self.pipes.drain(limits.output, log);
            // A child of the program may still hold the output open.
            self.pipes.close_output();
        }
        if self.pipes.is_refused_for(PATIENCE) {
            return Err(Failure::ClosedInput(log.last_words()));
        }
        Ok(())
    }

    fn has_exited(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(Some(_)))
    }

    /// Waits for the program to exit; false if it is still running at `until`.
    fn wait_until(&mut self, until: Instant) -> bool {
        while !self.has_exited() {
            if Instant::now() >= until {
                return false;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        true
    }

    fn how_it_ended(&mut self) -> String {
        self.wait_until(Instant::now() + PATIENCE);
        match self.child.try_wait() {
            Ok(Some(status)) => format!("ended ({status})"),
            _ => "closed its output".to_owned(),
        }
    }
}

/// Ends a program and every process in its group.
fn end(child: &mut Child, group: Option<Pid>, guard: Option<&Guard>) {
    signal(group, Signal::KILL);
    let _ = child.wait();
    if let Some(guard) = guard {
        guard.release(child.id());
    }
}

/// Signals a group. Errors are ignored: a group without members needs no signal.
fn signal(group: Option<Pid>, signal: Signal) {
    if let Some(group) = group {
        let _ = kill_process_group(group, signal);
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        end(&mut self.child, self.group, self.guard.as_deref());
    }
}
