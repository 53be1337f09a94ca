//! `quoteval man`: manual pages, from the same texts as `--help`.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::{Error, Result};
use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::Cli;
use super::files::write_file;
use super::output::print;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// A command, such as `score` or `baseline save` [default: the program as a whole]
    command: Vec<String>,
    /// Write the pages of all commands to a folder instead: quoteval.1, quoteval-score.1, …
    #[arg(short = 'o', long = "output", value_name = "DIR", conflicts_with = "command")]
    output: Option<PathBuf>,
}

/// Prints one page, or writes all.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    match &args.output {
        Some(folder) => {
            std::fs::create_dir_all(folder).map_err(Error::io(folder))?;
            for (name, page) in pages(&program)? {
                write_file(&folder.join(format!("{name}.1")), &page)?;
            }
        }
        None => print(&String::from_utf8_lossy(&page(named(&program, &args.command)?)?))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn named<'c>(program: &'c Command, names: &[String]) -> Result<&'c Command> {
    names.iter().try_fold(program, |command, name| {
        command.find_subcommand(name).ok_or_else(|| Error::Usage(format!("there is no command '{}'", names.join(" "))))
    })
}

/// Name and page of a command and of all below it.
fn pages(command: &Command) -> Result<Vec<(String, Vec<u8>)>> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    let mut all = vec![(name, page(command)?)];
    for below in command.get_subcommands() {
        all.extend(pages(below)?);
    }
    Ok(all)
}

fn page(command: &Command) -> Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page).map_err(Error::io("the page"))?;
    Ok(page)
}
