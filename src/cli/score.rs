//! `quoteval score`: saved predictions against gold.

use std::process::ExitCode;

use quoteval::Result;
use quoteval::report::Report;
use quoteval::score::{DocumentScore, Evaluation};

use super::joined::{JoinArgs, visit};
use super::options::ScoreArgs;
use super::output::OutputArgs;

/// Options of `score`.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    join: JoinArgs,
    #[command(flatten)]
    score: ScoreArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// Reads both sides, joins them by document id, scores each pair and keeps the counts alone.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    args.output.check()?;
    let run = args.join.run()?;
    let options = args.score.options_for(run.as_ref())?;
    let visited = visit(&args.join.gold, &args.join.pred, options.measure.setting, |gold, prediction| {
        options.wants(gold).then(|| DocumentScore::new(gold, prediction, &options))
    })?;
    let scores: Vec<DocumentScore> = visited.results.into_iter().flatten().collect();
    args.score.check_wanted(&args.join.gold, !scores.is_empty())?;
    let evaluation = Evaluation::new(options, scores);
    if let Some(run) = &run {
        run.tell_doubts(evaluation.gold_hash.to_hex().as_str());
    }
    let scored = args.score.scored(visited.system, visited.dataset, evaluation);
    args.output.write(&Report { scores: vec![scored], detail: args.score.detail() })?;
    Ok(ExitCode::SUCCESS)
}
