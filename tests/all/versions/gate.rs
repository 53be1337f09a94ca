//! The gate: which rule decides, what is wrong with its files, and what the baseline keeps.

use crate::versions::command::{Folder, Run, quoteval, quoteval_in};
use serde_json::{Value, json};

/// The files of the story with the baseline of version 1, and rules.
fn story(rules: &str) -> Folder {
    let folder = Folder::new();
    folder.copy("tests/story/story.in");
    folder.write("quoteval.toml", rules);
    let args = ["baseline", "save", "--gold", "gold.jsonl", "--pred", "version-1.jsonl", "-o", "baseline.jsonl"];
    let run = quoteval(&folder, &args);
    assert_eq!(run.code, 0, "{}", run.stderr);
    folder
}

const GATE: [&str; 5] = ["gate", "--gold", "gold.jsonl", "--baseline", "baseline.jsonl"];

fn gate(folder: &Folder, pred: &str, more: &[&str]) -> Run {
    quoteval(folder, &[&GATE, &["--pred", pred][..], more].concat())
}

/// Verdict and exit code of a version under rules.
fn judged(rules: &str, pred: &str) -> (String, i32) {
    let run = gate(&story(rules), pred, &[]);
    (run.last_line(), run.code)
}

#[test]
fn the_first_rule_that_matches_decides() {
    let regression = ("verdict: regression".to_owned(), 1);
    let inconclusive = ("verdict: inconclusive".to_owned(), 3);
    let pass = ("verdict: pass".to_owned(), 0);
    let never = "[[gate.never_break]]\ntag = \"must-have\"\n";
    let cases: [(&str, String, &str, &(String, i32)); 14] = [
        ("nothing is wrong", "[gate]\nmin_documents = 12".into(), "version-2", &pass),
        (
            "never_break stands above the number of documents",
            format!("[gate]\nmin_documents = 13\n{never}"),
            "must-have-broken",
            &regression,
        ),
        (
            "so does an id",
            "[gate]\nmin_documents = 13\n[[gate.never_break]]\nid = \"q1\"\ndocument = \"bridge\"".into(),
            "must-have-broken",
            &regression,
        ),
        ("max_broken too", "[gate]\nmin_documents = 13\nmax_broken = 8".into(), "worse", &regression),
        (
            "as many as allowed may break",
            "[gate]\nmin_documents = 12\nmax_broken = 1\nmax_drop = 1".into(),
            "must-have-broken",
            &pass,
        ),
        ("a floor too", "[gate]\nmin_documents = 13\nfloor = 0.96".into(), "version-2", &regression),
        ("a floor that is reached", "[gate]\nmin_documents = 12\nfloor = 0.95".into(), "version-2", &pass),
        ("too few documents for a drop", "[gate]\nmin_documents = 13".into(), "worse", &inconclusive),
        ("too few documents to pass", "[gate]\nmin_documents = 13".into(), "version-2", &inconclusive),
        ("a significant drop", "[gate]\nmin_documents = 12".into(), "worse", &regression),
        ("a drop that may be chance", "[gate]\nmin_documents = 12".into(), "alike", &inconclusive),
        ("the plain rule", "[gate]\nmin_documents = 12\nsignificant = false".into(), "alike", &regression),
        ("a small drop", "[gate]\nmin_documents = 12\nsignificant = false\nmax_drop = 0.05".into(), "alike", &pass),
        (
            "a slice",
            "[gate]\nmin_documents = 12\nmax_drop = 1\n[[gate.slice]]\nwhere = \"type=direct\"\nmax_drop = 0.1".into(),
            "worse",
            &regression,
        ),
    ];
    for (why, rules, pred, expected) in cases {
        assert_eq!(&judged(&rules, &format!("{pred}.jsonl")), expected, "{why}");
    }
    let rules = format!("[gate]\n{never}");
    let folder = story(&rules);
    let args =
        ["gate", "--gold", "corrected/gold.jsonl", "--pred", "must-have-broken.jsonl", "--baseline", "baseline.jsonl"];
    let run = quoteval(&folder, &args);
    assert_eq!((run.last_line().as_str(), run.code), ("verdict: not-comparable", 3), "other gold stands above all");
    assert!(run.stdout.contains("gold changed: strike"), "{}", run.stdout);
}

#[test]
fn the_rules_stand_in_the_json() {
    let rules = "[gate]\nmin_documents = 12\nmax_broken = 3\nfloor = 0.5\nmax_drop = 0.01\n\
        [[gate.slice]]\nwhere = \"type=indirect\"\nmetric = \"detection.iou50\"\nmax_drop = 0.02\n\
        [[gate.never_break]]\ntag = \"must-have\"\n";
    let run = gate(&story(rules), "worse.jsonl", &["--format", "json"]);
    let report = run.json();
    assert_eq!((&report["schema"], &report["verdict"]), (&json!("quoteval-compare/1"), &json!("regression")));
    let rules: Vec<Value> = report["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| json!([rule["rule"], rule["where"], rule["held"]]))
        .collect();
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
    let folder = story("[gate]\nmin_documents = 12");
    for (options, code) in [(&[][..], 3), (&["--inconclusive", "pass"], 0), (&["--inconclusive", "fail"], 1)] {
        let run = gate(&folder, "alike.jsonl", options);
        assert_eq!((run.last_line().as_str(), run.code), ("verdict: inconclusive", code));
    }
    assert_eq!(gate(&folder, "worse.jsonl", &["--inconclusive", "pass"]).code, 1);
}

#[test]
fn faults_of_the_rules_are_said_with_their_line() {
    let cases = [
        (
            "[gate]\nmax_dorp = 0.1",
            "quoteval.toml:2: error[unknown-key]: [gate] has no key `max_dorp`",
            "did you mean `max_drop`?",
        ),
        ("[gates]\nmax_drop = 0.1", "quoteval.toml:1: error[unknown-key]", "did you mean `gate`?"),
        (
            "[gate]\n\n[[gate.slice]]\nwehre = \"type=direct\"",
            "quoteval.toml:4: error[unknown-key]",
            "did you mean `where`?",
        ),
        (
            "[gate]\n[[gate.slice]]\nmax_drop = 0.1",
            "quoteval.toml:3: error[missing-key]: [[gate.slice]] lacks `where`",
            "ATTR=VALUE",
        ),
        (
            "[gate]\n[[gate.slice]]\nwhere = \"colour=red\"",
            "quoteval.toml:3: error[unknown-name]",
            "unknown attribute 'colour'",
        ),
        ("[gate]\n[[gate.never_break]]\ntags = \"x\"", "quoteval.toml:3: error[unknown-key]", "did you mean `tag`?"),
        (
            "[gate]\nmetric = \"attribution.iou\"",
            "quoteval.toml:2: error[unknown-name]: there is no metric `attribution.iou`",
            "did you mean `attribution.iou50`?",
        ),
        ("[gate]\nmetric = \"slot_error_rate\"", "quoteval.toml:2: error[unknown-name]", "less is better"),
        ("[gate]\nmax_drop = \"0.1\"", "quoteval.toml:2: error[wrong-type]", "a number from 0 to 1"),
        ("[gate]\nmax_drop = 5", "quoteval.toml:2: error[out-of-range]", "a number from 0 to 1"),
        ("[gate]\nfloor = nan", "quoteval.toml:2: error[out-of-range]", "a number from 0 to 1"),
        ("[gate]\nmin_documents = -1", "quoteval.toml:2: error[out-of-range]", "a whole number"),
        ("[gate]\nmax_broken = 1.5", "quoteval.toml:2: error[wrong-type]", "a whole number"),
        ("[gate]\nsignificant = 1", "quoteval.toml:2: error[wrong-type]", "true or false"),
        ("gate = 1", "quoteval.toml:1: error[wrong-type]", "[gate]"),
        ("[gate]\nslice = 1", "quoteval.toml:2: error[wrong-type]", "[[gate.slice]]"),
        ("[gate]\nmax_drop = ", "quoteval.toml:2: error[toml-syntax]", ""),
    ];
    let folder = story("");
    for (rules, place, said) in cases {
        folder.write("quoteval.toml", rules);
        let run = gate(&folder, "version-2.jsonl", &[]);
        assert_eq!(run.code, 2, "{rules}: {}", run.stdout);
        assert!(run.stderr.contains(place) && run.stderr.contains(said), "{rules}: {}", run.stderr);
    }
    folder.write("quoteval.toml", "[gate]\nmax_dorp = 1\nfloor = 2\n");
    let run = gate(&folder, "version-2.jsonl", &[]);
    assert_eq!(run.stderr.matches("error[").count(), 2, "all faults at once: {}", run.stderr);
}

#[test]
fn rules_that_protect_nothing_are_told() {
    let folder = story("[gate]\nmin_documents = 12\n[[gate.never_break]]\ntag = \"must-hav\"");
    let run = gate(&folder, "version-2.jsonl", &[]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("tag=must-hav: gold has no such quotation"), "{}", run.stderr);
    folder.write("quoteval.toml", "[gate]\n[[gate.never_break]]\nid = \"q9\"");
    let run = gate(&folder, "version-2.jsonl", &[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("id=q9: gold has no such quotation"), "{}", run.stderr);
}

#[test]
fn a_slice_of_predictions_that_state_no_type_is_judged_by_recall() {
    let folder =
        story("[gate]\nmin_documents = 12\nmax_drop = 1\n[[gate.slice]]\nwhere = \"type=indirect\"\nmax_drop = 0.02");
    for version in ["version-1.jsonl", "version-2.jsonl"] {
        let typed = folder.read(version);
        folder.write(version, &typed.replace("\"type\": \"direct\", ", "").replace("\"type\": \"indirect\", ", ""));
    }
    let args = ["baseline", "save", "--gold", "gold.jsonl", "--pred", "version-2.jsonl", "-o", "baseline.jsonl"];
    quoteval(&folder, &args);
    let run = gate(&folder, "version-1.jsonl", &["--format", "json"]);
    let slice = &run.json()["slices"][0];
    // Version 2 misses one of twelve indirect quotations, version 1 eight.
    assert_eq!((&slice["base"], &slice["head"]), (&json!(11.0 / 12.0), &json!(4.0 / 12.0)));
    assert_eq!(run.code, 1);
}

#[test]
fn a_slice_that_the_baseline_does_not_count_says_what_to_run() {
    let folder = story("");
    folder.write("quoteval.toml", "[gate]\nmin_documents = 12\n[[gate.slice]]\nwhere = \"source-form=none\"");
    let run = gate(&folder, "version-2.jsonl", &[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("`quoteval baseline save --by source-form`"), "{}", run.stderr);
    let args = ["baseline", "save", "--gold", "gold.jsonl", "--pred", "version-1.jsonl", "-o", "baseline.jsonl"];
    quoteval(&folder, &args);
    assert_eq!(gate(&folder, "version-2.jsonl", &[]).code, 0, "save reads the rules as well");
}

#[test]
fn a_damaged_baseline_is_refused_with_its_line() {
    let folder = story("");
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
        (lines[..5].join("\n"), "4 documents, and the header says 12"),
        (put(4, "<<<<<<< ours"), "baseline.jsonl:5:"),
        (put(4, lines[3]), "stands here twice"),
        (put(1, &letter), "baseline.jsonl:2:"),
        (put(0, &lines[0].replace("\"detection.any\"", "\"detection.none\"")), "unknown metric 'detection.none'"),
        (put(0, &lines[0].replace("|unit:words", "")), "lacks a field"),
        (if swapped == lines[3] { "x".to_owned() } else { put(3, &swapped) }, "baseline.jsonl:"),
    ];
    for (text, said) in cases {
        folder.write("baseline.jsonl", &text);
        let run = gate(&folder, "version-2.jsonl", &[]);
        assert_eq!(run.code, 2, "{said}: {}", run.stdout);
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
    }
}

#[test]
fn a_baseline_is_stale_when_gold_or_system_changed() {
    let folder = story("");
    let check = |gold: &str, pred: &str| {
        let args = ["baseline", "accept", "--check", "--gold", gold, "--pred", pred, "--baseline", "baseline.jsonl"];
        quoteval(&folder, &args).code
    };
    let before = folder.read("baseline.jsonl");
    assert_eq!(check("gold.jsonl", "version-1.jsonl"), 0);
    assert_eq!(check("gold.jsonl", "version-2.jsonl"), 1);
    assert_eq!(check("corrected/gold.jsonl", "version-1.jsonl"), 1);
    assert_eq!(folder.read("baseline.jsonl"), before, "nothing is written");
    folder.write("baseline.jsonl", &before.replace("|v:0.1.0", "|v:0.9.9-rc.1"));
    assert_eq!(check("gold.jsonl", "version-1.jsonl"), 0, "the version of the program is free");
    let run = gate(&folder, "version-2.jsonl", &[]);
    assert_eq!(run.code, 3, "comparable, and too few documents for the default rules: {}", run.stdout);
}

#[test]
fn a_baseline_is_small_and_changes_where_the_system_does() {
    let folder = Folder::new();
    let run =
        quoteval(&folder, &["run", "--data", "wire", "--strategy", "nearest", "--strategy", "rules", "--out", "run"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let save = |strategy: &str| {
        let pred = format!("run/wire/{strategy}");
        let run = quoteval(&folder, &["baseline", "save", "--gold", "wire", "--pred", &pred, "-o", "b.jsonl"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        folder.read("b.jsonl")
    };
    let (nearest, rules) = (save("nearest"), save("rules"));
    // 833 quotations.
    assert!(nearest.len() < 10_000 && rules.len() < 10_000, "{} and {} bytes", nearest.len(), rules.len());
    assert_eq!(nearest.lines().count(), 1 + 32);
}

/// The story without any prediction.
fn silent(rules: &str) -> Folder {
    let folder = story(rules);
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
    // Speaker accuracy is of the quotations found; without any it has no denominator.
    let metric = "[gate]\nmetric = \"speaker.accuracy\"\nmin_documents = 12";
    let folder = silent(&format!("{metric}\nfloor = 0.5"));
    for form in ["table", "markdown", "json", "junit"] {
        let run = gate(&folder, "silent.jsonl", &["--format", form]);
        let verdict = if matches!(form, "table" | "markdown") { run.last_line() } else { run.last_error_line() };
        assert_eq!((verdict.as_str(), run.code), ("verdict: regression", 1), "{form}: {}", run.stdout);
        assert!(run.stdout.contains("predicted nothing") || form == "json", "{form}: {}", run.stdout);
    }
    let report = gate(&folder, "silent.jsonl", &["--format", "json"]).json();
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
    let environment = [("GITHUB_ACTIONS", "true")];
    let told = quoteval_in(&folder, &[&GATE, &["--pred", "silent.jsonl"][..]].concat(), &environment);
    assert!(told.stderr.contains("predicted nothing"), "{}", told.stderr);
    // The other way round it is better than nothing.
    let args = ["baseline", "save", "--gold", "gold.jsonl", "--pred", "silent.jsonl", "-o", "baseline.jsonl"];
    quoteval(&folder, &args);
    assert_eq!(gate(&folder, "version-1.jsonl", &[]).last_line(), "verdict: pass");
    // Nothing on both sides cannot tell.
    folder.write("quoteval.toml", metric);
    let run = gate(&folder, "silent.jsonl", &[]);
    assert_eq!((run.last_line().as_str(), run.code), ("verdict: inconclusive", 3));
    assert!(run.stdout.contains("undefined on both sides"), "{}", run.stdout);
}

#[test]
fn a_rule_on_a_slice_that_neither_side_has_cannot_tell() {
    let rules = "[gate]\nmin_documents = 12\nmax_drop = 1\n[[gate.slice]]\nwhere = \"type=mixed\"";
    assert_eq!(judged(rules, "version-2.jsonl"), ("verdict: inconclusive".to_owned(), 3));
}

#[test]
fn rules_on_slices_are_tested_together() {
    let rule = "[[gate.slice]]\nwhere = \"type=direct\"\nmax_drop = 0\n";
    let slice = |rules: usize| {
        let rules = format!("[gate]\nmin_documents = 12\nmax_drop = 1\n{}", rule.repeat(rules));
        gate(&story(&rules), "worse.jsonl", &["--format", "json"]).json()["slices"][0].clone()
    };
    let (one, three) = (slice(1), slice(3));
    let p = one["p"].as_f64().expect("a p value");
    assert_eq!((&one["p_holm"], &one["family_size"]), (&json!(p), &json!(1)));
    assert_eq!((&three["p_holm"], &three["family_size"]), (&json!(p * 3.0), &json!(3)));
}

#[test]
fn numbers_of_other_definitions_are_refused() {
    let folder = story("");
    let args =
        ["score", "--gold", "gold.jsonl", "--pred", "version-1.jsonl", "--per-document", "--per-quotation", "-o"];
    assert_eq!(quoteval(&folder, &[&args[..], &["score.json"]].concat()).code, 0);
    let older = |text: &str| text.replace("|ci:jackknife|seed:42|metrics:2|", "|boot:1000|seed:42|metrics:1|");
    for name in ["baseline.jsonl", "score.json"] {
        let text = folder.read(name);
        assert_ne!(older(&text), text, "{name}");
        folder.write(name, &older(&text));
        let run = quoteval(&folder, &["compare", "--gold", "gold.jsonl", name, "version-2.jsonl"]);
        assert_eq!((run.code, run.last_line().as_str()), (3, "verdict: not-comparable"), "{}", run.stderr);
        let said = "its numbers follow version 1 of the definitions of the metrics, this program follows version 2";
        assert!(run.stderr.contains(&format!("{name}: {said}")) && run.stderr.contains("hint: "), "{}", run.stderr);
    }
    let run = gate(&folder, "version-2.jsonl", &[]);
    assert_eq!((run.code, run.last_line().as_str()), (3, "verdict: not-comparable"), "{}", run.stderr);
}
