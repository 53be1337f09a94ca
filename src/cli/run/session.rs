//! One strategy on one dataset, from the first document that is not finished to the score.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::time::Instant;

use crate::Result;
use crate::dataset::GoldEntry;
use crate::model::{GoldDocument, Prediction, Setting, Task};
use crate::report::{Scored, System};
use crate::score::DocumentScore;
use crate::strategy::Strategy;

use super::about::About;
use super::drive::drive;
use super::folder::{self, Mode, RunFolder};
use super::job::Job;
use super::lock::Locked;
use super::names::step;
use super::programs::{Asked, Ready};
use super::summary::Summary;
use crate::cli::input::{tell, tell_unjudged};
use crate::cli::progress::Progress;

/// A strategy that has failed on so many documents and answered none is given up.
const HOPELESS: usize = 25;

/// What came of it.
pub(super) struct Outcome {
    /// Nothing where the strategy was given up.
    pub(super) scored: Option<Scored>,
    /// Whether the strategy failed on more documents than it may.
    pub(super) has_failed: bool,
}

/// The folder of the run and the record in it.
struct Kept {
    folder: RunFolder,
    about: About,
}

/// What a strategy said of a document, kept as it will be needed.
struct Answer {
    id: String,
    error: Option<String>,
    /// The line for the folder, if there is one.
    entry: Option<folder::Entry>,
    /// The score, if there is no folder to score from later.
    score: Option<DocumentScore>,
}

impl Job<'_> {
    /// Asks, keeps, scores and tells.
    pub(super) fn run(&self) -> Result<Outcome> {
        let begun = Instant::now();
        let mut kept = self.folder()?;
        let ready = self.asked.ready(self.documents.name(), kept.as_ref().map(|kept| kept.folder.path()));
        let mut summary = Summary::new(kept.as_ref().map(|kept| &kept.folder));
        let scores = self.ask_all(&ready, &mut kept, &mut summary)?;
        summary.events = ready.finish();
        if let Some(kept) = &mut kept {
            self.close(kept, &summary, begun)?;
        }
        let scores = match &kept {
            _ if summary.finished() < self.asked_for() => None,
            Some(kept) => Some(self.score_folder(&kept.folder)?),
            None => Some(scores),
        };
        let evaluation = scores.map(|scores| self.evaluation(scores)).transpose()?;
        if let Some(evaluation) = &evaluation {
            tell_unjudged(&format!("{} on {}", self.asked.name(), self.documents.name()), evaluation);
        }
        let has_failed = self.has_failed(&summary);
        summary.tell(self, evaluation.as_ref(), has_failed, begun.elapsed());
        let system = || kept.as_ref().map_or_else(|| self.system(&summary), |kept| kept.about.system());
        let scored = evaluation.map(|evaluation| self.args.score.scored(system(), self.documents.name(), evaluation));
        Ok(Outcome { scored, has_failed })
    }

    /// Asks about every document that is not finished; the scores, where there is no folder to score from.
    fn ask_all(&self, ready: &Ready, kept: &mut Option<Kept>, summary: &mut Summary) -> Result<Vec<DocumentScore>> {
        let progress = Progress::of(self.asked_for().saturating_sub(summary.finished()));
        let finished = kept.as_ref().map(|kept| kept.folder.ids()).unwrap_or_default();
        let has_folder = kept.is_some();
        let mut scores = Vec::new();
        drive(
            self.unfinished(finished)?,
            rayon::current_num_threads(),
            |entry| self.answer(&entry.gold, ready.strategy(), has_folder),
            || ready.stop(),
            |answer| {
                if let (Some(kept), Some(entry)) = (&mut *kept, answer.entry) {
                    kept.folder.append(entry)?;
                }
                scores.extend(answer.score);
                progress.advance_with(answer.error.is_some());
                summary.add(&answer.id, answer.error);
                Ok(if self.is_given_up(summary) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
            },
        )?;
        Ok(scores)
    }

    fn system(&self, summary: &Summary) -> System {
        let version = summary.version().unwrap_or_else(|| self.asked.version().to_owned());
        System { name: self.asked.name().to_owned(), version }
    }

    /// Opens the folder, if predictions are to be kept.
    fn folder(&self) -> Result<Option<Kept>> {
        let Some(out) = &self.args.folder.out else { return Ok(None) };
        let locked = Locked::new(out.join(step(self.documents.name())).join(step(self.asked.name())))?;
        let mut about = About::new(&locked.path, self.documents, self.asked, self.options, self.limit());
        let mode = self.mode();
        if let Mode::Resume { .. } = mode {
            about.resume(locked.holds_predictions())?;
        }
        let folder = RunFolder::open(locked, mode)?;
        if folder.torn > 0 {
            tell(&format!("note: {}: the last line was torn and is made again", folder.predictions().display()));
        }
        about.write()?;
        Ok(Some(Kept { folder, about }))
    }

    const fn mode(&self) -> Mode {
        let folder = &self.args.folder;
        match self.asked {
            _ if folder.resume || folder.retry_errors => Mode::Resume { keep_failed: !folder.retry_errors },
            // What is built in answers again in no time, and alike.
            Asked::BuiltIn(_) => Mode::Overwrite,
            Asked::Program(_) if folder.overwrite => Mode::Overwrite,
            Asked::Program(_) => Mode::Fresh,
        }
    }

    /// The documents that the run is about, in order.
    fn wanted(&self) -> Result<impl Iterator<Item = Result<Cow<'_, GoldEntry>>> + Send> {
        let all = self.documents.all()?;
        let wanted = all.filter(|entry| entry.as_ref().map_or(true, |entry| self.options.wants(&entry.gold)));
        Ok(wanted.take(self.asked_for()))
    }

    fn unfinished(
        &self,
        finished: HashSet<Box<str>>,
    ) -> Result<impl Iterator<Item = Result<Cow<'_, GoldEntry>>> + Send> {
        let is_open = move |entry: &Cow<'_, GoldEntry>| !finished.contains(entry.gold.id());
        Ok(self.wanted()?.filter(move |entry| entry.as_ref().map_or(true, &is_open)))
    }

    /// Asks the strategy; what goes wrong is recorded as a failed document, never mixed with wrong answers.
    fn answer(&self, gold: &GoldDocument, strategy: &dyn Strategy, has_folder: bool) -> Answer {
        let setting = self.options.measure.setting;
        let attributed = strategy.attribute(&Task::of(gold, setting)).map_err(|error| error.to_string());
        let checked = attributed.and_then(|prediction| match setting {
            Setting::EndToEnd => Ok(prediction),
            Setting::GoldQuotations => crate::score::complete(gold, prediction).map_err(|error| error.to_string()),
        });
        let prediction =
            checked.unwrap_or_else(|error| Prediction { error: Some(error), ..Prediction::empty(gold.id()) });
        Answer {
            id: gold.id().to_owned(),
            entry: has_folder.then(|| folder::Entry::new(&prediction, gold.text())),
            score: (!has_folder).then(|| DocumentScore::new(gold, Some(&prediction), self.options)),
            error: prediction.error,
        }
    }

    fn is_given_up(&self, summary: &Summary) -> bool {
        match self.args.max_errors {
            Some(most) => summary.failed > most,
            None => summary.answered == 0 && summary.failed >= HOPELESS,
        }
    }

    fn has_failed(&self, summary: &Summary) -> bool {
        match self.args.max_errors {
            Some(most) => summary.failed > most,
            None => summary.answered == 0 && summary.failed > 0,
        }
    }

    /// Puts the lines in order and records how far the run has come.
    fn close(&self, kept: &mut Kept, summary: &Summary, begun: Instant) -> Result<()> {
        kept.folder.sort(self.documents.all()?.map(|entry| entry.map(|entry| entry.gold.id().to_owned())))?;
        if let Some(version) = summary.version() {
            kept.about.set_version(&version);
        }
        let seconds = begun.elapsed().as_secs_f64();
        kept.about.set_progress(summary.answered, summary.failed, self.documents, seconds);
        kept.about.write()
    }
}
