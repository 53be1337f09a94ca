//! Versions of a system: compared, gated, and reported to CI.

use serde_json::Value;

use crate::support::files::{TempFolder, of_package};
use crate::support::run::Run;

mod ci;
mod compare;
mod gate;
mod verdicts;

/// The files of the story, with its own or other rules for the gate, and the baseline of version 1.
fn story(rules: Option<&str>) -> TempFolder {
    let folder = TempFolder::new();
    folder.copy(&of_package("tests/story/story.in"));
    if let Some(rules) = rules {
        folder.write("quoteval.toml", rules);
    }
    save_baseline(&folder, "version-1.jsonl");
    folder
}

/// Saves predictions as the baseline of the gate.
fn save_baseline(folder: &TempFolder, predictions: &str) {
    folder.quoteval(&format!("baseline save --gold gold.jsonl --pred {predictions} -o baseline.jsonl")).exits(0);
}

/// The command line of a gate on predictions.
fn gate_words(predictions: &str, options: &str) -> String {
    format!("gate --gold gold.jsonl --baseline baseline.jsonl --pred {predictions} {options}")
}

/// Runs the gate on predictions.
fn gate(folder: &TempFolder, predictions: &str, options: &str) -> Run {
    folder.quoteval(&gate_words(predictions, options))
}

/// The JSON that a run printed.
fn json_of(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}{}", run.stdout, run.stderr))
}

/// The last line that a run printed, and the exit code.
fn verdict(run: &Run) -> (&str, i32) {
    (last_line(&run.stdout), run.code)
}

fn last_line(text: &str) -> &str {
    text.lines().last().unwrap_or_default()
}
