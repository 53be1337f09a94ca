//! Groups of speakers, shared speakers, types and slices: worked cases, and intervals against the plain definition.

mod support;

use quoteval::model::Setting;
use quoteval::report::{Scored, System};
use quoteval::score::slices::ATTRIBUTES;
use quoteval::score::{Counts, Criterion, Draws, Evaluation, ScoreOptions, TypeConfusion};
use quoteval::stats::{Draw, Interval, MaybeInterval, NoInterval};
use serde_json::{Value, json};

/// Ten words; two quotations of Ann, one of Bo and one of both.
fn gold(id: &str) -> Value {
    json!({
        "id": id, "text": "a b c d e f g h i j",
        "entities": [
            {"id": "ann", "name": "Ann", "type": "person", "gender": "female"},
            {"id": "bo", "name": "Bo", "type": "person", "gender": "male"},
        ],
        "quotations": [
            {"id": "q1", "type": "direct", "content": [[0, 3]], "speaker": "ann"},
            {"id": "q2", "type": "indirect", "content": [[4, 7]], "speaker": "ann"},
            {"id": "q3", "type": "direct", "content": [[8, 11]], "speaker": "bo"},
            {"id": "q4", "type": "mixed", "content": [[12, 15]], "speaker": ["ann", "bo"]},
        ],
    })
}

/// One right, one of somebody else, one missed, one half right, one where nothing is.
fn answers() -> [Value; 4] {
    [
        json!({"type": "direct", "content": [[0, 3]], "speaker": "ann"}),
        json!({"type": "direct", "content": [[4, 7]], "speaker": "bo"}),
        json!({"content": [[12, 15]], "speaker": "ann"}),
        json!({"type": "indirect", "content": [[16, 19]], "speaker": "bo"}),
    ]
}

fn options() -> ScoreOptions {
    let gender = ATTRIBUTES.iter().copied().find(|attribute| attribute.name() == "gender");
    ScoreOptions { gap: gender, by: vec!["source-form".parse().expect("an attribute")], ..ScoreOptions::default() }
}

fn evaluate(gold: &[Value], predictions: &[Value]) -> Evaluation {
    support::case(gold, predictions, Setting::EndToEnd).expect("a valid case").evaluate(&options())
}

fn scored(evaluation: Evaluation, draws: Draws) -> Scored {
    Scored::new(System::default(), "test", evaluation, draws, 1)
}

#[test]
fn groups_are_counted_apart_and_compared() {
    let evaluation = evaluate(&[gold("d")], &[json!({"id": "d", "quotations": answers()})]);
    let scored = scored(evaluation, Draws::default());
    let [female, male] = &scored.gaps[..] else { panic!("two groups") };
    // Gold: q1, q2, q4 of women, q3, q4 of men. Matched: all but q3. Right: q1. Predicted: Ann twice, Bo twice.
    assert_eq!((female.group.as_str(), female.counts.numbers()), ("female", [3, 3, 1, 2]));
    assert_eq!((male.group.as_str(), male.counts.numbers()), ("male", [2, 1, 0, 2]));
    let close = |value: Option<f64>, expected: f64| assert!((value.expect("a value") - expected).abs() < 1e-12);
    close(female.recall.value, 1.0 / 3.0);
    close(female.recall_difference.value, 1.0 / 3.0 - 0.0);
    close(male.accuracy_difference.value, 0.0 - 1.0 / 3.0);
    // 2 of 4 predictions, 3 of 5 of gold.
    close(female.share_difference.value, 0.5 - 0.6);
    assert_eq!(female.recall.interval, Err(NoInterval::FewDocuments));
}

#[test]
fn an_attribute_asked_for_twice_counts_once() {
    let twice = |by: &[&str]| {
        let by = by.iter().map(|name| name.parse().expect("an attribute")).collect();
        let case = support::case(&[gold("d")], &[json!({"id": "d", "quotations": answers()})], Setting::EndToEnd);
        case.expect("a valid case").evaluate(&ScoreOptions { by, ..options() }).slices
    };
    assert_eq!(twice(&["type", "type"]), twice(&["type"]));
}

#[test]
fn a_group_of_few_hides_no_other() {
    let predictions = [json!({"id": "d", "quotations": answers()})];
    let scored = Scored::new(System::default(), "test", evaluate(&[gold("d")], &predictions), Draws::default(), 3);
    let [female, male] = &scored.gaps[..] else { panic!("two groups") };
    assert_eq!((female.counts.gold, male.counts.gold), (3, 2));
    assert!(female.recall.value.is_some() && male.recall.value.is_none(), "three are enough, two are not");
    assert!(female.recall_difference.value.is_none(), "the others are too few to compare with");
}

#[test]
fn a_part_of_the_speakers_counts_in_part() {
    let evaluation = evaluate(&[gold("d")], &[json!({"id": "d", "quotations": answers()})]);
    // 1, then 0 of {Ann, Bo}, then {Ann} of {Ann, Bo}: (1 + 0 + 1/2) / 3
    let shared = evaluation.total("speaker.jaccard").expect("defined").counts;
    assert_eq!(shared, Counts::Mean { sum: (1 << 32) + (1 << 31), items: 3 });
}

#[test]
fn every_quotation_is_in_the_confusion_of_types_once() {
    let evaluation = evaluate(&[gold("d")], &[json!({"id": "d", "quotations": answers()})]);
    let at = |predicted: &str, gold: &str| {
        let place = |names: [&str; 5], name: &str| names.iter().position(|other| *other == name).expect("a name");
        let (row, column) = (place(TypeConfusion::PREDICTED, predicted), place(TypeConfusion::GOLD, gold));
        evaluation.types.rows()[row][column]
    };
    assert_eq!([at("direct", "direct"), at("direct", "indirect"), at("missed", "direct")], [1, 1, 1]);
    assert_eq!([at("none", "mixed"), at("indirect", "spurious")], [1, 1]);
    assert_eq!(evaluation.types.rows().as_flattened().iter().sum::<u64>(), 5, "four of gold and one spurious");
}

/// Twelve documents in which the system does more and less well.
fn corpus() -> (Vec<Value>, Vec<Value>) {
    let answered = |index: usize| {
        let answers = answers();
        let kept: Vec<&Value> = answers.iter().skip(index % 3).take(1 + index % 4).collect();
        json!({"id": format!("d{index}"), "quotations": kept})
    };
    ((0..12).map(|index| gold(&format!("d{index}"))).collect(), (0..12).map(answered).collect())
}

/// The interval of a figure of weighted documents, straight from its definition.
fn plain(evaluation: &Evaluation, draws: Draws, value: impl Fn(&dyn Fn(usize) -> u64) -> Option<f64>) -> MaybeInterval {
    let weights: Vec<Vec<u32>> = evaluation
        .documents
        .iter()
        .map(|document| Draw::of(&document.id).poisson(draws.seed).take(draws.replicates as usize).collect())
        .collect();
    let replicate = |replicate: usize| value(&|document: usize| u64::from(weights[document][replicate]));
    Interval::of((0..draws.replicates as usize).map(replicate))
}

#[test]
fn intervals_of_slices_and_groups_are_those_of_weighted_documents() {
    let (gold, predictions) = corpus();
    let draws = Draws { replicates: 200, seed: 7 };
    let scored = scored(evaluate(&gold, &predictions), draws);
    let evaluation = &scored.evaluation;
    let ratio = |part: u64, whole: u64| (whole > 0).then(|| part as f64 / whole as f64);

    let slice =
        scored.slices.iter().find(|slice| slice.value == "none" && slice.criterion == Criterion::DetectionExact);
    let expected = plain(evaluation, draws, |weight| {
        let sum = |of: &dyn Fn(&quoteval::score::DocumentScore) -> u64| -> u64 {
            evaluation.documents.iter().enumerate().map(|(index, document)| weight(index) * of(document)).sum()
        };
        let counts =
            |document: &quoteval::score::DocumentScore| document.slices[&("source-form".to_owned(), "none".to_owned())];
        let recall = ratio(sum(&|of| counts(of).gold.correct[0]), sum(&|of| counts(of).gold.items))?;
        let predicted = |of: &quoteval::score::DocumentScore| counts(of).predicted.unwrap_or_default();
        let precision = ratio(sum(&|of| predicted(of).correct[0]), sum(&|of| predicted(of).items))?;
        Some(quoteval::score::harmonic_mean(precision, recall))
    });
    assert_eq!(slice.expect("a slice").figures.interval, expected);

    let expected = plain(evaluation, draws, |weight| {
        let sum = |group: &str, number: usize| -> u64 {
            let of =
                |index: usize| evaluation.documents[index].groups.get(group).copied().unwrap_or_default().numbers();
            (0..evaluation.documents.len()).map(|index| weight(index) * of(index)[number]).sum()
        };
        Some(ratio(sum("female", 2), sum("female", 0))? - ratio(sum("male", 2), sum("male", 0))?)
    });
    assert_eq!(scored.gaps[0].recall_difference.interval, expected);
    assert!(expected.is_ok());
}
