//! The row of a threshold equals the score of the predictions with at least that confidence.

use crate::support;
use crate::support::generate::{Pair, corpus, evaluate};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use quoteval::internals::model::InvalidQuotation;
use quoteval::internals::score::{Aligned, complete};
use quoteval::internals::stats::{Confidences, Threshold, Thresholds, figure};
use quoteval::{Criterion, Measure, PredictedQuotation, PredictedSpeaker, Prediction, ScoreOptions, Setting};
use serde_json::{Value, json};

const CONFIDENCES: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

fn thresholds(pairs: &[Pair], measure: Measure) -> Option<Thresholds> {
    let of = |pair: &Pair| Confidences::of(&Aligned::new(&pair.gold, &pair.prediction, measure));
    let mut confidences = Confidences::default();
    pairs.iter().for_each(|pair| confidences.add(of(pair)));
    confidences.sweep().ok().map(|(_, thresholds)| thresholds)
}

/// Gives every predicted quotation a confidence, and adds quotations that are not in the text.
fn sure(mut pairs: Vec<Pair>, confidences: &[f64], invalid: usize) -> Vec<Pair> {
    let mut next = confidences.iter().cycle().copied();
    for pair in &mut pairs {
        pair.prediction.quotations.iter_mut().for_each(|item| item.confidence = next.next());
        let lost = |index| InvalidQuotation {
            id: format!("invalid-{index}"),
            text: "nowhere".into(),
            reason: "not in the text".into(),
            confidence: Some(CONFIDENCES[index]),
        };
        pair.prediction.invalid = (0..invalid).map(lost).collect();
    }
    pairs
}

/// Answers to gold quotations with the speakers of the predictions; some quotations have no answer.
fn given(mut pairs: Vec<Pair>, answered: &[bool]) -> Vec<Pair> {
    let mut is_answered = answered.iter().cycle();
    for pair in &mut pairs {
        let speakers: Vec<PredictedSpeaker> =
            pair.prediction.quotations.iter().map(|item| item.speaker.clone()).collect();
        let answer = |(index, gold): (usize, &quoteval::GoldQuotation)| PredictedQuotation {
            speaker: speakers.get(index).cloned().unwrap_or(PredictedSpeaker::Absent),
            ..PredictedQuotation::abstention(gold.quotation.id.clone(), gold.quotation.content.clone())
        };
        let answers = pair.gold.quotations.iter().enumerate().map(answer).filter(|_| is_answered.next() == Some(&true));
        pair.prediction = Prediction { quotations: answers.collect(), ..Prediction::empty(pair.gold.id()) };
    }
    pairs
}

/// The predicted quotations with confidence `least` or more.
fn from(pairs: &[Pair], least: f64) -> Vec<Pair> {
    let is_sure = |confidence: Option<f64>| confidence.is_some_and(|confidence| confidence >= least);
    let mut kept = pairs.to_vec();
    for pair in &mut kept {
        pair.prediction.quotations.retain(|item| is_sure(item.confidence));
        pair.prediction.invalid.retain(|item| is_sure(item.confidence));
    }
    kept
}

/// Adds an abstention for each quotation without an answer, as reading a file of answers does.
fn completed(pairs: Vec<Pair>) -> Vec<Pair> {
    let complete = |Pair { gold, prediction }| {
        let prediction = complete(&gold, prediction).expect("answers to quotations of gold");
        Pair { gold, prediction }
    };
    pairs.into_iter().map(complete).collect()
}

fn assert_is_score(row: &Threshold, pairs: &[Pair], measure: Measure) -> Result<(), TestCaseError> {
    let options = ScoreOptions { measure, ..ScoreOptions::default() };
    if let Some(total) = evaluate(pairs, &options).total(measure.criterion.as_str()) {
        let score = (total.counts.precision(), total.counts.recall(), total.counts.headline());
        prop_assert_eq!((row.precision(), row.recall(), row.f1()), score, "{:?}", row);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_row_is_the_score_of_what_is_at_least_so_sure(
        pairs in corpus(),
        confidences in proptest::collection::vec(select(CONFIDENCES.to_vec()), 7),
        invalid in 0..3usize,
        criterion in select(Criterion::ALL.to_vec()),
    ) {
        let pairs = sure(pairs, &confidences, invalid);
        let measure = Measure { criterion, ..Measure::default() };
        for row in thresholds(&pairs, measure).iter().flat_map(Thresholds::rows) {
            let kept = from(&pairs, row.confidence);
            let predictions = kept.iter().map(|pair| pair.prediction.quotations.len() + pair.prediction.invalid.len());
            prop_assert_eq!(row.kept, predictions.sum::<usize>() as u64);
            assert_is_score(row, &kept, measure)?;
        }
    }

    #[test]
    fn a_row_is_the_score_where_the_others_abstain(
        pairs in corpus(),
        confidences in proptest::collection::vec(select(CONFIDENCES.to_vec()), 7),
        answered in proptest::collection::vec(any::<bool>(), 5),
        criterion in select(Criterion::ALL.to_vec()),
    ) {
        let pairs = sure(given(pairs, &answered), &confidences, 0);
        let measure = Measure { criterion, setting: Setting::GoldQuotations, ..Measure::default() };
        for row in thresholds(&completed(pairs.clone()), measure).iter().flat_map(Thresholds::rows) {
            let kept = from(&pairs, row.confidence);
            let answers: usize = kept.iter().map(|pair| pair.prediction.quotations.len()).sum();
            prop_assert_eq!(row.kept, answers as u64);
            prop_assert!(row.right_kept <= row.kept);
            assert_is_score(row, &completed(kept), measure)?;
        }
    }

    #[test]
    fn the_order_of_documents_and_predictions_does_not_matter(
        pairs in corpus(),
        confidences in proptest::collection::vec(select(CONFIDENCES.to_vec()), 7),
        at in any::<Index>(),
    ) {
        let pairs = sure(pairs, &confidences, 1);
        let mut other = pairs.clone();
        other.rotate_left(at.index(pairs.len()));
        other.iter_mut().for_each(|pair| pair.prediction.quotations.reverse());
        prop_assert_eq!(thresholds(&pairs, Measure::default()), thresholds(&other, Measure::default()));
    }
}

/// Words `first` to `last` of `w01 w02 …`.
fn words(first: u64, last: u64) -> Value {
    json!([[4 * (first - 1), 4 * last - 1]])
}

#[test]
fn the_worked_example_is_true() {
    let text: Vec<String> = (1..=50).map(|word| format!("w{word:02}")).collect();
    let gold = |(first, last)| json!({"content": words(first, last), "speaker": "lee"});
    let gold = json!({"id": "d", "text": text.join(" "), "entities": [{"id": "lee", "name": "Ann Lee"}],
        "quotations": ([(1, 10), (21, 30)].map(gold))});
    let predicted = |(first, last, confidence): (u64, u64, f64)| json!({"content": words(first, last), "speaker": "lee", "confidence": confidence});
    let predicted = json!({"id": "d", "quotations": ([(1, 9, 0.9), (1, 10, 0.8), (41, 42, 0.6)].map(predicted))});
    let (mut golds, mut predictions) = support::read(&[gold], &[predicted], Setting::EndToEnd);
    let pair = Pair { gold: golds.remove(0), prediction: predictions.remove(0) };
    let thresholds = thresholds(&[pair], Measure::default()).expect("confidences");
    // Words 1–9 are right if predicted alone, and spurious if words 1–10 are predicted as well.
    let counts = |row: &Threshold| (row.confidence, row.kept, row.right);
    assert_eq!(thresholds.rows().iter().map(counts).collect::<Vec<_>>(), [(0.9, 1, 1), (0.8, 2, 1), (0.6, 3, 1)]);
    assert_eq!(thresholds.best().map(|best| best.confidence), Some(0.9));
    let figures = |row: &Threshold| {
        [row.precision(), row.recall(), row.f1(), row.coverage(), row.risk()]
            .map(|figure| format!("{:.3}", figure.expect("a defined figure")))
    };
    let ([p, r, f1, ..], [p2, _, f2, coverage, risk]) =
        (figures(&thresholds.rows()[0]), figures(&thresholds.rows()[1]));
    let said = [
        format!("precision 1/1 = {p}, recall 1/2 = {r}, F1 2·1 / (1 + 2) = {f1}"),
        format!("precision 1/2 = {p2}, F1 2·1 / (2 + 2) = {f2}, coverage 2/3 = {coverage}, risk 1/2 = {risk}"),
    ];
    let text = figure("threshold").expect("a statistic").explanation;
    said.iter().for_each(|said| assert!(text.contains(said.as_str()), "'{said}' is not in: {text}"));
}
