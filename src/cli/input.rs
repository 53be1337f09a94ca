//! Reading gold and predictions: errors end the command, warnings are told and the work goes on.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use quoteval::dataset::{Dataset, Source, draft};
use quoteval::error::Findings;
use quoteval::report::System;
use quoteval::{Error, Result};

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
pub(super) fn system(spec: &str, source: &Source, stated: &draft::System) -> System {
    let name = stated.name.clone().or_else(|| run_name(spec)).unwrap_or_else(|| source.name.clone());
    System { name, version: stated.version.clone().unwrap_or_default() }
}

/// The system that a run folder names, for predictions that stand in one.
fn run_name(spec: &str) -> Option<String> {
    let path = Path::new(spec);
    let folder = if path.is_dir() { path } else { path.parent()? };
    let about: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.join("run.json")).ok()?).ok()?;
    Some(about.get("system")?.get("name")?.as_str()?.to_owned())
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
fn tell(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}
