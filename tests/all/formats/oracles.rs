//! Every gold document and every prediction of the oracles is valid by definition.

use quoteval::dataset::{
    Folder, LocateEffort, ReadOptions, Record, Start, check_prediction, format_named, read_gold, read_prediction_drafts,
};
use quoteval::error::{Finding, Severity};
use quoteval::model::{Setting, Task};
use serde_json::Value;

fn errors(findings: &[Finding]) -> Vec<String> {
    findings.iter().filter(|finding| finding.severity == Severity::Error).map(ToString::to_string).collect()
}

fn record(bytes: &[u8]) -> Record<'_> {
    Record {
        file: "oracle",
        name: "oracle",
        folder: Folder::NONE,
        at: Start::OF_FILE,
        bytes,
        format: format_named("native").unwrap(),
        options: ReadOptions::NONE,
    }
}

fn documents(case: &Value, side: &str) -> Vec<String> {
    case[side].as_array().unwrap().iter().map(Value::to_string).collect()
}

#[test]
fn every_case_is_read_without_an_error() {
    let cases = [include_str!("../../oracles/cases.jsonl"), include_str!("../../oracles/random.jsonl")];
    for case in cases.iter().flat_map(|file| file.lines()) {
        let case: Value = serde_json::from_str(case).unwrap();
        let gold: Vec<_> = documents(&case, "gold")
            .iter()
            .map(|json| {
                let (mut checks, findings) = read_gold(&record(json.as_bytes()));
                assert!(findings.is_empty(), "{}: {findings:?}", case["name"]);
                let check = checks.pop().unwrap();
                assert_eq!(errors(&check.findings), [""; 0], "{}", case["name"]);
                check.entry.unwrap().gold
            })
            .collect();
        for json in documents(&case, "prediction") {
            let mut drafts = read_prediction_drafts(&record(json.as_bytes()));
            let draft = drafts.documents.pop().unwrap();
            let stated = draft.quotations.as_ref().map_or(0, Vec::len);
            let gold = gold.iter().find(|gold| Some(gold.id()) == draft.id.as_deref()).unwrap();
            let check = check_prediction(draft, &Task::of(gold, Setting::EndToEnd), LocateEffort::default(), "oracle");
            assert_eq!(errors(&check.findings), [""; 0], "{}", case["name"]);
            let prediction = check.prediction.unwrap();
            assert_eq!(prediction.quotations.len() + prediction.invalid.len(), stated, "{}", case["name"]);
            assert!(check.ignored.is_empty() && drafts.findings.is_empty());
        }
    }
}
