//! The program run on files in a folder of its own.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// A temporary folder.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    pub(crate) fn write_lines(&self, name: &str, lines: impl Iterator<Item = Value>) {
        self.write(name, &lines.map(|line| format!("{line}\n")).collect::<String>());
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).expect("a file")
    }

    /// Copies a folder of this package and what is in it.
    pub(crate) fn copy(&self, from: &str) {
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(from), self.path());
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let to = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            std::fs::copy(&path, to).expect("a copy");
        }
    }
}

/// What came of a run.
pub(crate) struct Run {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: i32,
}

impl Run {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}{}", self.stdout, self.stderr))
    }

    pub(crate) fn last_line(&self) -> String {
        self.stdout.lines().last().unwrap_or_default().to_owned()
    }

    pub(crate) fn last_error_line(&self) -> String {
        self.stderr.lines().last().unwrap_or_default().to_owned()
    }
}

/// Runs the program in a folder, away from the environment of CI.
pub(crate) fn quoteval(folder: &Folder, args: &[&str]) -> Run {
    quoteval_in(folder, args, &[])
}

/// As [`quoteval`], with variables of the environment.
pub(crate) fn quoteval_in(folder: &Folder, args: &[&str], variables: &[(&str, &str)]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quoteval"));
    command.args(args).current_dir(folder.path());
    command.env_remove("GITHUB_ACTIONS").env_remove("GITHUB_STEP_SUMMARY").envs(variables.iter().copied());
    let output = command.output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Run { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code().expect("an exit code") }
}
