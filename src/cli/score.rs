//! `quoteval score`: saved predictions against gold.

use std::process::ExitCode;

use crate::Result;
use crate::model::System;
use crate::partial::Partial;
use crate::report::Report;
use crate::score::{DocumentScore, Evaluation};
use clap::builder::NonEmptyStringValueParser;

use super::input::tell_unjudged;
use super::joined::{JoinArgs, visit};
use super::options::{PartialArgs, ScoreArgs};
use super::output::OutputArgs;

#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    join: JoinArgs,
    /// Name of the dataset in reports; with --partial, that of the whole dataset [default: as stated in gold, or its file name]
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    dataset: Option<String>,
    /// Name of the system in reports [default: as stated in the predictions, or their file name]
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    system: Option<String>,
    #[command(flatten)]
    partial: PartialArgs,
    #[command(flatten)]
    score: ScoreArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// Reads both sides, joins them by document id, scores each pair and keeps the counts alone.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    if !args.partial.partial {
        args.output.check(args.score.per_quotation)?;
    }
    let run = args.join.run()?;
    let mut options = args.score.options_for(run.as_ref())?;
    options.per_quotation |= !args.partial.partial && args.output.needs_rows()?;
    let join = args.join.locate.join_options(options.measure.setting);
    let visited = visit(&args.join.gold, &args.join.pred, join, |gold, prediction| {
        (gold.layers(), options.wants(gold).then(|| DocumentScore::new(gold, prediction, &options)))
    })?;
    visited.results.iter().for_each(|(layers, _)| options.layers |= *layers);
    let scores: Vec<DocumentScore> = visited.results.into_iter().filter_map(|(_, score)| score).collect();
    args.score.check_wanted(&args.join.gold, args.partial.partial || !scores.is_empty())?;
    let evaluation = Evaluation::new(options, scores);
    tell_unjudged(&args.join.pred, &evaluation);
    if let Some(run) = run.filter(|_| !evaluation.options.is_selective()) {
        run.tell_doubts(evaluation.gold_hash.to_hex().as_str());
    }
    let dataset = args.dataset.clone().unwrap_or(visited.dataset);
    let name = args.system.clone().unwrap_or(visited.system.name);
    let system = System { name, version: visited.system.version };
    if args.partial.partial {
        let Evaluation { options, documents, .. } = evaluation;
        let partial = Partial { system, dataset, options, documents };
        args.output.fill(|out| partial.write(out))?;
    } else {
        args.score.check_slices(&evaluation)?;
        let scored = args.score.scored(system, dataset, evaluation);
        args.output.write(&Report { scores: vec![scored], detail: args.score.detail() })?;
    }
    Ok(ExitCode::SUCCESS)
}
