//! Evaluations read back from their JSON report, `quoteval-score/1`.

use std::collections::BTreeMap;

use blake3::Hash;
use serde::Deserialize;
use serde_json::Value;

use super::Side;
use super::baseline::SystemName;
use super::side::measure_of;
use crate::error::{Error, Result};
use crate::model::{GoldDocument, Layers, System};
use crate::score::{
    Counts, DocumentScore, ErrorClass, Evaluation, METRICS, Measure, ScoreOptions, Signature, SignatureError, Status,
};

#[derive(Deserialize)]
struct StoredReport {
    schema: String,
    signature: String,
    system: SystemName,
    dataset: StoredDataset,
    documents: Option<Vec<StoredDocument>>,
    quotations: Option<Vec<StoredRow>>,
}

#[derive(Deserialize)]
struct StoredDataset {
    gold_hash: String,
}

#[derive(Deserialize)]
struct StoredDocument {
    id: String,
    status: String,
    gold: u64,
    predicted: u64,
    metrics: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
struct StoredRow {
    document: String,
    gold: Option<String>,
    class: Option<String>,
}

/// Reads the report of one evaluation; `shown` names it in errors.
///
/// # Errors
/// If the bytes are not such a report, or if the counts per document are missing or invalid.
pub(crate) fn read_evaluation(bytes: &[u8], shown: &str) -> Result<Side> {
    let usage = |message: &str| Error::Usage(format!("{shown}: {message}"));
    let report: StoredReport = serde_json::from_slice(bytes)
        .map_err(|error| usage(&format!("not the JSON report of an evaluation: {error}")))?;
    if report.schema != "quoteval-score/1" {
        return Err(usage(&format!("the schema is {}, not quoteval-score/1", report.schema)));
    }
    let Some(documents) = report.documents else {
        return Err(usage("the report has no counts per document"));
    };
    let signature: Signature = report.signature.parse().map_err(|error| refused(error, shown))?;
    let classes = classes(report.quotations, &documents).map_err(|message| usage(&message))?;
    let measure = measure_of(&signature).map_err(|field| usage(&format!("the signature has an unknown {field}")))?;
    let options = options(measure, &documents);
    let kinds = DocumentScore::new(&GoldDocument::default(), None, &options);
    let read = |document: StoredDocument| {
        let id = document.id.clone();
        score(document, &kinds, options.layers)
            .ok_or_else(|| usage(&format!("document {id}: the counts are not those of its metrics")))
    };
    let scores: Vec<DocumentScore> = documents.into_iter().map(read).collect::<Result<_>>()?;
    let gold_hash = Hash::from_hex(&report.dataset.gold_hash).map_err(|_| usage("`gold_hash` is no hash"))?;
    let evaluation = Evaluation { gold_hash, ..Evaluation::new(options, scores) };
    let SystemName { name, version } = report.system;
    Ok(Side { system: System { name, version }, signature, evaluation, classes, prints: None })
}

/// Converts an error: another version of the metric definitions is not comparable; any other error is a fault of the file.
fn refused(error: SignatureError, shown: &str) -> Error {
    match error {
        SignatureError::Version { .. } => Error::NotComparable(format!("{shown}: {error}")),
        _ => Error::Usage(format!("{shown}: {error}")),
    }
}

fn options(measure: Measure, documents: &[StoredDocument]) -> ScoreOptions {
    let is_defined =
        |id: &str| documents.iter().any(|document| document.metrics.get(id).is_some_and(|counts| !counts.is_null()));
    let layers = Layers { speaker: is_defined("attribution.iou50"), source: is_defined("attribution.mention") };
    ScoreOptions { measure, layers, ..ScoreOptions::default() }
}

/// The classes of gold quotations by document; `None` if the report has no rows, or its rows have no classes.
fn classes(
    rows: Option<Vec<StoredRow>>,
    documents: &[StoredDocument],
) -> Result<Option<BTreeMap<String, Vec<ErrorClass>>>, String> {
    let Some(rows) = rows else {
        return Ok(None);
    };
    let empty = documents.iter().map(|document| (document.id.clone(), Vec::new()));
    let mut classes: BTreeMap<String, Vec<ErrorClass>> = empty.collect();
    for row in rows.iter().filter(|row| row.gold.is_some()) {
        let Some(name) = &row.class else {
            return Ok(None);
        };
        let class = ErrorClass::ALL.into_iter().find(|class| class.as_str() == name);
        let class = class.ok_or_else(|| format!("document {}: unknown class '{name}'", row.document))?;
        let document = classes.get_mut(&row.document);
        document.ok_or_else(|| format!("no counts of document {}", row.document))?.push(class);
    }
    match documents.iter().find(|document| classes[&document.id].len() as u64 != document.gold) {
        Some(document) => Err(format!("document {}: not a row for each gold quotation", document.id)),
        None => Ok(Some(classes)),
    }
}

fn score(document: StoredDocument, nothing: &DocumentScore, layers: Layers) -> Option<DocumentScore> {
    let statuses = [Status::Answered, Status::Missing, Status::Failed];
    let mut sums = nothing.sums();
    for (metric, counts) in METRICS.iter().zip(&mut sums.counts) {
        match document.metrics.get(metric.id()) {
            None | Some(Value::Null) => {}
            Some(stated) => *counts = read_counts(counts, stated)?,
        }
    }
    Some(DocumentScore {
        status: statuses.into_iter().find(|status| status.as_str() == document.status)?,
        id: document.id,
        gold: document.gold,
        predicted: document.predicted,
        layers,
        packed: (&sums).into(),
        ..nothing.clone()
    })
}

/// Reads counts of the same kind as `kind`, in the form of the report.
fn read_counts(kind: &Counts, stated: &Value) -> Option<Counts> {
    let number = |of: &Value, name: &str| of.get(name)?.as_u64().filter(|number| *number < 1 << 48);
    let wide = |name: &str| match stated.get(name)? {
        Value::String(digits) => digits.parse::<u128>().ok(),
        number => number.as_u64().map(u128::from),
    };
    Some(match kind {
        Counts::Matches { .. } => {
            Counts::Matches { tp: number(stated, "tp")?, fp: number(stated, "fp")?, fn_: number(stated, "fn")? }
        }
        Counts::Share { .. } => {
            Counts::Share { numerator: number(stated, "numerator")?, denominator: number(stated, "denominator")? }
        }
        Counts::Mean { .. } => Counts::Mean { sum: wide("numerator")?, items: number(stated, "denominator")? },
        Counts::Soft { .. } => Counts::Soft {
            precision_sum: wide("precision_sum")?,
            recall_sum: wide("recall_sum")?,
            gold: number(stated, "gold")?,
            predicted: number(stated, "predicted")?,
        },
        Counts::Types(_) => {
            let of = |name: &str| {
                let stated = stated.get(name)?;
                Some([number(stated, "tp")?, number(stated, "fp")?, number(stated, "fn")?, number(stated, "gold")?])
            };
            Counts::Types([of("direct")?, of("indirect")?, of("mixed")?])
        }
    })
}
