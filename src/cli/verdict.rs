//! Common to `compare` and `gate`: the destinations of the report, and the exit code.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::compare::Verdict;
use crate::report::{COMPARISON_WRITERS, ComparisonReport, List, Rows, Writer};
use crate::{Error, Result};
use clap::ValueEnum;

use super::EXIT_NOT_COMPARABLE;
use super::github;
use super::history::append;
use super::output::{print, write_report, writer_for, writer_named};

/// Options of every command that ends with a verdict.
#[derive(clap::Args)]
pub(super) struct VerdictArgs {
    /// Format of the report on standard output: table, csv, json, markdown or junit
    #[arg(long, value_name = "NAME", default_value = "table", value_parser = |name: &str| writer_named(COMPARISON_WRITERS, name))]
    format: &'static Writer<ComparisonReport>,
    /// Also write the report to a file, in the format of its suffix (.txt .csv .json .md .xml); repeatable
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    output: Vec<PathBuf>,
    /// Also append the rows of the CSV report to this file, creating it if needed
    #[arg(long, value_name = "FILE.csv")]
    append: Option<PathBuf>,
    /// List all quotations that are broken, fixed or still-wrong; repeatable [default: the first 20 broken and fixed]
    #[arg(long, value_name = "LIST")]
    pub(super) show: Vec<List>,
    /// Exit code when the verdict is inconclusive: pass for 0, fail for 1 [default: 3]
    #[arg(long, value_name = "pass|fail", value_enum)]
    inconclusive: Option<Inconclusive>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Inconclusive {
    Pass,
    Fail,
}

impl VerdictArgs {
    /// Fails before any work is done if a file has an unknown suffix.
    pub(super) fn check(&self) -> Result<()> {
        self.writers().map(drop)
    }

    /// True if a format shows the rows of quotations.
    pub(super) fn needs_rows(&self) -> Result<bool> {
        Ok(self.writers()?.iter().any(|writer| writer.rows == Rows::Always))
    }

    /// The formats of standard output and of each file.
    fn writers(&self) -> Result<Vec<&'static Writer<ComparisonReport>>> {
        let files = self.output.iter().map(|path| writer_for(COMPARISON_WRITERS, path));
        files.chain([Ok(self.format)]).collect()
    }

    /// Writes the report to every destination; standard output last, so that its last line is the verdict.
    pub(super) fn finish(&self, report: &ComparisonReport) -> Result<ExitCode> {
        self.output.iter().try_for_each(|path| write_report(path, COMPARISON_WRITERS, report))?;
        if let Some(path) = &self.append {
            append(path, COMPARISON_WRITERS, report)?;
        }
        github::tell(report)?;
        print(&self.format.write(report)?)?;
        if !self.format.is_for_people {
            // Nobody is left to tell if standard error is closed.
            let _ = anstream::stderr().write_all(report.verdict_line().as_bytes());
        }
        Ok(self.exit_code(report.verdict()))
    }

    /// Ends an attempt; sides that cannot even be read for comparison get a report with the verdict `not-comparable`.
    pub(super) fn conclude(&self, command: &'static str, attempt: Result<ExitCode>) -> Result<ExitCode> {
        match attempt {
            Err(Error::NotComparable(reason)) => self.finish(&ComparisonReport::refused(command, &reason)),
            ended => ended,
        }
    }

    fn exit_code(&self, verdict: Verdict) -> ExitCode {
        match (verdict, self.inconclusive) {
            (Verdict::Pass, _) | (Verdict::Inconclusive, Some(Inconclusive::Pass)) => ExitCode::SUCCESS,
            (Verdict::Regression, _) | (Verdict::Inconclusive, Some(Inconclusive::Fail)) => ExitCode::FAILURE,
            (Verdict::Inconclusive | Verdict::NotComparable, _) => ExitCode::from(EXIT_NOT_COMPARABLE),
        }
    }
}
