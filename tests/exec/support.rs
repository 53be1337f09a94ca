//! A folder with gold, runs in that folder, and the files and processes that the runs leave behind.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use super::run::{Run, program};

/// A test and its name.
pub(crate) type Test = (&'static str, fn());

/// The folder of one test.
pub(crate) struct Place {
    folder: TempDir,
    pub(crate) documents: usize,
}

impl Place {
    /// Makes a folder with gold of `documents` documents, `d-1`, `d-2`, ….
    pub(crate) fn new(documents: usize) -> Self {
        let place = Self { folder: TempDir::new().expect("a folder"), documents };
        place.write_gold("gold.jsonl", "It works");
        place
    }

    /// Writes gold in which every document has the quotation `said`.
    pub(crate) fn write_gold(&self, name: &str, said: &str) {
        let line = |number: usize| {
            let text = format!("“{said}, {number},” Ann Lee said. “Again,” she added.");
            let gold = serde_json::json!({
                "schema": "quoteval/1", "id": format!("d-{number}"), "text": text,
                "entities": [{"id": "lee", "name": "Ann Lee"}],
                "quotations": [
                    {"id": "q1", "content": [{"text": format!("“{said}, {number},”")}], "speaker": "lee"},
                    {"id": "q2", "content": [{"text": "“Again,”"}], "speaker": "lee"},
                ],
            });
            format!("{gold}\n")
        };
        let gold: String = (1..=self.documents).map(line).collect();
        std::fs::write(self.path(name), gold).expect("room for gold");
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The command that starts the misbehaving program.
    pub(crate) fn program(&self, mode: &str) -> String {
        let program = std::env::current_exe().expect("it is running");
        format!("'{}' --program '{}' {mode}", program.display(), self.folder.path().display())
    }

    /// `quoteval run` on the gold, with the program in a mode and further options.
    pub(crate) fn command(&self, mode: &str, options: &str) -> Command {
        let mut command = self.prepared(&format!("run --data gold.jsonl --no-intervals {options}"));
        command.args(["--strategy", &format!("mine=exec:{}", self.program(mode))]);
        command
    }

    /// Runs any command of quoteval.
    pub(crate) fn quoteval(&self, words: &str) -> Run {
        Run::of(&mut self.prepared(words))
    }

    fn prepared(&self, words: &str) -> Command {
        let mut command = program(self.folder.path(), words);
        command.env("QUOTEVAL_CACHE", self.path("cache"));
        command
    }

    pub(crate) fn run(&self, mode: &str, options: &str) -> Run {
        Run::of(&mut self.command(mode, options))
    }

    /// Starts `command` without waiting for it.
    pub(crate) fn started(&self, mode: &str, options: &str) -> Child {
        self.command(mode, options).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("quoteval runs")
    }

    /// The predictions in a folder, one per line.
    pub(crate) fn predictions(&self, out: &str) -> Vec<Value> {
        let text = self.bytes(out);
        text.lines().map(|line| serde_json::from_str(line).expect("every line is whole")).collect()
    }

    /// The text of the predictions file in a folder.
    pub(crate) fn bytes(&self, out: &str) -> String {
        std::fs::read_to_string(self.path(out).join("gold/mine/predictions.jsonl")).unwrap_or_default()
    }

    /// The documents that programs were asked about, in the order of asking.
    pub(crate) fn asked(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.path("asked")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    pub(crate) fn forget_asked(&self) {
        let _ = std::fs::remove_file(self.path("asked"));
    }

    /// Fails if a program of this folder is still running after a moment for the system to clean up.
    pub(crate) fn assert_nothing_runs(&self) {
        let until = Instant::now() + Duration::from_secs(5);
        loop {
            let left = running(self.folder.path());
            if left.is_empty() {
                return;
            }
            assert!(Instant::now() < until, "left behind: {left:?}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// The command lines of processes that name a folder; none on systems that do not show them as Linux does.
fn running(folder: &Path) -> Vec<String> {
    let name = folder.to_string_lossy().into_owned();
    let processes = std::fs::read_dir("/proc").into_iter().flatten().filter_map(Result::ok);
    let command = |process: std::fs::DirEntry| std::fs::read(process.path().join("cmdline")).ok();
    let lines = processes.filter_map(command).map(|line| String::from_utf8_lossy(&line).replace('\0', " "));
    lines.filter(|line| line.contains(&name)).collect()
}
