//! The statistics against `tests/oracles/statistics.json`.

use super::draws::Draw;
use serde_json::Value;

use super::*;
use crate::score::Counts;

fn oracle() -> Value {
    serde_json::from_str(include_str!("../../tests/oracles/statistics.json")).unwrap()
}

#[test]
fn draws_equal_the_oracle() {
    let oracle = &oracle()["draws"];
    let seed = oracle["seed"].as_u64().unwrap();
    for (id, swaps) in oracle["swap"].as_object().unwrap() {
        let drawn: Vec<u8> = Draw::of(id).swaps(seed).take(8).map(u8::from).collect();
        assert_eq!(serde_json::json!(drawn), *swaps, "{id}");
    }
}

/// `[tp, fp, fn]`, or the same after an id.
fn matches(counts: &[Value]) -> Counts {
    let [tp, fp, fn_] = [3, 2, 1].map(|from_end| counts[counts.len() - from_end].as_u64().unwrap());
    Counts::Matches { tp, fp, fn_ }
}

/// Checks the ends of an interval, or the beginning of the reason for its absence.
fn assert_interval(found: MaybeInterval, expected: &Value, why: &Value) {
    match (found, expected) {
        (Ok(Interval { low, high }), Value::Array(ends)) => {
            let near = |end: f64, expected: &Value| (end - expected.as_f64().unwrap()).abs() < 1e-9;
            assert!(near(low, &ends[0]) && near(high, &ends[1]), "{why}: {low} {high} is not {expected}");
        }
        (Err(reason), Value::String(said)) => assert!(reason.to_string().starts_with(said), "{why}: {reason}"),
        _ => panic!("{why}: {found:?} is not {expected}"),
    }
}

#[test]
fn intervals_equal_the_oracle() {
    for case in oracle()["interval"].as_array().unwrap() {
        let mut documents: Vec<(&str, Counts)> = Vec::new();
        for document in case["documents"].as_array().unwrap() {
            let document = document.as_array().unwrap();
            documents.push((document[0].as_str().unwrap(), matches(document)));
        }
        documents.sort_by_key(|(id, _)| *id);
        let mut total = Counts::Matches { tp: 0, fp: 0, fn_: 0 };
        documents.iter().for_each(|(_, counts)| total += *counts);
        let mut jackknife = Jackknife::of(total.headline().unwrap());
        for (_, counts) in &documents {
            let part = counts.numbers();
            jackknife.leave_out(total.size_of(&part), || total.headline_without(&part));
        }
        assert_interval(jackknife.interval(Scale::Share), &case["f1_ci95"], &case["why"]);
    }
}

#[test]
fn differences_equal_the_oracle() {
    for case in oracle()["difference"].as_array().unwrap() {
        let mut documents: Vec<PairedCounts<'_>> = Vec::new();
        for document in case["documents"].as_array().unwrap() {
            let side = |index: usize| matches(document[index].as_array().unwrap());
            documents.push((document[0].as_str().unwrap(), [side(1), side(2)]));
        }
        documents.sort_by_key(|(id, _)| *id);
        let found = difference(&documents, 42).unwrap();
        assert_near(found.value().unwrap(), &case["difference"]);
        assert_interval(found.interval, &case["ci95"], &case["why"]);
    }
}

/// `"5/6"` or a number.
fn fraction(value: &Value) -> f64 {
    match value.as_str().and_then(|text| text.split_once('/')) {
        Some((n, d)) => n.parse::<f64>().unwrap() / d.parse::<f64>().unwrap(),
        None => value.as_f64().unwrap(),
    }
}

fn assert_near(found: f64, expected: &Value) {
    assert!((found - fraction(expected)).abs() < 1e-12, "found {found}, expected {expected}");
}

/// The p value of the randomisation test on documents `d000`, `d001`, …
fn p(sides: impl Iterator<Item = [Counts; 2]>) -> f64 {
    let named: Vec<_> = sides.enumerate().map(|(index, sides)| (format!("d{index:03}"), sides)).collect();
    let documents: Vec<PairedCounts<'_>> = named.iter().map(|(id, sides)| (id.as_str(), *sides)).collect();
    difference(&documents, 42).unwrap().p().unwrap()
}

#[test]
fn randomization_equals_the_oracle() {
    for case in oracle()["approximate_randomization_exact"].as_array().unwrap() {
        let side = |name: &str| case[name].as_array().unwrap().iter().map(|counts| matches(counts.as_array().unwrap()));
        assert_near(p(side("a").zip(side("b")).map(|(a, b)| [a, b])), &case["p"]);
    }
}

#[test]
fn a_system_does_not_differ_from_itself() {
    let same = Counts::Share { numerator: 4, denominator: 7 };
    for documents in [1, 16, 17, 40] {
        assert_eq!(p((0..documents).map(|_| [same; 2])), 1.0, "{documents} documents");
    }
}

#[test]
fn documents_that_agree_leave_the_test_exact() {
    let share = |numerator| Counts::Share { numerator, denominator: 2 };
    // 6 of 200 documents differ, all the same way: none and all swapped of 2⁶.
    assert_eq!(p((0..200).map(|index| [share(1), share(if index < 6 { 2 } else { 1 })])), 2.0 / 64.0);
}

#[test]
fn mcnemar_and_holm_equal_the_oracle() {
    let oracle = oracle();
    let case = &oracle["mcnemar_exact_two_sided"];
    assert_near(mcnemar_exact(case["b"].as_u64().unwrap(), case["c"].as_u64().unwrap()), &case["p"]);
    let numbers = |value: &Value| value.as_array().unwrap().iter().map(|p| p.as_f64().unwrap()).collect::<Vec<_>>();
    assert_eq!(holm(&numbers(&oracle["holm"]["p"])), numbers(&oracle["holm"]["adjusted"]));
}

#[test]
fn calibration_equals_the_oracle() {
    let case = &oracle()["calibration"];
    let confidences = case["confidence"].as_array().unwrap().iter().map(|value| value.as_f64().unwrap());
    let outcomes = case["correct"].as_array().unwrap().iter().map(|value| value.as_u64() == Some(1));
    let items =
        confidences.zip(outcomes).map(|(confidence, is_right)| JudgedPrediction { confidence, is_right }).collect();
    let calibration = Calibration::new(items, case["gold"].as_u64().unwrap()).unwrap();
    assert_near(calibration.brier, &case["brier"]);
    assert_near(calibration.ece, &case["ece10"]);
    assert_near(calibration.aurc, &case["aurc"]);
    assert_near(calibration.augrc, &case["augrc"]);
    assert_near(calibration.auroc.unwrap(), &case["auroc"]);
    assert_near(calibration.average_precision.unwrap(), &case["average_precision"]);
}

#[test]
fn equal_confidences_are_one_block() {
    // Two items of confidence ½, one right: one block, risk ½ for both, AURC (½ + ½)/2; AUROC ½.
    let items = [true, false].map(|is_right| JudgedPrediction { confidence: 0.5, is_right });
    let calibration = Calibration::new(items.to_vec(), 2).unwrap();
    assert_eq!((calibration.aurc, calibration.auroc), (0.5, Some(0.5)));
}

#[test]
fn agreement_equals_the_oracle() {
    let case = &oracle()["agreement_on_unit_labels"];
    let labels = |key: &str| case[key].as_str().unwrap().bytes().map(|byte| byte - b'0').collect::<Vec<Label>>();
    let (a, b) = (labels("a"), labels("b"));
    assert_near(observed_agreement(&a, &b).unwrap(), &case["observed"]);
    assert_near(cohen_kappa(&a, &b).unwrap(), &case["cohen_kappa"]);
    assert_near(krippendorff_alpha(&[&a, &b]).unwrap(), &case["krippendorff_alpha"]);
    assert_eq!(krippendorff_alpha(&[&[1, 1], &[1, 1]]), None);
}
