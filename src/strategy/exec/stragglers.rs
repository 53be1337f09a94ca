//! Processes that a program started and moved out of its group, found by a mark in their environment where the system shows it
//! (Linux).

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::UNIX_EPOCH;

use rustix::process::{Pid, Signal, kill_process};

/// Environment variable inherited by all processes of a run.
const VARIABLE: &str = "QUOTEVAL_RUN";

/// Maximum number of searches: a process may start another one while it is being ended.
const LOOKS: usize = 10;

/// A mark shared by all processes of a run.
#[derive(Debug)]
pub(super) struct RunMark(String);

impl RunMark {
    /// Creates a mark that is unique on this machine.
    pub(super) fn new() -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let now = UNIX_EPOCH.elapsed().unwrap_or_default().as_nanos();
        Self(format!("{}-{now}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed)))
    }

    /// Marks a program that is about to start.
    pub(super) fn put_on(&self, command: &mut Command) {
        command.env(VARIABLE, &self.0);
    }

    /// Ends every process with the mark.
    pub(super) fn end_all(&self) {
        let mark = format!("{VARIABLE}={}", self.0);
        for _ in 0..LOOKS {
            let found = marked(mark.as_bytes());
            if found.is_empty() {
                return;
            }
            for process in found {
                // The process may have exited meanwhile.
                let _ = kill_process(process, Signal::KILL);
            }
        }
    }
}

/// Finds the processes that have a variable in their environment.
fn marked(mark: &[u8]) -> Vec<Pid> {
    let processes = Path::new("/proc").read_dir().into_iter().flatten().filter_map(Result::ok);
    let bears = |entry: std::fs::DirEntry| {
        let process: i32 = entry.file_name().to_str()?.parse().ok()?;
        let environment = std::fs::read(entry.path().join("environ")).ok()?;
        environment.split(|&byte| byte == 0).any(|variable| variable == mark).then(|| Pid::from_raw(process))?
    };
    processes.filter_map(bears).collect()
}
