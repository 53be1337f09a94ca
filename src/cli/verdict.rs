//! What `compare` and `gate` have in common: where the report goes, and what the process ends with.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::compare::Verdict;
use crate::report::{COMPARISON_WRITERS, ComparisonReport, ComparisonWriter, List};
use crate::{Error, Result};
use clap::ValueEnum;

use super::EXIT_NOT_COMPARABLE;
use super::files::write_file;
use super::github;
use super::history::append;
use super::output::print;

/// Options of every command that ends with a verdict.
#[derive(clap::Args)]
pub(super) struct VerdictArgs {
    /// Format of the report on standard output: table, csv, json, markdown or junit
    #[arg(long, value_name = "NAME", default_value = "table", value_parser = known_writer)]
    format: &'static dyn ComparisonWriter,
    /// Also write the report to a file, in the format of its suffix (.txt .csv .json .md .xml); repeatable
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    output: Vec<PathBuf>,
    /// Also append the rows of the CSV report to this file, creating it if needed
    #[arg(long, value_name = "FILE.csv")]
    append: Option<PathBuf>,
    /// List all quotations of this kind; repeatable [default: the first 20 broken and fixed]
    #[arg(long, value_name = "LIST", value_enum)]
    show: Vec<Show>,
    /// Exit code when the verdict is inconclusive: pass for 0, fail for 1 [default: 3]
    #[arg(long, value_name = "pass|fail", value_enum)]
    inconclusive: Option<Inconclusive>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Show {
    Broken,
    Fixed,
    StillWrong,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Inconclusive {
    Pass,
    Fail,
}

impl VerdictArgs {
    /// Finds the writers before any work is done.
    pub(super) fn check(&self) -> Result<()> {
        self.output.iter().try_for_each(|path| file_writer(path).map(drop))
    }

    /// Whether the rows of heads are shown anywhere.
    pub(super) fn needs_rows(&self) -> Result<bool> {
        let writers: Vec<_> = self.output.iter().map(|path| file_writer(path)).collect::<Result<_>>()?;
        Ok(writers.iter().chain([&self.format]).any(|writer| writer.needs_rows()))
    }

    pub(super) fn shown(&self) -> Vec<List> {
        let list = |show: &Show| match show {
            Show::Broken => List::Broken,
            Show::Fixed => List::Fixed,
            Show::StillWrong => List::StillWrong,
        };
        self.show.iter().map(list).collect()
    }

    /// Writes the report wherever it is wanted; standard output last, so that its last line is the verdict.
    pub(super) fn finish(&self, report: &ComparisonReport) -> Result<ExitCode> {
        for path in &self.output {
            write_file(path, file_writer(path)?.write(report)?.as_bytes())?;
        }
        if let Some(path) = &self.append {
            let rows = COMPARISON_WRITERS.iter().find(|writer| writer.name() == "csv");
            rows.map_or(Ok(()), |writer| append(path, &writer.write(report)?))?;
        }
        github::tell(report)?;
        print(&self.format.write(report)?)?;
        if !self.format.is_for_people() {
            // Nobody is left to tell if standard error is closed.
            let _ = anstream::stderr().write_all(report.verdict_line().as_bytes());
        }
        Ok(self.exit_code(report.verdict()))
    }

    /// Ends an attempt; numbers that cannot even be laid side by side have a verdict as well.
    pub(super) fn conclude(&self, attempt: Result<ExitCode>) -> Result<ExitCode> {
        if let Err(Error::NotComparable(_)) = attempt {
            let line = format!("verdict: {}\n", Verdict::NotComparable);
            if self.format.is_for_people() {
                print(&line)?;
            } else {
                let _ = anstream::stderr().write_all(line.as_bytes());
            }
        }
        attempt
    }

    fn exit_code(&self, verdict: Verdict) -> ExitCode {
        match (verdict, self.inconclusive) {
            (Verdict::Pass, _) | (Verdict::Inconclusive, Some(Inconclusive::Pass)) => ExitCode::SUCCESS,
            (Verdict::Regression, _) | (Verdict::Inconclusive, Some(Inconclusive::Fail)) => ExitCode::FAILURE,
            (Verdict::Inconclusive | Verdict::NotComparable, _) => ExitCode::from(EXIT_NOT_COMPARABLE),
        }
    }
}

fn known_writer(name: &str) -> Result<&'static dyn ComparisonWriter, String> {
    let known = || COMPARISON_WRITERS.iter().copied();
    let names = || known().map(|writer| writer.name()).collect::<Vec<_>>().join(", ");
    known().find(|writer| writer.name() == name).ok_or_else(|| format!("unknown format '{name}': {}", names()))
}

fn file_writer(path: &Path) -> Result<&'static dyn ComparisonWriter> {
    let suffix = path.extension().and_then(|suffix| suffix.to_str());
    let found = COMPARISON_WRITERS.iter().copied().find(|writer| Some(writer.suffix()) == suffix);
    found.ok_or_else(|| {
        let suffixes: Vec<String> = COMPARISON_WRITERS.iter().map(|writer| format!(".{}", writer.suffix())).collect();
        Error::Usage(format!("{}: the suffix names no form: {}", path.display(), suffixes.join(", ")))
    })
}
