//! The record of a run, written to `run.json` and compared when the run is resumed.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::model::System;
use crate::score::ScoreOptions;
use crate::{Error, Result};
use serde_json::{Value, json};

use super::documents::Documents;
use super::programs::Asked;
use crate::cli::files::write_file;

const FILE: &str = "run.json";

/// The fields that must not change when a run is resumed, with their names.
const IDENTITY: [(&str, &str); 7] = [
    ("/dataset/name", "dataset"),
    ("/dataset/gold_hash", "gold"),
    ("/setting", "setting"),
    ("/where", "--where"),
    ("/strategy", "strategy"),
    ("/quoteval", "version of quoteval"),
    ("/version_of", "content of the --version-of files"),
];

/// The record of a run.
pub(super) struct RunRecord {
    path: PathBuf,
    fields: Value,
}

impl RunRecord {
    /// The record of a new run.
    pub(super) fn new(
        folder: &Path,
        documents: &Documents,
        asked: &Asked,
        options: &ScoreOptions,
        limit: Option<usize>,
    ) -> Self {
        let mut fields = json!({
            "schema": "quoteval-run/1",
            "quoteval": env!("CARGO_PKG_VERSION"),
            "system": {"name": asked.name(), "version": asked.version()},
            "strategy": asked.spec(),
            "dataset": {
                "name": documents.name(),
                "documents": documents.count,
                "gold_hash": documents.gold_hash.to_hex().as_str(),
            },
            "setting": options.measure.setting.as_str(),
            "where": options.conditions.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "limit": limit,
            "complete": false,
            "partial": true,
            "started": seconds_since_1970(),
            "sessions": 1,
            "seconds": 0.0,
        });
        if let Asked::Program(program) = asked {
            fields["command"] = json!(program.command.words());
            fields["directory"] = json!(std::env::current_dir().unwrap_or_default().display().to_string());
            fields["per_document"] = json!(program.options.per_document);
            fields["version_of"] = json!(program.version);
            fields["timeout"] = json!(program.options.timeout.as_secs_f64());
            fields["retries"] = json!(program.options.retries);
        }
        Self { path: folder.join(FILE), fields }
    }

    /// Continues the record of a resumed run, if there is one.
    ///
    /// Fails if it belongs to a different run, with the differences.
    pub(super) fn resume(&mut self, holds_predictions: bool) -> Result<()> {
        let folder = self.path.parent().unwrap_or(&self.path).display();
        if !self.path.exists() {
            return if holds_predictions {
                Err(Error::Usage(format!("{folder} contains predictions, but no {FILE} that describes them")))
            } else {
                Ok(())
            };
        }
        let bytes = std::fs::read(&self.path).map_err(Error::io(&self.path))?;
        let old: Value = serde_json::from_slice(&bytes)
            .map_err(|error| Error::Usage(format!("{}: not a valid run record: {error}", self.path.display())))?;
        let shown = |value: Option<&Value>| value.map_or_else(|| "nothing".to_owned(), ToString::to_string);
        let differs = |(pointer, name): &(&str, &str)| {
            let (then, now) = (old.pointer(pointer), self.fields.pointer(pointer));
            (then != now).then(|| format!("\n  {name}: {} before, {} now", shown(then), shown(now)))
        };
        let differences: String = IDENTITY.iter().filter_map(differs).collect();
        if !differences.is_empty() {
            return Err(Error::Usage(format!("{folder} contains a different run:{differences}")));
        }
        for field in ["started", "sessions", "seconds"] {
            self.fields[field] = old[field].clone();
        }
        self.fields["sessions"] = json!(old["sessions"].as_u64().unwrap_or(0) + 1);
        if asks_for_version(&self.fields) {
            self.fields["system"]["version"] = old["system"]["version"].clone();
        }
        Ok(())
    }

    /// The system.
    pub(super) fn system(&self) -> System {
        let text = |field: &str| self.fields["system"][field].as_str().unwrap_or_default().to_owned();
        System { name: text("name"), version: text("version") }
    }

    /// Sets the version stated by the program.
    pub(super) fn set_version(&mut self, version: &str) {
        self.fields["system"]["version"] = json!(version);
    }

    /// Records the progress of the run and the time it took.
    pub(super) fn set_progress(&mut self, answered: usize, failed: usize, documents: &Documents, seconds: f64) {
        let finished = answered + failed;
        self.fields["answered"] = json!(answered);
        self.fields["failed"] = json!(failed);
        self.fields["partial"] = json!(finished < documents.wanted);
        self.fields["complete"] = json!(finished == documents.count);
        let before = self.fields["seconds"].as_f64().unwrap_or(0.0);
        self.fields["seconds"] = json!(((before + seconds) * 1000.0).round() / 1000.0);
    }

    /// Writes the record, whole or not at all.
    pub(super) fn write(&self) -> Result<()> {
        write_file(&self.path, format!("{:#}\n", self.fields).as_bytes())
    }
}

/// True if the program states its own version, and has not done so in this session.
fn asks_for_version(fields: &Value) -> bool {
    fields.get("command").is_some() && fields["system"]["version"] == ""
}

fn seconds_since_1970() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map(|since| since.as_secs()).unwrap_or_default()
}
