//! Gold and predictions from files: joined in the order of gold, paired by id, and refused with a reason.

use crate::support::files::{TempFolder, text};
use quoteval::internals::dataset::join;
use quoteval::{Dataset, Error, GoldDocument, Prediction, Setting, Source, Task, format_named};
use serde_json::{Value, json};

#[test]
fn a_file_of_predictions_is_joined_in_the_order_of_gold() {
    let folder = TempFolder::new();
    let document = |id: &str| json!({"id": id, "text": "“Yes,” he said.", "quotations": []});
    folder.write_lines("gold.jsonl", ["b", "a", "c"].map(document));
    let header = r#"{"schema":"quoteval-predictions/1","system":{"name":"s","version":"2"}}"#;
    let a = r#"{"id":"a","note":1,"quotations":[{"content":["Yes"],"certainty":1},{"content":["No"]}]}"#;
    folder.write("pred.jsonl", format!("{header}\n{a}\n{{\"id\":\"b\",\"error\":\"timeout\"}}\n"));
    let open = |name: &str| Source::open(&folder.path(name)).unwrap();
    let joined = join(&open("gold.jsonl"), &open("pred.jsonl"), Setting::EndToEnd, |_, one| one.cloned()).unwrap();
    let joined = joined.0.unwrap();
    let ids: Vec<_> = joined.results.iter().map(|one| one.as_ref().map(|one| one.document.as_str())).collect();
    assert_eq!(ids, [Some("b"), Some("a"), None]);
    assert_eq!(joined.results[0].as_ref().unwrap().error.as_deref(), Some("timeout"));
    assert_eq!(joined.results[1].as_ref().unwrap().invalid.len(), 1);
    assert_eq!(joined.system.version.as_deref(), Some("2"));
    assert_eq!(joined.ignored.into_iter().collect::<Vec<_>>(), [("certainty".into(), 1), ("note".into(), 1)]);
}

#[test]
fn every_document_gets_its_own_answer_whatever_the_order() {
    let folder = TempFolder::new();
    // 600 KB, since files are read in pieces of 256 KiB, and answers in the same order are joined piece by piece.
    let ids: Vec<String> = (0..300).map(|number| format!("d{number:03}")).collect();
    let text = "“Yes,” he said. ".repeat(125);
    folder.write_lines("gold.jsonl", ids.iter().map(|id| json!({"id": id, "text": text, "quotations": []})));
    let answers = |order: &[usize]| {
        let answer = |&index: &usize| json!({"id": ids.get(index), "error": index.to_string()});
        folder.write_lines("pred.jsonl", order.iter().map(answer));
        let open = |name: &str| Source::open(&format!("native:{}", folder.path(name))).unwrap();
        join(&open("gold.jsonl"), &open("pred.jsonl"), Setting::EndToEnd, |_, one| one?.error.clone()).unwrap()
    };
    let all: Vec<usize> = (0..300).collect();
    let reversed: Vec<usize> = all.iter().rev().copied().collect();
    let late = [&all[..298], &[299, 298]].concat();
    for order in [&all, &reversed, &late, &all[150..], &all[..10], &[all[299], all[0]], &all[299..], &[]] {
        let (joined, findings) = answers(order);
        let found = joined.unwrap_or_else(|| panic!("{findings:?}")).results;
        let expected: Vec<_> = all.iter().map(|index| order.contains(index).then(|| index.to_string())).collect();
        assert_eq!(found, expected);
    }
    for (more, rule) in [(299, "duplicate-document"), (300, "missing-field")] {
        let rules: Vec<_> = answers(&[&all[..], &[more]].concat()).1.0.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, [rule]);
    }
}

#[test]
fn answers_in_the_gold_quotations_setting_are_paired_by_id() {
    let gold = json!({"id": "a", "text": "“Yes,” Ann said.", "entities": [{"id": "ann"}],
        "quotations": [{"id": "q1", "content": [[0, 6]], "speaker": "ann"}]});
    let gold = GoldDocument::from_json(&gold.to_string()).unwrap();
    let rules = |quotation: Value| -> Result<String, Vec<&'static str>> {
        let json = json!({"id": "a", "quotations": [quotation]}).to_string();
        match Prediction::from_json(&json, &Task::of(&gold, Setting::GoldQuotations)) {
            Ok(prediction) => Ok(prediction.quotations[0].quotation.content.text(gold.text())),
            Err(Error::Invalid(findings)) => Err(findings.0.iter().map(|finding| finding.rule).collect()),
            Err(other) => panic!("{other}"),
        }
    };
    let content = Ok("“Yes,”".to_owned());
    assert_eq!(rules(json!({"id": "q1", "speaker": "Ann"})), content);
    assert_eq!(rules(json!({"id": "q1", "content": ["yes"]})), content, "the content of gold");
    assert_eq!(rules(json!({"id": "q1", "content": [[1, 5]]})), content);
    assert_eq!(rules(json!({"id": "q1", "content": [[1, 10]]})), Err(vec!["answer-differs"]));
    assert_eq!(rules(json!({"id": "q1", "content": ["No"]})), Err(vec!["answer-differs"]));
    assert_eq!(rules(json!({"id": "q2", "speaker": "Ann"})), Err(vec!["answer-unknown"]));
    assert_eq!(rules(json!({"speaker": "Ann"})), Err(vec!["missing-field"]));
}

#[test]
fn folders_are_read_whole_and_missing_things_say_so() {
    let folder = TempFolder::of([
        ("b.json", "{\"id\":\"b\",\n\"text_file\":\"b.txt\",\"quotations\":[]}\n"),
        ("a.jsonl", "{\"id\":\"a\",\"text\":\"A.\",\"quotations\":[]}\n"),
        ("b.txt", "B."),
        ("README.md", "# Not data"),
        ("dataset.json", r#"{"name":"two","license":"CC0","documents":2}"#),
    ]);
    let dataset = Dataset::load(&text(folder.root())).unwrap();
    let texts: Vec<_> = dataset.documents().map(|gold| (gold.id(), gold.text())).collect();
    assert_eq!(texts, [("a", "A."), ("b", "B.")]);
    assert_eq!((dataset.name.as_str(), dataset.metadata.licence.as_deref()), ("two", Some("CC0")));
    let files = format_named("native").unwrap().write_gold("x", &[&dataset.entries()[1]]).unwrap();
    let written = String::from_utf8_lossy(&files[0].bytes);
    assert!(written.contains(r#""text_file":"b.txt""#), "the text stays in its file: {written}");
    let error = |spec: &str| Source::open(spec).err().unwrap().to_string();
    assert!(error("espr").contains("did you mean `esper`"));
    assert!(error("natvie:x").contains("did you mean `native`"));
    assert!(error(&folder.path("README.md")).contains("unknown format"));
}
