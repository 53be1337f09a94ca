//! Where there are no process groups and no polling of pipes, programs are not run.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use super::failure::Failure;
use super::log::Log;

/// What one document may cost.
pub(super) struct Limits<'a> {
    pub(super) timeout: Duration,
    pub(super) deadline: Instant,
    pub(super) output: usize,
    pub(super) stopped: &'a AtomicBool,
}

/// There is none.
#[derive(Debug)]
pub(super) enum Guard {}

impl Guard {
    pub(super) const fn start() -> Option<Self> {
        None
    }
}

/// There is nothing to mark.
#[derive(Debug)]
pub(super) struct Mark;

impl Mark {
    pub(super) const fn new() -> Self {
        Self
    }

    pub(super) const fn put_on(&self, _: &mut Command) {}

    pub(super) const fn end_all(&self) {}
}

/// There is none.
pub(super) enum Process {}

impl Process {
    pub(super) fn start(_: Command, _: Option<Arc<Guard>>) -> std::io::Result<Self> {
        Err(std::io::Error::new(std::io::ErrorKind::Unsupported, "programs are run on Unix systems only"))
    }

    pub(super) fn begin(&mut self) {
        match *self {}
    }

    pub(super) fn close_input(&mut self) {
        match *self {}
    }

    pub(super) fn next_line(&mut self, _: &mut &[u8], _: &Limits<'_>, _: &mut Log) -> Result<Vec<u8>, Failure> {
        match *self {}
    }

    pub(super) fn has_read_nothing(&self, _: &[u8], _: &[u8]) -> bool {
        match *self {}
    }

    pub(super) fn send_rest(&mut self, _: &mut &[u8], _: &Limits<'_>, _: &mut Log) -> Result<(), Failure> {
        match *self {}
    }

    pub(super) fn lines_to_the_end(
        &mut self,
        _: &mut &[u8],
        _: &Limits<'_>,
        _: &mut Log,
    ) -> Result<Vec<Vec<u8>>, Failure> {
        match *self {}
    }

    pub(super) fn bad_end(&mut self) -> Option<String> {
        match *self {}
    }

    pub(super) fn finish(self, _: Duration, _: &mut Log) -> Vec<Vec<u8>> {
        match self {}
    }
}
