//! One planted defect per file, with the expected findings in a file beside it.
//!
//! `NAME.expected` has a line for each finding, separated by tabs: severity, rule, line, document, item; `-` for none.
//! Files in `defects/` are read as gold, those in `defects/predictions/` as predictions about `defects/reference.json`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::files::{self, of_package, read_answers, text};

use quoteval::internals::dataset::RULES;
use quoteval::{Dataset, Error, Finding, Findings, Setting, Severity};

fn folder() -> PathBuf {
    of_package("tests/defects")
}

/// The faulty files, each with its expected findings.
fn cases(folder: &Path) -> Vec<(PathBuf, Vec<String>)> {
    let mut cases: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension != "expected"))
        .filter_map(|path| {
            let expected = fs::read_to_string(path.with_extension("expected")).ok()?;
            let mut expected: Vec<String> = expected.lines().map(str::to_owned).collect();
            expected.sort();
            Some((path, expected))
        })
        .collect();
    cases.sort();
    assert!(!cases.is_empty());
    cases
}

fn line(finding: &Finding) -> String {
    let severity = if finding.severity == Severity::Error { "error" } else { "warning" };
    let dash = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
    let (document, item) = (dash(&finding.document), dash(&finding.item));
    format!("{severity}\t{}\t{}\t{document}\t{item}", finding.rule, finding.line.unwrap_or_default())
}

fn check(path: &Path, findings: &Findings, expected: &[String], usable: bool) {
    let mut found: Vec<String> = findings.0.iter().map(line).collect();
    found.sort();
    assert_eq!(found, expected, "{}:\n{findings}", path.display());
    assert_eq!(usable, !findings.has_errors(), "{}", path.display());
    for finding in &findings.0 {
        assert!(RULES.iter().any(|rule| rule.id == finding.rule && rule.severity == finding.severity));
        assert_eq!(finding.file.as_deref(), path.to_str());
    }
}

#[test]
fn each_defect_of_gold_is_found_where_it_is() {
    for (path, expected) in cases(&folder()) {
        let (dataset, findings) = files::read(&text(&path));
        check(&path, &findings, &expected, dataset.is_some());
    }
}

#[test]
fn each_defect_of_predictions_is_found_where_it_is() {
    let gold = text(folder().join("reference.json"));
    for (path, expected) in cases(&folder().join("predictions")) {
        let (answers, findings) = read_answers(&gold, &text(&path), Setting::EndToEnd);
        check(&path, &findings, &expected, answers.is_some());
    }
}

#[test]
fn hints_name_what_may_help() {
    for (name, hint) in [
        ("text-mismatch-bytes.json", "fits as byte offsets"),
        ("text-mismatch.json", "occurs at 0..11 (char)"),
        ("speaker-unknown.json", "did you mean `lee`"),
        ("unknown-field.json", "did you mean `speaker`"),
        ("unknown-type.json", "did you mean `indirect`"),
        ("trailing-document.json", ".jsonl"),
        ("csv-column-unknown.csv", "did you mean `speaker`"),
    ] {
        let Err(Error::Invalid(findings)) = Dataset::load(&text(folder().join(name))) else {
            panic!("{name} has findings");
        };
        assert!(findings.0[0].hint.as_ref().is_some_and(|found| found.contains(hint)), "{name}: {findings}");
    }
}
