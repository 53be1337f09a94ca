//! `quoteval sweep`: the calibration of confidences, and the score above each threshold.

use std::process::ExitCode;

use crate::model::Prediction;
use crate::report::{About, Sweep};
use crate::score::{Aligned, DocumentScore, Evaluation, ScoreOptions, Statistics};
use crate::stats::Confidences;
use crate::{Error, Result};

use super::joined::{JoinArgs, visit};
use super::options::{MeasureArgs, no_speakers};
use super::sheet::SheetArgs;

#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    join: JoinArgs,
    #[command(flatten)]
    measure: MeasureArgs,
    #[command(flatten)]
    sheet: SheetArgs,
}

/// Judges every prediction and prints the calibration and thresholds.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let measure = args.measure.measure_run(args.join.run()?.as_ref())?;
    let options = ScoreOptions { measure, ..ScoreOptions::default() };
    let join = args.join.locate.join_options(measure.setting);
    let visited = visit(&args.join.gold, &args.join.pred, join, |gold, prediction| {
        let nothing = Prediction::empty(gold.id());
        let doc = Aligned::new(gold, prediction.unwrap_or(&nothing), measure);
        (DocumentScore::new(gold, prediction, &options), Confidences::of(&doc))
    })?;
    let (mut scores, mut confidences) = (Vec::new(), Confidences::default());
    for (score, of_document) in visited.results {
        scores.push(score);
        confidences.add(of_document);
    }
    let evaluation = Evaluation::new(options, scores);
    if evaluation.total(measure.criterion.as_str()).is_none() {
        return Err(no_speakers(&args.join.gold, measure.criterion.as_str()));
    }
    let (calibration, thresholds) =
        confidences.sweep().map_err(|error| Error::Usage(format!("{}: {error}", args.join.pred)))?;
    let about = About::new(&[&visited.system], &visited.dataset, &evaluation, Statistics::without_intervals());
    args.sheet.print(&Sweep { about, criterion: measure.criterion, calibration, thresholds })?;
    Ok(ExitCode::SUCCESS)
}
