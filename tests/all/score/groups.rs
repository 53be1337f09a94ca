//! Groups of speakers, shared speakers, types and slices: worked cases, and intervals that match plain leave-one-out sums.

use crate::support;
use quoteval::internals::report::Scored;
use quoteval::internals::score::slices::ATTRIBUTES;
use quoteval::internals::score::{DocumentScore, Statistics, TypeConfusion};
use quoteval::internals::stats::{Jackknife, MaybeInterval, NoInterval, Scale};
use quoteval::{Counts, Criterion, Evaluation, Interval, ScoreOptions, System};
use serde_json::{Value, json};

/// A document with two quotations by Ann, one by Bo and one by both.
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

/// Four answers: right, by the wrong speaker, half right, and without gold; q3 is missed.
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
    support::evaluate(gold, predictions, &options())
}

/// The evaluation of one document with the answers.
fn answered() -> Evaluation {
    evaluate(&[gold("d")], &[json!({"id": "d", "quotations": answers()})])
}

fn scored(evaluation: Evaluation, min_items: u64) -> Scored {
    Scored::new(System::default(), "test", evaluation, Statistics::default(), min_items)
}

#[test]
fn groups_are_counted_apart_and_compared() {
    let scored = scored(answered(), 1);
    let [female, male] = &scored.gaps[..] else { panic!("two groups") };
    // Gold: q1, q2, q4 by women; q3, q4 by men. Matched: all but q3. Right: q1. Predicted: Ann twice, Bo twice.
    assert_eq!((female.group.as_str(), female.counts.numbers()), ("female", [3, 3, 1, 2]));
    assert_eq!((male.group.as_str(), male.counts.numbers()), ("male", [2, 1, 0, 2]));
    let close = |value: Option<f64>, expected: f64| assert!((value.expect("a value") - expected).abs() < 1e-12);
    close(female.recall.value, 1.0 / 3.0);
    close(female.recall_difference.value, 1.0 / 3.0 - 0.0);
    close(male.accuracy_difference.value, 0.0 - 1.0 / 3.0);
    // Share of women: 2 of 4 in predictions, 3 of 5 in gold.
    close(female.share_difference.value, 0.5 - 0.6);
    assert_eq!(female.recall.interval, Err(NoInterval::FewDocuments));
}

#[test]
fn an_attribute_asked_for_twice_counts_once() {
    let twice = |by: &[&str]| {
        let by = by.iter().map(|name| name.parse().expect("an attribute")).collect();
        let answers = json!({"id": "d", "quotations": answers()});
        support::evaluate(&[gold("d")], &[answers], &ScoreOptions { by, ..options() }).slices
    };
    assert_eq!(twice(&["type", "type"]), twice(&["type"]));
}

#[test]
fn a_group_of_few_hides_no_other() {
    let scored = scored(answered(), 3);
    let [female, male] = &scored.gaps[..] else { panic!("two groups") };
    assert_eq!((female.counts.gold, male.counts.gold), (3, 2));
    assert!(female.recall.value.is_some() && male.recall.value.is_none(), "three are enough, two are not");
    assert!(female.recall_difference.value.is_none(), "the others are too few to compare with");
}

#[test]
fn a_part_of_the_speakers_counts_in_part() {
    let evaluation = answered();
    // 1, then 0 of {Ann, Bo}, then {Ann} of {Ann, Bo}: (1 + 0 + 1/2) / 3
    let shared = evaluation.total("speaker.jaccard").expect("defined").counts;
    assert_eq!(shared, Counts::Mean { sum: (1 << 32) + (1 << 31), items: 3 });
}

#[test]
fn every_quotation_is_in_the_confusion_of_types_once() {
    let evaluation = answered();
    let at = |predicted: &str, gold: &str| {
        let place = |names: [&str; 5], name: &str| names.iter().position(|other| *other == name).expect("a name");
        let (row, column) = (place(TypeConfusion::PREDICTED, predicted), place(TypeConfusion::GOLD, gold));
        evaluation.types.rows()[row][column]
    };
    assert_eq!([at("direct", "direct"), at("direct", "indirect"), at("missed", "direct")], [1, 1, 1]);
    assert_eq!([at("none", "mixed"), at("indirect", "spurious")], [1, 1]);
    assert_eq!(evaluation.types.rows().as_flattened().iter().sum::<u64>(), 5, "four of gold and one spurious");
}

/// Twelve documents, on which the quality of the system varies.
fn corpus() -> (Vec<Value>, Vec<Value>) {
    let answered = |index: usize| {
        let answers = answers();
        let kept: Vec<&Value> = answers.iter().skip(index % 3).take(1 + index % 4).collect();
        json!({"id": format!("d{index}"), "quotations": kept})
    };
    ((0..12).map(|index| gold(&format!("d{index}"))).collect(), (0..12).map(answered).collect())
}

/// The interval of a figure, computed from sums that each leave out one document.
fn plain(
    evaluation: &Evaluation,
    scale: Scale,
    size: impl Fn(&DocumentScore) -> u64,
    value: impl Fn(&[&DocumentScore]) -> Option<f64>,
) -> MaybeInterval {
    let all: Vec<&DocumentScore> = evaluation.documents.iter().collect();
    let mut jackknife = Jackknife::of(value(&all).expect("a value"));
    for left_out in &all {
        let rest: Vec<&DocumentScore> = all.iter().copied().filter(|document| document.id != left_out.id).collect();
        jackknife.leave_out(size(left_out), || value(&rest));
    }
    jackknife.interval(scale)
}

fn assert_same(found: MaybeInterval, expected: MaybeInterval) {
    let (Interval { low, high }, expected) = (found.expect("an interval"), expected.expect("an interval"));
    assert!((low - expected.low).abs() < 1e-12 && (high - expected.high).abs() < 1e-12, "{low} {high}");
    assert!(low < high);
}

fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[test]
fn the_interval_of_a_slice_is_over_the_documents_it_occurs_in() {
    let (gold, predictions) = corpus();
    let scored = scored(evaluate(&gold, &predictions), 1);
    let slice =
        scored.slices.iter().find(|slice| slice.value == "none" && slice.criterion == Criterion::DetectionExact);
    let counts = |document: &DocumentScore| document.slices[&("source-form".to_owned(), "none".to_owned())];
    let predicted = |document: &DocumentScore| counts(document).predicted.unwrap_or_default();
    let size = |document: &DocumentScore| counts(document).gold.items + predicted(document).items;
    let f1 = |documents: &[&DocumentScore]| {
        let sum = |of: &dyn Fn(&DocumentScore) -> u64| documents.iter().map(|document| of(document)).sum();
        let recall = ratio(sum(&|of| counts(of).gold.correct[0]), sum(&|of| counts(of).gold.items))?;
        let precision = ratio(sum(&|of| predicted(of).correct[0]), sum(&|of| predicted(of).items))?;
        Some(quoteval::internals::score::harmonic_mean(precision, recall))
    };
    assert_same(slice.expect("a slice").figures.interval, plain(&scored.evaluation, Scale::Share, size, f1));
}

#[test]
fn intervals_of_groups_leave_out_whole_documents() {
    let (gold, predictions) = corpus();
    let scored = scored(evaluate(&gold, &predictions), 1);
    let number = |document: &DocumentScore, group: &str, number: usize| {
        document.groups.get(group).copied().unwrap_or_default().numbers()[number]
    };
    let of = |documents: &[&DocumentScore], group: &str, index: usize| -> u64 {
        documents.iter().map(|document| number(document, group, index)).sum()
    };
    let both =
        |document: &DocumentScore, index: usize| number(document, "female", index) + number(document, "male", index);
    let gap = &scored.gaps[0];
    assert_eq!(gap.group, "female");

    let recall = |all: &[&DocumentScore], group: &str| ratio(of(all, group, 2), of(all, group, 0));
    let difference = |all: &[&DocumentScore]| Some(recall(all, "female")? - recall(all, "male")?);
    let expected = plain(&scored.evaluation, Scale::Difference, |document| both(document, 0), difference);
    assert_same(gap.recall_difference.interval, expected);

    let own = |document: &DocumentScore| number(document, "female", 0);
    let expected = plain(&scored.evaluation, Scale::Share, own, |all| recall(all, "female"));
    assert_same(gap.recall.interval, expected);

    let share = |all: &[&DocumentScore], index: usize| {
        ratio(of(all, "female", index), of(all, "female", index) + of(all, "male", index))
    };
    let difference = |all: &[&DocumentScore]| Some(share(all, 3)? - share(all, 0)?);
    let size = |document: &DocumentScore| both(document, 0) + both(document, 3);
    let expected = plain(&scored.evaluation, Scale::Difference, size, difference);
    assert_same(gap.share_difference.interval, expected);
}
