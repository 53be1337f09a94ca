//! Stubs for systems without process groups and pipe polling, on which programs are not run.

use super::answer::CheckedAnswer;
use super::command_line::CommandLine;
use super::failure::Failure;
use super::options::{Events, ExecOptions};
use crate::model::Task;

/// The options of a program that cannot be started.
pub(super) struct Launcher {
    pub(super) options: ExecOptions,
}

impl Launcher {
    pub(super) fn new(_: CommandLine, options: ExecOptions) -> Self {
        Self { options }
    }

    pub(super) fn stop(&self) {}

    pub(super) fn is_stopped(&self) -> bool {
        false
    }

    pub(super) fn end_stragglers(&self) {}
}

/// A worker without a process.
pub(super) struct Worker;

impl Worker {
    pub(super) fn new(_: &ExecOptions, _: usize) -> Self {
        Self
    }

    pub(super) fn ask(
        &mut self,
        _: &Launcher,
        _: &Task<'_>,
        _: &[u8],
        _: &mut Events,
    ) -> Result<(CheckedAnswer, Vec<u8>), Failure> {
        let message = "programs are run on Unix systems only";
        Err(Failure::Start(std::io::Error::new(std::io::ErrorKind::Unsupported, message)))
    }

    pub(super) fn close_input(&mut self) {}

    pub(super) fn finish(self) -> Vec<String> {
        Vec::new()
    }
}
