//! Worked examples of settings, layers and orders that random documents seldom have.

use crate::support;
use quoteval::internals::score::Status;
use quoteval::{
    Counts, Dataset, ErrorClass, Measure, PredictedQuotation, Prediction, ScoreOptions, Setting, Span, UnitProfile,
};
use serde_json::{Value, json};

fn options(setting: Setting, gold_coreference: bool) -> ScoreOptions {
    let measure = Measure { setting, gold_coreference, unit: UnitProfile::Words, ..Measure::default() };
    ScoreOptions { measure, ..ScoreOptions::default() }
}

fn gold(quotations: Value) -> Value {
    json!({"id": "d", "text": "a b c d said “Lee” today", "quotations": quotations, "entities": [
        {"id": "lee", "name": "Ann Lee", "mentions": [[14, 17]]}, {"id": "roe", "name": "Bo Roe"},
    ]})
}

fn counts(gold: Value, prediction: Value, setting: Setting, id: &str) -> Counts {
    let evaluation = support::evaluate(&[gold], &[prediction], &options(setting, false));
    evaluation.total(id).expect("a defined metric").counts
}

#[test]
fn a_given_quotation_without_an_answer_is_an_abstention() {
    let gold = gold(
        json!([{"id": "g", "content": [[0, 1]], "speaker": "@implicit"}, {"id": "h", "content": [[4, 5]], "speaker": "lee"}]),
    );
    let prediction = json!({"id": "d", "quotations": [{"id": "h", "speaker": "lee"}]});
    // g is implicit, so giving no speaker is right; h is answered: 2 of 2.
    let found = counts(gold.clone(), prediction.clone(), Setting::GoldQuotations, "attribution.iou50");
    assert_eq!(found, Counts::Matches { tp: 2, fp: 0, fn_: 0 });
    let found = counts(gold, prediction, Setting::GoldQuotations, "speaker.coverage");
    assert_eq!(found, Counts::Share { numerator: 1, denominator: 2 });
}

#[test]
fn derived_ids_do_not_depend_on_the_order_of_entities() {
    let gold = gold(json!([{"content": [[0, 3]], "speaker": "lee"}, {"content": [[0, 3]], "speaker": "roe"}]));
    let mut other = gold.clone();
    other["entities"].as_array_mut().expect("a list").reverse();
    let prediction =
        json!({"id": "d", "quotations": [{"id": "0-3", "speaker": "lee"}, {"id": "0-3#2", "speaker": "roe"}]});
    for gold in [gold, other] {
        let found = counts(gold, prediction.clone(), Setting::GoldQuotations, "speaker.accuracy");
        assert_eq!(found, Counts::Share { numerator: 2, denominator: 2 });
    }
}

#[test]
fn marks_around_a_mention_do_not_matter_to_coreference() {
    let gold = gold(json!([{"content": [[0, 7]], "speaker": "lee"}]));
    for source in [json!([[14, 17]]), json!([[13, 18]])] {
        let prediction = json!({"id": "d", "quotations": [{"content": [[0, 7]], "source": source}]});
        let evaluation =
            support::evaluate(std::slice::from_ref(&gold), &[prediction], &options(Setting::EndToEnd, true));
        assert_eq!(evaluation.classes.gold.of(ErrorClass::Correct), 1, "{source}");
    }
}

#[test]
fn the_speaker_of_the_enclosing_quotation_is_a_mistake_of_level() {
    let gold = gold(json!([
        {"id": "outer", "content": [[0, 7]], "speaker": "@author"},
        {"id": "inner", "content": [[2, 5]], "speaker": "lee", "parent": "outer"},
    ]));
    let class = |speaker: Value| {
        let prediction = json!({"id": "d", "quotations": [{"content": [[2, 5]], "speaker": speaker}]});
        let options = options(Setting::EndToEnd, false);
        let classes = support::evaluate(std::slice::from_ref(&gold), &[prediction], &options).classes;
        classes.predicted.occurring().next().expect("a class").0
    };
    assert_eq!(class(json!("@author")), ErrorClass::SpeakerLevel);
    assert_eq!(class(json!(["@author".trim_start_matches('@'), "Nobody"])), ErrorClass::SpeakerOther);
}

#[test]
fn without_a_speaker_layer_attribution_is_undefined() {
    let gold = gold(json!([{"content": [[0, 7]]}]));
    let prediction = json!({"id": "d", "quotations": [{"content": [[0, 7]]}]});
    let evaluation = support::evaluate(&[gold], &[prediction], &options(Setting::EndToEnd, false));
    for id in ["attribution.iou50", "speaker.accuracy", "source.exact", "slot_error_rate"] {
        assert!(evaluation.total(id).is_none(), "{id}");
    }
    assert!(evaluation.total("detection.exact").is_some() && !evaluation.has_classes());
}

#[test]
fn the_whole_document_as_one_quotation_does_not_score() {
    for name in ["esper", "wire"] {
        let gold = Dataset::load(name).expect("bundled data is valid").into_documents();
        let predictions = gold.iter().map(|gold| {
            let all = Span::new(gold.text(), 0, gold.text().len()).expect("a text");
            let quotations = vec![PredictedQuotation::by("all", all, &gold.entities[0].id)];
            Prediction { quotations, ..Prediction::empty(gold.id()) }
        });
        let predictions: Vec<Prediction> = predictions.collect();
        let evaluation = quoteval::score(&gold, &predictions, &ScoreOptions::default()).expect("valid predictions");
        for id in ["attribution.iou50", "detection.iou50", "detection.exact"] {
            let counts = evaluation.total(id).expect("defined").counts;
            assert!(matches!(counts, Counts::Matches { tp: 0, .. }), "{name}: {id}: {counts:?}");
        }
    }
}

#[test]
fn a_missing_document_is_missed_and_listed() {
    let mut golds = [(); 2].map(|()| gold(json!([{"content": [[0, 7]], "speaker": "lee"}])));
    golds[1]["id"] = json!("other");
    let answer = json!({"id": "d", "quotations": [{"content": [[0, 7]], "speaker": "lee"}]});
    let evaluation = support::evaluate(&golds, &[answer], &options(Setting::EndToEnd, false));
    let counts = evaluation.total("attribution.iou50").expect("defined").counts;
    assert_eq!(counts, Counts::Matches { tp: 1, fp: 0, fn_: 1 });
    assert_eq!(evaluation.with_status(Status::Missing).collect::<Vec<_>>(), ["other"]);
}

#[test]
fn a_failed_document_earns_nothing_where_quotations_are_given() {
    let gold = gold(json!([{"content": [[0, 7]], "speaker": "lee"}, {"content": [[8, 12]], "speaker": "@implicit"}]));
    let failed = json!({"id": "d", "error": "timeout"});
    let counts = counts(gold, failed, Setting::GoldQuotations, "attribution.iou50");
    assert_eq!(counts, Counts::Matches { tp: 0, fp: 0, fn_: 2 });
}
