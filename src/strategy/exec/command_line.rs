//! The command that starts a program, split by shell rules but run without a shell.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Error, Result};

/// Interpreters, whose script gives the short name.
const INTERPRETERS: &[&str] =
    &["bash", "bun", "deno", "java", "julia", "lua", "node", "perl", "php", "python", "Rscript", "ruby", "sh", "uv"];

/// A program and its arguments.
///
/// ```
/// # #[cfg(unix)] {
/// let command = quoteval::CommandLine::parse("sh -c 'cat'")?;
/// assert_eq!(command.words(), ["sh", "-c", "cat"]);
/// # }
/// # Ok::<(), quoteval::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandLine {
    words: Vec<String>,
}

impl CommandLine {
    /// Splits a command by the quoting rules of a shell; variables, pipes and other shell features have no effect.
    ///
    /// # Errors
    /// When a quote is not closed, there is no word, or the program cannot be found or run.
    pub fn parse(command: &str) -> Result<Self> {
        let words = shell_words::split(command).map_err(|error| Error::Usage(format!("exec:{command}: {error}")))?;
        let Some(program) = words.first().filter(|program| !program.is_empty()) else {
            return Err(Error::Usage("exec: names no program; say `exec:python extract.py`".into()));
        };
        check_program(program).map_err(|why| Error::Usage(format!("exec:{command}: {program}: {why}")))?;
        Ok(Self { words })
    }

    /// The program and its arguments.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Short name for use in file names: the script that an interpreter runs, or else the program.
    #[must_use]
    pub fn name(&self) -> String {
        let stem = |word: &String| Path::new(word).file_stem().and_then(|stem| stem.to_str()).map(str::to_owned);
        let program = self.words.first().and_then(stem).unwrap_or_default();
        let is_interpreter = INTERPRETERS.contains(&program.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.'));
        let script = self.words.iter().skip(1).find(|word| is_interpreter && Path::new(word).is_file());
        let name = script.and_then(stem).unwrap_or(program);
        let fit = |c: char| if c.is_alphanumeric() || "._-".contains(c) { c } else { '-' };
        let name: String = name.trim_start_matches('.').chars().map(fit).collect();
        if name.is_empty() { "exec".to_owned() } else { name }
    }

    /// The command, ready to be started.
    pub(super) fn command(&self) -> Command {
        let mut command = Command::new(&self.words[0]);
        command.args(&self.words[1..]);
        command
    }
}

/// Checks that the program can be run, so that a long run does not fail on its first document.
fn check_program(program: &str) -> Result<(), &'static str> {
    let candidates: Vec<PathBuf> = if program.contains(std::path::MAIN_SEPARATOR) {
        vec![PathBuf::from(program)]
    } else {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).map(|folder| folder.join(program)).collect()
    };
    let files: Vec<&PathBuf> = candidates.iter().filter(|path| path.is_file()).collect();
    match files.as_slice() {
        [] if !cfg!(unix) => Ok(()),
        [] => Err("no such program"),
        files if files.iter().any(|path| is_executable(path)) => Ok(()),
        _ => Err("the file is not executable"),
    }
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|about| about.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(_: &Path) -> bool {
    true
}

#[cfg(all(test, unix))]
mod tests {
    use super::CommandLine;

    fn name(command: &str) -> String {
        CommandLine::parse(command).map(|line| line.name()).unwrap_or_default()
    }

    #[test]
    fn words_are_split_as_in_a_shell() {
        let line = CommandLine::parse(r#"sh -c 'echo "a  b"' x\ y"#).unwrap();
        assert_eq!(line.words(), ["sh", "-c", "echo \"a  b\"", "x y"]);
    }

    #[test]
    fn what_cannot_be_run_is_said_at_once() {
        for (command, expected) in [
            ("", "names no program"),
            ("''", "names no program"),
            ("sh 'open", "missing closing quote"),
            ("no-such-program-at-all x", "no such program"),
            ("./Cargo.toml", "not executable"),
        ] {
            let error = CommandLine::parse(command).unwrap_err().to_string();
            assert!(error.contains(expected), "{command}: {error}");
        }
    }

    #[test]
    fn a_script_lends_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let script = folder.path().join("my extractor.py");
        std::fs::write(&script, "").unwrap();
        assert_eq!(name(&format!("sh -u '{}' --fast", script.display())), "my-extractor");
        assert_eq!(name("sh -c true"), "sh");
        assert_eq!(name("/bin/cat Cargo.toml"), "cat");
    }
}
