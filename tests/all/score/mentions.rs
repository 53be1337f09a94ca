//! Attribution to mentions, where the names of speakers do not matter.

use crate::support;
use quoteval::{Criterion, ErrorClass, Evaluation, Measure, ScoreOptions};
use serde_json::{Value, json};

fn evaluate(gold: Value, prediction: Value) -> Evaluation {
    let measure = Measure { criterion: Criterion::AttributionMention, ..Measure::default() };
    let options = ScoreOptions { measure, per_quotation: true, ..ScoreOptions::default() };
    support::evaluate(&[gold], &[prediction], &options)
}

#[test]
fn under_mentions_the_classes_tell_of_the_source() {
    let gold = json!({"id": "d", "text": "a b c d e f g h i j k l m n", "entities": [{"id": "x", "name": "X"}], "quotations": [
        {"id": "g1", "content": [[0, 3]], "source": [[4, 7]], "speaker": "x"},
        {"id": "g2", "content": [[8, 11]], "speaker": "x"},
        {"id": "g3", "content": [[12, 19]], "source": [[20, 21]], "speaker": "x"},
        {"id": "g4", "content": [[14, 15]], "source": [[18, 19]], "parent": "g3", "speaker": "x"},
        {"id": "g5", "content": [[22, 25]], "source": [[26, 27]], "speaker": "x"},
    ]});
    let classes = |sources: [Option<[u32; 2]>; 5]| {
        let contents = [[0, 3], [8, 11], [12, 19], [14, 15], [22, 25]];
        let quotation = |(content, source): ([u32; 2], Option<[u32; 2]>)| json!({"content": [content], "source": source.into_iter().collect::<Vec<_>>(), "speaker": "X"});
        let quotations: Vec<Value> = contents.into_iter().zip(sources).map(quotation).collect();
        let prediction = json!({"id": "d", "quotations": quotations});
        let evaluation = evaluate(gold.clone(), prediction);
        evaluation.documents[0].items.iter().map(|row| row.class).collect::<Vec<_>>()
    };
    assert_eq!(
        classes([Some([6, 7]), None, Some([20, 21]), Some([18, 19]), Some([26, 27])]),
        [ErrorClass::Correct; 5],
        "a shared unit, or no source on either side"
    );
    assert_eq!(
        classes([None, Some([4, 5]), Some([16, 17]), Some([20, 21]), Some([0, 1])]),
        [
            ErrorClass::SpeakerMissing,
            ErrorClass::SpeakerSpurious,
            ErrorClass::SpeakerInside,
            ErrorClass::SpeakerLevel,
            ErrorClass::SpeakerOther
        ]
    );
}

#[test]
fn mentions_are_undefined_where_gold_has_no_source() {
    let quotations = json!([{"content": [[0, 3]], "speaker": "x"}]);
    let gold = json!({"id": "d", "text": "a b c", "entities": [{"id": "x", "name": "X"}], "quotations": quotations});
    let evaluation = evaluate(gold, json!({"id": "d", "quotations": quotations}));
    assert!(evaluation.total("attribution.mention").is_none() && evaluation.total("attribution.iou50").is_some());
    assert!(!evaluation.has_classes() && evaluation.total("slot_error_rate").is_none());
}
