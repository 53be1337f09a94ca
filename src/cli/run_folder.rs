//! The folder of a run: predictions as they were made, and what made them.

use std::path::Path;

use quoteval::dataset::{Dataset, write_prediction};
use quoteval::model::Prediction;
use quoteval::report::Scored;
use quoteval::{Error, Result};
use serde_json::json;

use super::output::write_file;

/// Writes `FOLDER/<dataset>/<strategy>/predictions.jsonl` and `run.json` beside it.
pub(super) fn write(folder: &Path, dataset: &Dataset, scored: &Scored, predictions: &[Prediction]) -> Result<()> {
    let folder = folder.join(&dataset.name).join(&scored.system.name);
    std::fs::create_dir_all(&folder).map_err(Error::io(&folder))?;
    let mut lines = String::new();
    let wanted = dataset.documents().filter(|gold| scored.evaluation.options.wants(gold));
    for (prediction, gold) in predictions.iter().zip(wanted) {
        write_prediction(&mut lines, prediction, gold.text());
    }
    write_file(&folder.join("predictions.jsonl"), lines.as_bytes())?;
    let about = json!({
        "schema": "quoteval-run/1",
        "system": {"name": scored.system.name, "version": scored.system.version},
        "dataset": {
            "name": dataset.name,
            "documents": predictions.len(),
            "gold_hash": scored.evaluation.gold_hash.to_hex().as_str(),
        },
        "setting": scored.evaluation.options.measure.setting.as_str(),
        "where": scored.evaluation.options.conditions.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "complete": predictions.len() == dataset.documents().count(),
    });
    write_file(&folder.join("run.json"), format!("{about:#}\n").as_bytes())
}
