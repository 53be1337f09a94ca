//! The worked examples of `quoteval explain` are true: each is built here, counted, and looked for in the text.

mod support;

use quoteval::model::Setting;
use quoteval::score::{Counts, Criterion, ErrorClass, METRICS, Measure, ScoreOptions, SpeakerError, metric};
use serde_json::{Value, json};

/// Words `first` to `last` of the text `w01 w02 … w40`, as spans.
fn words(first: u64, last: u64) -> Value {
    json!([[4 * (first - 1), 4 * last - 1]])
}

/// A quotation of these words, and what else is stated of it.
fn quotation(first: u64, last: u64, more: Value) -> Value {
    let mut quotation = json!({ "content": words(first, last) });
    let fields = more.as_object().cloned().unwrap_or_default();
    fields.into_iter().for_each(|(key, value)| quotation[key] = value);
    quotation
}

/// A quotation by a speaker.
fn by(speaker: &str, first: u64, last: u64) -> Value {
    quotation(first, last, json!({ "speaker": speaker }))
}

/// A quotation, and nothing said of the speaker.
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

fn evaluate(golds: &[Value], predicted: &[Value], measure: Measure) -> quoteval::score::Evaluation {
    let case = support::case(&[gold(golds)], &[prediction(predicted)], measure.setting).expect("a valid case");
    case.evaluate(&ScoreOptions { measure, ..ScoreOptions::default() })
}

/// One worked example of a metric.
struct Example {
    metric: &'static str,
    gold: Vec<Value>,
    predicted: Vec<Value>,
}

fn example(metric: &'static str, gold: Vec<Value>, predicted: Vec<Value>) -> Example {
    Example { metric, gold, predicted }
}

#[rustfmt::skip]
fn examples() -> Vec<Example> {
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
        example("attribution.iou50", both(), vec![by("Ann Lee", 1, 9), by("Ann Lee", 21, 30), bare(35, 36)]),
        example("attribution.exact", both(), vec![by("Ann Lee", 1, 9), by("Bo Roe", 21, 30)]),
        example("attribution.relation",
            vec![quotation(1, 10, json!({"speaker": "lee", "cue": words(11, 11)})), by("roe", 21, 30)],
            vec![quotation(1, 10, json!({"speaker": "lee", "cue": words(12, 12)})), by("roe", 21, 30)]),
        example("detection.iou50", vec![bare(1, 10)], vec![bare(1, 6), bare(21, 24)]),
        example("detection.exact", vec![bare(1, 10), bare(21, 25)], vec![bare(1, 10), bare(21, 24)]),
        example("detection.iou80", vec![bare(1, 10), bare(21, 30)], vec![bare(1, 8), bare(21, 27)]),
        example("detection.any", vec![bare(1, 10), bare(21, 30)], vec![bare(10, 15), bare(17, 19)]),
        example("detection.unit", vec![bare(1, 10)], vec![bare(6, 15)]),
        example("detection.soft", vec![bare(1, 10)], vec![bare(1, 5)]),
        example("speaker.accuracy", threefold(), vec![by("Ann Lee", 1, 5), by("Bo Roe", 11, 15)]),
        example("speaker.coverage", threefold(), vec![by("Ann Lee", 1, 5), by("Bo Roe", 11, 15), bare(21, 25)]),
        example("speaker.selective", threefold(), vec![by("Ann Lee", 1, 5), by("Bo Roe", 11, 15), bare(21, 25)]),
        example("speaker.b3",
            vec![by("lee", 1, 5), by("lee", 11, 15), by("roe", 21, 25), by("roe", 31, 35)],
            vec![by("A", 1, 5), by("A", 11, 15), by("A", 21, 25), by("B", 31, 35)]),
        example("source.exact", layered("source"), sources()),
        example("source.overlap", layered("source"), sources()),
        example("cue.exact", layered("cue"), cues()),
        example("cue.overlap", layered("cue"), cues()),
        example("type.accuracy", gold_types(), predicted_types()),
        example("type.macro_f1", gold_types(), predicted_types()),
        example("document.speakers", both(), vec![by("Ann Lee", 1, 5), by("Ann Lee", 6, 10), by("Mia Poe", 21, 30)]),
        example("document.share_error",
            vec![by("lee", 1, 6), by("roe", 21, 24)], vec![by("Ann Lee", 1, 5), by("Mia Poe", 21, 25)]),
        example("slot_error_rate", both(), vec![by("Bo Roe", 1, 10), bare(35, 36)]),
    ]
}

/// What the text must say of these counts.
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
        let example = examples.iter().find(|example| example.metric == metric.id());
        let example = example.unwrap_or_else(|| panic!("{}: put its worked example into this table", metric.id()));
        let evaluation = evaluate(&example.gold, &example.predicted, Measure::default());
        let said = said(&evaluation.total(metric.id()).expect("a defined metric").counts);
        let text = worked(metric.explanation());
        assert!(text.contains(&said), "{}: the example does not say '{said}': {text}", metric.id());
    }
}

#[test]
fn speaker_accuracy_with_the_quotations_given() {
    let id = |id: &str, mut quotation: Value| {
        quotation["id"] = json!(id);
        quotation
    };
    let golds = [id("a", by("lee", 1, 5)), id("b", by("lee", 11, 15)), id("c", by("lee", 21, 25))];
    let predicted = [id("a", by("Ann Lee", 1, 5)), id("b", by("Bo Roe", 11, 15))];
    let measure = Measure { setting: Setting::GoldQuotations, ..Measure::default() };
    let counts = evaluate(&golds, &predicted, measure).total("speaker.accuracy").expect("a defined metric").counts;
    assert_eq!(counts, Counts::Share { numerator: 1, denominator: 3 });
    let text = worked(metric("speaker.accuracy").expect("a metric").explanation());
    assert!(text.contains(&said(&counts)), "{text}");
}

/// A quotation that is right, then what the class needs, on both sides.
fn beside(gold: &[Value], predicted: &[Value]) -> (Vec<Value>, Vec<Value>) {
    let with = |rest: &[Value]| std::iter::once(by("lee", 1, 5)).chain(rest.iter().cloned()).collect();
    (with(gold), with(predicted))
}

#[rustfmt::skip]
fn of_class(class: ErrorClass) -> (Vec<Value>, Vec<Value>) {
    let roe = || by("roe", 11, 20);
    let cue = |word| quotation(11, 20, json!({"speaker": "roe", "cue": words(word, word)}));
    let sourced = |more: Value| {
        let mut fields = json!({"source": words(21, 21)});
        more.as_object().cloned().unwrap_or_default().into_iter().for_each(|(key, value)| fields[key] = value);
        quotation(11, 20, fields)
    };
    match class {
        ErrorClass::Correct => (vec![by("lee", 1, 10)], vec![by("Ann Lee", 1, 9)]),
        ErrorClass::Split => beside(&[roe()], &[by("roe", 11, 15), by("roe", 16, 20)]),
        ErrorClass::Merged => beside(&[by("roe", 11, 15), by("roe", 16, 20)], &[roe()]),
        ErrorClass::Boundary => beside(&[roe()], &[by("roe", 11, 13)]),
        ErrorClass::Speaker(SpeakerError::Missing) => beside(&[roe()], &[bare(11, 20)]),
        ErrorClass::Speaker(SpeakerError::Unresolved) => beside(&[sourced(json!({"speaker": "roe"}))], &[sourced(json!({}))]),
        ErrorClass::Speaker(SpeakerError::Spurious) => beside(&[by("@implicit", 11, 20)], &[by("Ann Lee", 11, 20)]),
        ErrorClass::Speaker(SpeakerError::Partial) =>
            beside(&[quotation(11, 20, json!({"speaker": ["lee", "roe"]}))], &[by("Bo Roe", 11, 20)]),
        ErrorClass::Speaker(SpeakerError::Coreference) =>
            beside(&[sourced(json!({"speaker": "roe"}))], &[sourced(json!({"speaker": "Ann Lee"}))]),
        ErrorClass::Speaker(SpeakerError::Level) => (
            vec![
                quotation(11, 20, json!({"id": "outer", "speaker": "lee"})),
                quotation(15, 18, json!({"id": "inner", "speaker": "roe", "parent": "outer"})),
            ],
            vec![by("Ann Lee", 11, 20), by("Ann Lee", 15, 18)],
        ),
        ErrorClass::Speaker(SpeakerError::Inside) =>
            beside(&[roe()], &[quotation(11, 20, json!({"source": words(15, 15)}))]),
        ErrorClass::Speaker(SpeakerError::Other) => beside(&[roe()], &[by("Ann Lee", 11, 20)]),
        ErrorClass::Cue => beside(&[cue(21)], &[cue(22)]),
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
            if class == ErrorClass::Cue { Criterion::AttributionRelation } else { Criterion::AttributionIou50 };
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
