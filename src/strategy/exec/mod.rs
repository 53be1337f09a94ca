//! Any program as a strategy: started once per worker, a line of JSON in, a line of JSON out.
//!
//! ```text
//! Task → protocol → process → answer → Prediction
//! ```
//!
//! What goes wrong with a program is an error of the document that it was asked about, and of no other: the program is ended
//! with everything it has started, and the next document gets a fresh one.

#![cfg_attr(not(unix), allow(dead_code, reason = "programs are run on Unix systems alone"))]

mod answer;
mod cache;
mod command_line;
mod failure;
#[cfg(unix)]
mod guard;
mod log;
mod options;
#[cfg(unix)]
mod pipes;
mod pool;
#[cfg(unix)]
mod process;
#[cfg(not(unix))]
#[path = "process_elsewhere.rs"]
mod process;
mod protocol;
mod received;
#[cfg(unix)]
mod stragglers;
mod worker;

pub use cache::Cache;
pub use command_line::CommandLine;
pub use options::{Events, Options};
pub use pool::Exec;
