//! The output of extractors: the predictions read from it, and the place and reason of each fault.

use crate::support::files::{self, TempFolder, read_answers};
use quoteval::internals::dataset::join;
use quoteval::{Finding, Prediction, Setting, Source};

/// The prediction in a file about the document `a`, whose text is `“Yes,” Ann said. “No.”`, and the findings.
fn read(name: &str, spec: &str, content: &str, setting: Setting) -> (Option<Prediction>, Vec<Finding>) {
    let gold = r#"{"id":"a","text":"“Yes,” Ann said. “No.”","entities":[{"id":"ann"}],"quotations":[
        {"id":"q1","content":[[0,6]],"speaker":"ann"},{"id":"q2","content":[[17,22]],"speaker":"ann"}]}"#;
    let name = format!("out/{name}");
    let folder = TempFolder::of([("gold.json", gold), (&name, content)]);
    // A file named together with its format has no tokens beside it.
    if spec.is_empty() {
        folder.write("out/a.tokens", TOKENS);
    }
    let spec = format!("{spec}{}", folder.path(&name));
    let (answers, findings) = read_answers(&folder.path("gold.json"), &spec, setting);
    (answers.and_then(|answers| answers.into_iter().flatten().next()), findings.0)
}

const TOKENS: &str = "token_ID_within_document\tword\tbyte_onset\tbyte_offset\n0\tYes\t3\t6\n1\tAnn\t11\t14\n";

const QUOTES: &str = "quote_start\tquote_end\tmention_start\tmention_end\tmention_phrase\tchar_id\tquote\n";

#[test]
fn faults_say_where_they_are() {
    let quotes = |row: &str| format!("{QUOTES}{row}\n");
    let core = "{\"sentences\":[{\"tokens\":[]}],\n\"quotes\":[{\"text\":\"x\"}]}";
    let shifted = r#"{"quotes":[{"text":"Yes","beginIndex":2,"endIndex":5}]}"#;
    let (column, second) = ("quote_start\tquote_end\n0\t0\n", "{\"quotation\":\"Yes\"}\n{\"quoteID\":\n");
    let cases = [
        ("a.json", "", core, "json-shape", 2, "missing field `beginIndex`"),
        ("a.json", "", r#"{"sentences":[{"tokens":[]}]}"#, "json-shape", 1, "missing field `quotes`"),
        ("a.json", "corenlp:", shifted, "text-mismatch", 1, "occurs at 1..4 (utf16)"),
        ("a.json", "", "{\"quotes\":[\n{\"contents\":7,\"sources\":[]}]}", "json-shape", 2, "expected a sequence"),
        ("a.json", "citron:", r#"{"quotes":["#, "json-syntax", 1, "EOF while parsing"),
        ("a.quotes", "", &quotes("0\t9\tNone\tNone\tNone\tNone\tYes"), "format-reference", 2, "no such token"),
        ("a.quotes", "", &quotes("0"), "format-syntax", 2, "too short"),
        ("a.quotes", "", column, "format-syntax", 1, "the column mention_start is missing"),
        ("a.quotes", "booknlp:", &quotes(""), "text-file-missing", 1, "a.tokens"),
        ("a.json", "gender-gap-tracker:", r#"[{"speaker":"Ann"}]"#, "json-shape", 1, "missing field `quote`"),
        ("a.jsonl", "quotebank:", second, "json-syntax", 2, "EOF while parsing"),
        ("a.json", "textacy:", r#"[{"content":[1]}]"#, "json-shape", 1, "expected [start, end]"),
        ("a.json", "textacy:", r#"[{"content":[1,99]}]"#, "offset-out-of-range", 1, "offsets from 0 to 22"),
        ("a.json", "speaker-map:", r#"{"q1":3}"#, "json-shape", 1, "neither a name nor a list"),
        ("a.json", "speaker-map:", r#"{"q3":"ann"}"#, "answer-unknown", 1, "no gold quotation"),
        ("a.json", "spacy:", r#"{"text":"Other","spans":{}}"#, "text-differs", 1, "another text than gold"),
    ];
    for (name, spec, content, rule, line, said) in cases {
        let setting = if spec == "speaker-map:" { Setting::GoldQuotations } else { Setting::EndToEnd };
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

/// The texts and speakers of the quotations in a file.
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
    let folder = TempFolder::of([
        ("gold.json", &*gold("a")),
        ("out/a.json", r#"[{"quote":"Yes","speaker":"Ann","type":"direct"}] [{"nor":"this"}]"#),
    ]);
    let [gold, out] = ["gold.json", "out"].map(|name| Source::open(&folder.path(name)).unwrap());
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

/// The answer to each of the documents `a`, `b` and `c`: the number of its quotations, or the reason for its failure.
fn folder_of(files: &[(&str, &str)]) -> Vec<Option<Result<usize, String>>> {
    let folder = TempFolder::of([("gold.jsonl", ["a", "b", "c"].map(gold).join("\n"))]);
    files.iter().for_each(|(name, content)| folder.write(format!("out/{name}"), content));
    let (answers, _) = files::answers(&folder.path("gold.jsonl"), &folder.path("out"), Setting::EndToEnd);
    let said = |one: Prediction| one.error.map_or(Ok(one.quotations.len()), Err);
    answers.into_iter().map(|one| one.map(said)).collect()
}

/// A gold document with an id.
fn gold(id: &str) -> String {
    format!(r#"{{"id":"{id}","text":"“Yes,” Ann said.","quotations":[{{"content":[[0,6]]}}]}}"#)
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
    let answered = |ids: &[&str], file: &str| -> Result<Vec<bool>, &str> {
        let gold: Vec<String> = ids.iter().map(|id| gold(id)).collect();
        let folder =
            TempFolder::of([("gold.jsonl", &*gold.join("\n")), (file, r#"[{"quote":"Yes","speaker":"Ann"}]"#)]);
        let (answers, findings) = read_answers(&folder.path("gold.jsonl"), &folder.path(file), Setting::EndToEnd);
        answers.map(|answers| answers.iter().map(Option::is_some).collect()).ok_or_else(|| findings.0[0].rule)
    };
    assert_eq!(answered(&["a.txt", "b"], "a.txt.json"), Ok(vec![true, false]));
    assert_eq!(answered(&["a", "b"], "a.txt.json"), Ok(vec![true, false]));
    assert_eq!(answered(&["a.md", "b"], "a.txt.json"), Err("document-unknown"));
    assert_eq!(answered(&["a", "a.txt"], "a.txt.json"), Err("duplicate-document"));
}
