//! GitHub Actions: a job summary and annotations, if the environment requests them.

use std::io::Write as _;

use crate::compare::Verdict;
use crate::report::{COMPARISON_WRITERS, ComparisonReport, annotations, safe};
use crate::{Error, Result};

use super::output::writer_named;

/// GitHub shows at most this many annotations of a kind per step.
const SHOWN: usize = 10;

/// Adds the Markdown report to the job summary, and annotates the run on standard error, which the runner also reads.
pub(super) fn tell(report: &ComparisonReport) -> Result<()> {
    if let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) {
        let markdown = writer_named(COMPARISON_WRITERS, "markdown").map_err(Error::internal)?;
        let text = markdown.write(report)?;
        // The file belongs to the runner; other steps append to it too.
        let file = std::fs::OpenOptions::new().append(true).create(true).open(&path);
        file.and_then(|mut file| file.write_all(format!("{text}\n").as_bytes())).map_err(Error::io(&path))?;
    }
    if std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true") {
        let lines: String = annotations(report).iter().take(SHOWN).map(command).collect();
        // Nobody is left to tell if standard error is closed.
        let _ = std::io::stderr().write_all(lines.as_bytes());
    }
    Ok(())
}

/// `::error title=…::…`
fn command((verdict, title, message): &(Verdict, String, String)) -> String {
    let kind = match verdict {
        Verdict::Pass => "notice",
        Verdict::Inconclusive => "warning",
        Verdict::Regression | Verdict::NotComparable => "error",
    };
    format!("::{kind} title={}::{}\n", property(title), data(message))
}

/// Escapes a message for the runner.
fn data(text: &str) -> String {
    safe(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property, in which colons and commas have a meaning too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_a_command() {
        let line = command(&(Verdict::Regression, "a: b, c".into(), "100 %\n::error::x".into()));
        assert_eq!(line, "::error title=a%3A b%2C c::100 %25%0A::error::x\n");
    }
}
