//! `compare` and `gate` agree on the same files, since one test decides for both.

use quoteval::internals::compare::{Contest, Gate, JudgedDocument, Side, SliceFigure, baseline};
use quoteval::internals::score::{DocumentScore, Statistics};
use quoteval::{Comparison, Criterion, ScoreOptions, Setting, System, Verdict};
use serde_json::{Value, json};

use crate::support;
use crate::support::random::Random;

/// Gold with up to four quotations of one word each.
fn gold(index: usize, random: &mut Random) -> Value {
    let text: String = (0..8).map(|word| format!("w{word}x ")).collect();
    let quotation = |word: u64| json!({"content": [{"text": format!("w{word}x")}], "speaker": "lee"});
    let quotations: Vec<Value> = (0..random.below(5)).map(quotation).collect();
    json!({
        "schema": "quoteval/1", "id": format!("d{index:02}"), "text": text, "quotations": quotations,
        "entities": [{"id": "lee", "name": "Ann Lee"}],
    })
}

/// An answer that finds each quotation in `skill` of ten cases, and any other word in one of ten.
fn answer(gold: &Value, skill: u64, random: &mut Random) -> Value {
    let quotation = |word: u64| json!({"content": [format!("w{word}x")], "speaker": "Ann Lee"});
    let of_gold = gold["quotations"].as_array().map_or(0, Vec::len) as u64;
    let found = (0..8).filter(|&word| random.below(10) < if word < of_gold { skill } else { 1 });
    json!({"id": gold["id"], "quotations": found.map(quotation).collect::<Vec<_>>()})
}

fn side(golds: &[Value], answers: &[Value]) -> Side {
    let (golds, predictions) = support::read(golds, answers, Setting::EndToEnd);
    let by = ["type", "meta.url"].iter().map(|attribute| attribute.parse().expect("an attribute")).collect();
    let options = ScoreOptions { per_quotation: true, by, ..ScoreOptions::default() };
    let judged = golds
        .iter()
        .zip(&predictions)
        .map(|(gold, prediction)| JudgedDocument::new(DocumentScore::new(gold, Some(prediction), &options), &options));
    let system = System { name: "mine".to_owned(), version: "1".to_owned() };
    Side::new(system, "random", options.clone(), judged.collect(), Statistics::default())
}

#[test]
fn compare_and_gate_say_the_same_of_300_random_pairs() {
    let gate = Gate { max_drop: 0.0, min_documents: 0, ..Gate::default() };
    assert!(gate.significant);
    let mut said = [0; 3];
    for seed in 0..300 {
        let mut random = Random(seed);
        // Few documents, for which assignments are enumerated, or many documents, for which assignments are sampled.
        let documents = if seed % 20 == 0 { 40 } else { 5 + random.below(8) as usize };
        let skills = [1 + random.below(9), 1 + random.below(9)];
        let golds: Vec<Value> = (0..documents).map(|index| gold(index, &mut random)).collect();
        let [base, head] = skills.map(|skill| {
            let answers: Vec<Value> = golds.iter().map(|gold| answer(gold, skill, &mut random)).collect();
            side(&golds, &answers)
        });
        let compared = Comparison::new(&base, &head, None, 42, u64::MAX);
        let kept = baseline::read(&baseline::write(&base).expect("a baseline"), "baseline.jsonl").expect("a baseline");
        let held = Comparison::new(&kept, &head, None, 42, u64::MAX);
        let judged = gate.judge(&held, &[], documents as u64).verdict;
        let difference = compared.primary().and_then(|figure| figure.difference.value());
        let expected = match (compared.verdict, difference) {
            // Without a drop, the gate has no objection.
            (Verdict::Inconclusive, Some(difference)) if difference >= 0.0 => Verdict::Pass,
            (verdict, _) => verdict,
        };
        assert_eq!(judged, expected, "seed {seed}: {difference:?}");
        said[match compared.verdict {
            Verdict::Pass => 0,
            Verdict::Inconclusive => 1,
            _ => 2,
        }] += 1;
    }
    assert!(said.iter().all(|&times| times > 20), "every word is said often: {said:?}");
}

/// Six documents with a direct and a mixed quotation each; the answers are words with a speaker and a type.
fn typed(answers: impl Fn(usize) -> Vec<(&'static str, &'static str, &'static str)>) -> Side {
    let document = |index: usize| {
        json!({
            "schema": "quoteval/1", "id": format!("d{index}"), "text": "w0x w1x w2x ", "meta": {"url": format!("u{index}")},
            "entities": [{"id": "lee", "name": "Ann Lee"}],
            "quotations": [
                {"content": [{"text": "w0x"}], "speaker": "lee", "type": "direct"},
                {"content": [{"text": "w1x"}], "speaker": "lee", "type": "mixed"},
            ],
        })
    };
    let golds: Vec<Value> = (0..6).map(document).collect();
    let answer = |index: usize| {
        let quotation = |(word, speaker, of_type): (&str, &str, &str)| json!({"content": [word], "speaker": speaker, "type": of_type});
        let quotations: Vec<Value> = answers(index).into_iter().map(quotation).collect();
        json!({"id": format!("d{index}"), "quotations": quotations})
    };
    let answers: Vec<Value> = (0..6).map(answer).collect();
    side(&golds, &answers)
}

fn slice(attribute: &str, value: &str, base: &Side, head: &Side) -> SliceFigure {
    SliceFigure::new(&(attribute.to_owned(), value.to_owned()), Criterion::default(), base, head, 42)
}

#[test]
fn one_prediction_more_hides_no_loss_of_a_slice() {
    // The base has all mixed quotations right but calls them direct: the slice has recall 6/6 and no F1.
    let base = typed(|_| vec![("w0x", "Ann Lee", "direct"), ("w1x", "Ann Lee", "direct")]);
    // The head has no mixed quotation right and calls another word mixed.
    let head = typed(|index| match index {
        0 => vec![("w0x", "Ann Lee", "direct"), ("w2x", "Ann Lee", "mixed")],
        _ => vec![("w0x", "Ann Lee", "direct")],
    });
    let mixed = slice("type", "mixed", &base, &head);
    let (drop, p) = mixed.difference.as_ref().and_then(|difference| difference.drop()).expect("a drop");
    // Of 2⁶ assignments, only those with all or none swapped reach the drop.
    assert_eq!((drop, p), (1.0, 2.0 / 64.0));
}

#[test]
fn slices_of_a_single_document_are_not_tested_whatever_the_attribute() {
    let base = typed(|_| vec![("w0x", "Ann Lee", "direct")]);
    let head = typed(|_| vec![("w1x", "Ann Lee", "mixed")]);
    assert_eq!(slice("meta.url", "u3", &base, &head).p(), None);
    assert!(slice("type", "direct", &base, &head).p().is_some());
}

#[test]
fn a_gate_prints_the_p_it_judges_by() {
    let base = typed(|_| vec![("w0x", "Ann Lee", "direct"), ("w1x", "Ann Lee", "mixed")]);
    let head = typed(|_| vec![("w0x", "Ann Lee", "direct")]);
    let gated = Contest::of_gate(&base, &head, None, 42, "detection.exact");
    let figure = gated.comparisons[0].figure("detection.exact").expect("the metric");
    assert_eq!((figure.p_holm, figure.difference.p()), (Some(2.0 / 64.0), Some(2.0 / 64.0)));
    // In `compare`, the metric is one of the non-primary metrics.
    let compared = Contest::new(&base, vec![(head, None)], 42, u64::MAX);
    assert!(compared.comparisons[0].figure("detection.exact").and_then(|figure| figure.p_holm) > Some(2.0 / 64.0));
}

#[test]
fn what_differs_in_two_documents_has_no_smallest_difference() {
    let base = typed(|_| vec![("w0x", "Ann Lee", "direct")]);
    let head = typed(|index| if index < 2 { Vec::new() } else { vec![("w0x", "Ann Lee", "direct")] });
    let compared = Comparison::new(&base, &head, None, 42, u64::MAX);
    let difference = &compared.primary().expect("the primary metric").difference;
    assert!(difference.interval.is_err() && difference.spread.is_ok());
    assert_eq!(difference.smallest(), None);
}
