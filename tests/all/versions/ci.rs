//! Output for CI systems: JUnit, annotations, summaries and histories; files are written completely or not at all.

use std::collections::BTreeMap;

use super::{gate, gate_words, json_of, last_line, story, verdict};
use crate::support::files::TempFolder;
use crate::support::run::{Run, program};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde_json::{Value, json};

/// An XML element with its attributes and child elements.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Element>,
}

impl Element {
    fn new(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.expect("well-formed XML");
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).expect("well-formed XML");
            (attribute.key.as_ref().to_owned(), value.into_owned())
        });
        Self { name: start.name().as_ref().to_owned(), attributes: attributes.collect(), children: Vec::new() }
    }

    fn count(&self, name: &str) -> usize {
        self.children.iter().filter(|child| child.children.iter().any(|inner| inner.name == name)).count()
    }
}

fn parsed(xml: &str) -> Element {
    let mut reader = Reader::from_str(xml);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => open.push(Element::new(&start)),
            Event::Empty(start) => open.last_mut().expect("well-formed XML").children.push(Element::new(&start)),
            Event::End(_) => {
                let done = open.pop().expect("well-formed XML");
                open.last_mut().expect("well-formed XML").children.push(done);
            }
            Event::Text(text) => assert!(text.trim().is_empty(), "text outside of attributes"),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "an element is not closed");
    open.pop().expect("well-formed XML").children.pop().expect("well-formed XML")
}

/// Checks the common requirements of the schemas of Jenkins and of Ant's reports.
fn check_junit(xml: &str) -> Element {
    let root = parsed(xml);
    assert_eq!((root.name.as_str(), root.attributes.len()), ("testsuites", 0));
    for (index, suite) in root.children.iter().enumerate() {
        assert_eq!(suite.name, "testsuite");
        let names: Vec<&str> = suite.attributes.keys().map(String::as_str).collect();
        let expected =
            ["errors", "failures", "hostname", "id", "name", "package", "skipped", "tests", "time", "timestamp"];
        assert_eq!(names, expected);
        assert_eq!(suite.attributes["id"], index.to_string());
        let order: Vec<&str> = suite.children.iter().map(|child| child.name.as_str()).collect();
        let cases = order.iter().filter(|name| **name == "testcase").count();
        let expected = [&["properties"][..], &vec!["testcase"; cases], &["system-out", "system-err"]].concat();
        assert_eq!(order, expected);
        let stated = |name: &str| suite.attributes[name].parse::<usize>().expect("well-formed XML");
        assert_eq!(stated("tests"), cases);
        assert_eq!(stated("failures"), suite.count("failure"));
        assert_eq!(stated("errors"), suite.count("error"));
        assert_eq!(stated("skipped"), suite.count("skipped"));
        for case in suite.children.iter().filter(|child| child.name == "testcase") {
            assert!(["classname", "name", "time"].iter().all(|name| case.attributes.contains_key(*name)), "{case:?}");
            assert!(case.children.len() < 2, "{case:?}");
            for outcome in case.children.iter().filter(|child| child.name != "skipped") {
                assert!(outcome.attributes.contains_key("type") && outcome.attributes.contains_key("message"));
            }
        }
    }
    root
}

#[test]
fn wrong_answers_are_failures_and_failed_documents_errors() {
    let folder = story(None);
    let failed = |line: &str| match serde_json::from_str::<Value>(line).unwrap() {
        answer if answer["id"] == "ferry" => json!({"id": "ferry", "error": "timeout"}),
        answer => answer,
    };
    folder.write_lines("failed.jsonl", folder.read("version-1.jsonl").lines().map(failed));
    let run = folder.quoteval("score --gold gold.jsonl --pred failed.jsonl --format junit");
    let root = check_junit(&run.stdout);
    let suite = &root.children[0];
    // Of 36 quotations, 3 are in the failed document, which is one case; version 1 misses 7 more and has 2 by the wrong person.
    let counts = |suite: &Element| ["failures", "errors"].map(|name| suite.attributes[name].clone());
    assert_eq!((&*suite.attributes["tests"], counts(suite)), ("34", ["9", "1"].map(String::from)));
    let run = gate(&folder, "failed.jsonl", "--format junit");
    let root = check_junit(&run.stdout);
    assert_eq!(counts(&root.children[1]), ["9", "1"]);
    assert!(last_line(&run.stderr).starts_with("verdict: "), "{}", run.stderr);
    // The suites add up for every verdict.
    for pred in ["version-2.jsonl", "worse.jsonl", "alike.jsonl", "must-have-broken.jsonl"] {
        check_junit(&gate(&folder, pred, "--format junit").stdout);
        let compare = format!("compare --gold gold.jsonl version-1.jsonl {pred} --format junit");
        check_junit(&folder.quoteval(&compare).stdout);
    }
    let other = "gate --gold corrected/gold.jsonl --baseline baseline.jsonl --pred worse.jsonl --format junit";
    assert_eq!(check_junit(&folder.quoteval(other).stdout).children[0].attributes["errors"], "1");
}

#[test]
fn no_text_breaks_a_report() {
    let folder = TempFolder::new();
    let nasty = "a|b*_`<b>]]>&\"'\u{1}\u{b}\u{1b}[31m\u{202e}@someone <!-- quoteval --> -->\n## x\n::error::y %0A";
    let gold = json!({
        "schema": "quoteval/1", "id": nasty, "text": "It works, Ann Lee said. It is fast.",
        "entities": [{"id": "lee", "name": nasty}],
        "quotations": [{"id": nasty, "content": [{"text": "It works,"}], "speaker": "lee"}, {"content": [{"text": "It is fast."}], "speaker": "lee"}],
    });
    folder.write_lines("gold.jsonl", [gold]);
    let system = |name: &str, content: &str| {
        let header = json!({"schema": "quoteval-predictions/1", "system": {"name": format!("{name}{nasty}")}});
        let document = json!({"id": nasty, "quotations": [{"content": [content], "speaker": "lee"}, {"content": ["Lee said."], "speaker": nasty}]});
        folder.write_lines(&format!("{name}.jsonl"), [header, document]);
    };
    system("a", "It works,");
    system("b", "It is fast.");
    let run = |form: &str| folder.quoteval(&format!("compare --gold gold.jsonl a.jsonl b.jsonl --format {form}"));
    check_junit(&run("junit").stdout);
    for form in ["table", "markdown", "junit"] {
        let text = run(form).stdout;
        let is_harmless = |c: char| c == '\n' || !(c.is_control() || c == '\u{202e}');
        assert!(text.chars().all(is_harmless), "{form}: {text:?}");
    }
    let markdown = run("markdown").stdout;
    assert!(!markdown.contains("\n## x") && !markdown.contains("@someone"), "{markdown}");
    assert_eq!(markdown.lines().filter(|line| line.starts_with("<!--")).count(), 1, "one marker: {markdown}");
    assert!(json_of(&run("json"))["broken"][0]["quotation"] == json!(nasty));
    check_junit(&folder.quoteval("score --gold gold.jsonl --pred a.jsonl --format junit").stdout);
}

#[test]
fn a_comment_holds_the_report() {
    let folder = TempFolder::new();
    let sentence = |n: usize| format!("sentence {n} goes on and on until it has come to its end as number {n}");
    let text: String = (0..40).map(|n| format!("{}. ", sentence(n))).collect();
    let id = |index: usize| format!("document-{index:03}");
    let quotations = |speaker: &str, content: fn(String) -> Value| -> Vec<Value> {
        (0..40).map(|n| json!({"content": [content(sentence(n))], "speaker": speaker})).collect()
    };
    let gold = |index| {
        let quotations = quotations("lee", |text| json!({ "text": text }));
        json!({"schema": "quoteval/1", "id": id(index), "text": text, "quotations": quotations,
            "entities": [{"id": "lee", "name": "Ann Lee"}, {"id": "roe", "name": "Bo Roe"}]})
    };
    let answer = |index, speaker| json!({"id": id(index), "quotations": quotations(speaker, Value::String)});
    folder.write_lines("gold.jsonl", (0..60).map(gold));
    folder.write_lines("right.jsonl", (0..60).map(|index| answer(index, "lee")));
    folder.write_lines("wrong.jsonl", (0..60).map(|index| answer(index, "roe")));
    let run = folder.quoteval("compare --gold gold.jsonl right.jsonl wrong.jsonl --by document --format markdown");
    let length = run.stdout.chars().count();
    assert!(length < 60_000, "{length} characters");
    let run = run.prints("broken (2400, ").prints("shown: shortened to fit");
    assert_eq!(verdict(&run), ("verdict: regression", 1));
}

#[test]
fn github_is_told_where_it_asks() {
    let folder = story(None);
    let run = gate(&folder, "worse.jsonl", "");
    assert!(!run.stdout.contains("::") && !run.stderr.contains("::"), "nothing without its variables");
    folder.write("summary.md", "before\n");
    let variables = [("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", &folder.path("summary.md"))];
    let told = |options| Run::of(program(folder.root(), &gate_words("worse.jsonl", options)).envs(variables));
    let run = told("");
    assert_eq!(verdict(&run), ("verdict: regression", 1));
    let written = folder.read("summary.md");
    assert!(written.starts_with("before\n<!-- quoteval:gate -->\n"), "{written}");
    assert!(written.contains("verdict: regression"), "{written}");
    let commands: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("::")).collect();
    assert_eq!(commands.len(), 10, "{commands:#?}");
    assert!(commands[0].starts_with("::error title=quoteval gate%3A regression::max_drop"), "{}", commands[0]);
    assert_eq!(json_of(&told("--format json"))["verdict"], "regression", "standard output is the document alone");
}

#[test]
fn a_history_grows_and_keeps_its_columns() {
    let folder = story(None);
    for pred in ["version-2.jsonl", "alike.jsonl"] {
        gate(&folder, pred, "--append gates.csv");
        folder.quoteval(&format!("score --gold gold.jsonl --pred {pred} --append scores.csv"));
    }
    for (file, schema) in [("gates.csv", "quoteval-compare/1"), ("scores.csv", "quoteval-score/1")] {
        let text = folder.read(file);
        let (header, rows) = text.split_once('\n').unwrap();
        assert!(header.starts_with("schema,"));
        assert!(rows.lines().all(|row| row.starts_with(schema)), "{file}: one header");
        let is_primary = |row: &&str| row.contains(",attribution.iou50,") && !row.contains("macro");
        assert_eq!(rows.lines().filter(is_primary).count(), 2, "{file}");
    }
    let before = folder.read("scores.csv");
    gate(&folder, "worse.jsonl", "--append scores.csv").exits(2).says("the file has another header");
    assert_eq!(folder.read("scores.csv"), before);
}

#[test]
fn files_are_written_beside_what_is_printed() {
    let folder = story(None);
    let run = gate(&folder, "worse.jsonl", "-o r.md -o r.json -o r.xml -o r.csv -o r.txt");
    assert_eq!(verdict(&run), ("verdict: regression", 1));
    assert_eq!(folder.read("r.txt"), run.stdout);
    check_junit(&folder.read("r.xml"));
    assert!(folder.read("r.md").ends_with("\nverdict: regression\n"));
    gate(&folder, "worse.jsonl", "-o r.doc").exits(2).says(".txt, .csv, .json, .md, .xml");
}

#[test]
fn a_start_is_made_once() {
    let folder = TempFolder::new();
    let run = folder.quoteval("init");
    assert_eq!((run.code, run.stdout.matches("written: ").count()), (0, 3), "{}", run.stdout);
    folder.quoteval("validate --strict gold").exits(0);
    folder.write("p.jsonl", "{\"id\":\"sample\",\"quotations\":[]}\n");
    folder.quoteval("baseline save --gold gold --pred p.jsonl -o b.jsonl").exits(0);
    let run = folder.quoteval("gate --gold gold --pred p.jsonl --baseline b.jsonl");
    assert_eq!(last_line(&run.stdout), "verdict: inconclusive");
    folder.write("quoteval.toml", "mine");
    let run = folder.quoteval("init");
    assert_eq!((run.code, run.stdout.matches("left as it is: ").count()), (0, 3));
    assert_eq!(folder.read("quoteval.toml"), "mine");
}

#[test]
fn every_command_is_completed_and_has_a_page() {
    let folder = TempFolder::new();
    let commands = ["run", "score", "compare", "baseline", "gate", "init", "man", "explain"];
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = folder.quoteval(&format!("completions {shell}"));
        assert!(run.code == 0 && commands.iter().all(|name| run.stdout.contains(name)), "{shell}");
    }
    folder.quoteval("man -o man").exits(0);
    for name in commands {
        let page = folder.read(&format!("man/quoteval-{name}.1"));
        assert!(page.contains(".TH") && page.contains(&format!("quoteval\\-{name}")), "{name}: {page}");
    }
    assert!(folder.read("man/quoteval-baseline-accept.1").contains("\\-\\-check"));
    folder.quoteval("man gate").prints("\\-\\-baseline");
    folder.quoteval("man nothing").exits(2);
}

/// Interrupts the program many times, each time at a different moment.
#[cfg(unix)]
#[test]
fn an_interrupt_leaves_nothing_half_written() {
    use std::process::{Command, Stdio};
    use std::time::Duration;

    let folder = story(None);
    let gold = folder.read("gold.jsonl").repeat(400);
    let many = gold.lines().enumerate().map(|(n, line)| {
        let mut document: Value = serde_json::from_str(line).unwrap();
        document["id"] = json!(format!("d{n}"));
        document
    });
    folder.write_lines("many.jsonl", many);
    folder.write("none.jsonl", "");
    let score = "score --gold many.jsonl --pred none.jsonl --partial -o out.part";
    let (mut whole, mut stopped) = (0, 0);
    // A program in the background of a shell ignores interrupts until it listens, so every second signal is a termination.
    for (wait, signal) in (0..40).map(|n| n * 8).zip(["-INT", "-TERM"].into_iter().cycle()) {
        let mut child = program(folder.root(), score).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        Command::new("kill").args([signal, &child.id().to_string()]).stderr(Stdio::null()).status().unwrap();
        let status = child.wait().unwrap();
        let entries = std::fs::read_dir(folder.root()).unwrap();
        let names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        assert!(!names.iter().any(|name| name.starts_with(".quoteval-")), "after {wait} ms: {names:?}");
        if names.iter().any(|name| name == "out.part") {
            folder.quoteval("merge out.part --no-intervals").exits(0);
            std::fs::remove_file(folder.path("out.part")).unwrap();
            whole += 1;
        }
        stopped += usize::from(!status.success());
    }
    assert!(stopped > 0, "{whole} whole, {stopped} stopped");
}
