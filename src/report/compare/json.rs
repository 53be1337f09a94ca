//! JSON, `quoteval-compare/1`.

use serde_json::{Value, json};

use super::model::{ComparisonReport, Gated, Head};
use super::words::reasons;
use crate::compare::gate::Rule;
use crate::compare::{Change, Comparison, SliceFigure, Standing, Verdict};
use crate::error::Result;
use crate::model::System;
use crate::report::json::insert_interval;
use crate::report::writer::{Rows, Writer};
use crate::score::Signature;
use crate::stats::Difference;

const SCHEMA: &str = "quoteval-compare/1";

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
        ([first, ..], Some(second)) => json!({
            "schema": SCHEMA,
            "verdict": null,
            "base": party(&first.base),
            "family_size": first.family_size,
            "comparisons": std::iter::once(second).chain(all).collect::<Value>(),
            "systems": report.contest.systems.iter().map(standing).collect::<Value>(),
            "pairs": report.contest.pairs,
        }),
        _ => json!({"schema": SCHEMA}),
    };
    object["verdict"] = json!(report.verdict().as_str());
    object["reasons"] = json!(reasons(report));
    if let Some(Gated { judgement, slices, .. }) = &report.gate {
        object["rules"] = judgement.rules.iter().map(rule).collect();
        object["slices"] = of_slices(slices);
    }
    Ok(format!("{object:#}\n"))
}

fn party((system, signature): &(System, Signature)) -> Value {
    json!({"signature": signature.to_string(), "system": name(system)})
}

fn name(system: &System) -> Value {
    json!({"name": system.name, "version": system.version})
}

fn comparison(comparison: &Comparison, head: &Head) -> Value {
    let changes = comparison.changes.as_ref();
    let is_refused = !comparison.disagreements.is_empty();
    let list = |of: fn(&crate::compare::Changes) -> &[Change]| match changes {
        Some(changes) => of(changes).iter().map(change).collect(),
        None if is_refused => json!([]),
        None => Value::Null,
    };
    let metrics = comparison.metrics.iter();
    let metrics: Value =
        metrics.map(|of| (of.metric.id().to_owned(), figure(&of.difference, of.difference.p(), of.p_holm))).collect();
    let mut object = json!({
        "schema": SCHEMA,
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
    if is_refused {
        let fields = comparison.disagreements.iter();
        let differs = fields.map(|of| json!({"field": of.field, "base": of.base, "head": of.head}));
        object["disagreements"] = differs.collect();
        let documents = comparison.changed_documents.as_ref();
        let documents =
            documents.map(|[base, head, both]| json!({"only_base": base, "only_head": head, "changed": both}));
        object["changed_documents"] = json!(documents);
    }
    object
}

fn figure(difference: &Difference, p: Option<f64>, p_holm: Option<f64>) -> Value {
    let mut object = json!({
        "base": difference.base,
        "head": difference.head,
        "difference": difference.value(),
    });
    insert_interval(&mut object, "ci95", difference.interval);
    object["p"] = json!(p);
    object["p_holm"] = json!(p_holm);
    object["smallest_difference"] = json!(difference.smallest());
    object
}

fn of_slices(slices: &[SliceFigure]) -> Value {
    let slice = |slice: &SliceFigure| {
        let difference = slice.difference.as_ref();
        let mut object = difference.map_or_else(|| json!({}), |of| figure(of, slice.p(), slice.p_holm));
        object["family_size"] = json!(slice.family_size);
        object["slice"] = json!(slice.attribute);
        object["slice_value"] = json!(slice.value);
        object["metric"] = json!(slice.criterion.as_str());
        object["gold"] = json!(slice.gold);
        object
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
        "held": rule.verdict == Verdict::Pass,
        "verdict": rule.verdict.as_str(),
    })
}

fn standing(standing: &Standing) -> Value {
    let figures = standing.figures.iter();
    let figures: Value = figures
        .map(|(metric, value, better)| (metric.id().to_owned(), json!({"value": value, "better_than": better})))
        .collect();
    json!({"letter": standing.letter, "system": name(&standing.system), "metrics": figures})
}
