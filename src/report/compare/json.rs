//! JSON, `quoteval-compare/1`.

use serde_json::{Map, Value, json};

use super::model::{ComparisonReport, Gated, Head};
use super::words::reasons;
use crate::compare::gate::Rule;
use crate::compare::{Change, Comparison, SliceFigure, Standing};
use crate::error::Result;
use crate::model::System;
use crate::report::json::insert_interval;
use crate::report::writer::{Rows, Writer};
use crate::score::Signature;
use crate::stats::Difference;

/// JSON for programs.
pub(super) const JSON: Writer<ComparisonReport> = Writer {
    name: "json",
    suffix: "json",
    summary: "every figure and changed quotation, schema quoteval-compare/1",
    is_for_people: false,
    rows: Rows::Never,
    render,
};

fn render(report: &ComparisonReport) -> Result<String> {
    let mut all = report.comparisons().map(|(of, head)| comparison(of, head));
    let mut object = match (report.contest.comparisons.as_slice(), all.next()) {
        ([_], Some(only)) => only,
        ([first, ..], Some(second)) => {
            let mut object = Map::new();
            object.insert("schema".into(), json!("quoteval-compare/1"));
            object.insert("verdict".into(), Value::Null);
            object.insert("base".into(), party(&first.base));
            object.insert("family_size".into(), json!(first.family_size));
            object.insert("comparisons".into(), std::iter::once(second).chain(all).map(Value::Object).collect());
            object.insert("systems".into(), report.contest.systems.iter().map(standing).collect());
            object.insert("pairs".into(), json!(report.contest.pairs));
            object
        }
        _ => Map::from_iter([("schema".to_owned(), json!("quoteval-compare/1"))]),
    };
    object.insert("verdict".into(), json!(report.verdict().as_str()));
    object.insert("reasons".into(), json!(reasons(report)));
    if let Some(Gated { judgement, slices, .. }) = &report.gate {
        object.insert("rules".into(), judgement.rules.iter().map(rule).collect());
        object.insert("slices".into(), of_slices(slices));
    }
    Ok(format!("{:#}\n", Value::Object(object)))
}

fn party((system, signature): &(System, Signature)) -> Value {
    json!({"signature": signature.to_string(), "system": name(system)})
}

fn name(system: &System) -> Value {
    json!({"name": system.name, "version": system.version})
}

fn comparison(comparison: &Comparison, head: &Head) -> Map<String, Value> {
    let changes = comparison.changes.as_ref();
    let is_refused = !comparison.disagreements.is_empty();
    let list = |of: fn(&crate::compare::Changes) -> &[Change]| match changes {
        Some(changes) => of(changes).iter().map(change).collect(),
        None if is_refused => json!([]),
        None => Value::Null,
    };
    let metrics: Map<String, Value> = comparison
        .metrics
        .iter()
        .map(|of| (of.metric.id().to_owned(), Value::Object(figure(&of.difference, of.difference.p(), of.p_holm))))
        .collect();
    let object = json!({
        "schema": "quoteval-compare/1",
        "verdict": comparison.verdict.as_str(),
        "base": party(&comparison.base),
        "head": party(&comparison.head),
        "metrics": metrics,
        "family_size": comparison.family_size,
        "fixed": list(|changes| &changes.fixed),
        "broken": list(|changes| &changes.broken),
        "still_wrong": list(|changes| &changes.still_wrong),
        "still_right": changes.map(|changes| changes.still_right),
        "slices": of_slices(&comparison.slices),
        "mcnemar_p": comparison.mcnemar,
        "missing_documents": head.missing,
        "failed_documents": head.failed,
    });
    let mut object = match object {
        Value::Object(object) => object,
        _ => Map::new(),
    };
    if is_refused {
        let fields = comparison.disagreements.iter();
        let differs = fields.map(|of| json!({"field": of.field, "base": of.base, "head": of.head}));
        object.insert("disagreements".into(), differs.collect());
        let documents = comparison.changed_documents.as_ref();
        let documents =
            documents.map(|[base, head, both]| json!({"only_base": base, "only_head": head, "changed": both}));
        object.insert("changed_documents".into(), json!(documents));
    }
    object
}

fn figure(difference: &Difference, p: Option<f64>, p_holm: Option<f64>) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("base".into(), json!(difference.base));
    object.insert("head".into(), json!(difference.head));
    object.insert("difference".into(), json!(difference.value()));
    insert_interval(&mut object, "ci95", difference.interval);
    object.insert("p".into(), json!(p));
    object.insert("p_holm".into(), json!(p_holm));
    object.insert("smallest_difference".into(), json!(difference.smallest()));
    object
}

fn of_slices(slices: &[SliceFigure]) -> Value {
    let slice = |slice: &SliceFigure| {
        let mut object = slice.difference.as_ref().map(|of| figure(of, slice.p(), slice.p_holm)).unwrap_or_default();
        object.insert("family_size".into(), json!(slice.family_size));
        object.insert("slice".into(), json!(slice.attribute));
        object.insert("slice_value".into(), json!(slice.value));
        object.insert("metric".into(), json!(slice.criterion.as_str()));
        object.insert("gold".into(), json!(slice.gold));
        Value::Object(object)
    };
    slices.iter().map(slice).collect()
}

fn change(change: &Change) -> Value {
    json!({
        "document": change.document,
        "quotation": change.quotation,
        "before": change.before.as_str(),
        "after": change.after.as_str(),
        "tags": change.tags,
        "text": change.text,
        "gold_speaker": change.gold_speaker,
        "predicted_speaker": change.predicted_speaker,
    })
}

fn rule(rule: &Rule) -> Value {
    let is_count = rule.metric.is_none();
    let number = |value: f64| if is_count { json!(value as u64) } else { json!(value) };
    json!({
        "rule": rule.rule,
        "metric": rule.metric,
        "where": rule.of,
        "limit": number(rule.limit),
        "observed": rule.observed.map(number),
        "predicted_nothing": rule.predicted_nothing,
        "held": rule.held,
        "verdict": rule.verdict.as_str(),
    })
}

fn standing(standing: &Standing) -> Value {
    let figures: Map<String, Value> = standing
        .figures
        .iter()
        .map(|(metric, value, better)| (metric.id().to_owned(), json!({"value": value, "better_than": better})))
        .collect();
    json!({"letter": standing.letter, "system": name(&standing.system), "metrics": figures})
}
