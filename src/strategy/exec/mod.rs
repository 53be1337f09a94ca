//! Any program as a strategy: one process per worker, one line of JSON in, one line of JSON out.
//!
//! ```text
//! Task → protocol → process → answer → Prediction
//! ```
//!
//! A program that fails on a document fails on that document alone: the program and everything it started are ended, and the
//! next document gets a new process.

#![cfg_attr(not(unix), expect(dead_code, reason = "programs are run on Unix systems alone"))]

mod answer;
mod cache;
mod command_line;
mod failure;
#[cfg(unix)]
mod guard;
#[cfg(unix)]
mod launcher;
mod log;
mod options;
#[cfg(unix)]
mod pipes;
mod pool;
#[cfg(unix)]
mod process;
mod protocol;
mod received;
#[cfg(unix)]
mod stragglers;
#[cfg(unix)]
mod worker;

#[cfg(not(unix))]
mod elsewhere;
#[cfg(not(unix))]
use elsewhere::{Launcher, Worker};
#[cfg(unix)]
use {launcher::Launcher, worker::Worker};

pub(crate) use cache::Cache;
pub use command_line::CommandLine;
pub(crate) use options::Events;
pub use options::ExecOptions;
pub use pool::Exec;
