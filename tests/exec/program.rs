//! A program that attributes quotations correctly, except on one document, on which it misbehaves as its mode says.
//!
//! `--program FOLDER MODE [ID]`: the program writes the list of the documents it was asked about to the folder. The tests find
//! processes that are left running by the name of the folder. The document is `d-3` unless `ID` names another.

use std::fs::OpenOptions;
use std::io::{BufRead, Read, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

pub(crate) fn main(words: &[String]) {
    let (folder, mode) = (words[0].as_str(), words[1].as_str());
    let target = words.get(2).map_or("d-3", String::as_str);
    match mode {
        "sleep" => sleep(),
        "per-document" | "per-document-fails" | "per-document-twice" | "per-document-silent" => {
            return per_document(folder, mode, target);
        }
        "never-starts" => exit("ImportError: no module named 'model'"),
        "header" => say(r#"{"schema":"quoteval-predictions/1","system":{"name":"own","version":"7.1"}}"#),
        "writes-first" => {
            let name = "x".repeat(1 << 20);
            say(&format!(r#"{{"schema":"quoteval-predictions/1","system":{{"name":"{name}","version":"1"}}}}"#));
        }
        "ignores-signals" => ignore_signals(),
        _ => {}
    }
    let mut last = Value::Null;
    for line in std::io::stdin().lock().lines() {
        let task: Value = serde_json::from_str(&line.expect("tasks are UTF-8")).expect("tasks are JSON");
        note(folder, &task);
        if task["id"] == target {
            misbehave(mode, folder, &task, &last);
        } else {
            match mode {
                "slow" => std::thread::sleep(Duration::from_millis(4)),
                "noisy" => stderr(&vec![b'n'; 1 << 20]),
                "grandchild-lives" => grandchild(folder, false),
                _ => {}
            }
            say(&answer(&task).to_string());
        }
        last = task;
    }
    if mode == "ignores-signals" {
        sleep();
    }
}

/// Misbehaves on the document of the mode.
fn misbehave(mode: &str, folder: &str, task: &Value, last: &Value) {
    let right = answer(task).to_string();
    match mode {
        "crash" => exit("KeyError: 'text'"),
        "abort" => std::process::abort(),
        "hang" => sleep(),
        "exit-zero" => std::process::exit(0),
        "answers-then-exits" => {
            say(&right);
            std::process::exit(0);
        }
        "twice" => say(&format!("{right}\n{right}")),
        "twice-slowly" => {
            say(&right);
            std::thread::sleep(Duration::from_millis(30));
            say(&right);
        }
        "out-of-order" => {
            say(&answer(&json!({"id": "d-5", "text": task["text"]})).to_string());
            say(&right);
        }
        "previous" => say(&answer(last).to_string()),
        "wrong-id" => say(r#"{"id":"somebody-else","quotations":[]}"#),
        "no-id" => say(r#"{"quotations":[]}"#),
        "no-json" => say("Loading model ..."),
        "half-json" => say(&right[..right.len() / 2]),
        "no-utf8" => write(b"{\"id\":\"d-3\",\"quotations\":[{\"content\":[\"\xff\xfe\"]}]}\n"),
        "long-line" => {
            let filler = "x".repeat(100 << 20);
            say(&format!(r#"{{"id":"d-3","filler":"{filler}","quotations":[]}}"#));
        }
        "endless-line" => forever(&vec![b'x'; 1 << 16], write),
        "endless-lines" => forever(b"and another thing\n", write),
        "endless-blanks" => forever(&vec![b'\n'; 1 << 16], write),
        "endless-stderr" => forever(&vec![b'e'; 1 << 16], stderr),
        "grandchild-holds" => {
            grandchild(folder, true);
            exit("gone, but for a child");
        }
        "grandchild-leaves" => {
            let sleep =
                format!("setsid '{}' --program '{folder}' sleep &", std::env::args().next().unwrap_or_default());
            Command::new("sh").args(["-c", &sleep]).stdout(Stdio::null()).status().expect("a shell");
            std::thread::sleep(Duration::from_millis(200));
            exit("gone, and so is its child, to a session of its own");
        }
        "grandchild-hangs" => {
            grandchild(folder, true);
            sleep();
        }
        "invalid" => say(r#"{"id":"d-3","quotations":[{"content":[[0,9999]]}]}"#),
        "reports" => say(r#"{"id":"d-3","error":"the model is overloaded"}"#),
        "mends" if std::path::Path::new(folder).join("mended").exists() => say(&right),
        "mends" => exit("not yet"),
        "ignores-signals" => sleep(),
        _ => say(&right),
    }
}

/// Reads everything, answers and exits.
fn per_document(folder: &str, mode: &str, target: &str) {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).expect("tasks are UTF-8");
    let task: Value = serde_json::from_str(&text).expect("one task and no more");
    note(folder, &task);
    let is_target = task["id"] == target;
    if is_target && mode == "per-document-silent" {
        return;
    }
    // The last line needs no line feed if the program exits.
    write(answer(&task).to_string().as_bytes());
    if is_target && mode == "per-document-twice" {
        write(b"\n");
        say(&answer(&task).to_string());
    }
    if is_target && mode == "per-document-fails" {
        exit("segmentation fault, nearly");
    }
}

/// The correct answer: the texts between curly marks, or the given ids.
fn answer(task: &Value) -> Value {
    let text = task["text"].as_str().unwrap_or_default();
    let quotations: Vec<Value> = match task["quotations"].as_array() {
        Some(given) => given.iter().map(|given| json!({"id": given["id"], "speaker": "lee"})).collect(),
        None => {
            let marked = text.split('“').skip(1).filter_map(|rest| rest.split('”').next());
            marked.map(|content| json!({"content": [content], "speaker": "Ann Lee", "confidence": 0.5})).collect()
        }
    };
    json!({"id": task["id"], "quotations": quotations})
}

/// Appends the document to the list of documents asked about, in one write.
fn note(folder: &str, task: &Value) {
    let path = std::path::Path::new(folder).join("asked");
    let mut file = OpenOptions::new().create(true).append(true).open(path).expect("the folder is there");
    file.write_all(format!("{}\n", task["id"].as_str().unwrap_or_default()).as_bytes()).expect("there is room");
}

#[expect(clippy::zombie_processes, reason = "to be left behind is what it is for")]
fn grandchild(folder: &str, inherits_output: bool) {
    let output = || if inherits_output { Stdio::inherit() } else { Stdio::null() };
    let program = std::env::current_exe().expect("it is running");
    let mut command = Command::new(program);
    command.args(["--program", folder, "sleep"]).stdin(Stdio::null()).stdout(output()).stderr(output());
    command.spawn().expect("a child");
}

fn ignore_signals() {
    let seen = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGTERM, signal_hook::consts::SIGINT, signal_hook::consts::SIGHUP] {
        signal_hook::flag::register(signal, seen.clone()).expect("a handler");
    }
}

fn say(line: &str) {
    write(format!("{line}\n").as_bytes());
}

fn write(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    if out.write_all(bytes).and_then(|()| out.flush()).is_err() {
        std::process::exit(9);
    }
}

fn stderr(bytes: &[u8]) {
    if std::io::stderr().lock().write_all(bytes).is_err() {
        std::process::exit(9);
    }
}

fn forever(bytes: &[u8], write: fn(&[u8])) {
    loop {
        write(bytes);
    }
}

fn exit(last_words: &str) {
    stderr(format!("Traceback\n{last_words}\n").as_bytes());
    std::process::exit(3);
}

fn sleep() {
    std::thread::sleep(Duration::from_secs(600));
}
