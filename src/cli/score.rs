//! `quoteval score`: saved predictions against gold.

use std::process::ExitCode;

use quoteval::Result;
use quoteval::report::{Report, Scored};
use quoteval::score::{DocumentScore, Evaluation};
use rayon::prelude::*;

use super::input::{load_gold, load_predictions};
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

/// Reads both sides, joins them by document id and scores each pair.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    args.output.check()?;
    let options = args.score.options();
    let dataset = load_gold(&args.gold)?;
    let (predictions, system) = load_predictions(&args.pred, &dataset, args.score.setting())?;
    let progress = Progress::new(dataset.entries().len());
    let scores = dataset
        .entries()
        .par_iter()
        .zip(&predictions.documents)
        .map(|(entry, prediction)| {
            let score = DocumentScore::new(&entry.gold, prediction.as_ref(), &options);
            progress.advance();
            score
        })
        .collect();
    drop(progress);
    let evaluation = Evaluation::new(options, scores);
    let scored = Scored::new(system, dataset.name, evaluation, args.score.draws());
    args.output.write(&Report { scores: vec![scored], detail: args.score.detail() })?;
    Ok(ExitCode::SUCCESS)
}
