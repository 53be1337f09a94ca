//! The README tells the truth: its figures come from the command, its examples work.

use std::process::Command;

const README: &str = include_str!("../../../README.md");

fn quoteval(args: &[&str]) -> (String, bool) {
    let output = Command::new(env!("CARGO_BIN_EXE_quoteval")).args(args).output().expect("the program runs");
    (String::from_utf8_lossy(&output.stdout).into_owned(), output.status.success())
}

/// The block of the given kind that holds a text.
fn block(kind: &str, holds: &str) -> &'static str {
    let blocks = README.split("```").skip(1).step_by(2).filter_map(|block| block.strip_prefix(kind));
    blocks.map(str::trim_start).find(|block| block.contains(holds)).expect("the block is there")
}

#[test]
fn the_leaderboard_is_what_the_command_prints() {
    let (printed, _) = quoteval(&["run"]);
    let printed: Vec<&str> = printed.lines().collect();
    let shown = block("console", "-- run\n").lines().skip(1);
    let untrue: Vec<&str> = shown.filter(|line| !printed.contains(line)).collect();
    assert!(untrue.is_empty(), "not printed by `quoteval run`: {untrue:#?}");
}

#[test]
fn the_first_gold_document_is_valid() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("gold.json");
    std::fs::write(&path, block("json", "quoteval/1")).expect("a temporary file");
    let (printed, is_fine) = quoteval(&["validate", path.to_str().expect("a path in UTF-8")]);
    assert!(is_fine, "{printed}");
}

#[test]
fn the_first_prediction_is_scored() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("mine.jsonl");
    let echo = block("console", "mine.jsonl\n").lines().next().expect("a line");
    let json = echo.split('\'').nth(1).expect("a quoted line");
    std::fs::write(&path, json).expect("a temporary file");
    let path = path.to_str().expect("a path in UTF-8");
    let (printed, is_fine) = quoteval(&["score", "--gold", "esper", "--pred", path, "--by", "type"]);
    assert!(is_fine && printed.contains("located by text: 1 exactly"), "{printed}");
}
