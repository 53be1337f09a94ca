//! Helpers for several tests: documents from JSON and their scores, files in temporary folders, runs of the program.

pub(crate) mod damage;
pub(crate) mod documents;
pub(crate) mod files;
pub(crate) mod generate;
pub(crate) mod random;
pub(crate) mod run;

use quoteval::{Evaluation, GoldDocument, Prediction, ScoreOptions, Setting, Task};
use serde_json::Value;

/// Reads gold and predictions of the native format; panics if they are not valid.
pub(crate) fn read(gold: &[Value], predictions: &[Value], setting: Setting) -> (Vec<GoldDocument>, Vec<Prediction>) {
    let document = |json: &Value| {
        GoldDocument::from_json(&json.to_string()).unwrap_or_else(|error| panic!("{}: {error}", json["id"]))
    };
    let gold: Vec<GoldDocument> = gold.iter().map(document).collect();
    let prediction = |json: &Value| {
        let about = gold.iter().find(|gold| json["id"] == gold.id()).expect("a document of gold");
        Prediction::from_json(&json.to_string(), &Task::of(about, setting))
            .unwrap_or_else(|error| panic!("{}: {error}", json["id"]))
    };
    let predictions = predictions.iter().map(prediction).collect();
    (gold, predictions)
}

/// Reads and scores gold and predictions of the native format.
pub(crate) fn evaluate(gold: &[Value], predictions: &[Value], options: &ScoreOptions) -> Evaluation {
    let (gold, predictions) = read(gold, predictions, options.measure.setting);
    quoteval::score(&gold, &predictions, options).expect("documents of gold, and predictions about them")
}
