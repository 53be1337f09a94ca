//! `quoteval completions`: shell completions.

use std::process::ExitCode;

use crate::Result;
use clap::CommandFactory;
use clap_complete::{Shell, generate};

use super::Cli;
use super::output::print;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the script.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let mut script = Vec::new();
    generate(args.shell, &mut Cli::command(), "quoteval", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}
