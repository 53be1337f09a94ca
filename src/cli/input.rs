//! Reading gold and predictions: errors end the command, warnings are printed.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use crate::dataset::{Dataset, Source, draft};
use crate::error::Findings;
use crate::model::{Setting, System};
use crate::report::safe;
use crate::score::Evaluation;
use crate::{Error, Result};

/// Reads gold by name of a bundled dataset, by path, or as `FORMAT:PATH`.
pub(super) fn load_gold(spec: &str) -> Result<Dataset> {
    settle(Dataset::read(&Source::open(spec)?)?)
}

/// Prints the ignored fields of the predictions, with counts.
pub(super) fn tell_ignored(spec: &str, ignored: &BTreeMap<String, usize>) {
    if !ignored.is_empty() {
        let fields: Vec<String> = ignored.iter().map(|(field, count)| format!("{field} ({count})")).collect();
        tell(&format!("note: fields ignored in {spec}: {}", fields.join(", ")));
    }
}

/// The system that made the predictions: from the header, else from the run folder, else the name of the source.
pub(super) fn system(run: Option<&SavedRun>, source: &Source, stated: &draft::DraftSystem) -> System {
    let name = stated.name.clone().or_else(|| run.map(|run| run.system.clone()));
    System { name: name.unwrap_or_else(|| source.name.clone()), version: stated.version.clone().unwrap_or_default() }
}

/// The content of the `run.json` beside predictions.
pub(super) struct SavedRun {
    /// The strategy.
    system: String,
    /// The setting of the run.
    pub(super) setting: Setting,
    /// Hash of the gold of the run.
    gold_hash: String,
    complete: bool,
    /// The reason why documents of the run have no answer, if there are any.
    partial: Option<String>,
}

impl SavedRun {
    /// Reads it if there is one, in the given folder or beside the given file.
    pub(super) fn of(spec: &str) -> Result<Option<Self>> {
        let path = Path::new(spec);
        let Some(folder) = (if path.is_dir() { Some(path) } else { path.parent() }) else {
            return Ok(None);
        };
        let path = folder.join("run.json");
        if !path.is_file() {
            return Ok(None);
        }
        let bytes = std::fs::read(&path).map_err(Error::io(&path))?;
        let about: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
        let read = || {
            Some(Self {
                system: about["system"]["name"].as_str()?.to_owned(),
                setting: about["setting"].as_str()?.parse().ok()?,
                gold_hash: about["dataset"]["gold_hash"].as_str()?.to_owned(),
                complete: about["complete"].as_bool()?,
                partial: partial(&about),
            })
        };
        let broken = || Error::Usage(format!("{}: not a valid run record; remove it or run again", path.display()));
        read().ok_or_else(broken).map(Some)
    }

    /// Fails if the run did not answer all its documents.
    pub(super) fn check_whole(&self, spec: &str) -> Result<()> {
        match &self.partial {
            None => Ok(()),
            Some(why) => Err(Error::Usage(format!(
                "{spec}: the run is partial: {why}\n  hint: `run --resume` continues it; `score --allow-partial` accepts it as it is"
            ))),
        }
    }

    /// Prints warnings about the validity of the scores.
    pub(super) fn tell_doubts(&self, gold_hash: &str) {
        if self.gold_hash != gold_hash {
            tell("warning: the predictions were made on different gold (run.json has another gold_hash)");
        }
        if !self.complete {
            tell("warning: the run was not complete");
        }
    }
}

/// Warns of predicted names that could not be judged.
pub(super) fn tell_unjudged(shown: &str, evaluation: &Evaluation) {
    if let Some(sentence) = evaluation.names.unjudged().filter(|_| evaluation.has_classes()) {
        tell(&format!("warning: {shown}: {sentence}"));
    }
}

/// The reason why a run is partial, if it is: it was limited or did not finish.
fn partial(about: &serde_json::Value) -> Option<String> {
    let is_partial = about["partial"].as_bool().unwrap_or(false);
    is_partial.then(|| match about["limit"].as_u64() {
        Some(limit) => format!("it was limited by --limit {limit}"),
        None => "it did not finish".to_owned(),
    })
}

/// Returns the content that was read after printing warnings, or all findings if there are errors.
pub(super) fn settle<T>((read, findings): (Option<T>, Findings)) -> Result<T> {
    match read {
        None => Err(Error::Invalid(findings)),
        Some(read) => {
            if !findings.0.is_empty() {
                tell(&findings.to_string());
            }
            Ok(read)
        }
    }
}

/// Prints a message to standard error; standard output is for the report.
pub(super) fn tell(text: &str) {
    let _ = writeln!(anstream::stderr(), "{}", safe(text));
}
