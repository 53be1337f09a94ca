//! Laws of comparisons: a system with itself, two sides swapped, and one side from each kind of file that can hold it.

use super::{json_of, last_line, story, verdict};
use crate::support::files::TempFolder;
use crate::support::run::Run;
use serde_json::{Value, json};

/// Documents of the words 0, 1, 2, …; each gold quotation is one word by Ann Lee; a system has `tp` of these and `fp` more words.
fn write_documents(folder: &TempFolder, name: &str, counts: &[[u64; 3]]) {
    let quotation = |word: u64| json!({"content": [format!("w{word}x")], "speaker": "Ann Lee"});
    let document = |(index, [tp, fp, _]): (usize, &[u64; 3])| {
        let found = (0..*tp).chain(100..100 + fp).map(quotation).collect::<Vec<_>>();
        json!({"id": format!("d{index}"), "quotations": found})
    };
    folder.write_lines(name, counts.iter().enumerate().map(document));
}

fn write_gold(folder: &TempFolder, counts: &[[u64; 3]]) {
    let text: String = (0..10).chain(100..110).map(|word| format!("w{word}x ")).collect();
    let document = |(index, [tp, _, missed]): (usize, &[u64; 3])| {
        let quotation = |word| json!({"content": [{"text": format!("w{word}x")}], "speaker": "lee"});
        let quotations: Vec<Value> = (0..tp + missed).map(quotation).collect();
        json!({
            "schema": "quoteval/1", "id": format!("d{index}"), "text": text, "quotations": quotations,
            "entities": [{"id": "lee", "name": "Ann Lee"}],
        })
    };
    folder.write_lines("gold.jsonl", counts.iter().enumerate().map(document));
}

#[test]
fn the_exact_p_of_the_oracle_comes_out_of_the_command() {
    let oracle: Value = serde_json::from_str(include_str!("../../oracles/statistics.json")).unwrap();
    for case in oracle["approximate_randomization_exact"].as_array().unwrap() {
        let side = |name: &str| -> Vec<[u64; 3]> { serde_json::from_value(case[name].clone()).unwrap() };
        let folder = TempFolder::new();
        let (first, second) = (side("a"), side("b"));
        // Gold is the larger of the two sides: if they differ in tp + fn, a system misses the rest.
        let gold: Vec<[u64; 3]> =
            first.iter().zip(&second).map(|(a, b)| [0, 0, (a[0] + a[2]).max(b[0] + b[2])]).collect();
        write_gold(&folder, &gold);
        write_documents(&folder, "a.jsonl", &first);
        write_documents(&folder, "b.jsonl", &second);
        let is_same_gold = first.iter().zip(&second).all(|(a, b)| a[0] + a[2] == b[0] + b[2]);
        let run = folder.quoteval("compare --gold gold.jsonl a.jsonl b.jsonl --format json");
        let figure = &json_of(&run)["metrics"]["attribution.iou50"];
        if is_same_gold {
            let f1 = |key: &str| fraction(&case[key]);
            assert_near(&figure["base"], f1("f1_a"));
            assert_near(&figure["head"], f1("f1_b"));
            assert_near(&figure["difference"], f1("f1_b") - f1("f1_a"));
            assert_near(&figure["p"], fraction(&case["p"]));
            assert_eq!(figure["ci95"], Value::Null, "4 documents");
            assert_eq!((run.code, last_line(&run.stderr)), (3, "verdict: inconclusive"));
        }
    }
}

fn fraction(value: &Value) -> f64 {
    let (n, d) = value.as_str().expect("a number").split_once('/').expect("a number");
    n.parse::<f64>().expect("a number") / d.parse::<f64>().expect("a number")
}

fn assert_near(found: &Value, expected: f64) {
    assert!((found.as_f64().expect("a number") - expected).abs() < 1e-12, "{found} is not {expected}");
}

fn compare(folder: &TempFolder, base: &str, head: &str) -> Value {
    let words = format!("compare --gold gold.jsonl {base} {head} --by type --min-items 1 --format json");
    json_of(&folder.quoteval(&words))
}

#[test]
fn a_system_does_not_differ_from_itself() {
    let folder = story(None);
    let report = compare(&folder, "alike.jsonl", "alike.jsonl");
    assert_eq!(report["verdict"], "inconclusive");
    assert_eq!((&report["fixed"], &report["broken"]), (&json!([]), &json!([])));
    let figures = report["metrics"].as_object().unwrap().values().chain(report["slices"].as_array().unwrap());
    let mut defined = 0;
    for figure in figures.filter(|figure| !figure["base"].is_null()) {
        assert_eq!((&figure["difference"], &figure["p"]), (&json!(0.0), &json!(1.0)), "{figure}");
        assert_eq!(figure["ci95"], json!([0.0, 0.0]), "{figure}");
        defined += 1;
    }
    assert!(defined > 10, "{defined} figures");
}

#[test]
fn changing_places_changes_signs_and_nothing_else() {
    let folder = story(None);
    let (there, back) =
        (compare(&folder, "version-1.jsonl", "alike.jsonl"), compare(&folder, "alike.jsonl", "version-1.jsonl"));
    let number = |value: &Value| value.as_f64().unwrap();
    for (id, figure) in there["metrics"].as_object().unwrap() {
        let other = &back["metrics"][id];
        assert_eq!((&figure["base"], &figure["head"]), (&other["head"], &other["base"]), "{id}");
        assert_eq!((&figure["p"], &figure["p_holm"]), (&other["p"], &other["p_holm"]), "{id}");
        if figure["difference"].is_null() {
            assert!(other["difference"].is_null(), "{id}");
            continue;
        }
        assert_eq!(number(&figure["difference"]), -number(&other["difference"]), "{id}");
        let ends = |figure: &Value| figure["ci95"].as_array().map(|ends| [number(&ends[0]), number(&ends[1])]);
        assert_eq!(ends(figure), ends(other).map(|[low, high]| [-high, -low]), "{id}");
        assert_eq!(figure["ci95_reason"], other["ci95_reason"], "{id}");
    }
    let names = |report: &Value, list: &str| -> Vec<Value> {
        report[list].as_array().unwrap().iter().map(|change| json!([change["document"], change["quotation"]])).collect()
    };
    assert_eq!((names(&there, "fixed"), names(&there, "broken")), (names(&back, "broken"), names(&back, "fixed")));
    assert_eq!((names(&there, "fixed").len(), names(&there, "broken").len()), (1, 2));
    assert_eq!(there["still_right"], back["still_right"]);
}

#[test]
fn a_side_is_the_same_whatever_was_kept_of_it() {
    let folder = story(None);
    for version in ["version-1", "alike"] {
        let files = format!("--gold gold.jsonl --pred {version}.jsonl -o {version}");
        folder.quoteval(&format!("score --per-quotation --per-document {files}.json")).exits(0);
        folder.quoteval(&format!("score --per-quotation --partial {files}.part")).exits(0);
        folder.quoteval(&format!("baseline save {files}.base")).exits(0);
    }
    let report = |base: &str, head: &str| {
        json_of(&folder.quoteval(&format!("compare --gold gold.jsonl {base} {head} --format json")).exits(3))
    };
    let scored = report("version-1.jsonl", "alike.jsonl");
    for base in ["version-1.jsonl", "version-1.json", "version-1.part", "version-1.base"] {
        for head in ["alike.jsonl", "alike.json", "alike.part", "alike.base"] {
            let kept = report(base, head);
            for (id, figure) in kept["metrics"].as_object().unwrap() {
                assert_eq!(figure, &scored["metrics"][id], "{id}: {base} {head}");
            }
            let short = |list: &Value| -> Vec<Value> {
                let short = |change: &Value| {
                    json!([change["document"], change["quotation"], change["before"], change["after"], change["text"]])
                };
                list.as_array().unwrap().iter().map(short).collect()
            };
            for list in ["fixed", "broken", "still_wrong"] {
                assert_eq!(short(&kept[list]), short(&scored[list]), "{list}: {base} {head}");
            }
            assert_eq!(kept["base"]["signature"], scored["base"]["signature"]);
        }
    }
}

#[test]
fn what_differs_is_named_and_nothing_else_told() {
    let folder = story(None);
    let score = |options: &str| {
        let score = "score --gold gold.jsonl --pred version-1.jsonl --per-document --per-quotation";
        folder.quoteval(&format!("{score} {options}")).exits(0);
    };
    score("-o words.json");
    let cases = [
        ("unit", "--unit chars"),
        ("criterion", "--criterion detection.iou50"),
        ("coref", "--gold-coreference"),
        ("seed", "--seed 7"),
        ("data", "--dataset other"),
    ];
    for (field, options) in cases {
        score(&format!("-o other.json {options}"));
        for form in ["table", "markdown", "json", "csv", "junit"] {
            let compare = format!("compare --gold gold.jsonl words.json other.json --format {form}");
            let run = folder.quoteval(&compare).exits(3);
            let is_for_people = matches!(form, "table" | "markdown");
            let last = last_line(if is_for_people { &run.stdout } else { &run.stderr });
            assert_eq!(last, "verdict: not-comparable", "{field} {form}");
            assert_eq!(run.stdout.contains("verdict: "), is_for_people, "{field} {form}");
            if form == "json" {
                assert_eq!(json_of(&run)["disagreements"][0]["field"], json!(field));
                assert_eq!(json_of(&run)["metrics"], json!({}));
            }
        }
    }
    // Both sides agree, but gold is different.
    let run = folder.quoteval("compare --gold corrected/gold.jsonl words.json words.json");
    assert_eq!(verdict(&run), ("verdict: not-comparable", 3), "{}", run.stderr);
}

#[test]
fn an_evaluation_that_cannot_be_compared_says_what_to_run() {
    let folder = story(None);
    folder.quoteval("score --gold gold.jsonl --pred version-1.jsonl -o bare.json").exits(0);
    folder.quoteval("score --gold gold.jsonl --pred version-1.jsonl -o documents.json --per-document").exits(0);
    let refused = folder.quoteval("compare --gold gold.jsonl bare.json alike.jsonl").exits(2);
    refused.says("bare.json").says("--per-document --per-quotation");
    let run = folder.quoteval("compare --gold gold.jsonl documents.json alike.jsonl --format json");
    assert_eq!((run.code, &json_of(&run)["broken"]), (3, &Value::Null), "{}", run.stderr);
    assert!(json_of(&run)["metrics"]["attribution.iou50"]["p"].is_number());
}

#[test]
fn several_heads_are_corrected_for_and_stand_in_a_matrix() {
    let folder = story(None);
    let compare = |form: &str| -> Run {
        let files = "version-1.jsonl version-2.jsonl worse.jsonl alike.jsonl";
        folder.quoteval(&format!("compare --gold gold.jsonl {files} --format {form}"))
    };
    let run = compare("json");
    let report = json_of(&run);
    assert_eq!((run.code, &report["verdict"]), (1, &json!("regression")));
    let of = |index: usize| &report["comparisons"][index];
    let verdicts: Vec<&Value> = (0..3).map(|index| &of(index)["verdict"]).collect();
    assert_eq!(verdicts, [&json!("pass"), &json!("regression"), &json!("inconclusive")]);
    let p = |index: usize, key: &str| of(index)["metrics"]["attribution.iou50"][key].as_f64().unwrap();
    // `worse` differs in 9 documents, `version-2` in 8: 2/2⁹ and 2/2⁸. The primary metric is not corrected.
    assert!(p(1, "p") < p(0, "p") && p(0, "p") < p(2, "p"));
    (0..3).for_each(|head| assert_eq!(p(head, "p_holm"), p(head, "p")));
    // All other p values are corrected together: the smallest is corrected for the whole family.
    let others: Vec<[f64; 2]> = (0..3)
        .flat_map(|head| of(head)["metrics"].as_object().unwrap())
        .filter(|(id, figure)| *id != "attribution.iou50" && figure["p"].is_number())
        .map(|(_, figure)| ["p", "p_holm"].map(|key| figure[key].as_f64().unwrap()))
        .collect();
    assert_eq!(report["family_size"], json!(others.len()));
    let least = others.iter().copied().min_by(|a, b| a[0].total_cmp(&b[0])).unwrap();
    assert_near(&json!(least[1]), least[0] * others.len() as f64);
    assert!(others.iter().all(|[p, p_holm]| p <= p_holm));
    let letters: Vec<&Value> = report["systems"].as_array().unwrap().iter().map(|system| &system["letter"]).collect();
    assert_eq!(letters, ["A", "B", "C", "D"].map(|letter| json!(letter)).iter().collect::<Vec<_>>());
    let better = &report["systems"][1]["metrics"]["attribution.iou50"]["better_than"];
    assert_eq!(better, &json!(["A", "C", "D"]));
    compare("table").prints("0.958 ACD");
}

#[test]
fn slices_of_an_attribute_are_a_family_and_documents_are_none() {
    let folder = story(None);
    let by = "--by type --by source-form --by document --min-items 1";
    let run = folder.quoteval(&format!("compare --gold gold.jsonl version-1.jsonl worse.jsonl {by} --format json"));
    let report = json_of(&run);
    let slices = report["slices"].as_array().unwrap();
    let of = |attribute: &str| slices.iter().filter(|slice| slice["slice"] == attribute).collect::<Vec<_>>();
    assert_eq!(of("document").len(), 12);
    for slice in of("document") {
        assert_eq!((&slice["p"], &slice["p_holm"], &slice["family_size"]), (&Value::Null, &Value::Null, &json!(0)));
    }
    for attribute in ["type", "source-form"] {
        let family = of(attribute);
        let p: Vec<f64> = family.iter().map(|slice| slice["p"].as_f64().unwrap()).collect();
        let holm = quoteval::internals::stats::holm(&p);
        assert!(family.len() > 1 || attribute == "source-form");
        for (slice, p_holm) in family.iter().zip(holm) {
            assert_eq!((&slice["p_holm"], &slice["family_size"]), (&json!(p_holm), &json!(family.len())));
        }
    }
}
