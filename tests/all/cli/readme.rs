//! The README shows the figures that the command prints and examples that work.

use crate::support::files::TempFolder;

const README: &str = include_str!("../../../README.md");

/// The block of the given kind that holds a text.
fn block(kind: &str, holds: &str) -> &'static str {
    let blocks = README.split("```").skip(1).step_by(2).filter_map(|block| block.strip_prefix(kind));
    blocks.map(str::trim_start).find(|block| block.contains(holds)).expect("the block is there")
}

#[test]
fn the_leaderboard_is_what_the_command_prints() {
    let printed = TempFolder::new().quoteval("run").stdout;
    let printed: Vec<&str> = printed.lines().collect();
    let shown = block("console", "-- run\n").lines().skip(1);
    let untrue: Vec<&str> = shown.filter(|line| !printed.contains(line)).collect();
    assert!(untrue.is_empty(), "not printed by `quoteval run`: {untrue:#?}");
}

#[test]
fn the_first_gold_document_is_valid() {
    let folder = TempFolder::of([("gold.json", block("json", "quoteval/1"))]);
    folder.quoteval("validate gold.json").exits(0);
}

#[test]
fn the_first_prediction_is_scored() {
    let echo = block("console", "mine.jsonl\n").lines().next().expect("a line");
    let folder = TempFolder::of([("mine.jsonl", echo.split('\'').nth(1).expect("a quoted line"))]);
    let run = folder.quoteval("score --gold esper --pred mine.jsonl --by type");
    run.exits(0).prints("located by text: 1 exactly");
}
