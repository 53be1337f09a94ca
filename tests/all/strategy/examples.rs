//! The extractors of `examples/`, run as a reader would run them. Without an interpreter, a test prints that it is skipped.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};

use crate::support::files::{TempFolder, of_package};
use crate::support::run::{Run, program};
use serde_json::json;

#[expect(clippy::print_stdout, reason = "an example may print")]
#[path = "../../../examples/rust/src/main.rs"]
mod rust;

/// True if a program can be started; otherwise prints that the test is skipped.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn is_there(program: &str) -> bool {
    let is_there = Command::new(program).args(["-c", ""]).output().is_ok_and(|output| output.status.success());
    if !is_there {
        eprintln!("skipped: there is no {program} here");
    }
    is_there
}

/// The standard output of a run, which must succeed on all documents.
fn run(command: &mut Command) -> String {
    Run::of(command).exits(0).says(", 0 failed").stdout
}

/// A command of quoteval with an extractor of this package.
fn quoteval(words: &str, extractor: &str) -> Command {
    let mut command = program(&of_package(""), "run --no-intervals");
    command.args(words.split_whitespace()).args(["--strategy", extractor]);
    command
}

/// The number of gold quotations found, from a row such as `detection.iou50  0.6  0.5  0.5 – 0.5  7  3  6`.
fn found(report: &str, metric: &str) -> u32 {
    let row = report.lines().find(|line| line.starts_with(metric)).expect("the metric is reported");
    row.split_whitespace().nth_back(2).and_then(|count| count.parse().ok()).expect("a count")
}

#[test]
fn the_python_example_finds_quotations_and_speakers() {
    if !is_there("python3") {
        return;
    }
    let extractor = "exec:python3 examples/python/extract.py";
    let report = run(&mut quoteval("--data challenge", extractor));
    assert!(report.starts_with("extract on challenge"), "{report}");
    assert!(found(&report, "detection.iou50") > 0 && found(&report, "attribution.iou50") > 0, "{report}");
    let given = run(&mut quoteval("--data esper --setting gold-quotations", extractor));
    assert!(found(&given, "attribution.iou50") > 0);
}

#[test]
fn the_shell_example_finds_quotations() {
    if !is_there("sh") {
        return;
    }
    let report = run(&mut quoteval("--data wire -j 2", "exec:sh examples/shell/extract.sh"));
    assert!(found(&report, "detection.iou50") > 0, "{report}");
}

#[test]
fn the_rust_example_reports_its_figures() {
    let report = rust::report("challenge").expect("a bundled dataset");
    let figures: Vec<&str> = report.lines().collect();
    assert_eq!(figures.len(), 3, "{report}");
    assert!(figures[0] == "marks on challenge" && !report.contains("recall 0.000"), "{report}");
}

#[test]
fn the_sketch_for_a_language_model_asks_again_and_takes_its_answer() {
    if !is_there("python3") {
        return;
    }
    let gold = json!({"id": "a", "text": "“It works,” Ann Lee said.", "entities": [{"id": "lee", "name": "Ann Lee"}],
        "quotations": [{"content": [[0, 11]], "speaker": "lee"}]});
    let folder = TempFolder::of([("gold.jsonl", gold.to_string())]);
    let (url, prompts) = model(r#"{"quotations":[{"content":"It works","speaker":"Ann Lee"}]}"#);
    let mut command = quoteval("", "llm=exec:python3 examples/llm/extract.py");
    command.args(["--data", &folder.path("gold.jsonl")]);
    let report = run(command.env("LLM_URL", url).env("LLM_BACKOFF", "0").env_remove("http_proxy").env("no_proxy", "*"));
    assert_eq!(found(&report, "attribution.iou50"), 1, "{report}");
    let prompts: Vec<String> = prompts.try_iter().collect();
    assert_eq!(prompts.len(), 2, "once refused, once answered");
    assert!(prompts.iter().all(|prompt| prompt.contains("Ann Lee said.")), "{prompts:?}");
}

/// A local server that is busy once and then always gives the same answer, and the bodies of its requests.
fn model(content: &'static str) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("it has one");
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for (index, stream) in listener.incoming().enumerate() {
            let mut stream = stream.expect("a caller");
            let mut reader = BufReader::new(stream.try_clone().expect("a second handle"));
            let (mut length, mut line) = (0, String::new());
            while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
                if let Some((name, value)) = line.split_once(':')
                    && name.eq_ignore_ascii_case("content-length")
                {
                    length = value.trim().parse().expect("a number");
                }
                line.clear();
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).expect("the body");
            let _ = sender.send(String::from_utf8_lossy(&body).into_owned());
            let (status, reply) = if index == 0 {
                ("503 Service Unavailable", String::new())
            } else {
                let message = json!({"choices": [{"message": {"content": content}}]});
                ("200 OK", message.to_string())
            };
            let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", reply.len());
            let _ = stream.write_all(format!("{head}{reply}").as_bytes());
        }
    });
    (format!("http://{address}/v1/chat/completions"), receiver)
}
