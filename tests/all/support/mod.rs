//! What several tests share: documents from JSON, and their scores.

pub(crate) mod documents;
pub(crate) mod generate;

use quoteval::Error;
use quoteval::dataset::{Source, join};
use quoteval::model::{GoldDocument, Prediction, Setting};
use quoteval::score::{DocumentScore, Evaluation, ScoreOptions};
use serde_json::Value;

/// Gold documents and the predictions about them.
pub(crate) struct Case(pub(crate) Vec<(GoldDocument, Option<Prediction>)>);

/// Reads both sides as a user's files are read.
pub(crate) fn case(gold: &[Value], predictions: &[Value], setting: Setting) -> quoteval::Result<Case> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, documents: &[Value]| {
        let path = folder.path().join(name);
        let lines: String = documents.iter().map(|document| format!("{document}\n")).collect();
        std::fs::write(&path, lines).expect("a temporary file");
        path.to_str().expect("a path in UTF-8").to_owned()
    };
    let gold = Source::open(&write("gold.jsonl", gold))?;
    let predictions = Source::open(&write("predictions.jsonl", predictions))?;
    let pair = |gold: &GoldDocument, prediction: Option<&Prediction>| (gold.clone(), prediction.cloned());
    let (joined, findings) = join(&gold, &predictions, setting, pair)?;
    joined.map(|joined| Case(joined.results)).ok_or(Error::Invalid(findings))
}

impl Case {
    pub(crate) fn evaluate(&self, options: &ScoreOptions) -> Evaluation {
        let score =
            |(gold, prediction): &(GoldDocument, _)| DocumentScore::new(gold, Option::as_ref(prediction), options);
        Evaluation::new(options.clone(), self.0.iter().map(score).collect())
    }
}
