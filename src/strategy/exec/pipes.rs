//! The pipes of a program, each written or read whenever it is ready: a program may write before it reads, or fill its standard
//! error, without causing a deadlock.

use std::io::{ErrorKind, Read, Write};
use std::os::fd::AsFd;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use smallvec::SmallVec;

use super::log::Log;
use super::received::Received;

/// Number of bytes read at a time.
const CHUNK: usize = 64 << 10;

/// The pipes of a program.
pub(super) struct Pipes {
    stdin: Option<ChildStdin>,
    stdout: Option<ChildStdout>,
    stderr: Option<ChildStderr>,
    pub(super) received: Received,
    /// Number of bytes that the program had not read when it closed its input.
    unread: u64,
    /// Time at which the program closed its input before reading all of it.
    refused: Option<Instant>,
}

impl Pipes {
    /// Takes the pipes of a program and makes them non-blocking.
    pub(super) fn new(child: &mut Child) -> std::io::Result<Self> {
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let all = [stdin.as_ref().map(AsFd::as_fd), stdout.as_ref().map(AsFd::as_fd), stderr.as_ref().map(AsFd::as_fd)];
        for pipe in all.into_iter().flatten() {
            rustix::io::ioctl_fionbio(pipe, true)?;
        }
        Ok(Self { stdin, stdout, stderr, received: Received::default(), unread: 0, refused: None })
    }

    /// True while the output of the program is open.
    pub(super) const fn is_speaking(&self) -> bool {
        self.stdout.is_some()
    }

    /// True while the input of the program is open.
    pub(super) const fn is_listening(&self) -> bool {
        self.stdin.is_some()
    }

    /// True if the program closed its input too early, and did so longer ago than `time`.
    pub(super) fn is_refused_for(&self, time: Duration) -> bool {
        self.refused.is_some_and(|since| since.elapsed() > time)
    }

    /// Closes the program's input.
    pub(super) fn close_input(&mut self) {
        self.stdin = None;
    }

    /// Closes the program's output.
    pub(super) fn close_output(&mut self) {
        self.stdout = None;
    }

    /// True if the program has read no byte of a line, so that the line cannot have caused its failure.
    pub(super) fn has_read_nothing(&self, line: &[u8], unsent: &[u8]) -> bool {
        let unread = self.stdin.as_ref().map_or(self.unread, unread);
        unsent.len() == line.len() || unread == (line.len() - unsent.len()) as u64
    }

    /// Reads the rest of the output of a program that has exited.
    pub(super) fn drain(&mut self, limit: usize, log: &mut Log) {
        while self.received.count() <= limit && self.pump(&mut &b""[..], Duration::ZERO, log).unwrap_or(false) {}
    }

    /// Writes and reads whatever becomes ready within `wait`; false if nothing did.
    pub(super) fn pump(&mut self, unsent: &mut &[u8], wait: Duration, log: &mut Log) -> std::io::Result<bool> {
        let mut pipes: SmallVec<[PollFd<'_>; 3]> = SmallVec::new();
        // Polled even if there is nothing to send, to notice when the program closes its input.
        let sending = if unsent.is_empty() { PollFlags::empty() } else { PollFlags::OUT };
        let stdin = watch(&mut pipes, self.stdin.as_ref(), sending);
        let stdout = watch(&mut pipes, self.stdout.as_ref(), PollFlags::IN);
        let stderr = watch(&mut pipes, self.stderr.as_ref(), PollFlags::IN);
        let time = Timespec { tv_sec: wait.as_secs().cast_signed(), tv_nsec: wait.subsec_nanos().into() };
        match poll(&mut pipes, Some(&time)) {
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => return Ok(true),
            Err(error) => return Err(error.into()),
        }
        let ready = |index: Option<usize>| index.map_or(PollFlags::empty(), |index| pipes[index].revents());
        let (stdin, stdout, stderr) = (ready(stdin), !ready(stdout).is_empty(), !ready(stderr).is_empty());
        drop(pipes);
        if stdin.intersects(PollFlags::ERR | PollFlags::HUP) {
            self.be_refused(unsent);
        } else if !stdin.is_empty() {
            self.send(unsent);
        }
        if stdout {
            self.receive();
        }
        if stderr {
            self.listen(log);
        }
        Ok(!stdin.is_empty() || stdout || stderr)
    }

    /// Writes as much as the pipe accepts.
    pub(super) fn send(&mut self, unsent: &mut &[u8]) {
        let Some(pipe) = &mut self.stdin else { return };
        match pipe.write(unsent) {
            Ok(sent) => *unsent = &unsent[sent..],
            Err(error) if is_passing(&error) => {}
            Err(_) => self.be_refused(unsent),
        }
    }

    /// Notes that the program closed its input, which is allowed once it has read everything but the line feed.
    fn be_refused(&mut self, unsent: &[u8]) {
        self.unread = self.stdin.take().as_ref().map_or(0, unread);
        if !unsent.is_empty() || self.unread > 1 {
            self.refused = Some(Instant::now());
        }
    }

    fn receive(&mut self) {
        let Some(pipe) = &mut self.stdout else { return };
        let mut chunk = [0; CHUNK];
        match pipe.read(&mut chunk) {
            Ok(0) => self.stdout = None,
            Ok(read) => self.received.push(&chunk[..read]),
            Err(error) if is_passing(&error) => {}
            Err(_) => self.stdout = None,
        }
    }

    fn listen(&mut self, log: &mut Log) {
        let Some(pipe) = &mut self.stderr else { return };
        let mut chunk = [0; CHUNK];
        match pipe.read(&mut chunk) {
            Ok(read) if read > 0 => log.write(&chunk[..read]),
            Err(error) if is_passing(&error) => {}
            _ => self.stderr = None,
        }
    }
}

/// Number of bytes waiting in a pipe to a program.
fn unread(pipe: &ChildStdin) -> u64 {
    rustix::io::ioctl_fionread(pipe).unwrap_or_default()
}

/// Adds a pipe to the polled pipes and returns its index.
fn watch<'p>(pipes: &mut SmallVec<[PollFd<'p>; 3]>, pipe: Option<&'p impl AsFd>, on: PollFlags) -> Option<usize> {
    pipes.push(PollFd::new(pipe?, on));
    Some(pipes.len() - 1)
}

fn is_passing(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted)
}
