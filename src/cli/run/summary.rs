//! The summary of a run: answered and failed documents, apart from right and wrong answers.

use std::time::Duration;

use crate::report::plural;
use crate::score::{Evaluation, Status};
use crate::strategy::Events;

use super::folder::RunFolder;
use super::programs::Asked;
use super::session::Job;
use crate::cli::input::{tell, tell_ignored};

/// The number of failures, warnings and ids shown.
const SHOWN: usize = 10;

/// Counts and the first failures.
#[derive(Default)]
pub(super) struct Summary {
    pub(super) answered: usize,
    pub(super) failed: usize,
    /// The number of documents finished before this job.
    before: usize,
    failures: Vec<String>,
    /// The events of a program.
    pub(super) events: Option<Events>,
}

impl Summary {
    /// A summary that starts with the documents already finished.
    pub(super) fn new(folder: Option<&RunFolder>) -> Self {
        let (answered, failed) = folder.map_or((0, 0), RunFolder::counts);
        Self { answered, failed, before: answered + failed, ..Self::default() }
    }

    pub(super) fn add(&mut self, id: &str, error: Option<String>) {
        match error {
            None => self.answered += 1,
            Some(error) => {
                self.failed += 1;
                if self.failures.len() < SHOWN {
                    self.failures.push(format!("  failed {id}: {error}"));
                }
            }
        }
    }

    /// Documents with an answer or a failure.
    pub(super) const fn finished(&self) -> usize {
        self.answered + self.failed
    }

    /// The version that a program states.
    pub(super) fn version(&self) -> Option<String> {
        self.events.as_ref()?.system.as_ref()?.version.clone()
    }

    /// Prints the summary to standard error, unless a built-in strategy succeeded.
    pub(super) fn tell(&self, job: &Job<'_>, scored: Option<&Evaluation>, has_failed: bool, time: Duration) {
        if self.failed == 0 && !matches!(job.asked, Asked::Program(_)) {
            return;
        }
        tell(&self.headline(job, time));
        self.failures.iter().for_each(|failure| tell(failure));
        let told = self.failures.len();
        if self.failed > told {
            tell(&format!("  {} more failed{}", self.failed - told, if told == 0 { " before" } else { "" }));
        }
        self.tell_events();
        self.tell_end(job, scored, has_failed);
    }

    /// `mine on wire: 32 documents: 30 answered, 2 failed; 20 from before, 3 cached; 12.3 s, 1.0 per second`.
    fn headline(&self, job: &Job<'_>, time: Duration) -> String {
        let mut line = format!(
            "{} on {}: {}: {} answered, {} failed",
            job.asked.name(),
            job.documents.name(),
            plural(job.asked_for() as u64, "document"),
            self.answered,
            self.failed
        );
        let open = job.asked_for().saturating_sub(self.finished());
        let cached = self.events.as_ref().map_or(0, |events| events.cached);
        let parts = [(open as u64, "open"), (self.before as u64, "from before"), (cached, "cached")];
        let parts: Vec<String> =
            parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        if !parts.is_empty() {
            line.push_str(&format!(" ({})", parts.join(", ")));
        }
        let now = self.finished().saturating_sub(self.before) as f64;
        let seconds = time.as_secs_f64();
        line.push_str(&format!("; {seconds:.1} s, {:.1} per second", now / seconds.max(1e-6)));
        line
    }

    fn tell_events(&self) {
        let Some(events) = &self.events else { return };
        tell_ignored("the answers", &events.ignored);
        for (document, warning) in events.warnings.iter().take(SHOWN) {
            tell(&format!("warning: {document}: {warning}"));
        }
        if events.warnings.len() > SHOWN {
            tell(&format!("warning: {} more warnings like these", events.warnings.len() - SHOWN));
        }
        if !events.repeated.is_empty() {
            let shown = events.repeated.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
            let more = if events.repeated.len() > SHOWN { ", …" } else { "" };
            tell(&format!("warning: answered more than once; the first answer counts: {shown}{more}"));
        }
        if events.ended_between > 0 {
            let times = plural(events.ended_between, "time");
            tell(&format!("warning: the program exited {times} between documents and was restarted"));
            tell("  hint: a program that reads one document and exits needs --per-document");
        }
    }

    fn tell_end(&self, job: &Job<'_>, scored: Option<&Evaluation>, has_failed: bool) {
        if let Some(evaluation) = scored.filter(|_| self.failed > 0) {
            let failed = evaluation.documents.iter().filter(|document| document.status == Status::Failed);
            let lost: u64 = failed.map(|document| document.gold).sum();
            let all = plural(evaluation.gold, "gold quotation");
            tell(&format!("  failed documents contain {lost} of {all}, which count as missed"));
        }
        if job.args.folder.out.is_some() && self.failed > 0 {
            tell("  hint: --retry-errors retries failed documents");
        }
        if has_failed {
            let most = job.args.max_errors.map_or_else(String::new, |most| format!(", more than --max-errors {most}"));
            let name = job.asked.name();
            tell(&format!("error: {name} failed on {}{most}", plural(self.failed as u64, "document")));
        }
    }
}
