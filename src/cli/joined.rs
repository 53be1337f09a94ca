//! Gold and predictions read together.

use crate::Result;
use crate::dataset::{JoinOptions, LocateEffort, Source, join};
use crate::model::{GoldDocument, Prediction, Setting, System};

use super::input::{SavedRun, settle, system, tell_ignored};
use super::progress::Progress;

/// The locations of gold and predictions.
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

/// The effort of locating texts without offsets.
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

/// The result for each gold document, and the system that made the predictions.
pub(super) struct Visited<T> {
    /// In the order of gold.
    pub(super) results: Vec<T>,
    /// Name of the dataset.
    pub(super) dataset: String,
    pub(super) system: System,
}

impl JoinArgs {
    /// The record of the run that made the predictions, if there is one.
    ///
    /// Fails if the run is partial, unless that is allowed.
    pub(super) fn run(&self) -> Result<Option<SavedRun>> {
        let run = SavedRun::of(&self.pred)?;
        match &run {
            Some(run) if !self.allow_partial => run.check_whole(&self.pred)?,
            _ => {}
        }
        Ok(run)
    }
}

/// Joins both by document id and visits each gold document with its prediction, if there is one.
pub(super) fn visit<T: Send>(
    gold: &str,
    pred: &str,
    options: JoinOptions,
    visit: impl Fn(&GoldDocument, Option<&Prediction>) -> T + Sync,
) -> Result<Visited<T>> {
    let (gold, predictions) = (Source::open(gold)?, Source::open(pred)?);
    let progress = Progress::new(None);
    let joined = join(&gold, &predictions, options, |gold, prediction| {
        progress.advance(false);
        visit(gold, prediction)
    })?;
    drop(progress);
    let joined = settle(joined)?;
    tell_ignored(pred, &joined.ignored);
    let system = system(SavedRun::of(pred)?.as_ref(), &predictions, &joined.system);
    Ok(Visited { results: joined.results, dataset: gold.name, system })
}
