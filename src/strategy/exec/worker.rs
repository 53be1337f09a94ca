//! A worker: a succession of processes and the exchange with each of them.

use std::time::Duration;

use super::answer::{self, CheckedAnswer, OutputLine};
use super::failure::Failure;
use super::launcher::Launcher;
use super::log::Log;
use super::options::{Events, ExecOptions};
use super::process::{Limits, Process};
use crate::dataset::format::draft::DraftDocument;
use crate::model::Task;

/// Time given to a program to exit after its input is closed.
const GRACE: Duration = Duration::from_secs(2);

/// A task with its input line and limits.
struct TaskRequest<'a> {
    launcher: &'a Launcher,
    task: &'a Task<'a>,
    line: &'a [u8],
    limits: Limits<'a>,
}

/// A worker, with or without a running process.
pub(super) struct Worker {
    log: Log,
    process: Option<Process>,
    /// Id of the last document that the process answered.
    last: Option<String>,
}

impl Worker {
    pub(super) fn new(options: &ExecOptions, number: usize) -> Self {
        Self { log: Log::new(options.log.as_deref(), number), process: None, last: None }
    }

    /// Asks the program and returns the accepted answer with its line.
    pub(super) fn ask(
        &mut self,
        launcher: &Launcher,
        task: &Task<'_>,
        line: &[u8],
        events: &mut Events,
    ) -> Result<(CheckedAnswer, Vec<u8>), Failure> {
        let request = TaskRequest { launcher, task, line, limits: launcher.limits(task) };
        self.log.forget();
        let asked = if launcher.options.per_document {
            self.converse_once(&request, events)
        } else {
            self.converse(&request, events)
        };
        if let Err(failure) = &asked {
            self.log.note(&format!("{}: {failure}", task.id));
        }
        match &asked {
            Err(failure) if !failure.leaves_the_program_usable() => self.process = None,
            _ => self.last = Some(task.id.to_owned()),
        }
        asked
    }

    /// Sends the task, reads one line, and keeps the process.
    fn converse(
        &mut self,
        request: &TaskRequest<'_>,
        events: &mut Events,
    ) -> Result<(CheckedAnswer, Vec<u8>), Failure> {
        let TaskRequest { launcher, task, line, limits } = request;
        loop {
            let mut unsent: &[u8] = line;
            let mut process = match self.process.take() {
                Some(process) => process,
                None => {
                    self.last = None;
                    launcher.start()?
                }
            };
            process.begin();
            match self.answer(&mut process, &mut unsent, task, limits, events) {
                Ok(said) => {
                    self.process = Some(process);
                    return accepted(said, task);
                }
                // The process ended after its last answer, before it read this document.
                Err(Failure::Ended { .. }) if self.last.is_some() && process.has_read_nothing(line, unsent) => {
                    events.ended_between += 1;
                }
                Err(Failure::Timeout { time, said, .. }) => {
                    return Err(Failure::Timeout { time, said, is_first: self.last.is_none() });
                }
                Err(failure) => return Err(failure),
            }
        }
    }

    /// Sends a task and waits for the answer line.
    fn answer(
        &mut self,
        process: &mut Process,
        unsent: &mut &[u8],
        task: &Task<'_>,
        limits: &Limits<'_>,
        events: &mut Events,
    ) -> Result<Vec<u8>, Failure> {
        let said = loop {
            let said = process.next_line(unsent, limits, &mut self.log)?;
            match answer::read(&said) {
                OutputLine::Header(system) => events.system = Some(system),
                OutputLine::About(id, _) if self.last.as_deref() == Some(&*id) && id != task.id => {
                    events.repeated.push(id)
                }
                line => {
                    expected(line, task)?;
                    break said;
                }
            }
        };
        process.send_rest(unsent, limits, &mut self.log)?;
        Ok(said)
    }

    /// Sends the task and reads all output until the program exits.
    fn converse_once(
        &mut self,
        request: &TaskRequest<'_>,
        events: &mut Events,
    ) -> Result<(CheckedAnswer, Vec<u8>), Failure> {
        let TaskRequest { launcher, task, line, limits } = request;
        let mut unsent: &[u8] = line;
        let mut process = launcher.start()?;
        let lines = process.lines_to_the_end(&mut unsent, limits, &mut self.log)?;
        if let Some(how) = process.bad_end() {
            return Err(Failure::Ended { how, said: self.log.last_words() });
        }
        let mut answers = Vec::new();
        for said in lines {
            match answer::read(&said) {
                OutputLine::Header(system) => events.system = Some(system),
                line => {
                    expected(line, task)?;
                    answers.push(said);
                }
            }
        }
        match <[Vec<u8>; 1]>::try_from(answers) {
            Ok([said]) => accepted(said, task),
            Err(none) if none.is_empty() => {
                Err(Failure::Ended { how: "ended (exit status: 0)".into(), said: self.log.last_words() })
            }
            Err(_) => Err(Failure::Repeated),
        }
    }

    /// Closes the input to signal the end of the documents.
    pub(super) fn close_input(&mut self) {
        if let Some(process) = &mut self.process {
            process.close_input();
        }
    }

    /// Ends the program and returns the ids of documents that it answered in its last lines.
    pub(super) fn finish(mut self) -> Vec<String> {
        let Some(process) = self.process.take() else { return Vec::new() };
        let lines = process.finish(GRACE, &mut self.log);
        let repeated = |line: Vec<u8>| match answer::read(&line) {
            OutputLine::About(id, _) => Some(id),
            OutputLine::Header(_) | OutputLine::Unreadable(_) => None,
        };
        lines.into_iter().filter_map(repeated).collect()
    }
}

/// Returns the draft in a line if it is about the task's document.
fn expected<'l>(line: OutputLine<'l>, task: &Task<'_>) -> Result<Box<DraftDocument<'l>>, Failure> {
    match line {
        OutputLine::About(id, draft) if id == task.id => Ok(draft),
        OutputLine::About(found, _) => Err(Failure::WrongId { found }),
        OutputLine::Header(_) => Err(Failure::Unreadable("it is a header".into())),
        OutputLine::Unreadable(why) => Err(Failure::Unreadable(why)),
    }
}

fn accepted(said: Vec<u8>, task: &Task<'_>) -> Result<(CheckedAnswer, Vec<u8>), Failure> {
    let answer = answer::check(expected(answer::read(&said), task)?, task)?;
    Ok((answer, said))
}
