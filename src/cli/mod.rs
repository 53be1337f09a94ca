//! The commands, one file each.

mod agree;
mod baseline;
mod compare;
mod completions;
mod convert;
mod errors;
mod explain;
mod files;
mod format;
mod gate;
mod github;
mod history;
mod init;
mod input;
mod interrupt;
mod joined;
mod list;
mod man;
mod merge;
mod options;
mod output;
mod power;
mod progress;
mod run;
mod score;
mod sheet;
mod show;
mod sides;
mod stats;
mod sweep;
mod validate;
mod verdict;

use std::io::Write;
use std::process::ExitCode;

use crate::report::safe;
use crate::{Error, Result};
use clap::{Parser, Subcommand};

/// Usage error or bad input.
const EXIT_INPUT: u8 = 2;
/// The two evaluations cannot be compared.
const EXIT_NOT_COMPARABLE: u8 = 3;
/// A strategy failed on more documents than allowed.
const EXIT_FAILED: u8 = 4;

/// Runs the command that the arguments of the process name, prints its error if there is one, and returns the exit code.
#[must_use]
pub fn main() -> ExitCode {
    report_panics();
    match Cli::parse().run() {
        Ok(code) => code,
        Err(error) => report_error(&error),
    }
}

/// The evaluation harness for quotation attribution: precision and recall that can be trusted.
#[derive(Parser)]
#[command(name = "quoteval", version, about, max_term_width = 100, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Number of worker threads; does not change the output [default: one per core]
    #[arg(short = 'j', long = "jobs", global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
}

#[derive(Subcommand)]
enum Command {
    /// Run strategies on datasets and score them [default: every built-in strategy on the bundled datasets]
    Run(run::Args),
    /// Score saved predictions against gold
    Score(score::Args),
    /// Merge partial scores from `score --partial` into the results of one run
    Merge(merge::Args),
    /// List missed, misattributed, split and other wrong quotations, gold and prediction in context
    Errors(errors::Args),
    /// Show how well confidences are calibrated, and what each threshold keeps
    Sweep(sweep::Args),
    /// Estimate the smallest difference between two systems that this gold can show
    Power(power::Args),
    /// Compare versions on the same gold: differences in scores, and quotations that were fixed or broken
    Compare(compare::Args),
    /// Save the results of a version to a small file that later versions are checked against
    Baseline(baseline::Args),
    /// Check a new version against the baseline, by the rules in quoteval.toml
    Gate(gate::Args),
    /// Measure agreement between annotators
    Agree(agree::Args),
    /// Check gold or predictions and report every problem
    Validate(validate::Args),
    /// Convert gold or predictions from one format to another
    Convert(convert::Args),
    /// Rewrite gold in canonical form
    Format(format::Args),
    /// Describe a dataset: documents, words, quotations by type, sources, lengths
    Stats(stats::Args),
    /// Print documents with quotations, cues and sources highlighted
    Show(show::Args),
    /// List strategies, metrics, profiles, formats, datasets, attributes, error classes or input rules
    List(list::Args),
    /// Write starter files: a commented quoteval.toml, a GitHub workflow and sample gold
    Init(init::Args),
    /// Print shell completions
    Completions(completions::Args),
    /// Print or write manual pages
    Man(man::Args),
    /// Explain a strategy, metric, error class, attribute, statistic, term, profile or input rule
    Explain(explain::Args),
}

impl Cli {
    /// Runs the command.
    fn run(self) -> Result<ExitCode> {
        if let Some(jobs) = self.jobs {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.into());
            pool.build_global().map_err(|error| Error::Usage(error.to_string()))?;
        }
        match self.command {
            Command::Run(args) => run::run(&args),
            Command::Score(args) => score::run(&args),
            Command::Merge(args) => merge::run(&args),
            Command::Errors(args) => errors::run(&args),
            Command::Sweep(args) => sweep::run(&args),
            Command::Power(args) => power::run(&args),
            Command::Compare(args) => compare::run(&args),
            Command::Baseline(args) => baseline::run(&args),
            Command::Gate(args) => gate::run(&args),
            Command::Agree(args) => agree::run(&args),
            Command::Validate(args) => validate::run(&args),
            Command::Convert(args) => convert::run(&args),
            Command::Format(args) => format::run(&args),
            Command::Stats(args) => stats::run(&args),
            Command::Show(args) => show::run(&args),
            Command::List(args) => list::run(&args),
            Command::Init(args) => init::run(&args),
            Command::Completions(args) => completions::run(&args),
            Command::Man(args) => man::run(&args),
            Command::Explain(args) => explain::run(&args),
        }
    }
}

/// Reports a panic as one line, unless `RUST_BACKTRACE` asks for more.
fn report_panics() {
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|panic| {
            let text = panic.to_string().replacen(":\n", ": ", 1);
            // Nobody is left to tell if standard error is closed.
            let _ = writeln!(anstream::stderr(), "internal error: {}", safe(&text));
        }));
    }
}

/// Prints an error and gives its exit code; a closed pipe is no error.
fn report_error(error: &Error) -> ExitCode {
    if let Error::Io { cause, .. } = error
        && cause.kind() == std::io::ErrorKind::BrokenPipe
    {
        return ExitCode::SUCCESS;
    }
    let text = match error {
        Error::Invalid(findings) => findings.to_string(),
        other => format!("error: {other}"),
    };
    // Nobody is left to tell if standard error is closed.
    let _ = writeln!(anstream::stderr(), "{}", safe(&text));
    ExitCode::from(match error {
        Error::NotComparable(_) => EXIT_NOT_COMPARABLE,
        _ => EXIT_INPUT,
    })
}
