//! One strategy on one dataset, from the first unfinished document to the score.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::time::Instant;

use crate::Result;
use crate::caught::caught;
use crate::dataset::GoldEntry;
use crate::model::{GoldDocument, Prediction, Setting, System, Task};
use crate::report::Scored;
use crate::score::{DocumentScore, ScoreOptions};
use crate::strategy::Strategy;

use super::Args;
use super::documents::Documents;
use super::drive::drive;
use super::folder::{AnswerLine, Mode, RunFolder};
use super::lock::Locked;
use super::names::step;
use super::programs::Asked;
use super::record::RunRecord;
use super::summary::Summary;
use crate::cli::input::{tell, tell_unjudged};
use crate::cli::progress::Progress;

/// A strategy is stopped after this many failures without an answer.
const HOPELESS: usize = 25;

/// The result of a job.
pub(super) struct JobResult {
    /// `None` if the strategy was stopped.
    pub(super) scored: Option<Scored>,
    /// True if the strategy failed on more documents than allowed.
    pub(super) has_failed: bool,
}

/// The folder of the run and the record in it.
struct Kept {
    folder: RunFolder,
    record: RunRecord,
}

/// The answer for one document, in the form needed later.
struct Answer {
    id: String,
    error: Option<String>,
    /// The line for the folder, if there is one.
    line: Option<AnswerLine>,
    /// The score, if there is no folder to score from later.
    score: Option<DocumentScore>,
}

/// One strategy on one dataset.
pub(super) struct Job<'a> {
    pub(super) documents: &'a Documents,
    pub(super) asked: &'a Asked,
    pub(super) options: &'a ScoreOptions,
    pub(super) args: &'a Args,
}

impl Job<'_> {
    /// The number of documents of the job.
    pub(super) fn asked_for(&self) -> usize {
        let limit = self.limit().unwrap_or(usize::MAX);
        self.documents.wanted.min(limit)
    }

    /// The limit on the number of documents.
    pub(super) fn limit(&self) -> Option<usize> {
        self.args.limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX))
    }

    /// Runs the strategy, stores and scores the answers, and prints the summary.
    pub(super) fn run(&self) -> Result<JobResult> {
        let begun = Instant::now();
        let mut kept = self.folder()?;
        let mut summary = Summary::new(kept.as_ref().map(|kept| &kept.folder));
        let scores = match self.asked {
            Asked::BuiltIn(strategy) => self.ask_all(*strategy, || (), &mut kept, &mut summary)?,
            Asked::Adjusted(strategy) => self.ask_all(&**strategy, || (), &mut kept, &mut summary)?,
            Asked::Program(program) => {
                let exec = program.exec(self.documents.name(), kept.as_ref().map(|kept| kept.folder.path()));
                let scores = self.ask_all(&exec, || exec.stop(), &mut kept, &mut summary)?;
                summary.events = Some(exec.finish());
                scores
            }
        };
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
        let system = || kept.as_ref().map_or_else(|| self.system(&summary), |kept| kept.record.system());
        let scored = evaluation.map(|evaluation| self.args.score.scored(system(), self.documents.name(), evaluation));
        Ok(JobResult { scored, has_failed })
    }

    /// Runs every unfinished document; returns the scores if there is no folder to score from.
    fn ask_all(
        &self,
        strategy: &dyn Strategy,
        stop: impl FnOnce() + Send,
        kept: &mut Option<Kept>,
        summary: &mut Summary,
    ) -> Result<Vec<DocumentScore>> {
        let progress = Progress::new(Some(self.asked_for().saturating_sub(summary.finished())));
        let finished = kept.as_ref().map(|kept| kept.folder.ids()).unwrap_or_default();
        let has_folder = kept.is_some();
        let mut scores = Vec::new();
        drive(
            self.unfinished(finished)?,
            rayon::current_num_threads(),
            |entry| answer(&entry.gold, strategy, self.options, has_folder),
            stop,
            |answer| {
                if let (Some(kept), Some(line)) = (&mut *kept, answer.line) {
                    kept.folder.append(line)?;
                }
                scores.extend(answer.score);
                progress.advance(answer.error.is_some());
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

    /// Opens the run folder, if there is one.
    fn folder(&self) -> Result<Option<Kept>> {
        let Some(out) = &self.args.folder.out else { return Ok(None) };
        let locked = Locked::new(out.join(step(self.documents.name())).join(step(self.asked.name())))?;
        let mut record = RunRecord::new(&locked.path, self.documents, self.asked, self.options, self.limit());
        let mode = self.mode();
        if let Mode::Resume { .. } = mode {
            record.resume(locked.holds_predictions())?;
        }
        let folder = RunFolder::open(locked, mode)?;
        if folder.torn > 0 {
            tell(&format!(
                "note: {}: the last line was incomplete; its document is run again",
                folder.predictions().display()
            ));
        }
        record.write()?;
        Ok(Some(Kept { folder, record }))
    }

    const fn mode(&self) -> Mode {
        let folder = &self.args.folder;
        match self.asked {
            _ if folder.resume || folder.retry_errors => Mode::Resume { keep_failed: !folder.retry_errors },
            // What is built in answers again in no time, and alike.
            Asked::BuiltIn(_) | Asked::Adjusted(_) => Mode::Overwrite,
            Asked::Program(_) if folder.overwrite => Mode::Overwrite,
            Asked::Program(_) => Mode::Fresh,
        }
    }

    /// The documents of the job, in order.
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

    /// Sorts the lines and records the progress of the run.
    fn close(&self, kept: &mut Kept, summary: &Summary, begun: Instant) -> Result<()> {
        kept.folder.sort(self.documents.all()?.map(|entry| entry.map(|entry| entry.gold.id().to_owned())))?;
        if let Some(version) = summary.version() {
            kept.record.set_version(&version);
        }
        let seconds = begun.elapsed().as_secs_f64();
        kept.record.set_progress(summary.answered, summary.failed, self.documents, seconds);
        kept.record.write()
    }
}

/// Runs the strategy on one document. An error or a panic fails the document, and is never a wrong answer.
fn answer(gold: &GoldDocument, strategy: &dyn Strategy, options: &ScoreOptions, has_folder: bool) -> Answer {
    let answer = |prediction: Prediction| Answer {
        id: gold.id().to_owned(),
        line: has_folder.then(|| AnswerLine::new(&prediction, gold.text())),
        score: (!has_folder).then(|| DocumentScore::new(gold, Some(&prediction), options)),
        error: prediction.error,
    };
    let setting = options.measure.setting;
    let answered = caught(|| {
        let prediction = strategy.attribute(&Task::of(gold, setting)).map_err(|error| error.to_string())?;
        let prediction = match setting {
            Setting::EndToEnd => prediction,
            Setting::GoldQuotations => crate::score::complete(gold, prediction).map_err(|error| error.to_string())?,
        };
        Ok(answer(prediction))
    });
    answered.flatten().unwrap_or_else(|error| answer(Prediction::failed(gold.id(), error)))
}

#[cfg(test)]
mod tests {
    use crate::model::{PredictedQuotation, Span};
    use crate::strategy::StrategyError;

    use super::*;

    /// Panics on the document `b`, and predicts a span beyond the text of any other.
    struct Panicky;

    impl Strategy for Panicky {
        fn name(&self) -> &str {
            "panicky"
        }

        fn attribute(&self, task: &Task<'_>) -> std::result::Result<Prediction, StrategyError> {
            assert_ne!(task.id, "b", "invariant: no document is b");
            let beyond = Span::new(&"x".repeat(99), 90, 99).unwrap();
            let quotations = vec![PredictedQuotation::by("q1", beyond, "Lee")];
            Ok(Prediction { quotations, ..Prediction::empty(task.id) })
        }
    }

    #[test]
    fn a_panic_of_a_strategy_or_on_its_answer_fails_the_document() {
        let options = ScoreOptions::default();
        let errors = ["a", "b"].map(|id| {
            let gold = GoldDocument::new(id, "“No,” said Lee.");
            let kept = answer(&gold, &Panicky, &options, true);
            assert!(kept.line.is_some() && kept.score.is_none());
            let scored = answer(&gold, &Panicky, &options, false);
            assert!(scored.score.is_some());
            (kept.error, scored.error)
        });
        for error in errors.iter().flat_map(|(kept, scored)| [kept, scored]) {
            assert!(error.as_ref().is_some_and(|error| error.starts_with("panicked: ")), "{errors:?}");
        }
    }
}
