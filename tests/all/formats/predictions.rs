//! What is wrong with the output of an extractor is said with its file, line, what was found and what was expected.

use std::fs;

use quoteval::dataset::{Source, join};
use quoteval::error::Finding;
use quoteval::model::{Prediction, Setting};

/// What is read of a file about the document `a`, whose text is `“Yes,” Ann said. “No.”`.
fn read(name: &str, spec: &str, content: &str, setting: Setting) -> (Option<Prediction>, Vec<Finding>) {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let gold = r#"{"id":"a","text":"“Yes,” Ann said. “No.”","entities":[{"id":"ann"}],"quotations":[
        {"id":"q1","content":[[0,6]],"speaker":"ann"},{"id":"q2","content":[[17,22]],"speaker":"ann"}]}"#;
    fs::write(path("gold.json"), gold).unwrap();
    fs::create_dir(path("out")).unwrap();
    fs::write(folder.path().join("out").join(name), content).unwrap();
    // A file that is named with its format has no tokens beside it.
    if spec.is_empty() {
        fs::write(folder.path().join("out/a.tokens"), TOKENS).unwrap();
    }
    let spec = format!("{spec}{}", folder.path().join("out").join(name).display());
    let (gold, predictions) = (Source::open(&path("gold.json")).unwrap(), Source::open(&spec).unwrap());
    let (joined, findings) = join(&gold, &predictions, setting, |_, one| one.cloned()).unwrap();
    (joined.and_then(|joined| joined.results.into_iter().flatten().next()), findings.0)
}

const TOKENS: &str = "token_ID_within_document\tword\tbyte_onset\tbyte_offset\n0\tYes\t3\t6\n1\tAnn\t11\t14\n";

const QUOTES: &str = "quote_start\tquote_end\tmention_start\tmention_end\tmention_phrase\tchar_id\tquote\n";

#[test]
fn faults_say_where_they_are() {
    let quotes = |row: &str| format!("{QUOTES}{row}\n");
    let e2e = Setting::EndToEnd;
    for (name, spec, content, setting, rule, line, said) in [
        (
            "a.json",
            "",
            "{\"sentences\":[{\"tokens\":[]}],\n\"quotes\":[{\"text\":\"x\"}]}",
            e2e,
            "json-shape",
            2,
            "missing field `beginIndex`",
        ),
        ("a.json", "", "{\"sentences\":[{\"tokens\":[]}]}", e2e, "json-shape", 1, "missing field `quotes`"),
        (
            "a.json",
            "corenlp:",
            "{\"quotes\":[{\"text\":\"Yes\",\"beginIndex\":2,\"endIndex\":5}]}",
            e2e,
            "text-mismatch",
            1,
            "occurs at 1..4 (utf16)",
        ),
        ("a.json", "", "{\"quotes\":[\n{\"contents\":7,\"sources\":[]}]}", e2e, "json-shape", 2, "expected a sequence"),
        ("a.json", "citron:", "{\"quotes\":[", e2e, "json-syntax", 1, "EOF while parsing"),
        ("a.quotes", "", &quotes("0\t9\tNone\tNone\tNone\tNone\tYes"), e2e, "format-reference", 2, "no such token"),
        ("a.quotes", "", &quotes("0"), e2e, "format-syntax", 2, "too short"),
        (
            "a.quotes",
            "",
            "quote_start\tquote_end\n0\t0\n",
            e2e,
            "format-syntax",
            1,
            "the column mention_start is missing",
        ),
        ("a.quotes", "booknlp:", &quotes(""), e2e, "text-file-missing", 1, "a.tokens"),
        ("a.json", "gender-gap-tracker:", "[{\"speaker\":\"Ann\"}]", e2e, "json-shape", 1, "missing field `quote`"),
        (
            "a.jsonl",
            "quotebank:",
            "{\"quotation\":\"Yes\"}\n{\"quoteID\":\n",
            e2e,
            "json-syntax",
            2,
            "EOF while parsing",
        ),
        ("a.json", "textacy:", "[{\"content\":[1]}]", e2e, "json-shape", 1, "expected [start, end]"),
        ("a.json", "textacy:", "[{\"content\":[1,99]}]", e2e, "offset-out-of-range", 1, "offsets from 0 to 22"),
        ("a.json", "speaker-map:", "{\"q1\":3}", Setting::GoldQuotations, "json-shape", 1, "neither a name nor a list"),
        (
            "a.json",
            "speaker-map:",
            "{\"q3\":\"ann\"}",
            Setting::GoldQuotations,
            "answer-unknown",
            1,
            "no gold quotation",
        ),
        ("a.json", "spacy:", "{\"text\":\"Other\",\"spans\":{}}", e2e, "text-differs", 1, "another text than gold"),
    ] {
        let (prediction, findings) = read(name, spec, content, setting);
        let told = findings.iter().map(ToString::to_string).collect::<String>();
        assert!(prediction.is_none(), "{spec}{content}");
        let place: Vec<_> = findings.iter().map(|finding| (finding.rule, finding.line)).collect();
        assert!(place.contains(&(rule, Some(line))), "{spec}{content}: {told}");
        assert!(told.contains(said), "{spec}{content}: {told}");
        assert!(
            findings.iter().all(|finding| finding.file.as_ref().is_some_and(|file| file.ends_with(name))),
            "{told}"
        );
    }
}

/// The texts and speakers of what is read.
fn answers(name: &str, spec: &str, content: &str) -> Vec<(String, Vec<String>)> {
    let text = "“Yes,” Ann said. “No.”";
    let (prediction, findings) = read(name, spec, content, Setting::EndToEnd);
    let prediction = prediction.unwrap_or_else(|| panic!("{findings:?}"));
    prediction.quotations.iter().map(|one| (one.quotation.content.text(text), one.speaker.words())).collect()
}

#[test]
fn a_list_is_found_in_what_a_model_says_around_it() {
    let list = r#"[{"quote":"Yes","speaker":"Ann"}]"#;
    let expected = [("Yes".to_owned(), vec!["Ann".to_owned()])];
    for content in [
        list.to_owned(),
        format!("```json\n{list}\n```"),
        format!("```\n{list}\n```\n"),
        format!("Here is what [I] found:\n{list}\nI hope that [this] helps."),
        format!("{{\"quotes\": {list}}}"),
        format!("[\"not this\"] [{{\"nor\": \"this\"}}] {list} []"),
        format!("<think>maybe [{{\"quote\":\"No\",\"speaker\":\"Bo\"}}]</think>\n{list}"),
        format!("\u{feff}{list}").trim_start_matches('\u{feff}').to_owned(),
    ] {
        assert_eq!(answers("a.txt", "llm:", &content), expected, "{content}");
    }
    assert_eq!(answers("a.md", "llm:", "[]"), []);
    let several =
        format!("Direct:\n```json\n{list}\n```\nIndirect:\n```json\n[{{\"quote\":\"No.\",\"speaker\":\"Bo\"}}]\n```\n");
    let found = [("Yes".to_owned(), vec!["Ann".to_owned()]), ("No.".to_owned(), vec!["Bo".to_owned()])];
    assert_eq!(answers("a.md", "", &several), found);
}

#[test]
fn what_a_model_says_beside_quotations_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("gold.json"), r#"{"id":"a","text":"“Yes,” Ann said.","quotations":[{"content":[[0,6]]}]}"#).unwrap();
    fs::create_dir(path("out")).unwrap();
    fs::write(path("out/a.json"), r#"[{"quote":"Yes","speaker":"Ann","type":"direct"}] [{"nor":"this"}]"#).unwrap();
    let [gold, out] = ["gold.json", "out"].map(|name| Source::open(&path(name)).unwrap());
    let (joined, findings) = join(&gold, &out, Setting::EndToEnd, |_, _| ()).unwrap();
    let ignored = joined.unwrap_or_else(|| panic!("{findings}")).ignored;
    assert_eq!(ignored.into_iter().collect::<Vec<_>>(), [("nor".to_owned(), 1), ("type".to_owned(), 1)]);
}

#[test]
fn an_answer_that_cannot_be_read_is_a_failed_document() {
    let cut = "Sure:\n```json\n[{\"quote\":\"Yes\",\n\"speaker\":[]}, {\"quote\":\"No";
    for (name, spec, content, lines, said) in [
        ("a.md", "", cut, &[4][..], "the answer was cut off"),
        ("a.txt", "llm:", "I found no quotations.", &[1], "there is no JSON list"),
        ("a.txt", "llm:", " \n", &[1], "there is no JSON list"),
        ("a.json", "llm:", "[{\"quote\":\"Yes\",\"speaker\":\"Ann\"},]", &[1], "trailing comma"),
        ("a.json", "llm:", "[{\"quotation\":\"Yes\"}]", &[1], "has a field `quote`"),
        ("a.json", "llm:", "[{\"quote\":1},\n{\"quote\":\"Yes\",\"speaker\":3}]", &[1, 2], "expected a name"),
    ] {
        let (prediction, findings) = read(name, spec, content, Setting::EndToEnd);
        let told = findings.iter().map(ToString::to_string).collect::<String>();
        let prediction = prediction.unwrap_or_else(|| panic!("{content}: {told}"));
        let reason = prediction.error.unwrap_or_default();
        assert!(reason.starts_with("the answer cannot be read: ") && prediction.quotations.is_empty(), "{reason}");
        let places: Vec<_> = findings.iter().map(|finding| (finding.rule, finding.line)).collect();
        assert_eq!(places, lines.iter().map(|&line| ("answer-unreadable", Some(line))).collect::<Vec<_>>(), "{told}");
        assert!(told.contains(said), "{told}");
    }
}

#[test]
fn a_deep_or_endless_answer_is_refused_in_no_time() {
    for content in ["[".repeat(1_000_000), "[{".repeat(200_000), "[{\"quote\":[".repeat(100_000)] {
        let (prediction, findings) = read("a.txt", "llm:", &content, Setting::EndToEnd);
        assert!(prediction.is_some_and(|one| one.error.is_some()) || !findings.is_empty(), "{findings:?}");
        assert!(!findings.is_empty());
    }
}

/// What becomes of each of the documents `a`, `b` and `c`: the number of its quotations, or why the system failed on it.
fn folder_of(files: &[(&str, &str)]) -> Vec<Option<Result<usize, String>>> {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let gold = |id| format!(r#"{{"id":"{id}","text":"“Yes,” Ann said.","quotations":[{{"content":[[0,6]]}}]}}"#);
    fs::write(path("gold.jsonl"), ["a", "b", "c"].map(gold).join("\n")).unwrap();
    fs::create_dir(path("out")).unwrap();
    for (name, content) in files {
        fs::write(folder.path().join("out").join(name), content).unwrap();
    }
    let [gold, out] = ["gold.jsonl", "out"].map(|name| Source::open(&path(name)).unwrap());
    let (joined, findings) = join(&gold, &out, Setting::EndToEnd, |_, one| one.cloned()).unwrap();
    let said = |one: Prediction| one.error.map_or(Ok(one.quotations.len()), Err);
    let joined = joined.unwrap_or_else(|| panic!("{files:?}: {findings}"));
    joined.results.into_iter().map(|one| one.map(said)).collect()
}

#[test]
fn an_empty_answer_is_of_the_format_of_the_others() {
    let answer = r#"[{"quote":"Yes","speaker":"Ann"}]"#;
    for nothing in ["[]", r#"{"quotes":[]}"#, r#"{"quotations": []}"#] {
        assert_eq!(
            folder_of(&[("a.json", answer), ("b.json", nothing)]),
            [Some(Ok(1)), Some(Ok(0)), None],
            "{nothing}"
        );
    }
    let citron = r#"{"quotes":[{"contents":[{"start":1,"end":4,"text":"Yes"}],"sources":[]}]}"#;
    let found = folder_of(&[("a.json", citron), ("b.json", r#"{"quotes":[]}"#)]);
    assert_eq!(found, [Some(Ok(1)), Some(Ok(0)), None]);
}

#[test]
fn one_answer_that_cannot_be_read_does_not_keep_others_from_being_scored() {
    let wrapped = r#"{"quotes":[{"quote":"Yes","speaker":"Ann"}]}"#;
    let found = folder_of(&[
        ("a.json", wrapped),
        ("b.json", "Sorry, I cannot."),
        ("c.json", "[{\"quote\":\"Yes\",\"speaker\":\"An"),
        ("config.json", "{\"model\":\"x\"}"),
        ("README.md", "[{\"quote\":\"Yes\",\"speaker\":\"Ann\"}]"),
    ]);
    assert_eq!(found[0], Some(Ok(1)));
    for failed in &found[1..] {
        assert!(matches!(failed, Some(Err(reason)) if reason.contains("the answer cannot be read")), "{found:?}");
    }
}

#[test]
fn a_document_whose_id_has_an_ending_is_answered_by_the_file_named_after_it() {
    let answered = |ids: &[&str], file: &str| {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        let gold = |id| format!(r#"{{"id":"{id}","text":"“Yes,” Ann said.","quotations":[{{"content":[[0,6]]}}]}}"#);
        fs::write(path("gold.jsonl"), ids.iter().map(gold).collect::<Vec<_>>().join("\n")).unwrap();
        fs::write(path(file), r#"[{"quote":"Yes","speaker":"Ann"}]"#).unwrap();
        let [gold, answer] = ["gold.jsonl", file].map(|name| Source::open(&path(name)).unwrap());
        let (joined, findings) = join(&gold, &answer, Setting::EndToEnd, |_, one| one.is_some()).unwrap();
        joined.map(|joined| joined.results).ok_or_else(|| findings.0[0].rule)
    };
    assert_eq!(answered(&["a.txt", "b"], "a.txt.json"), Ok(vec![true, false]));
    assert_eq!(answered(&["a", "b"], "a.txt.json"), Ok(vec![true, false]));
    assert_eq!(answered(&["a.md", "b"], "a.txt.json"), Err("document-unknown"));
    assert_eq!(answered(&["a", "a.txt"], "a.txt.json"), Err("duplicate-document"));
}
