//! The command line of quoteval: parse, run, print the error, exit.

#![warn(clippy::expect_used)]

mod cli;

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;

/// Scoring makes and drops many small values on all threads.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    match cli::Cli::parse().run() {
        Ok(code) => code,
        Err(error) => cli::report_error(&error),
    }
}
