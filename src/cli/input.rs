//! Reading gold and predictions: errors end the command, warnings are told and the work goes on.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use quoteval::dataset::{Dataset, Predictions, Source};
use quoteval::error::Findings;
use quoteval::model::Setting;
use quoteval::report::System;
use quoteval::{Error, Result};

/// Reads gold by name of a bundled dataset, by path, or as `FORMAT:PATH`.
pub(super) fn load_gold(spec: &str) -> Result<Dataset> {
    let (dataset, findings) = Dataset::read(&Source::open(spec)?)?;
    settle(dataset, findings)
}

/// Reads predictions about `gold`, and who made them.
pub(super) fn load_predictions(spec: &str, gold: &Dataset, setting: Setting) -> Result<(Predictions, System)> {
    let source = Source::open(spec)?;
    let (predictions, findings) = Predictions::read(&source, gold, setting)?;
    let predictions = settle(predictions, findings)?;
    if !predictions.ignored.is_empty() {
        let fields = predictions.ignored.iter().fold(String::new(), |mut list, (field, count)| {
            let _ = write!(list, " {field} ({count})");
            list
        });
        tell(&format!("note: fields ignored in {spec}:{fields}"));
    }
    let stated = &predictions.system;
    let name = stated.name.clone().or_else(|| run_name(spec)).unwrap_or(source.name);
    let system = System { name, version: stated.version.clone().unwrap_or_default() };
    Ok((predictions, system))
}

/// The system that a run folder names, for predictions that stand in one.
fn run_name(spec: &str) -> Option<String> {
    let path = Path::new(spec);
    let folder = if path.is_dir() { path } else { path.parent()? };
    let about: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.join("run.json")).ok()?).ok()?;
    Some(about.get("system")?.get("name")?.as_str()?.to_owned())
}

/// What was read, after telling of warnings; all findings where there is an error among them.
fn settle<T>(read: Option<T>, findings: Findings) -> Result<T> {
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
fn tell(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}
