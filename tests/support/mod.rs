//! What several tests share: documents from JSON, and their scores.

#![allow(dead_code, reason = "each test uses a part of it")]

use quoteval::dataset::{Dataset, Predictions};
use quoteval::model::Setting;
use quoteval::score::{DocumentScore, Evaluation, ScoreOptions};
use serde_json::Value;

/// Gold and the predictions about it.
pub(crate) struct Case {
    pub(crate) gold: Dataset,
    pub(crate) predictions: Predictions,
}

/// Reads both sides as a user's files are read.
pub(crate) fn case(gold: &[Value], predictions: &[Value], setting: Setting) -> quoteval::Result<Case> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, documents: &[Value]| {
        let path = folder.path().join(name);
        let lines: String = documents.iter().map(|document| format!("{document}\n")).collect();
        std::fs::write(&path, lines).expect("a temporary file");
        path.to_str().expect("a path in UTF-8").to_owned()
    };
    let gold = Dataset::load(&write("gold.jsonl", gold))?;
    let predictions = Predictions::load(&write("predictions.jsonl", predictions), &gold, setting)?;
    Ok(Case { gold, predictions })
}

impl Case {
    pub(crate) fn evaluate(&self, options: &ScoreOptions) -> Evaluation {
        let pairs = self.gold.documents().zip(&self.predictions.documents);
        let scores = pairs.map(|(gold, prediction)| DocumentScore::new(gold, prediction.as_ref(), options)).collect();
        Evaluation::new(options.clone(), scores)
    }
}
