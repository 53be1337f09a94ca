//! The processes of a program, as many as there are threads that ask.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::answer::{self, Answer, Line};
use super::command_line::CommandLine;
use super::failure::Failure;
use super::options::{Events, Options};
use super::process::{Guard, Mark};
use super::protocol::task_line;
use super::worker::{Remarks, Worker};
use crate::model::{Prediction, Task};
use crate::strategy::{Strategy, StrategyError};

/// How many warnings are kept.
const MAX_WARNINGS: usize = 100;

/// A program as a strategy: as many processes as threads ask at once.
///
/// ```
/// # #[cfg(unix)] {
/// use quoteval::model::Task;
/// use quoteval::strategy::{CommandLine, Exec, ExecOptions, Strategy};
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
    pub(super) command: CommandLine,
    pub(super) options: Options,
    idle: Mutex<Vec<Worker>>,
    workers: Mutex<usize>,
    events: Mutex<Events>,
    pub(super) guard: OnceLock<Option<Arc<Guard>>>,
    pub(super) mark: Mark,
    pub(super) stopped: AtomicBool,
}

impl Strategy for Exec {
    fn name(&self) -> &str {
        &self.name
    }

    fn summary(&self) -> &'static str {
        Self::SUMMARY
    }

    fn description(&self) -> &'static str {
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
                    if let Some(cache) = &self.options.cache {
                        cache.put(task, &said);
                    }
                    return Ok(self.note(task, answer));
                }
                Err(failure) if attempt == self.options.retries || self.stopped.load(Ordering::Relaxed) => {
                    let tries = if attempt == 0 { String::new() } else { format!(" ({} attempts)", attempt + 1) };
                    return Err(StrategyError(format!("{failure}{tries}")));
                }
                Err(_) => attempt += 1,
            }
        }
    }
}

impl Exec {
    /// What any program is as a strategy, in one line.
    pub const SUMMARY: &'static str = "a program of your own: a line of JSON in, a line of JSON out";

    /// A program that is started when it is first asked.
    #[must_use]
    pub fn new(name: impl Into<String>, command: CommandLine, options: Options) -> Self {
        Self {
            name: name.into(),
            command,
            options,
            idle: Mutex::default(),
            workers: Mutex::default(),
            events: Mutex::default(),
            guard: OnceLock::new(),
            mark: Mark::new(),
            stopped: AtomicBool::new(false),
        }
    }

    /// Makes every call of [`attribute`](Strategy::attribute) that is under way fail soon.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Ends all processes and tells what happened since the last time; later calls start new ones.
    pub fn finish(&self) -> Events {
        let mut workers = std::mem::take(&mut *held(&self.idle));
        workers.iter_mut().for_each(Worker::close_input);
        let repeated: Vec<String> = workers.into_iter().flat_map(Worker::finish).collect();
        self.end_stragglers();
        let mut events = held(&self.events);
        events.repeated.extend(repeated);
        events.repeated.sort_unstable();
        events.repeated.dedup();
        *held(&self.workers) = 0;
        std::mem::take(&mut *events)
    }

    /// Ends what was started and is not in the group of a program.
    fn end_stragglers(&self) {
        if self.guard.get().is_some() {
            self.mark.end_all();
        }
    }

    fn ask(&self, task: &Task<'_>, line: &[u8]) -> Result<(Answer, Vec<u8>), Failure> {
        let mut worker = self.worker();
        let mut remarks = Remarks::default();
        let asked = worker.ask(self, task, line, &mut remarks);
        held(&self.idle).push(worker);
        let mut events = held(&self.events);
        events.system = remarks.system.or(events.system.take());
        events.repeated.append(&mut remarks.repeated);
        events.ended_between += u64::from(remarks.restarted);
        asked
    }

    /// One that has nothing to do, or a new one.
    fn worker(&self) -> Worker {
        let idle = held(&self.idle).pop();
        idle.unwrap_or_else(|| {
            let mut workers = held(&self.workers);
            *workers += 1;
            Worker::new(&self.options, *workers)
        })
    }

    /// The answer in the cache, if it still passes the checks.
    fn remembered(&self, task: &Task<'_>) -> Option<Answer> {
        let said = self.options.cache.as_ref()?.get(task)?;
        match answer::read(&said) {
            Line::About(_, mut draft) => {
                draft.id = Some(task.id.into());
                answer::check(draft, task).ok()
            }
            Line::Header(_) | Line::Unreadable(_) => None,
        }
    }

    /// Keeps what was remarked on an answer.
    fn note(&self, task: &Task<'_>, answer: Answer) -> Prediction {
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
        self.end_stragglers();
    }
}

/// A lock, also after a thread has panicked: what is kept under these is whole at any time.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
