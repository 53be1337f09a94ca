//! The worked cases of `tests/oracles` have exactly the counts of an independent implementation.

use std::collections::BTreeMap;

use crate::support;
use quoteval::internals::score::PerClass;
use quoteval::{Counts, ScoreOptions, Setting};
use serde_json::{Value, json};

fn counts(counts: &Counts) -> Value {
    match *counts {
        Counts::Matches { tp, fp, fn_ } => json!({"tp": tp, "fp": fp, "fn": fn_}),
        Counts::Share { numerator, denominator } => json!({"numerator": numerator, "denominator": denominator}),
        Counts::Mean { .. } | Counts::Soft { .. } | Counts::Types(_) => panic!("no such counts in the oracles"),
    }
}

/// Number of items per class, with all classes of wrong speakers combined.
fn classes(side: &PerClass) -> Value {
    let mut merged = BTreeMap::<&str, u64>::new();
    for (class, items) in side.occurring() {
        let name = if class.is_speaker() { "speaker" } else { class.as_str() };
        *merged.entry(name).or_default() += items;
    }
    json!(merged)
}

fn check(case: &Value) -> Vec<String> {
    let list = |key: &str| case[key].as_array().expect("a list").clone();
    let (gold, predictions) = support::read(&list("gold"), &list("prediction"), Setting::EndToEnd);
    for (stated, prediction) in list("prediction").iter().zip(&predictions) {
        let stated = stated["quotations"].as_array().map_or(0, Vec::len);
        assert_eq!(prediction.quotations.len() + prediction.invalid.len(), stated, "{}", case["name"]);
    }
    let evaluation = quoteval::score(&gold, &predictions, &ScoreOptions::default()).expect("a valid case");
    let mut faults = Vec::new();
    for (id, expected) in case["expected"].as_object().expect("an object") {
        let found = match id.as_str() {
            "errors.gold" => classes(&evaluation.classes.gold),
            "errors.prediction" => classes(&evaluation.classes.predicted),
            id => {
                let position = evaluation.metrics().position(|(metric, _)| metric.id() == id).expect("a known metric");
                let mut sum = evaluation.documents[0].counts()[position];
                evaluation.documents[1..].iter().for_each(|document| sum += document.counts()[position]);
                counts(&sum)
            }
        };
        if found != *expected {
            faults.push(format!("{}: {id}: found {found}, expected {expected}", case["name"]));
        }
    }
    faults
}

fn check_all(file: &str) {
    let cases: Vec<Value> = file.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let faults: Vec<String> = cases.iter().flat_map(check).collect();
    assert!(faults.is_empty(), "{} of {} cases:\n{}", faults.len(), cases.len(), faults.join("\n"));
}

#[test]
fn hand_made_cases() {
    check_all(include_str!("../../oracles/cases.jsonl"));
}

#[test]
fn random_cases() {
    check_all(include_str!("../../oracles/random.jsonl"));
}
