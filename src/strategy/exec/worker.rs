//! One place of the pool: a process, its successors, and the conversation with them.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::answer::{self, Answer, Line};
use super::failure::Failure;
use super::log::Log;
use super::options::Options;
use super::pool::Exec;
use super::process::{Guard, Limits, Process};
use crate::dataset::format::draft::{DraftDocument, DraftSystem};
use crate::model::Task;

/// How much output an answer may take beside what the length of the text explains.
const MAX_OUTPUT: usize = 16 << 20;

/// How many bytes of output a byte of text may explain.
const OUTPUT_PER_BYTE: usize = 16;

/// How long a program may take to end once its input is closed.
const GRACE: Duration = Duration::from_secs(2);

/// What is asked, of which program, and what that may cost.
struct Request<'a> {
    exec: &'a Exec,
    task: &'a Task<'a>,
    line: &'a [u8],
    limits: Limits<'a>,
}

/// A worker, with or without a running process.
pub(super) struct Worker {
    log: Log,
    process: Option<Process>,
    /// The document answered last by the process.
    last: Option<String>,
}

/// What was remarked during a conversation, apart from the answer.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    /// Who the program says it is.
    pub(super) system: Option<DraftSystem>,
    /// Documents that were answered again.
    pub(super) repeated: Vec<String>,
    /// Whether a process was started in the place of one that had ended.
    pub(super) restarted: bool,
}

impl Worker {
    pub(super) fn new(options: &Options, number: usize) -> Self {
        Self { log: Log::new(options.log.as_deref(), number), process: None, last: None }
    }

    /// Asks the program; the accepted answer with the line that holds it.
    pub(super) fn ask(
        &mut self,
        exec: &Exec,
        task: &Task<'_>,
        line: &[u8],
        remarks: &mut Remarks,
    ) -> Result<(Answer, Vec<u8>), Failure> {
        let timeout = exec.options.timeout;
        let output = MAX_OUTPUT.saturating_add(task.text.len().saturating_mul(OUTPUT_PER_BYTE));
        let limits = Limits { timeout, deadline: Instant::now() + timeout, output, stopped: &exec.stopped };
        let request = Request { exec, task, line, limits };
        self.log.forget();
        let asked = if exec.options.per_document {
            self.converse_once(&request, remarks)
        } else {
            self.converse(&request, remarks)
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

    /// One task, one line back, and the program goes on.
    fn converse(&mut self, request: &Request<'_>, remarks: &mut Remarks) -> Result<(Answer, Vec<u8>), Failure> {
        let Request { exec, task, line, limits } = request;
        loop {
            let mut unsent: &[u8] = line;
            let mut process = match self.process.take() {
                Some(process) => process,
                None => {
                    self.last = None;
                    start(exec)?
                }
            };
            process.begin();
            match self.answer(&mut process, &mut unsent, task, limits, remarks) {
                Ok(said) => {
                    self.process = Some(process);
                    return accepted(said, task);
                }
                // It had ended after its last answer, before this document.
                Err(Failure::Ended { .. }) if self.last.is_some() && process.has_read_nothing(line, unsent) => {
                    remarks.restarted = true;
                }
                Err(Failure::Timeout { time, said, .. }) => {
                    return Err(Failure::Timeout { time, said, is_first: self.last.is_none() });
                }
                Err(failure) => return Err(failure),
            }
        }
    }

    /// Sends a task and waits for the line that answers it.
    fn answer(
        &mut self,
        process: &mut Process,
        unsent: &mut &[u8],
        task: &Task<'_>,
        limits: &Limits<'_>,
        remarks: &mut Remarks,
    ) -> Result<Vec<u8>, Failure> {
        let said = loop {
            let said = process.next_line(unsent, limits, &mut self.log)?;
            match answer::read(&said) {
                Line::Header(system) => remarks.system = Some(system),
                Line::About(id, _) if self.last.as_deref() == Some(&*id) && id != task.id => remarks.repeated.push(id),
                line => {
                    expected(line, task)?;
                    break said;
                }
            }
        };
        process.send_rest(unsent, limits, &mut self.log)?;
        Ok(said)
    }

    /// One task, and everything up to the end of the program.
    fn converse_once(&mut self, request: &Request<'_>, remarks: &mut Remarks) -> Result<(Answer, Vec<u8>), Failure> {
        let Request { exec, task, line, limits } = request;
        let mut unsent: &[u8] = line;
        let mut process = start(exec)?;
        let lines = process.lines_to_the_end(&mut unsent, limits, &mut self.log)?;
        if let Some(how) = process.bad_end() {
            return Err(Failure::Ended { how, said: self.log.last_words() });
        }
        let mut answers = Vec::new();
        for said in lines {
            match answer::read(&said) {
                Line::Header(system) => remarks.system = Some(system),
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

    /// Tells the program that there is nothing more to do.
    pub(super) fn close_input(&mut self) {
        if let Some(process) = &mut self.process {
            process.close_input();
        }
    }

    /// Ends the program; the documents that it answers again at its end.
    pub(super) fn finish(mut self) -> Vec<String> {
        let Some(process) = self.process.take() else { return Vec::new() };
        let lines = process.finish(GRACE, &mut self.log);
        let repeated = |line: Vec<u8>| match answer::read(&line) {
            Line::About(id, _) => Some(id),
            Line::Header(_) | Line::Unreadable(_) => None,
        };
        lines.into_iter().filter_map(repeated).collect()
    }
}

fn start(exec: &Exec) -> Result<Process, Failure> {
    let guard = exec.guard.get_or_init(|| Guard::start().map(Arc::new)).clone();
    let mut command = exec.command.command();
    exec.mark.put_on(&mut command);
    Process::start(command, guard).map_err(Failure::Start)
}

/// The draft in a line, if it is about the document of the task.
fn expected<'l>(line: Line<'l>, task: &Task<'_>) -> Result<Box<DraftDocument<'l>>, Failure> {
    match line {
        Line::About(id, draft) if id == task.id => Ok(draft),
        Line::About(found, _) => Err(Failure::WrongId { found }),
        Line::Header(_) => Err(Failure::Unreadable("it is a header".into())),
        Line::Unreadable(why) => Err(Failure::Unreadable(why)),
    }
}

fn accepted(said: Vec<u8>, task: &Task<'_>) -> Result<(Answer, Vec<u8>), Failure> {
    let answer = answer::check(expected(answer::read(&said), task)?, task)?;
    Ok((answer, said))
}
