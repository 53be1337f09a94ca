//! `quoteval run`: read, attribute, align, score, report.

mod record;
mod adjust;
mod documents;
mod drive;
mod folder;
mod journal;
mod lock;
mod names;
mod programs;
mod scoring;
mod session;
mod summary;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use crate::dataset::BUNDLED;
use crate::report::{Detail, Report};
use crate::score::ScoreOptions;
use crate::{Error, Result};

use self::adjust::AdjustArgs;
use self::documents::Documents;
use self::programs::ProgramArgs;
use self::session::Job;
use super::EXIT_FAILED;
use super::options::ScoreArgs;
use super::output::OutputArgs;

#[derive(clap::Args)]
#[command(mut_arg("per_document", |arg| arg.help(PER_DOCUMENT)))]
pub(crate) struct Args {
    /// A bundled dataset, a file or a folder; repeatable [default: all bundled datasets]
    #[arg(long, value_name = "NAME|PATH")]
    data: Vec<String>,
    /// A strategy from `list strategies`, or your own program as exec:CMD or NAME=exec:CMD; repeatable [default: all built-in
    /// strategies]
    #[arg(long, value_name = "NAME|exec:CMD")]
    strategy: Vec<String>,
    #[command(flatten)]
    adjust: AdjustArgs,
    /// Run on the first N documents of each dataset only; the run is then partial
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    limit: Option<u64>,
    /// Stop with exit code 4 once a strategy has failed on more than N documents [default: no limit, but stop if it fails on the
    /// first 25, and exit with 4 if it failed on all]
    #[arg(long, value_name = "N")]
    max_errors: Option<usize>,
    #[command(flatten)]
    score: ScoreArgs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    folder: FolderArgs,
    #[command(flatten)]
    programs: ProgramArgs,
}

/// Options for the run folder.
#[derive(clap::Args)]
#[command(next_help_heading = "Run folder")]
struct FolderArgs {
    /// Keep the predictions in DIR/DATASET/STRATEGY/predictions.jsonl, with run.json beside them
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Continue an unfinished run; finished documents are kept
    #[arg(long, requires = "out")]
    resume: bool,
    /// Like --resume, and retry the documents that failed
    #[arg(long, requires = "out")]
    retry_errors: bool,
    /// Discard the earlier predictions of a program and start over
    #[arg(long, requires = "out", conflicts_with_all = ["resume", "retry_errors"])]
    overwrite: bool,
}

/// The help of `--per-document` in `run`.
const PER_DOCUMENT: &str = "Add the counts of each document; also start exec:CMD once per document, for programs that read one \
    document, answer and exit";

/// Runs every strategy on every dataset.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    args.output.check(args.score.per_quotation)?;
    catch_full_disk()?;
    let strategies = programs::asked(&args.strategy, &args.programs, args.score.is_per_document())?;
    let strategies = args.adjust.apply(strategies)?;
    let options = args.score.options();
    let datasets = datasets(&args.data, &options)?;
    let names: Vec<&str> = datasets.iter().map(Documents::name).collect();
    args.score.check_wanted(&names.join(", "), datasets.iter().any(|dataset| dataset.wanted > 0))?;
    let (mut scores, mut has_failed) = (Vec::new(), false);
    for documents in datasets.iter().filter(|dataset| dataset.wanted > 0) {
        for asked in &strategies {
            let outcome = Job { documents, asked, options: &options, args }.run()?;
            scores.extend(outcome.scored);
            has_failed |= outcome.has_failed;
        }
    }
    let leaderboard = scores.len() > 1 && !args.score.is_detailed();
    if !scores.is_empty() {
        args.output.write(&Report { scores, detail: Detail { leaderboard, ..args.score.detail() } })?;
    }
    Ok(if has_failed { ExitCode::from(EXIT_FAILED) } else { ExitCode::SUCCESS })
}

/// The requested datasets, or all bundled ones; their names must be unique, since results are stored under them.
fn datasets(names: &[String], options: &ScoreOptions) -> Result<Vec<Documents>> {
    let opened: Vec<Documents> = if names.is_empty() {
        BUNDLED.iter().map(|bundled| Documents::open(bundled.name, options)).collect::<Result<_>>()?
    } else {
        names.iter().map(|name| Documents::open(name, options)).collect::<Result<_>>()?
    };
    for (index, dataset) in opened.iter().enumerate() {
        if opened[..index].iter().any(|other| other.name() == dataset.name()) {
            return Err(Error::Usage(format!("two datasets have the name '{}'", dataset.name())));
        }
    }
    Ok(opened)
}

/// Makes a write beyond the file size limit fail with an error, instead of ending the process.
#[cfg(unix)]
fn catch_full_disk() -> Result<()> {
    let seen = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let caught = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, seen);
    caught.map(|_| ()).map_err(Error::io("SIGXFSZ"))
}

#[cfg(not(unix))]
fn catch_full_disk() -> Result<()> {
    Ok(())
}
