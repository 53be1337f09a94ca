//! Gold and predictions read side by side, for commands that look at both.

use crate::Result;
use crate::dataset::{JoinOptions, LocateEffort, Source, join};
use crate::model::{GoldDocument, Prediction, Setting};
use crate::report::System;

use super::input::{RunAbout, settle, system, tell_ignored};
use super::progress::Progress;

/// Where gold and predictions are.
#[derive(clap::Args)]
pub(super) struct JoinArgs {
    /// Gold: a bundled dataset, a file or a folder
    #[arg(long, value_name = "NAME|PATH")]
    pub(super) gold: String,
    /// Predictions: a file, a folder or the folder of a run
    #[arg(long, value_name = "PATH")]
    pub(super) pred: String,
    #[command(flatten)]
    pub(super) locate: LocateArgs,
    /// Accept predictions of an unfinished or limited run; quotations in unanswered documents count as missed
    #[arg(long)]
    allow_partial: bool,
}

/// How texts without offsets are looked for.
#[derive(clap::Args)]
pub(super) struct LocateArgs {
    /// How to locate predicted texts without offsets: exact (character for character), folded (also with different quotation
    /// marks, dashes, white space and case) or approximate (also with a few edits)
    #[arg(long = "locate", value_name = "EFFORT", default_value = "approximate")]
    effort: LocateEffort,
}

impl LocateArgs {
    pub(super) const fn join_options(&self, setting: Setting) -> JoinOptions {
        JoinOptions { setting, effort: self.effort }
    }
}

/// What was made of each gold document, and whose predictions they are.
pub(super) struct Visited<T> {
    /// In the order of gold.
    pub(super) results: Vec<T>,
    /// Name of the dataset.
    pub(super) dataset: String,
    pub(super) system: System,
}

impl JoinArgs {
    /// What the predictions say of the run they come from.
    ///
    /// Fails where it did not answer all that it was to, unless that is allowed.
    pub(super) fn run(&self) -> Result<Option<RunAbout>> {
        let run = RunAbout::of(&self.pred)?;
        match &run {
            Some(run) if !self.allow_partial => run.check_whole(&self.pred)?,
            _ => {}
        }
        Ok(run)
    }
}

/// Joins the two by document id and visits each gold document with its prediction, if there is one.
pub(super) fn visit<T: Send>(
    gold: &str,
    pred: &str,
    options: JoinOptions,
    visit: impl Fn(&GoldDocument, Option<&Prediction>) -> T + Sync,
) -> Result<Visited<T>> {
    let (gold, predictions) = (Source::open(gold)?, Source::open(pred)?);
    let progress = Progress::new();
    let joined = join(&gold, &predictions, options, |gold, prediction| {
        progress.advance();
        visit(gold, prediction)
    })?;
    drop(progress);
    let joined = settle(joined)?;
    tell_ignored(pred, &joined.ignored);
    let system = system(RunAbout::of(pred)?.as_ref(), &predictions, &joined.system);
    Ok(Visited { results: joined.results, dataset: gold.name, system })
}
