//! The command line of quoteval: parse, run, print the error, exit.

#![warn(clippy::expect_used)]

mod cli;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    match cli::Cli::parse().run() {
        Ok(code) => code,
        Err(error) => cli::report_error(&error),
    }
}
