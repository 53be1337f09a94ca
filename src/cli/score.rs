//! `quoteval score`: saved predictions against gold.

use std::process::ExitCode;

use quoteval::Result;
use quoteval::dataset::{Source, join};
use quoteval::report::{Report, Scored};
use quoteval::score::{DocumentScore, Evaluation};

use super::input::{RunAbout, settle, system, tell_ignored};
use super::options::ScoreArgs;
use super::output::OutputArgs;
use super::progress::Progress;

/// Options of `score`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Gold: a bundled dataset, a file or a folder
    #[arg(long, value_name = "NAME|PATH")]
    gold: String,
    /// Predictions: a file, a folder or the folder of a run; gold itself is read as a perfect prediction
    #[arg(long, value_name = "PATH")]
    pred: String,
    #[command(flatten)]
    score: ScoreArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// Reads both sides, joins them by document id, scores each pair and keeps the counts alone.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    args.output.check()?;
    let run = RunAbout::of(&args.pred)?;
    let options = args.score.options_for(run.as_ref())?;
    let (gold, predictions) = (Source::open(&args.gold)?, Source::open(&args.pred)?);
    let progress = Progress::new();
    let joined = join(&gold, &predictions, options.measure.setting, |gold, prediction| {
        progress.advance();
        DocumentScore::new(gold, prediction, &options)
    })?;
    drop(progress);
    let joined = settle(joined)?;
    tell_ignored(&args.pred, &joined.ignored);
    let system = system(run.as_ref(), &predictions, &joined.system);
    let evaluation = Evaluation::new(options, joined.results);
    if let Some(run) = &run {
        run.tell_doubts(evaluation.gold_hash.to_hex().as_str());
    }
    let scored = Scored::new(system, gold.name, evaluation, args.score.draws());
    args.output.write(&Report { scores: vec![scored], detail: args.score.detail() })?;
    Ok(ExitCode::SUCCESS)
}
