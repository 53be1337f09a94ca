//! Reading gold and predictions: errors end the command, warnings are told and the work goes on.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use crate::dataset::{Dataset, Source, draft};
use crate::error::Findings;
use crate::model::Setting;
use crate::report::{System, safe};
use crate::score::Evaluation;
use crate::{Error, Result};

/// Reads gold by name of a bundled dataset, by path, or as `FORMAT:PATH`.
pub(super) fn load_gold(spec: &str) -> Result<Dataset> {
    settle(Dataset::read(&Source::open(spec)?)?)
}

/// Tells which fields of the predictions were ignored, and how often.
pub(super) fn tell_ignored(spec: &str, ignored: &BTreeMap<String, usize>) {
    if !ignored.is_empty() {
        let fields: Vec<String> = ignored.iter().map(|(field, count)| format!("{field} ({count})")).collect();
        tell(&format!("note: fields ignored in {spec}: {}", fields.join(", ")));
    }
}

/// Who made the predictions: as the header says, else as the run folder says, else the name of the source.
pub(super) fn system(run: Option<&RunAbout>, source: &Source, stated: &draft::DraftSystem) -> System {
    let name = stated.name.clone().or_else(|| run.map(|run| run.system.clone()));
    System { name: name.unwrap_or_else(|| source.name.clone()), version: stated.version.clone().unwrap_or_default() }
}

/// What the `run.json` beside predictions says of them.
pub(super) struct RunAbout {
    /// The strategy.
    system: String,
    /// What it was asked.
    pub(super) setting: Setting,
    /// Fingerprint of the gold it was run on.
    gold_hash: String,
    complete: bool,
    /// Why documents are without an answer that the run was to give, if there are any.
    partial: Option<String>,
}

impl RunAbout {
    /// Reads it, if there is one: in the folder named, or beside the file named.
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
        let broken = || Error::Usage(format!("{}: not the record of a run; remove it or run again", path.display()));
        read().ok_or_else(broken).map(Some)
    }

    /// Fails where the run did not answer all that it was to.
    pub(super) fn check_whole(&self, spec: &str) -> Result<()> {
        match &self.partial {
            None => Ok(()),
            Some(why) => Err(Error::Usage(format!(
                "{spec}: the run is partial: {why}\n  hint: `run --resume` goes on with it; `score --allow-partial` takes it as it is"
            ))),
        }
    }

    /// Tells what speaks against the scores.
    pub(super) fn tell_doubts(&self, gold_hash: &str) {
        if self.gold_hash != gold_hash {
            tell("warning: the predictions were made on other gold (run.json has another gold_hash)");
        }
        if !self.complete {
            tell("warning: the run was not complete");
        }
    }
}

/// Tells how many names of the predictions could not be judged.
pub(super) fn tell_unjudged(shown: &str, evaluation: &Evaluation) {
    if let Some(sentence) = evaluation.names.unjudged().filter(|_| evaluation.has_classes()) {
        tell(&format!("warning: {shown}: {sentence}"));
    }
}

/// Why a run is partial, if it is: it was limited, or did not come to its end.
fn partial(about: &serde_json::Value) -> Option<String> {
    let is_partial = about["partial"].as_bool().unwrap_or(false);
    is_partial.then(|| match about["limit"].as_u64() {
        Some(limit) => format!("it was asked for --limit {limit}"),
        None => "it has not come to its end".to_owned(),
    })
}

/// What was read, after telling of warnings; all findings where there is an error among them.
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

/// Says something to the person at the terminal; standard output belongs to the report.
pub(super) fn tell(text: &str) {
    let _ = writeln!(anstream::stderr(), "{}", safe(text));
}
