//! Names in predictions: resolved, ambiguous, and impossible to judge.

use crate::support;
use quoteval::internals::partial::Partial;
use quoteval::internals::score::NameCounts;
use quoteval::internals::score::slices::SliceBy;
use quoteval::{ErrorClass, Evaluation, GoldDocument, Prediction, ScoreOptions, Setting, System, Task};
use serde_json::{Value, json};

/// Three quotations: two by the Wrens, who differ only in title.
const WRENS: &str = "“One,” said Mr. Wren. “Two,” said Mrs. Wren. “Three,” said Dara O’Neil‑Roe.";

fn wrens() -> Value {
    json!({"id": "d", "text": WRENS, "entities": [
        {"id": "mr", "name": "Mr. Wren", "type": "person"}, {"id": "mrs", "name": "Mrs. Wren", "type": "person"},
        {"id": "roe", "name": "Dara O’Neil‑Roe, Jr.", "type": "person"},
    ], "quotations": [
        {"id": "1", "content": [{"text": "One,"}], "speaker": "mr"},
        {"id": "2", "content": [{"text": "Two,"}], "speaker": "mrs"},
        {"id": "3", "content": [{"text": "Three,"}], "speaker": "roe"},
    ]})
}

fn said_by(speakers: [&str; 3]) -> Value {
    let quotations = ["One,", "Two,", "Three,"].into_iter().zip(speakers);
    let quotations: Vec<Value> =
        quotations.map(|(text, speaker)| json!({"content": [text], "speaker": speaker})).collect();
    json!({"id": "d", "quotations": quotations})
}

fn attributed(gold: Value, prediction: Value) -> Evaluation {
    let options = ScoreOptions { per_quotation: true, ..ScoreOptions::default() };
    support::evaluate(&[gold], &[prediction], &options)
}

fn right(evaluation: &Evaluation) -> u64 {
    evaluation.classes.gold.of(ErrorClass::Correct)
}

#[test]
fn titles_and_typography_tell_nobody_from_himself() {
    for speakers in [
        ["Mr. Wren", "Mrs. Wren", "Dara O’Neil‑Roe, Jr."],
        ["MR WREN’S", "the Mrs.  Wren", "Dara O'Neil-Roe Jr."],
        ["Sir Wren", "Lady Wren", "dara oʼneil–roe jr"],
    ] {
        let evaluation = attributed(wrens(), said_by(speakers));
        assert_eq!((right(&evaluation), evaluation.names), (3, NameCounts::default()), "{speakers:?}");
    }
}

#[test]
fn an_ambiguous_name_is_wrong_and_says_whom_it_could_mean() {
    let evaluation = attributed(wrens(), said_by(["Wren", "Dr. Wren", "Roe"]));
    // Without Jr., Roe is the last of three words; O’Neil‑Roe is the surname, so the name means nobody.
    assert_eq!((right(&evaluation), evaluation.names.ambiguous), (0, 2));
    let ambiguous: Vec<&[String]> = evaluation.documents[0].items.iter().map(|row| &*row.ambiguous).collect();
    assert_eq!(ambiguous, [&["Mr. Wren", "Mrs. Wren"][..], &["Mr. Wren", "Mrs. Wren"], &[]]);
    let partial = Partial {
        system: System::default(),
        dataset: "d".into(),
        options: evaluation.options.clone(),
        documents: evaluation.documents.clone(),
    };
    let mut file = Vec::new();
    partial.write(&mut file).expect("memory takes it");
    let again = Partial::read(&mut file.as_slice(), "part").expect("what was written");
    assert_eq!(again.documents[0].items, evaluation.documents[0].items);
    assert_eq!(again.evaluation().names, evaluation.names);
}

#[test]
fn entities_of_the_prediction_explain_its_ids() {
    let own = |entities: Value, speakers| {
        let mut prediction = said_by(speakers);
        prediction["entities"] = entities;
        right(&attributed(wrens(), prediction))
    };
    let entities = json!([
        {"id": "mr", "name": "Mrs. Wren"},
        {"id": "x", "name": "the husband", "aliases": ["nobody", "Mr. Wren"], "mentions": [[1, 4]]},
        {"id": "roe"}, {"name": "without an id"},
    ]);
    assert_eq!(own(entities.clone(), ["x", "mr", "roe"]), 3, "an id of gold may be somebody else here");
    assert_eq!(own(entities, ["mr", "x", "x"]), 0);
    let twins = json!([{"id": "x", "name": "Mr. Wren"}, {"id": "x", "name": "Mrs. Wren"}]);
    let mut prediction = said_by(["x", "x", "x"]);
    prediction["entities"] = twins;
    let gold = GoldDocument::from_json(&wrens().to_string()).expect("valid gold");
    let task = Task::of(&gold, Setting::EndToEnd);
    let error = Prediction::from_json(&prediction.to_string(), &task).expect_err("two of one id");
    assert!(error.to_string().contains("duplicate-entity"), "{error}");
}

/// Gold with mentions and without entities.
fn mentions() -> Value {
    json!({"id": "d", "text": "“One,” said Mayor Ida Wren. “Two,” she said. “Three,” said the US.", "quotations": [
        {"id": "1", "content": [{"text": "One,"}], "source": [{"text": "Mayor Ida Wren"}]},
        {"id": "2", "content": [{"text": "Two,"}], "source": [{"text": "she"}]},
        {"id": "3", "content": [{"text": "Three,"}], "source": [{"text": "US"}], "speaker": "@unnamed"},
    ]})
}

#[test]
fn a_name_is_compared_with_the_mention_that_gold_marks() {
    for (speakers, correct, unjudged) in [
        (["Ida Wren", "she", "the US"], 3, 0),
        (["Wren", "Ida Wren", "US government"], 2, 1),
        (["Ida Wren-Roe", "he", "us"], 1, 0),
        (["the Mayor", "Ida", "WHO"], 0, 1),
    ] {
        let evaluation = attributed(mentions(), said_by(speakers));
        assert_eq!((right(&evaluation), evaluation.names.unjudged), (correct, unjudged), "{speakers:?}");
    }
}

#[test]
fn a_marked_source_is_judged_by_its_place_alone() {
    let mut prediction = said_by(["Ida Wren", "Ida Wren", "US"]);
    prediction["quotations"][0]["source"] = json!([[35, 38]]);
    prediction["quotations"][1]["source"] = json!([[35, 38]]);
    let evaluation = attributed(mentions(), prediction);
    // The first prediction names her but marks `she`; the second marks the right pronoun, so the name does not matter.
    assert_eq!((right(&evaluation), evaluation.names.unjudged), (2, 0));
}

#[test]
fn the_form_of_a_source_is_the_first_that_fits() {
    let text = "She won, WHO said so, and who asked? Was that I, or they, the Us band, or the mayor of Rome. She left.";
    let forms = [("She", "named"), ("WHO", "named"), ("who", "pronoun"), ("I", "pronoun"), ("they", "pronoun")];
    let forms = forms.into_iter().chain([("the mayor of Rome", "named"), ("the Us band", "named"), ("so", "nominal")]);
    for (mention, expected) in forms {
        let gold = json!({"id": "d", "text": text, "entities": [{"id": "she", "name": "She"}], "quotations": [
            {"content": [{"text": "won"}], "source": [{"text": mention, "occurrence": 1}]}
        ]});
        let by: SliceBy = "source-form".parse().expect("an attribute");
        let options = ScoreOptions { by: vec![by], ..ScoreOptions::default() };
        let prediction = json!({"id": "d", "quotations": []});
        let evaluation = support::evaluate(&[gold], &[prediction], &options);
        let (_, form) = evaluation.slices.keys().next().expect("a slice");
        assert_eq!(form, expected, "{mention}");
    }
}
