//! `quoteval power`: the smallest difference that a gold set can show.

use std::process::ExitCode;

use crate::model::System;
use crate::report::{About, PowerReport};
use crate::score::{DocumentScore, Evaluation, ScoreOptions, Statistics};
use crate::stats::power;
use crate::{Error, Result};

use super::joined::{LocateArgs, visit};
use super::options::MeasureArgs;
use super::sheet::SheetArgs;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Gold: a bundled dataset, a file or a folder
    #[arg(long, value_name = "NAME|PATH")]
    gold: String,
    /// Predictions of a system; give it twice for the difference between two systems
    #[arg(long, value_name = "PATH", required = true)]
    pred: Vec<String>,
    /// Seed for the randomisation test of `compare`; recorded in the signature, no effect on this report
    #[arg(long, value_name = "N", default_value_t = 42)]
    seed: u64,
    #[command(flatten)]
    locate: LocateArgs,
    #[command(flatten)]
    measure: MeasureArgs,
    #[command(flatten)]
    sheet: SheetArgs,
}

/// Scores one or two systems and prints the smallest differences that could be shown.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    if args.pred.len() > 2 {
        return Err(Error::Usage(format!("--pred may be given once or twice, not {} times", args.pred.len())));
    }
    let systems: Vec<Evaluated> = args.pred.iter().map(|pred| evaluate(args, pred)).collect::<Result<_>>()?;
    let statistics = Statistics { seed: args.seed, ..Statistics::default() };
    let first = &systems[0];
    let names: Vec<&System> = systems.iter().map(|system| &system.system).collect();
    let report = PowerReport {
        about: About::new(&names, &first.dataset, &first.evaluation, statistics),
        documents: first.evaluation.documents.len(),
        metrics: power(&first.evaluation, systems.get(1).map(|system| &system.evaluation)),
    };
    args.sheet.print(&report)?;
    Ok(ExitCode::SUCCESS)
}

/// A scored system.
struct Evaluated {
    system: System,
    dataset: String,
    evaluation: Evaluation,
}

fn evaluate(args: &Args, pred: &str) -> Result<Evaluated> {
    let options = ScoreOptions { measure: args.measure.measure(), ..ScoreOptions::default() };
    let visited = visit(&args.gold, pred, args.locate.join_options(options.measure.setting), |gold, prediction| {
        DocumentScore::new(gold, prediction, &options)
    })?;
    let evaluation = Evaluation::new(options, visited.results);
    Ok(Evaluated { system: visited.system, dataset: visited.dataset, evaluation })
}
