//! JSON, `quoteval-score/1`: every count and every figure, for programs.

use serde_json::{Value, json};

use super::model::{Detail, Report, Scored};
use super::slices::SliceFigures;
use super::writer::{Rows, Writer};
use crate::error::Result;
use crate::model::unicode_version;
use crate::score::profiles::Tally;
use crate::score::{
    ClassCounts, Counts, DocumentScore, ErrorClass, Evaluation, ItemRow, MetricTotal, PerClass, Status, TypeConfusion,
};
use crate::stats::{Gap, MaybeInterval};

/// JSON for programs.
pub(super) const JSON: Writer<Report> = Writer {
    name: "json",
    suffix: "json",
    summary: "every count and figure, schema quoteval-score/1",
    is_for_people: false,
    rows: Rows::OnRequest,
    render,
};

fn render(report: &Report) -> Result<String> {
    let scores: Vec<Value> = report.scores.iter().map(|scored| score(scored, report.detail)).collect();
    let document = if report.detail.leaderboard {
        json!({"schema": "quoteval-leaderboard/1", "scores": scores})
    } else {
        scores.into_iter().next().unwrap_or(Value::Null)
    };
    Ok(format!("{document:#}\n"))
}

fn score(scored: &Scored, detail: Detail) -> Value {
    let evaluation = &scored.evaluation;
    let measure = evaluation.options.measure;
    let mut object = json!({
        "schema": "quoteval-score/1",
        "signature": scored.signature.to_string(),
        "system": {"name": scored.system.name, "version": scored.system.version},
        "dataset": {
            "name": scored.dataset,
            "documents": evaluation.documents.len(),
            "quotations": evaluation.gold,
            "gold_hash": evaluation.gold_hash.to_hex().to_string(),
        },
        "where": evaluation.options.conditions.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "setting": measure.setting.as_str(),
        "unit": measure.unit.as_str(),
        "metrics": metrics(scored),
        "errors": if evaluation.has_classes() { errors(&evaluation.classes) } else { Value::Null },
        "type_confusion": types(&evaluation.types),
        "slices": slices(scored),
        "speaker_gap": gap(scored),
        "unicode": unicode_version(),
        "missing_documents": evaluation.with_status(Status::Missing).collect::<Vec<_>>(),
        "failed_documents": evaluation.with_status(Status::Failed).collect::<Vec<_>>(),
        "located": {
            "exact": evaluation.located.exact,
            "folded": evaluation.located.folded,
            "approximate": evaluation.located.approximate,
            "invalid": evaluation.located.invalid,
        },
        "names": {"ambiguous": evaluation.names.ambiguous, "unjudged": evaluation.names.unjudged},
    });
    if let Some(profile) = profile(evaluation) {
        object["profile"] = profile;
    }
    if detail.per_document {
        object["documents"] = evaluation.documents.iter().map(|score| document(score, evaluation)).collect();
    }
    if detail.per_quotation {
        object["quotations"] = evaluation
            .documents
            .iter()
            .flat_map(|document| &document.items)
            .map(|row| item(row, evaluation.has_classes()))
            .collect();
    }
    object
}

fn metrics(scored: &Scored) -> Value {
    let totals = scored.evaluation.metrics().zip(&scored.intervals);
    totals.map(|((metric, total), interval)| (metric.id().to_owned(), figures(total, *interval))).collect()
}

/// Counts and ratios of a metric; `null` if the metric is undefined for the dataset.
fn figures(total: Option<&MetricTotal>, interval: MaybeInterval) -> Value {
    let Some(total) = total else {
        return Value::Null;
    };
    let mut object = counts(&total.counts);
    if total.counts.has_f1() {
        object["precision"] = json!(total.counts.precision());
        object["recall"] = json!(total.counts.recall());
        object["f1"] = json!(total.counts.headline());
        object["macro_f1"] = json!(total.macro_f1());
    } else {
        object["value"] = json!(total.counts.headline());
    }
    insert_interval(&mut object, "ci95", interval);
    object
}

/// Inserts an interval, or `null` and the reason.
pub(super) fn insert_interval(object: &mut Value, name: &str, interval: MaybeInterval) {
    object[name] = json!(interval.ok().map(|interval| [interval.low, interval.high]));
    if let Err(reason) = interval {
        object[format!("{name}_reason")] = json!(reason.to_string());
    }
}

fn counts(counts: &Counts) -> Value {
    match *counts {
        Counts::Matches { tp, fp, fn_ } => json!({"tp": tp, "fp": fp, "fn": fn_}),
        Counts::Share { numerator, denominator } => json!({"numerator": numerator, "denominator": denominator}),
        Counts::Mean { sum, items } => json!({"numerator": wide(sum), "denominator": items}),
        Counts::Soft { precision_sum, recall_sum, gold, predicted } => json!({
            "precision_sum": wide(precision_sum), "recall_sum": wide(recall_sum), "gold": gold, "predicted": predicted,
        }),
        Counts::Types(types) => {
            let of = |[tp, fp, fn_, gold]: [u64; 4]| json!({"tp": tp, "fp": fp, "fn": fn_, "gold": gold});
            json!({"direct": of(types[0]), "indirect": of(types[1]), "mixed": of(types[2])})
        }
    }
}

/// Converts a sum in units of 2⁻³²; a sum over 64 bits, which takes four billion items, becomes a string.
fn wide(sum: u128) -> Value {
    u64::try_from(sum).map_or_else(|_| json!(sum.to_string()), |sum| json!(sum))
}

fn errors(classes: &ClassCounts) -> Value {
    let named = |side: &PerClass| -> Value {
        side.occurring().map(|(class, items)| (class.as_str().to_owned(), json!(items))).collect()
    };
    let wrong = classes.occurring().filter(|class| *class != ErrorClass::Correct);
    let repaired: Value =
        wrong.map(|class| (class.as_str().to_owned(), json!(classes.f1_if_repaired(class)))).collect();
    json!({"gold": named(&classes.gold), "prediction": named(&classes.predicted), "f1_if_repaired": repaired})
}

/// Number of items by predicted type, then by gold type.
fn types(types: &TypeConfusion) -> Value {
    let row = |cells: &[u64]| -> Value {
        TypeConfusion::GOLD.iter().zip(cells).map(|(name, items)| ((*name).to_owned(), json!(items))).collect()
    };
    TypeConfusion::PREDICTED.iter().zip(types.rows()).map(|(name, cells)| ((*name).to_owned(), row(cells))).collect()
}

fn slices(scored: &Scored) -> Value {
    let mut attributes = json!({});
    for slice in &scored.slices {
        attributes[&slice.attribute][&slice.value][slice.criterion.as_str()] = slice_value(&slice.figures);
    }
    attributes
}

fn slice_value(figures: &SliceFigures) -> Value {
    let SliceFigures { gold, gold_correct, recall, predicted, predicted_correct, precision, f1, interval } = *figures;
    let predicted =
        predicted.map(|items| json!({"items": items, "correct": predicted_correct, "precision": precision}));
    let gold = json!({"items": gold, "correct": gold_correct, "recall": recall});
    let mut object = json!({"gold": gold, "prediction": predicted, "f1": f1});
    insert_interval(&mut object, "ci95", interval);
    object
}

/// Groups of speakers by the requested attribute; `null` if no speaker in gold has the attribute.
fn gap(scored: &Scored) -> Value {
    let Some(attribute) = scored.evaluation.options.gap.filter(|_| !scored.gaps.is_empty()) else {
        return Value::Null;
    };
    let groups: Value = scored.gaps.iter().map(|gap| (gap.group.clone(), group(gap))).collect();
    json!({"attribute": attribute.name(), "groups": groups})
}

fn group(gap: &Gap) -> Value {
    let [gold, asked, right, predicted] = gap.counts.numbers();
    let mut object = json!({"gold": gold, "asked": asked, "right": right, "predicted": predicted});
    for (name, estimate) in gap.estimates() {
        object[name] = json!(estimate.value);
        insert_interval(&mut object, &format!("{name}_ci95"), estimate.interval);
    }
    object
}

fn document(score: &DocumentScore, evaluation: &Evaluation) -> Value {
    let counted = |of: &Counts, total: Option<&MetricTotal>| total.map_or(Value::Null, |_| counts(of));
    let metrics: Value = evaluation
        .metrics()
        .zip(&score.counts())
        .map(|((metric, total), of)| (metric.id().to_owned(), counted(of, total)))
        .collect();
    json!({"id": score.id, "status": score.status.as_str(), "gold": score.gold, "predicted": score.predicted, "metrics": metrics})
}

fn item(row: &ItemRow, has_classes: bool) -> Value {
    json!({
        "document": row.document,
        "gold": row.gold,
        "predicted": row.predicted,
        "iou": row.iou(),
        "class": has_classes.then(|| row.class.as_str()),
        "boundary": row.boundary.map(|boundary| boundary.as_str()),
        "gold_speaker": row.gold_speaker,
        "predicted_speaker": row.predicted_speaker,
        "ambiguous": row.ambiguous,
    })
}

/// `{"name", "metrics": {ID: …}}`, if a profile was requested.
fn profile(evaluation: &Evaluation) -> Option<Value> {
    let profile = evaluation.options.profile?;
    let metrics: Value = evaluation.profile_figures().map(|(id, tally)| (id, tally_figures(tally))).collect();
    Some(json!({"name": profile.name(), "metrics": metrics}))
}

fn tally_figures(tally: &Tally) -> Value {
    let counts: Value = tally.counts().iter().map(|(name, count)| ((*name).to_owned(), json!(count))).collect();
    if tally.has_f1() {
        json!({"precision": tally.precision(), "recall": tally.recall(), "f1": tally.f1(), "counts": counts})
    } else {
        json!({"value": tally.value(), "counts": counts})
    }
}
