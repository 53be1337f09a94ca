//! The gate: the rule that decides, faults in its files, and the content of the baseline.

use super::{gate, gate_words, json_of, last_line, save_baseline, story, verdict};
use crate::support::files::TempFolder;
use crate::support::run::{Run, program};
use serde_json::{Value, json};

#[test]
fn the_first_rule_that_matches_decides() {
    let regression = ("verdict: regression", 1);
    let inconclusive = ("verdict: inconclusive", 3);
    let pass = ("verdict: pass", 0);
    let never = "[[gate.never_break]]\ntag = \"must-have\"\n";
    let id = "[[gate.never_break]]\nid = \"q1\"\ndocument = \"bridge\"";
    let slice = "max_drop = 1\n[[gate.slice]]\nwhere = \"type=direct\"\nmax_drop = 0.1";
    let plain = "significant = false\nmax_drop = 0.05";
    let cases = [
        ("nothing is wrong", 12, "", "version-2", pass),
        ("never_break is above the number of documents", 13, never, "must-have-broken", regression),
        ("so is an id", 13, id, "must-have-broken", regression),
        ("max_broken too", 13, "max_broken = 8", "worse", regression),
        ("as many as allowed may break", 12, "max_broken = 1\nmax_drop = 1", "must-have-broken", pass),
        ("a floor too", 13, "floor = 0.96", "version-2", regression),
        ("a floor that is reached", 12, "floor = 0.95", "version-2", pass),
        ("too few documents for a drop", 13, "", "worse", inconclusive),
        ("too few documents to pass", 13, "", "version-2", inconclusive),
        ("a significant drop", 12, "", "worse", regression),
        ("a drop that may be chance", 12, "", "alike", inconclusive),
        ("the plain rule", 12, "significant = false", "alike", regression),
        ("a small drop", 12, plain, "alike", pass),
        ("a slice", 12, slice, "worse", regression),
    ];
    for (why, min_documents, rules, predictions, expected) in cases {
        let folder = story(Some(&format!("[gate]\nmin_documents = {min_documents}\n{rules}")));
        assert_eq!(verdict(&gate(&folder, &format!("{predictions}.jsonl"), "")), expected, "{why}");
    }
    let folder = story(Some(&format!("[gate]\n{never}")));
    let run =
        folder.quoteval("gate --gold corrected/gold.jsonl --pred must-have-broken.jsonl --baseline baseline.jsonl");
    assert_eq!(verdict(&run), ("verdict: not-comparable", 3), "other gold stands above all");
    run.prints("gold changed: strike");
}

#[test]
fn the_rules_stand_in_the_json() {
    let rules = "[gate]\nmin_documents = 12\nmax_broken = 3\nfloor = 0.5\nmax_drop = 0.01\n\
        [[gate.slice]]\nwhere = \"type=indirect\"\nmetric = \"detection.iou50\"\nmax_drop = 0.02\n\
        [[gate.never_break]]\ntag = \"must-have\"\n";
    let run = gate(&story(Some(rules)), "worse.jsonl", "--format json");
    let report = json_of(&run);
    assert_eq!((&report["schema"], &report["verdict"]), (&json!("quoteval-compare/1"), &json!("regression")));
    let row = |rule: &Value| json!([rule["rule"], rule["where"], rule["held"]]);
    let rules: Vec<Value> = report["rules"].as_array().unwrap().iter().map(row).collect();
    let expected = json!([
        ["never_break", "tag=must-have", true],
        ["max_broken", null, false],
        ["floor", null, true],
        ["min_documents", null, true],
        ["max_drop", null, false],
        ["max_drop", "type=indirect", true],
    ]);
    assert_eq!(json!(rules), expected);
    assert_eq!((&report["rules"][1]["limit"], &report["rules"][1]["observed"]), (&json!(3), &json!(9)));
    assert_eq!(report["broken"].as_array().unwrap().len(), 9);
}

#[test]
fn inconclusive_comes_to_what_was_asked_for() {
    let folder = story(Some("[gate]\nmin_documents = 12"));
    for (options, code) in [("", 3), ("--inconclusive pass", 0), ("--inconclusive fail", 1)] {
        assert_eq!(verdict(&gate(&folder, "alike.jsonl", options)), ("verdict: inconclusive", code));
    }
    gate(&folder, "worse.jsonl", "--inconclusive pass").exits(1);
}

#[test]
fn faults_of_the_rules_are_said_with_their_line() {
    let cases = [
        ("[gate]\nmax_dorp = 0.1", 2, "unknown-key]: [gate] has no key `max_dorp`", "did you mean `max_drop`?"),
        ("[gates]\nmax_drop = 0.1", 1, "unknown-key]", "did you mean `gate`?"),
        ("[gate]\n\n[[gate.slice]]\nwehre = \"type=direct\"", 4, "unknown-key]", "did you mean `where`?"),
        ("[gate]\n[[gate.slice]]\nmax_drop = 0.1", 3, "missing-key]: [[gate.slice]] lacks `where`", "ATTR=VALUE"),
        ("[gate]\n[[gate.slice]]\nwhere = \"colour=red\"", 3, "unknown-name]", "unknown attribute 'colour'"),
        ("[gate]\n[[gate.never_break]]\ntags = \"x\"", 3, "unknown-key]", "did you mean `tag`?"),
        ("[gate]\nmetric = \"attribution.iou\"", 2, "unknown-name]: there is no metric `attribution.iou`", "iou50`?"),
        ("[gate]\nmetric = \"slot_error_rate\"", 2, "unknown-name]", "less is better"),
        ("[gate]\nmax_drop = \"0.1\"", 2, "wrong-type]", "a number from 0 to 1"),
        ("[gate]\nmax_drop = 5", 2, "out-of-range]", "a number from 0 to 1"),
        ("[gate]\nfloor = nan", 2, "out-of-range]", "a number from 0 to 1"),
        ("[gate]\nmin_documents = -1", 2, "out-of-range]", "a whole number"),
        ("[gate]\nmax_broken = 1.5", 2, "wrong-type]", "a whole number"),
        ("[gate]\nsignificant = 1", 2, "wrong-type]", "true or false"),
        ("gate = 1", 1, "wrong-type]", "[gate]"),
        ("[gate]\nslice = 1", 2, "wrong-type]", "[[gate.slice]]"),
        ("[gate]\nmax_drop = ", 2, "toml-syntax]", ""),
    ];
    let folder = story(Some(""));
    for (rules, line, rule, said) in cases {
        folder.write("quoteval.toml", rules);
        let run = gate(&folder, "version-2.jsonl", "").exits(2);
        run.says(&format!("quoteval.toml:{line}: error[{rule}")).says(said);
    }
    folder.write("quoteval.toml", "[gate]\nmax_dorp = 1\nfloor = 2\n");
    let run = gate(&folder, "version-2.jsonl", "").exits(2);
    assert_eq!(run.stderr.matches("error[").count(), 2, "all faults at once: {}", run.stderr);
}

#[test]
fn rules_that_protect_nothing_are_told() {
    let folder = story(Some("[gate]\nmin_documents = 12\n[[gate.never_break]]\ntag = \"must-hav\""));
    gate(&folder, "version-2.jsonl", "").exits(0).says("tag=must-hav: gold has no such quotation");
    folder.write("quoteval.toml", "[gate]\n[[gate.never_break]]\nid = \"q9\"");
    gate(&folder, "version-2.jsonl", "").exits(2).says("id=q9: gold has no such quotation");
}

#[test]
fn a_slice_of_predictions_that_state_no_type_is_judged_by_recall() {
    let folder = story(Some(
        "[gate]\nmin_documents = 12\nmax_drop = 1\n[[gate.slice]]\nwhere = \"type=indirect\"\nmax_drop = 0.02",
    ));
    for version in ["version-1.jsonl", "version-2.jsonl"] {
        let typed = folder.read(version);
        folder.write(version, typed.replace("\"type\": \"direct\", ", "").replace("\"type\": \"indirect\", ", ""));
    }
    save_baseline(&folder, "version-2.jsonl");
    let report = json_of(&gate(&folder, "version-1.jsonl", "--format json").exits(1));
    let slice = &report["slices"][0];
    // Version 2 misses one of twelve indirect quotations, version 1 eight.
    assert_eq!((&slice["base"], &slice["head"]), (&json!(11.0 / 12.0), &json!(4.0 / 12.0)));
}

#[test]
fn a_slice_that_the_baseline_does_not_count_says_what_to_run() {
    let folder = story(Some(""));
    folder.write("quoteval.toml", "[gate]\nmin_documents = 12\n[[gate.slice]]\nwhere = \"source-form=none\"");
    gate(&folder, "version-2.jsonl", "").exits(2).says("`quoteval baseline save --by source-form`");
    // Saving a baseline reads the rules as well.
    save_baseline(&folder, "version-1.jsonl");
    gate(&folder, "version-2.jsonl", "").exits(0);
}

#[test]
fn a_damaged_baseline_is_refused_with_its_line() {
    let folder = story(Some(""));
    let whole = folder.read("baseline.jsonl");
    let lines: Vec<&str> = whole.lines().collect();
    let put = |index: usize, line: &str| {
        let mut lines = lines.clone();
        lines[index] = line;
        lines.join("\n") + "\n"
    };
    let swapped = lines[3].replace("\"..m", "\"..");
    let letter = lines[1].replacen('.', "z", 1);
    let cases = [
        (String::new(), "baseline.jsonl: error[baseline]: the file is empty"),
        ("{}\n".to_owned(), "baseline.jsonl:1:"),
        (whole.replace("quoteval-baseline/1", "quoteval-baseline/9"), "the schema is quoteval-baseline/9"),
        (lines[..5].join("\n"), "4 documents, but the header says 12"),
        (put(4, "<<<<<<< ours"), "baseline.jsonl:5:"),
        (put(4, lines[3]), "occurs twice"),
        (put(1, &letter), "baseline.jsonl:2:"),
        (put(0, &lines[0].replace("\"detection.any\"", "\"detection.none\"")), "unknown metric 'detection.none'"),
        (put(0, &lines[0].replace("|unit:words", "")), "lacks a field"),
        (if swapped == lines[3] { "x".to_owned() } else { put(3, &swapped) }, "baseline.jsonl:"),
    ];
    for (text, said) in cases {
        folder.write("baseline.jsonl", text);
        gate(&folder, "version-2.jsonl", "").exits(2).says(said);
    }
}

#[test]
fn a_baseline_is_stale_when_gold_or_system_changed() {
    let folder = story(Some(""));
    let check = |gold: &str, pred: &str| {
        let files = format!("--gold {gold} --pred {pred} --baseline baseline.jsonl");
        folder.quoteval(&format!("baseline accept --check {files}")).code
    };
    let before = folder.read("baseline.jsonl");
    assert_eq!(check("gold.jsonl", "version-1.jsonl"), 0);
    assert_eq!(check("gold.jsonl", "version-2.jsonl"), 1);
    assert_eq!(check("corrected/gold.jsonl", "version-1.jsonl"), 1);
    assert_eq!(folder.read("baseline.jsonl"), before, "nothing is written");
    folder.write("baseline.jsonl", before.replace("|v:0.1.0", "|v:0.9.9-rc.1"));
    assert_eq!(check("gold.jsonl", "version-1.jsonl"), 0, "the version of the program is free");
    // The sides are comparable, but the documents are too few for the default rules.
    gate(&folder, "version-2.jsonl", "").exits(3);
}

#[test]
fn a_baseline_is_small_and_changes_where_the_system_does() {
    let folder = TempFolder::new();
    folder.quoteval("run --data wire --strategy nearest --strategy rules --out run").exits(0);
    let save = |strategy: &str| {
        folder.quoteval(&format!("baseline save --gold wire --pred run/wire/{strategy} -o b.jsonl")).exits(0);
        folder.read("b.jsonl")
    };
    let (nearest, rules) = (save("nearest"), save("rules"));
    // `wire` has 833 quotations.
    assert!(nearest.len() < 10_000 && rules.len() < 10_000, "{} and {} bytes", nearest.len(), rules.len());
    assert_eq!(nearest.lines().count(), 1 + 32);
}

/// The files of the story, and predictions without a quotation.
fn silent(rules: &str) -> TempFolder {
    let folder = story(Some(rules));
    let ids = folder.read("gold.jsonl");
    let empty = |line: &str| {
        let gold: Value = serde_json::from_str(line).expect("gold");
        json!({"id": gold["id"], "quotations": []})
    };
    folder.write_lines("silent.jsonl", ids.lines().map(empty));
    folder
}

#[test]
fn who_predicts_nothing_counts_as_nothing() {
    // Speaker accuracy is measured on the quotations found; without any, it has no denominator.
    let metric = "[gate]\nmetric = \"speaker.accuracy\"\nmin_documents = 12";
    let folder = silent(&format!("{metric}\nfloor = 0.5"));
    for form in ["table", "markdown", "json", "junit"] {
        let run = gate(&folder, "silent.jsonl", &format!("--format {form}")).exits(1);
        let verdict = last_line(if matches!(form, "table" | "markdown") { &run.stdout } else { &run.stderr });
        assert_eq!(verdict, "verdict: regression", "{form}: {}", run.stdout);
        assert!(run.stdout.contains("predicted nothing") || form == "json", "{form}: {}", run.stdout);
    }
    let report = json_of(&gate(&folder, "silent.jsonl", "--format json"));
    let rule = |name: &str| {
        let rules = report["rules"].as_array().unwrap();
        rules.iter().find(|rule| rule["rule"] == name).expect("the rule").clone()
    };
    let (floor, drop) = (rule("floor"), rule("max_drop"));
    assert_eq!(
        (&floor["observed"], &floor["predicted_nothing"], &floor["verdict"]),
        (&json!(0.0), &json!(true), &json!("regression"))
    );
    assert_eq!((&drop["predicted_nothing"], &drop["verdict"]), (&json!(true), &json!("regression")));
    assert_eq!(drop["observed"], report["metrics"]["speaker.accuracy"]["base"], "the drop is all there was");
    assert!(report["reasons"].to_string().contains("the head predicted nothing, which counts as 0"));
    let mut on_github = program(folder.root(), &gate_words("silent.jsonl", ""));
    Run::of(on_github.env("GITHUB_ACTIONS", "true")).says("predicted nothing");
    // Against a baseline without predictions, version 1 is better.
    save_baseline(&folder, "silent.jsonl");
    assert_eq!(verdict(&gate(&folder, "version-1.jsonl", "")), ("verdict: pass", 0));
    // Without predictions on both sides there is no verdict.
    folder.write("quoteval.toml", metric);
    let run = gate(&folder, "silent.jsonl", "").prints("undefined on both sides");
    assert_eq!(verdict(&run), ("verdict: inconclusive", 3));
}

#[test]
fn a_rule_on_a_slice_that_neither_side_has_cannot_tell() {
    let rules = "[gate]\nmin_documents = 12\nmax_drop = 1\n[[gate.slice]]\nwhere = \"type=mixed\"";
    assert_eq!(verdict(&gate(&story(Some(rules)), "version-2.jsonl", "")), ("verdict: inconclusive", 3));
}

#[test]
fn rules_on_slices_are_tested_together() {
    let rule = "[[gate.slice]]\nwhere = \"type=direct\"\nmax_drop = 0\n";
    let slice = |rules: usize| {
        let rules = format!("[gate]\nmin_documents = 12\nmax_drop = 1\n{}", rule.repeat(rules));
        json_of(&gate(&story(Some(&rules)), "worse.jsonl", "--format json"))["slices"][0].clone()
    };
    let (one, three) = (slice(1), slice(3));
    let p = one["p"].as_f64().expect("a p value");
    assert_eq!((&one["p_holm"], &one["family_size"]), (&json!(p), &json!(1)));
    assert_eq!((&three["p_holm"], &three["family_size"]), (&json!(p * 3.0), &json!(3)));
}

#[test]
fn numbers_of_other_definitions_are_refused() {
    let folder = story(Some(""));
    let files = "--gold gold.jsonl --pred version-1.jsonl -o score.json";
    folder.quoteval(&format!("score --per-document --per-quotation {files}")).exits(0);
    let older = |text: &str| text.replace("|ci:jackknife|seed:42|metrics:2|", "|boot:1000|seed:42|metrics:1|");
    for name in ["baseline.jsonl", "score.json"] {
        let text = folder.read(name);
        assert_ne!(older(&text), text, "{name}");
        folder.write(name, older(&text));
        let run = folder.quoteval(&format!("compare --gold gold.jsonl {name} version-2.jsonl"));
        assert_eq!(verdict(&run), ("verdict: not-comparable", 3), "{}", run.stderr);
        let said = "its numbers follow version 1 of the definitions of the metrics, this program follows version 2";
        run.prints(&format!("{name}: {said}")).prints("hint: ");
    }
    let run = gate(&folder, "version-2.jsonl", "");
    assert_eq!(verdict(&run), ("verdict: not-comparable", 3), "{}", run.stderr);
}
