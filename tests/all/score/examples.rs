//! The worked examples of `quoteval explain` are correct: each is built here, counted, and looked up in the text.

use crate::support;
use quoteval::internals::model::Units;
use quoteval::internals::score::slices::ATTRIBUTES;
use quoteval::internals::score::{PerClass, Statistics, TERMS, TypeConfusion};
use quoteval::{
    Counts, Criterion, ErrorClass, METRICS, Measure, ScoreOptions, Setting, Signature, Span, UnitProfile, metric,
};
use serde_json::{Value, json};

/// Words `first` to `last` of the text `w01 w02 … w40`, as spans.
fn words(first: u64, last: u64) -> Value {
    json!([[4 * (first - 1), 4 * last - 1]])
}

/// A quotation of words `first` to `last`, with further fields.
fn quotation(first: u64, last: u64, more: Value) -> Value {
    with(json!({ "content": words(first, last) }), more)
}

/// An object with the fields of another added.
fn with(mut object: Value, more: Value) -> Value {
    let fields = more.as_object().cloned().unwrap_or_default();
    fields.into_iter().for_each(|(key, value)| object[key] = value);
    object
}

/// A quotation by a speaker.
fn by(speaker: &str, first: u64, last: u64) -> Value {
    quotation(first, last, json!({ "speaker": speaker }))
}

/// A quotation without a speaker.
fn bare(first: u64, last: u64) -> Value {
    quotation(first, last, json!({}))
}

fn gold(quotations: &[Value]) -> Value {
    let text: Vec<String> = (1..=40).map(|word| format!("w{word:02}")).collect();
    json!({"id": "d", "text": text.join(" "), "quotations": quotations, "entities": [
        {"id": "lee", "name": "Ann Lee"}, {"id": "roe", "name": "Bo Roe"},
    ]})
}

fn prediction(quotations: &[Value]) -> Value {
    json!({"id": "d", "quotations": quotations})
}

fn evaluate(golds: &[Value], predicted: &[Value], measure: Measure) -> quoteval::Evaluation {
    support::evaluate(&[gold(golds)], &[prediction(predicted)], &ScoreOptions { measure, ..ScoreOptions::default() })
}

/// The worked example of each metric: gold and predictions.
#[rustfmt::skip]
fn examples() -> Vec<(&'static str, Vec<Value>, Vec<Value>)> {
    let both = || vec![by("lee", 1, 10), by("roe", 21, 30)];
    let threefold = || vec![by("lee", 1, 5), by("lee", 11, 15), by("lee", 21, 25)];
    let layered = |layer: &str| {
        let part = |first, last| json!({ layer: words(first, last), "speaker": "lee" });
        vec![quotation(1, 10, part(11, 12)), quotation(21, 30, part(31, 31))]
    };
    let found = |first: Value, second: Value| vec![quotation(1, 10, first), quotation(21, 30, second)];
    let sources = || found(json!({"source": words(12, 12)}), json!({"source": words(31, 31)}));
    let cues = || found(json!({"cue": words(12, 12)}), json!({}));
    let typed = |types: [&str; 4]| -> Vec<Value> {
        let of = |(index, kind): (u64, &&str)| quotation(10 * index + 1, 10 * index + 5, json!({ "type": kind }));
        (0..).zip(&types).map(of).collect()
    };
    let gold_types = || typed(["direct", "direct", "indirect", "indirect"]);
    let predicted_types = || typed(["direct", "direct", "direct", "indirect"]);
    vec![
        ("attribution.iou50", both(), vec![by("Ann Lee", 1, 9), by("Ann Lee", 21, 30), bare(35, 36)]),
        ("attribution.exact", both(), vec![by("Ann Lee", 1, 9), by("Bo Roe", 21, 30)]),
        ("attribution.mention",
            vec![
                quotation(1, 10, json!({"speaker": "lee", "source": words(11, 12)})),
                quotation(21, 30, json!({"speaker": "roe", "source": words(31, 31)})),
                by("roe", 33, 40),
            ],
            vec![
                quotation(1, 10, json!({"source": words(12, 12)})),
                by("Bo Roe", 21, 30),
                by("Ann Lee", 33, 40),
            ]),
        ("attribution.relation",
            vec![quotation(1, 10, json!({"speaker": "lee", "cue": words(11, 11)})), by("roe", 21, 30)],
            vec![quotation(1, 10, json!({"speaker": "lee", "cue": words(12, 12)})), by("roe", 21, 30)]),
        ("detection.iou50", vec![bare(1, 10)], vec![bare(1, 6), bare(21, 24)]),
        ("detection.exact", vec![bare(1, 10), bare(21, 25)], vec![bare(1, 10), bare(21, 24)]),
        ("detection.iou80", vec![bare(1, 10), bare(21, 30)], vec![bare(1, 8), bare(21, 27)]),
        ("detection.any", vec![bare(1, 10), bare(21, 30)], vec![bare(10, 15), bare(17, 19)]),
        ("detection.unit", vec![bare(1, 10)], vec![bare(6, 15)]),
        ("detection.soft", vec![bare(1, 10)], vec![bare(1, 5)]),
        ("speaker.accuracy", threefold(), vec![by("Ann Lee", 1, 5), by("Bo Roe", 11, 15)]),
        ("speaker.coverage", threefold(), vec![by("Ann Lee", 1, 5), by("Bo Roe", 11, 15), bare(21, 25)]),
        ("speaker.selective", threefold(), vec![by("Ann Lee", 1, 5), by("Bo Roe", 11, 15), bare(21, 25)]),
        ("speaker.jaccard",
            vec![quotation(1, 5, json!({"speaker": ["lee", "roe"]})), by("lee", 11, 15), by("lee", 21, 25)],
            vec![by("Bo Roe", 1, 5), by("Ann Lee", 11, 15), by("Bo Roe", 21, 25)]),
        ("speaker.b3",
            vec![by("lee", 1, 5), by("lee", 11, 15), by("roe", 21, 25), by("roe", 31, 35)],
            vec![by("A", 1, 5), by("A", 11, 15), by("A", 21, 25), by("B", 31, 35)]),
        ("source.exact", layered("source"), sources()),
        ("source.overlap", layered("source"), sources()),
        ("cue.exact", layered("cue"), cues()),
        ("cue.overlap", layered("cue"), cues()),
        ("type.accuracy", gold_types(), predicted_types()),
        ("type.macro_f1", gold_types(), predicted_types()),
        ("document.speakers", both(), vec![by("Ann Lee", 1, 5), by("Ann Lee", 6, 10), by("Mia Poe", 21, 30)]),
        ("document.share_error",
            vec![by("lee", 1, 6), by("roe", 21, 24)], vec![by("Ann Lee", 1, 5), by("Mia Poe", 21, 25)]),
        ("slot_error_rate", both(), vec![by("Bo Roe", 1, 10), bare(35, 36)]),
    ]
}

/// The words that the text must have for the counts.
fn said(counts: &Counts) -> String {
    let value = |value: Option<f64>| format!("{:.3}", value.expect("an example that is defined"));
    match *counts {
        Counts::Matches { tp, fp, fn_ } => format!(
            "TP = {tp}, FP = {fp}, FN = {fn_}; precision {tp}/{p}, recall {tp}/{g}, F1 = 2·{tp}/({p} + {g}) = {}",
            value(counts.headline()),
            p = tp + fp,
            g = tp + fn_,
        ),
        Counts::Share { numerator, denominator } => {
            format!("{numerator}/{denominator} = {}", value(counts.headline()))
        }
        Counts::Soft { .. } => format!(
            "precision {}, recall {}, F1 {}",
            value(counts.precision()),
            value(counts.recall()),
            value(counts.headline())
        ),
        Counts::Mean { .. } | Counts::Types(_) => value(counts.headline()),
    }
}

/// The paragraph with the worked example.
fn worked(text: &str) -> &str {
    text.lines().find_map(|line| line.strip_prefix("Example: ")).expect("a worked example")
}

#[test]
fn metrics() {
    let examples = examples();
    for metric in METRICS {
        let example = examples.iter().find(|(id, ..)| *id == metric.id());
        let (_, golds, predicted) = example.unwrap_or_else(|| panic!("{}: add its worked example", metric.id()));
        let evaluation = evaluate(golds, predicted, Measure::default());
        let said = said(&evaluation.total(metric.id()).expect("a defined metric").counts);
        let text = worked(metric.explanation());
        assert!(text.contains(&said), "{}: the example does not say '{said}': {text}", metric.id());
    }
}

#[test]
fn speaker_accuracy_with_the_quotations_given() {
    let id = |id: &str, quotation: Value| with(quotation, json!({ "id": id }));
    let golds = [id("a", by("lee", 1, 5)), id("b", by("lee", 11, 15)), id("c", by("lee", 21, 25))];
    let predicted = [id("a", by("Ann Lee", 1, 5)), id("b", by("Bo Roe", 11, 15))];
    let measure = Measure { setting: Setting::GoldQuotations, ..Measure::default() };
    let counts = evaluate(&golds, &predicted, measure).total("speaker.accuracy").expect("a defined metric").counts;
    assert_eq!(counts, Counts::Share { numerator: 1, denominator: 3 });
    let text = worked(metric("speaker.accuracy").expect("a metric").explanation());
    assert!(text.contains(&said(&counts)), "{text}");
}

/// A quotation that is right on both sides, followed by the quotations of a class.
fn beside(gold: &[Value], predicted: &[Value]) -> (Vec<Value>, Vec<Value>) {
    let side = |rest: &[Value]| [&[by("lee", 1, 5)], rest].concat();
    (side(gold), side(predicted))
}

#[rustfmt::skip]
fn of_class(class: ErrorClass) -> (Vec<Value>, Vec<Value>) {
    let roe = || by("roe", 11, 20);
    let cue = |word| quotation(11, 20, json!({"speaker": "roe", "cue": words(word, word)}));
    let sourced = |more: Value| quotation(11, 20, with(json!({"source": words(21, 21)}), more));
    match class {
        ErrorClass::Correct => (vec![by("lee", 1, 10)], vec![by("Ann Lee", 1, 9)]),
        ErrorClass::Split => beside(&[roe()], &[by("roe", 11, 15), by("roe", 16, 20)]),
        ErrorClass::Merged => beside(&[by("roe", 11, 15), by("roe", 16, 20)], &[roe()]),
        ErrorClass::Boundary => beside(&[roe()], &[by("roe", 11, 13)]),
        ErrorClass::SpeakerMissing => beside(&[roe()], &[bare(11, 20)]),
        ErrorClass::SpeakerUnresolved => beside(&[sourced(json!({"speaker": "roe"}))], &[sourced(json!({}))]),
        ErrorClass::SpeakerSpurious => beside(&[by("@implicit", 11, 20)], &[by("Ann Lee", 11, 20)]),
        ErrorClass::SpeakerPartial =>
            beside(&[quotation(11, 20, json!({"speaker": ["lee", "roe"]}))], &[by("Bo Roe", 11, 20)]),
        ErrorClass::SpeakerCoreference =>
            beside(&[sourced(json!({"speaker": "roe"}))], &[sourced(json!({"speaker": "Ann Lee"}))]),
        ErrorClass::SpeakerLevel => (
            vec![
                quotation(11, 20, json!({"id": "outer", "speaker": "lee"})),
                quotation(15, 18, json!({"id": "inner", "speaker": "roe", "parent": "outer"})),
            ],
            vec![by("Ann Lee", 11, 20), by("Ann Lee", 15, 18)],
        ),
        ErrorClass::SpeakerInside =>
            beside(&[roe()], &[quotation(11, 20, json!({"source": words(15, 15)}))]),
        ErrorClass::SpeakerOther => beside(&[roe()], &[by("Ann Lee", 11, 20)]),
        ErrorClass::CueWrong => beside(&[cue(21)], &[cue(22)]),
        ErrorClass::Invalid => beside(&[], &[json!({"content": ["zzz qqq vvv kkk"]})]),
        ErrorClass::Duplicate => beside(&[], &[by("lee", 1, 5)]),
        ErrorClass::NestedSpurious => (vec![by("lee", 1, 10)], vec![by("lee", 1, 10), by("lee", 3, 5)]),
        ErrorClass::NestedMissed => (vec![by("lee", 1, 10), by("roe", 3, 5)], vec![by("Ann Lee", 1, 10)]),
        ErrorClass::Overlap => (vec![by("lee", 1, 10)], vec![by("lee", 1, 6), by("lee", 9, 12)]),
        ErrorClass::Spurious => beside(&[], &[by("lee", 11, 15)]),
        ErrorClass::Missed => beside(&[by("lee", 11, 15)], &[]),
    }
}

#[test]
fn error_classes() {
    for class in ErrorClass::ALL {
        let criterion =
            if class == ErrorClass::CueWrong { Criterion::AttributionRelation } else { Criterion::AttributionIou50 };
        let (golds, predicted) = of_class(class);
        let classes = evaluate(&golds, &predicted, Measure { criterion, ..Measure::default() }).classes;
        let aligned = classes.aligned.of(class);
        let (i, m) = (classes.predicted.of(class) - aligned, classes.gold.of(class) - aligned);
        let (tp, p, g) = (classes.gold.of(ErrorClass::Correct), classes.predicted.total(), classes.gold.total());
        let f1 = format!("F1 2·{tp}/({p} + {g}) = {:.3}", 2.0 * tp as f64 / (p + g) as f64);
        let said = if class == ErrorClass::Correct {
            f1
        } else {
            assert_eq!(tp + aligned + m, g, "{class:?}: nothing else is wrong");
            let value = classes.f1_if_repaired(class).expect("items");
            format!("{f1}; repaired 2·({tp} + {aligned} + {m}) / (({p} - {i} + {m}) + {g}) = {value:.3}")
        };
        let text = worked(class.explanation());
        assert!(text.contains(&said), "{}: the example does not say '{said}': {text}", class.as_str());
        let found = [("a", aligned), ("i", i), ("m", m)].into_iter().filter(|(_, items)| *items > 0);
        for (letter, items) in found.filter(|_| class != ErrorClass::Correct) {
            assert!(text.contains(&format!("({letter} = {items})")), "{}: {letter} = {items}", class.as_str());
        }
    }
}

/// The worked example of a term.
fn term(name: &str) -> &'static str {
    worked(TERMS.iter().find(|term| term.name == name).expect("a term").explanation)
}

fn assert_said(name: &str, said: &[String]) {
    let text = term(name);
    said.iter().for_each(|said| assert!(text.contains(said), "{name}: the example does not say '{said}': {text}"));
}

#[test]
fn units() {
    let text = "“It works,” she said.";
    let size = |profile, part: &str| {
        let at = text.find(part).expect("a part of the text");
        Units::new(text, profile).touched(&Span::new(text, at, at + part.len()).expect("a span").into()).len()
    };
    let sizes = |part| UnitProfile::ALL.map(|profile| size(profile, part));
    let [words, tokens, chars] = sizes("“It works,”");
    let said = format!("its marks is {words} words, {tokens} tokens or {chars} characters");
    let [words, tokens, chars] = sizes("It works");
    assert_said("unit", &[said, format!("the same {words} words, {tokens} tokens or {chars} characters")]);
    assert_said("words", &["2 of 2 shared, IoU 1".into()]);
    assert_said("tokens", &["IoU 2/5".into()]);
    assert_said("chars", &["IoU 7/10".into()]);
}

#[test]
fn overlap_and_alignment() {
    let counts = |golds: &[Value], predicted: &[Value], id: &str| {
        evaluate(golds, predicted, Measure::default()).total(id).expect("a defined metric").counts
    };
    let pairs = |golds: &[Value], predicted: &[Value], id: &str| match counts(golds, predicted, id) {
        Counts::Matches { tp, .. } => tp,
        other => panic!("{other:?}"),
    };
    let unit = counts(&[bare(1, 10)], &[bare(6, 15)], "detection.unit");
    assert_eq!(unit, Counts::Matches { tp: 5, fp: 5, fn_: 5 });
    assert_said("iou", &[format!("IoU = 5/15 = {:.3}", 5.0 / 15.0)]);
    let (golds, predicted) = ([bare(1, 10), bare(11, 13)], [bare(3, 13), bare(1, 5)]);
    let aligned = pairs(&golds, &predicted, "detection.any");
    assert_eq!(pairs(&golds, &predicted, "detection.iou50"), aligned, "the pair over one half");
    let (one, two) = (8.0 / 13.0, 5.0 / 10.0 + 3.0 / 11.0);
    assert_said("alignment", &[format!("{two:.3} against {one:.3}"), format!("{aligned} aligned pair.")]);
}

#[test]
fn ratios() {
    let counts = Counts::Matches { tp: 3, fp: 1, fn_: 2 };
    let value = |value: Option<f64>| format!("{:.3}", value.expect("a defined ratio"));
    assert_said("precision", &[format!("3/4 = {}", value(counts.precision()))]);
    assert_said("recall", &[format!("3/5 = {}", value(counts.recall()))]);
    assert_said("f1", &[format!("2·3 / (4 + 5) = {}", value(counts.headline()))]);
    let (empty, spurious) = (Counts::of_pairs(0, 0, 0), Counts::of_pairs(0, 0, 1));
    assert_eq!((empty.precision(), empty.recall(), empty.headline(), spurious.recall()), (None, None, None, None));
    let (precision, f1) = (value(spurious.precision()), value(spurious.headline()));
    assert_said("undefined", &[format!("precision is 0/1 = {precision}, F1 is 2·0 / (1 + 0) = {f1}")]);
    let slice = quoteval::internals::score::harmonic_mean(0.75, 0.6);
    assert_said("slice", &[format!("F1 2·0.750·0.600 / (0.750 + 0.600) = {slice:.3}")]);
}

#[test]
fn micro_and_macro() {
    let named = |id: &str, document: Value| with(document, json!({ "id": id }));
    let golds = [named("a", gold(&[bare(1, 2)])), named("b", gold(&[1, 4, 7, 10, 13].map(|at| bare(at, at + 1))))];
    let more = prediction(&[bare(1, 2), bare(20, 21), bare(30, 31)]);
    let predicted = [named("a", prediction(&[bare(1, 2)])), named("b", more)];
    let evaluation = support::evaluate(&golds, &predicted, &ScoreOptions::default());
    let total = evaluation.total("detection.iou50").expect("a defined metric");
    let (micro, mean) = (total.counts.headline().expect("items"), total.macro_f1().expect("items"));
    assert_said("micro", &[format!("2·(1 + 1) / (4 + 6) = {micro:.3}")]);
    assert_said("macro", &[format!("(1 + 0.250) / 2 = {mean:.3}")]);
}

#[test]
fn repairs() {
    let at = |index: u64| 3 * index + 1;
    let golds: Vec<Value> = (0..12).map(|index| by("lee", at(index), at(index) + 2)).collect();
    let mut predicted: Vec<Value> = (0..6).map(|index| by("lee", at(index), at(index) + 2)).collect();
    predicted.extend((6..8).map(|index| by("lee", at(index), at(index))));
    predicted.extend([by("Bo Roe", at(8), at(8) + 2), by("lee", 38, 39)]);
    let classes = evaluate(&golds, &predicted, Measure::default()).classes;
    let f1 = |class| classes.f1_if_repaired(class).expect("items");
    assert_eq!(classes.gold.of(ErrorClass::Correct), 6);
    let said = [
        format!("2·6 / (10 + 12) = {:.3}", 12.0 / (classes.predicted.total() + classes.gold.total()) as f64),
        format!("2·(6 + 2 + 0) / ((10 - 0 + 0) + 12) = {:.3}", f1(ErrorClass::Boundary)),
        format!("2·(6 + 0 + 3) / ((10 - 0 + 3) + 12) = {:.3}", f1(ErrorClass::Missed)),
        format!("2·(6 + 0 + 0) / ((10 - 1 + 0) + 12) = {:.3}", f1(ErrorClass::Spurious)),
    ];
    assert_said("f1_if_repaired", &said);
}

#[test]
fn criteria() {
    let class = |criterion: Criterion| {
        let measure = Measure { criterion, ..Measure::default() };
        let classes = evaluate(&[by("lee", 1, 10)], &[by("Bo Roe", 1, 9)], measure).classes;
        classes.gold.occurring().next().expect("a class").0.as_str()
    };
    assert_eq!(class(Criterion::DetectionIou50), "correct");
    let said = |criterion: Criterion| format!("`{}` by `{criterion}`", class(criterion));
    assert_said("criterion", &[said(Criterion::AttributionIou50), said(Criterion::DetectionExact)]);
}

#[test]
fn speakers() {
    let is_right = |speakers: Value, said: Value| {
        let gold = with(
            gold(&[quotation(1, 10, json!({ "speaker": speakers }))]),
            json!({"entities": [
                {"id": "lee", "name": "Ann Lee", "type": "person"}, {"id": "bo", "name": "Bo Roe", "type": "person"},
                {"id": "mia", "name": "Mia Roe", "type": "person"},
            ]}),
        );
        let prediction = prediction(&[quotation(1, 10, json!({ "speaker": said }))]);
        let evaluation = support::evaluate(&[gold], &[prediction], &ScoreOptions::default());
        evaluation.classes.gold.of(ErrorClass::Correct) == 1
    };
    for name in ["lee", "Ms. Lee’s", "ANN LEE"] {
        assert!(is_right(json!("lee"), json!(name)), "{name}");
        assert_said("resolving", &[name.into()]);
    }
    assert!(!is_right(json!("bo"), json!("Roe")) && !is_right(json!("mia"), json!("Roe")));
    assert!(!is_right(json!("lee"), json!("she")));
    assert!(!is_right(json!(["lee", "bo"]), json!("Ann Lee")));
    assert!(is_right(json!(["lee", "bo"]), json!(["Lee", "Bo Roe"])));
    assert_said("right-speaker", &["Ann Lee is wrong, Lee and Bo Roe is right".into()]);
}

#[test]
fn texts_without_offsets() {
    let gold = json!({"id": "d", "text": "“It works,” she said.", "quotations": [{"content": [[1, 9]]}]});
    let found = ["It works", "IT WORKS", "nothing works"].map(|text| {
        let prediction = prediction(&[json!({ "content": [text] })]);
        support::evaluate(std::slice::from_ref(&gold), &[prediction], &ScoreOptions::default()).located
    });
    assert_eq!((found[0].exact, found[1].folded, found[2].invalid), (1, 1, 1), "{}", term("located"));
}

#[test]
fn the_signature() {
    let evaluation = evaluate(&[bare(1, 2)], &[], Measure::default());
    let signature = Signature::new("d", &evaluation, Statistics::default()).to_string();
    let keys = signature.split('|').skip(1).filter_map(|part| part.split_once(':'));
    let keys: String = keys.map(|(key, _)| format!("|{key}:…")).collect();
    let text = TERMS.iter().find(|term| term.name == "signature").expect("a term").explanation;
    assert!(text.contains(&format!("`quoteval{keys}`")), "{keys}");
}

#[test]
fn attributes() {
    let text = "Mayor quits\n\n“I am done,” Ann Lee said, “for good.” She left.\n\n\
        The board denied that it knew of any plan to leave the town.";
    let part = |text: &str| json!([{ "text": text }]);
    let done = json!({"content": [{"text": "“I am done,”"}, {"text": "“for good.”"}], "type": "direct", "cue": part("said"),
        "source": part("Ann Lee"), "speaker": "lee", "tags": ["must-have"]});
    let knew = json!({"content": part("that it knew of any plan to leave the town"), "type": "indirect",
        "cue": part("denied"), "source": part("The board"), "speaker": "board", "polarity": "denied"});
    for attribute in ATTRIBUTES {
        for quotation in [&done, &knew] {
            let gold = json!({"id": "a-1", "text": text, "quotations": [quotation], "entities": [
                {"id": "lee", "name": "Ann Lee", "type": "person", "gender": "female"},
                {"id": "board", "name": "Water Board", "type": "organization"},
            ]});
            let prediction = json!({"id": "a-1", "quotations": []});
            let by = vec![attribute.name().parse().expect("an attribute")];
            let evaluation = support::evaluate(&[gold], &[prediction], &ScoreOptions { by, ..ScoreOptions::default() });
            for (_, value) in evaluation.slices.keys() {
                let text = worked(attribute.explanation());
                let name = attribute.name();
                assert!(text.contains(&format!("`{value}`")), "{name}: the example does not say {value}: {text}");
            }
        }
    }
}

#[test]
fn a_stop_inside_the_marks_ends_a_sentence() {
    let gold = json!({"id": "d", "text": "“It is over.” Ann Lee said.", "quotations": [
        {"content": [{"text": "“It is over.”"}], "source": [{"text": "Ann Lee"}]},
    ]});
    let by = vec!["distance".parse().expect("an attribute")];
    let slices = support::evaluate(&[gold], &[prediction(&[])], &ScoreOptions { by, ..ScoreOptions::default() }).slices;
    assert!(slices.contains_key(&("distance".to_owned(), "next-sentence".to_owned())), "{:?}", slices.keys());
}

#[test]
fn classes_add_up() {
    let golds = [by("lee", 1, 10), by("roe", 21, 30)];
    let classes = evaluate(&golds, &[by("Bo Roe", 1, 10), bare(35, 36)], Measure::default()).classes;
    let names = |side: &PerClass| side.occurring().map(|(class, _)| class.as_str()).collect::<Vec<_>>();
    assert_eq!(names(&classes.gold), ["speaker-other", "missed"]);
    assert_eq!(names(&classes.predicted), ["speaker-other", "spurious"]);
    let tp = classes.gold.of(ErrorClass::Correct);
    let (false_negatives, false_positives) = (classes.gold.total() - tp, classes.predicted.total() - tp);
    assert_said("error-class", &[format!("TP = {tp}, FN = {false_negatives}, FP = {false_positives}")]);
}

#[test]
fn confusion_of_types() {
    let typed = |first, last, kind: &str| quotation(first, last, json!({ "type": kind }));
    let golds = [typed(1, 5, "direct"), typed(11, 15, "indirect")];
    let types = evaluate(&golds, &[typed(1, 5, "mixed"), bare(31, 35)], Measure::default()).types;
    for (row, cells) in TypeConfusion::PREDICTED.iter().zip(types.rows()) {
        for (column, count) in TypeConfusion::GOLD.iter().zip(cells).filter(|(_, count)| **count > 0) {
            assert_said("type_confusion", &[format!("{count} in {column} and {row}")]);
        }
    }
}
