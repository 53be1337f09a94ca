//! What CI systems read: JUnit, annotations and summaries, history, and files that are whole or not there.

use std::collections::BTreeMap;

use crate::versions::command::{Folder, quoteval, quoteval_in};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde_json::json;

fn story() -> Folder {
    let folder = Folder::new();
    folder.copy("tests/story/story.in");
    let args = ["baseline", "save", "--gold", "gold.jsonl", "--pred", "version-1.jsonl", "-o", "baseline.jsonl"];
    assert_eq!(quoteval(&folder, &args).code, 0);
    folder
}

const GATE: [&str; 7] = ["gate", "--gold", "gold.jsonl", "--baseline", "baseline.jsonl", "--pred", "worse.jsonl"];

/// An element with its attributes and what is in it.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Element>,
}

impl Element {
    fn new(start: &BytesStart<'_>) -> Self {
        let attribute = |attribute: quick_xml::events::attributes::Attribute<'_>| {
            (
                attribute.key.as_ref().to_owned(),
                attribute.normalized_value(XmlVersion::Implicit1_0).expect("well-formed XML").into_owned(),
            )
        };
        let name = start.name().as_ref().to_owned();
        Self {
            name,
            attributes: start.attributes().map(|found| attribute(found.expect("well-formed XML"))).collect(),
            children: Vec::new(),
        }
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

/// What the schemas of Jenkins and of Ant's reports both ask for.
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
    let folder = story();
    let predictions = folder.read("version-1.jsonl");
    let lines: Vec<String> = predictions
        .lines()
        .map(|line| {
            if line.contains("\"id\": \"ferry\"") {
                json!({"id": "ferry", "error": "timeout"}).to_string()
            } else {
                line.to_owned()
            }
        })
        .collect();
    folder.write("failed.jsonl", &(lines.join("\n") + "\n"));
    let args = ["score", "--gold", "gold.jsonl", "--pred", "failed.jsonl", "--format", "junit"];
    let root = check_junit(&quoteval(&folder, &args).stdout);
    let suite = &root.children[0];
    // Of 36 quotations three are in the failed document, which is one case; version 1 misses 7 others and has 2 by the wrong person.
    assert_eq!(
        (&*suite.attributes["tests"], &*suite.attributes["failures"], &*suite.attributes["errors"]),
        ("34", "9", "1")
    );
    let args =
        ["gate", "--gold", "gold.jsonl", "--baseline", "baseline.jsonl", "--pred", "failed.jsonl", "--format", "junit"];
    let run = quoteval(&folder, &args);
    let root = check_junit(&run.stdout);
    assert_eq!((&*root.children[1].attributes["failures"], &*root.children[1].attributes["errors"]), ("9", "1"));
    assert!(run.last_error_line().starts_with("verdict: "), "{}", run.stderr);
    // Whatever the verdict is, the suites add up.
    for pred in ["version-2.jsonl", "worse.jsonl", "alike.jsonl", "must-have-broken.jsonl"] {
        check_junit(&quoteval(&folder, &[&GATE[..6], &[pred, "--format", "junit"]].concat()).stdout);
        check_junit(
            &quoteval(&folder, &["compare", "--gold", "gold.jsonl", "version-1.jsonl", pred, "--format", "junit"])
                .stdout,
        );
    }
    let other = [
        "gate",
        "--gold",
        "corrected/gold.jsonl",
        "--baseline",
        "baseline.jsonl",
        "--pred",
        "worse.jsonl",
        "--format",
        "junit",
    ];
    assert_eq!(check_junit(&quoteval(&folder, &other).stdout).children[0].attributes["errors"], "1");
}

#[test]
fn no_text_breaks_a_report() {
    let folder = Folder::new();
    let nasty = "a|b*_`<b>]]>&\"'\u{1}\u{b}\u{1b}[31m\u{202e}@someone <!-- quoteval --> -->\n## x\n::error::y %0A";
    let gold = json!({
        "schema": "quoteval/1", "id": nasty, "text": "It works, Ann Lee said. It is fast.",
        "entities": [{"id": "lee", "name": nasty}],
        "quotations": [{"id": nasty, "content": [{"text": "It works,"}], "speaker": "lee"}, {"content": [{"text": "It is fast."}], "speaker": "lee"}],
    });
    folder.write_lines("gold.jsonl", [gold].into_iter());
    let system = |name: &str, content: &str| {
        let header = json!({"schema": "quoteval-predictions/1", "system": {"name": format!("{name}{nasty}")}});
        let document = json!({"id": nasty, "quotations": [{"content": [content], "speaker": "lee"}, {"content": ["Lee said."], "speaker": nasty}]});
        folder.write_lines(&format!("{name}.jsonl"), [header, document].into_iter());
    };
    system("a", "It works,");
    system("b", "It is fast.");
    let run =
        |form: &str| quoteval(&folder, &["compare", "--gold", "gold.jsonl", "a.jsonl", "b.jsonl", "--format", form]);
    check_junit(&run("junit").stdout);
    for form in ["table", "markdown", "junit"] {
        let text = run(form).stdout;
        let is_harmless = |c: char| c == '\n' || !(c.is_control() || c == '\u{202e}');
        assert!(text.chars().all(is_harmless), "{form}: {text:?}");
    }
    let markdown = run("markdown").stdout;
    assert!(!markdown.contains("\n## x") && !markdown.contains("@someone"), "{markdown}");
    assert_eq!(
        markdown.matches("\n<!--").count() + usize::from(markdown.starts_with("<!--")),
        1,
        "one marker: {markdown}"
    );
    assert!(run("json").json()["broken"][0]["quotation"] == json!(nasty));
    let score =
        |form: &str| quoteval(&folder, &["score", "--gold", "gold.jsonl", "--pred", "a.jsonl", "--format", form]);
    check_junit(&score("junit").stdout);
}

#[test]
fn a_comment_holds_the_report() {
    let folder = Folder::new();
    let sentence = |n: usize| format!("sentence {n} goes on and on until it has come to its end as number {n}");
    let text: String = (0..40).map(|n| format!("{}. ", sentence(n))).collect();
    let documents = |is_right: bool| {
        let text = text.clone();
        move |index: usize| {
            let quotation =
                |n: usize| json!({"content": [{"text": sentence(n)}], "speaker": if is_right { "lee" } else { "roe" }});
            let quotations: Vec<_> = (0..40).map(quotation).collect();
            json!({
                "schema": "quoteval/1", "id": format!("document-{index:03}"), "text": text, "quotations": quotations,
                "entities": [{"id": "lee", "name": "Ann Lee"}, {"id": "roe", "name": "Bo Roe"}],
            })
        }
    };
    let strip = |mut document: serde_json::Value| {
        let object = document.as_object_mut().unwrap();
        ["schema", "text", "entities"].iter().for_each(|key| drop(object.remove(*key)));
        for quotation in object["quotations"].as_array_mut().unwrap() {
            quotation["content"] = json!([quotation["content"][0]["text"]]);
        }
        document
    };
    folder.write_lines("gold.jsonl", (0..60).map(documents(true)));
    folder.write_lines("right.jsonl", (0..60).map(documents(true)).map(strip));
    folder.write_lines("wrong.jsonl", (0..60).map(documents(false)).map(strip));
    let args =
        ["compare", "--gold", "gold.jsonl", "right.jsonl", "wrong.jsonl", "--by", "document", "--format", "markdown"];
    let run = quoteval(&folder, &args);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let length = run.stdout.chars().count();
    assert!(length < 60_000, "{length} characters");
    assert!(
        run.stdout.contains("broken (2400, ") && run.stdout.contains("shown: the report is cut"),
        "the cut is said"
    );
    assert_eq!(run.last_line(), "verdict: regression");
}

#[test]
fn github_is_told_where_it_asks() {
    let folder = story();
    let run = quoteval(&folder, &GATE);
    assert!(!run.stdout.contains("::") && !run.stderr.contains("::"), "nothing without its variables");
    folder.write("summary.md", "before\n");
    let summary = folder.path().join("summary.md");
    let variables = [("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())];
    let run = quoteval_in(&folder, &GATE, &variables);
    assert_eq!((run.code, run.last_line().as_str()), (1, "verdict: regression"));
    let written = folder.read("summary.md");
    assert!(
        written.starts_with("before\n<!-- quoteval:gate -->\n") && written.contains("verdict: regression"),
        "{written}"
    );
    let commands: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("::")).collect();
    assert_eq!(commands.len(), 10, "{commands:#?}");
    assert!(commands[0].starts_with("::error title=quoteval gate%3A regression::max_drop"), "{}", commands[0]);
    let json = quoteval_in(&folder, &[&GATE[..], &["--format", "json"]].concat(), &variables);
    assert_eq!(json.json()["verdict"], "regression", "standard output is the document alone");
}

#[test]
fn a_history_grows_and_keeps_its_columns() {
    let folder = story();
    for pred in ["version-2.jsonl", "alike.jsonl"] {
        quoteval(&folder, &[&GATE[..6], &[pred, "--append", "gates.csv"]].concat());
        quoteval(&folder, &["score", "--gold", "gold.jsonl", "--pred", pred, "--append", "scores.csv"]);
    }
    for (file, schema) in [("gates.csv", "quoteval-compare/1"), ("scores.csv", "quoteval-score/1")] {
        let text = folder.read(file);
        let (header, rows) = text.split_once('\n').unwrap();
        assert!(header.starts_with("schema,"));
        assert!(rows.lines().all(|row| row.starts_with(schema)), "{file}: one header");
        assert_eq!(
            rows.lines().filter(|row| row.contains(",attribution.iou50,") && !row.contains("macro")).count(),
            2,
            "{file}"
        );
    }
    let before = folder.read("scores.csv");
    let run = quoteval(&folder, &[&GATE[..], &["--append", "scores.csv"]].concat());
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("the header is another one"), "{}", run.stderr);
    assert_eq!(folder.read("scores.csv"), before);
}

#[test]
fn files_are_written_beside_what_is_printed() {
    let folder = story();
    let run = quoteval(
        &folder,
        &[&GATE[..], &["-o", "r.md", "-o", "r.json", "-o", "r.xml", "-o", "r.csv", "-o", "r.txt"]].concat(),
    );
    assert_eq!(run.last_line(), "verdict: regression");
    assert_eq!(folder.read("r.txt"), run.stdout);
    check_junit(&folder.read("r.xml"));
    assert!(folder.read("r.md").ends_with("\nverdict: regression\n"));
    let run = quoteval(&folder, &[&GATE[..], &["-o", "r.doc"]].concat());
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains(".txt .csv .json .md .xml") || run.stderr.contains(".txt, .csv, .json, .md, .xml"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_start_is_made_once() {
    let folder = Folder::new();
    let run = quoteval(&folder, &["init"]);
    assert_eq!((run.code, run.stdout.matches("written: ").count()), (0, 3), "{}", run.stdout);
    assert_eq!(quoteval(&folder, &["validate", "--strict", "gold"]).code, 0);
    folder.write("p.jsonl", "{\"id\":\"sample\",\"quotations\":[]}\n");
    let save = ["baseline", "save", "--gold", "gold", "--pred", "p.jsonl", "-o", "b.jsonl"];
    assert_eq!(quoteval(&folder, &save).code, 0);
    let run = quoteval(&folder, &["gate", "--gold", "gold", "--pred", "p.jsonl", "--baseline", "b.jsonl"]);
    assert_eq!(run.last_line(), "verdict: inconclusive");
    folder.write("quoteval.toml", "mine");
    let run = quoteval(&folder, &["init"]);
    assert_eq!((run.code, run.stdout.matches("left as it is: ").count()), (0, 3));
    assert_eq!(folder.read("quoteval.toml"), "mine");
}

#[test]
fn every_command_is_completed_and_has_a_page() {
    let folder = Folder::new();
    let commands = ["run", "score", "compare", "baseline", "gate", "init", "man", "explain"];
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = quoteval(&folder, &["completions", shell]);
        assert!(run.code == 0 && commands.iter().all(|name| run.stdout.contains(name)), "{shell}");
    }
    assert_eq!(quoteval(&folder, &["man", "-o", "man"]).code, 0);
    for name in commands {
        let page = folder.read(&format!("man/quoteval-{name}.1"));
        assert!(page.contains(".TH") && page.contains(&format!("quoteval\\-{name}")), "{name}: {page}");
    }
    assert!(folder.read("man/quoteval-baseline-accept.1").contains("\\-\\-check"));
    assert!(quoteval(&folder, &["man", "gate"]).stdout.contains("\\-\\-baseline"));
    assert_eq!(quoteval(&folder, &["man", "nothing"]).code, 2);
}

/// Many times, at other moments of the work each time.
#[cfg(unix)]
#[test]
fn an_interrupt_leaves_nothing_half_written() {
    use std::process::{Command, Stdio};
    use std::time::Duration;

    let folder = story();
    let gold: String =
        (0..400).map(|n| folder.read("gold.jsonl").replace("\"id\": \"", &format!("\"id\": \"{n}-"))).collect();
    // Entity and quotation ids change with the documents; speakers do not.
    let gold = gold.lines().enumerate().map(|(n, line)| {
        let mut document: serde_json::Value = serde_json::from_str(line).unwrap();
        document["id"] = json!(format!("d{n}"));
        document["quotations"]
            .as_array_mut()
            .unwrap()
            .iter_mut()
            .for_each(|of| drop(of.as_object_mut().unwrap().remove("speaker")));
        document
    });
    folder.write_lines("many.jsonl", gold);
    folder.write("none.jsonl", "");
    let program = env!("CARGO_BIN_EXE_quoteval");
    let args = ["score", "--gold", "many.jsonl", "--pred", "none.jsonl", "--partial", "-o", "out.part"];
    let (mut whole, mut stopped) = (0, 0);
    for wait in (0..40).map(|n| n * 8) {
        let mut child =
            Command::new(program).args(args).current_dir(folder.path()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        Command::new("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status().unwrap();
        let status = child.wait().unwrap();
        let names: Vec<String> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        assert!(!names.iter().any(|name| name.starts_with(".quoteval-")), "after {wait} ms: {names:?}");
        let out = folder.path().join("out.part");
        if out.exists() {
            let run = quoteval(&folder, &["merge", "out.part", "--no-intervals"]);
            assert_eq!(run.code, 0, "after {wait} ms: {}", run.stderr);
            std::fs::remove_file(out).unwrap();
            whole += 1;
        }
        stopped += usize::from(!status.success());
    }
    assert!(stopped > 0, "{whole} whole, {stopped} stopped");
}
