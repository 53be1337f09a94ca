//! The workers of a program, one for each calling thread.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::answer::{self, CheckedAnswer, OutputLine};
use super::command_line::CommandLine;
use super::failure::Failure;
use super::options::{Events, ExecOptions};
use super::protocol::task_line;
use super::{Launcher, Worker};
use crate::model::{Prediction, Task};
use crate::strategy::{Strategy, StrategyError};

/// Maximum number of warnings kept.
const MAX_WARNINGS: usize = 100;

/// A program as a strategy, with one process for each thread that calls it concurrently.
///
/// ```
/// # #[cfg(unix)] {
/// use quoteval::{CommandLine, Exec, ExecOptions, Strategy, Task};
///
/// let program = r#"sh -c 'while read -r task; do echo "{\"id\":\"a\",\"quotations\":[]}"; done'"#;
/// let exec = Exec::new("mine", CommandLine::parse(program)?, ExecOptions::default());
/// let prediction = exec.attribute(&Task { id: "a", text: "Nobody spoke.", given: None }).unwrap();
/// assert!(prediction.quotations.is_empty());
/// # }
/// # Ok::<(), quoteval::Error>(())
/// ```
pub struct Exec {
    name: String,
    launcher: Launcher,
    idle: Mutex<Vec<Worker>>,
    /// Number of workers.
    workers: Mutex<usize>,
    events: Mutex<Events>,
}

impl Strategy for Exec {
    fn name(&self) -> &str {
        &self.name
    }

    fn summary(&self) -> &str {
        Self::SUMMARY
    }

    fn description(&self) -> &str {
        "Runs the program once per worker, sends it one document a line and reads one prediction a line. A program that fails on \
         a document (crash, time limit, wrong id, no JSON, too much output) has failed on that document alone; it is ended with \
         all it has started, and started anew."
    }

    fn attribute(&self, task: &Task<'_>) -> Result<Prediction, StrategyError> {
        if let Some(answer) = self.remembered(task) {
            held(&self.events).cached += 1;
            return Ok(self.note(task, answer));
        }
        let line = task_line(task);
        let mut attempt = 0;
        loop {
            match self.ask(task, &line) {
                Ok((answer, said)) => {
                    if let Some(cache) = &self.launcher.options.cache {
                        cache.put(task, &said);
                    }
                    return Ok(self.note(task, answer));
                }
                Err(failure) if attempt == self.launcher.options.retries || self.launcher.is_stopped() => {
                    let tries = if attempt == 0 { String::new() } else { format!(" ({} attempts)", attempt + 1) };
                    return Err(StrategyError(format!("{failure}{tries}")));
                }
                Err(_) => attempt += 1,
            }
        }
    }
}

impl Exec {
    /// Summary shared by all programs.
    pub const SUMMARY: &'static str = "a program of your own: a line of JSON in, a line of JSON out";

    /// Makes a strategy of a program, which is started with the first document.
    #[must_use]
    pub fn new(name: impl Into<String>, command: CommandLine, options: ExecOptions) -> Self {
        Self {
            name: name.into(),
            launcher: Launcher::new(command, options),
            idle: Mutex::default(),
            workers: Mutex::default(),
            events: Mutex::default(),
        }
    }

    /// Makes every running call of [`attribute`](Strategy::attribute) fail soon.
    pub(crate) fn stop(&self) {
        self.launcher.stop();
    }

    /// Ends all processes and returns the events since the last call; later documents start new processes.
    pub(crate) fn finish(&self) -> Events {
        let mut workers = std::mem::take(&mut *held(&self.idle));
        workers.iter_mut().for_each(Worker::close_input);
        let repeated: Vec<String> = workers.into_iter().flat_map(Worker::finish).collect();
        self.launcher.end_stragglers();
        let mut events = held(&self.events);
        events.repeated.extend(repeated);
        events.repeated.sort_unstable();
        events.repeated.dedup();
        *held(&self.workers) = 0;
        std::mem::take(&mut *events)
    }

    fn ask(&self, task: &Task<'_>, line: &[u8]) -> Result<(CheckedAnswer, Vec<u8>), Failure> {
        let mut worker = self.worker();
        let mut new = Events::default();
        let asked = worker.ask(&self.launcher, task, line, &mut new);
        held(&self.idle).push(worker);
        let mut events = held(&self.events);
        events.system = new.system.or(events.system.take());
        events.repeated.append(&mut new.repeated);
        events.ended_between += new.ended_between;
        asked
    }

    /// Returns an idle worker, or a new one.
    fn worker(&self) -> Worker {
        let idle = held(&self.idle).pop();
        idle.unwrap_or_else(|| {
            let mut workers = held(&self.workers);
            *workers += 1;
            Worker::new(&self.launcher.options, *workers)
        })
    }

    /// Returns the cached answer if it still passes the checks.
    fn remembered(&self, task: &Task<'_>) -> Option<CheckedAnswer> {
        let said = self.launcher.options.cache.as_ref()?.get(task)?;
        match answer::read(&said) {
            OutputLine::About(_, mut draft) => {
                draft.id = Some(task.id.into());
                answer::check(draft, task).ok()
            }
            OutputLine::Header(_) | OutputLine::Unreadable(_) => None,
        }
    }

    /// Records the warnings about an answer and returns its prediction.
    fn note(&self, task: &Task<'_>, answer: CheckedAnswer) -> Prediction {
        if !answer.ignored.is_empty() || !answer.warnings.is_empty() {
            let mut events = held(&self.events);
            for field in answer.ignored {
                *events.ignored.entry(field).or_default() += 1;
            }
            let room = MAX_WARNINGS - events.warnings.len();
            let warnings = answer.warnings.into_iter().take(room);
            events.warnings.extend(warnings.map(|warning| (task.id.to_owned(), warning)));
        }
        answer.prediction
    }
}

impl Drop for Exec {
    fn drop(&mut self) {
        held(&self.idle).clear();
        self.launcher.end_stragglers();
    }
}

/// Locks a mutex even after a thread has panicked: the values under these locks are always consistent.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
