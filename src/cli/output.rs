//! The destinations of reports: standard output, or files.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::report::{Report, Rows, WRITERS, Writer};
use crate::{Error, Result, UnknownName};

use super::files::{fill_file, write_file};
use super::history::append;
use super::options::no_speakers;

/// Options of every command that reports scores.
#[derive(clap::Args)]
pub(super) struct OutputArgs {
    /// Format of the report on standard output: table, csv, json, markdown or junit
    #[arg(long, value_name = "NAME", default_value = "table", value_parser = |name: &str| writer_named(WRITERS, name))]
    format: &'static Writer<Report>,
    /// Write the report to a file instead, in the format of its suffix (.txt .csv .json .md .xml); repeatable
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    output: Vec<PathBuf>,
    /// Also append the rows of the CSV report to this file, creating it if needed
    #[arg(long, value_name = "FILE.csv")]
    append: Option<PathBuf>,
}

impl OutputArgs {
    /// Fails before any work is done if a file has an unknown suffix, or a format cannot hold the rows of quotations requested.
    pub(super) fn check(&self, per_quotation: bool) -> Result<()> {
        match self.writers()?.iter().find(|writer| per_quotation && writer.rows == Rows::Never) {
            None => Ok(()),
            Some(writer) => Err(Error::Usage(format!(
                "--per-quotation does not fit the format {}: use --format json or table",
                writer.name
            ))),
        }
    }

    /// True if a format shows the rows of quotations without being asked to.
    pub(super) fn needs_rows(&self) -> Result<bool> {
        Ok(self.writers()?.iter().any(|writer| writer.rows == Rows::Always))
    }

    /// The format of standard output, or of each file.
    fn writers(&self) -> Result<Vec<&'static Writer<Report>>> {
        match self.output.as_slice() {
            [] => Ok(vec![self.format]),
            files => files.iter().map(|path| writer_for(WRITERS, path)).collect(),
        }
    }

    /// Fills standard output, or each file, with something other than a report.
    pub(super) fn fill(&self, fill: impl Fn(&mut dyn Write) -> std::io::Result<()>) -> Result<()> {
        if self.output.is_empty() {
            let mut stdout = std::io::BufWriter::new(std::io::stdout().lock());
            return fill(&mut stdout).and_then(|()| stdout.flush()).map_err(Error::io("standard output"));
        }
        self.output.iter().try_for_each(|path| fill_file(path, &fill))
    }

    /// Writes the report to standard output, or to the files, and its rows to the file that grows.
    pub(super) fn write(&self, report: &Report) -> Result<()> {
        if self.needs_rows()?
            && let Some(scored) = report.scores.iter().find(|scored| !scored.evaluation.has_classes())
        {
            return Err(no_speakers(&scored.dataset, scored.evaluation.options.measure.criterion.as_str()));
        }
        if let Some(path) = &self.append {
            append(path, WRITERS, report)?;
        }
        if self.output.is_empty() {
            return print(&self.format.write(report)?);
        }
        self.output.iter().try_for_each(|path| write_report(path, WRITERS, report))
    }
}

/// Writes a report to a file, in the format of its suffix.
pub(super) fn write_report<R>(path: &Path, writers: &'static [Writer<R>], report: &R) -> Result<()> {
    write_file(path, writer_for(writers, path)?.write(report)?.as_bytes())
}

/// The writer of that name.
pub(super) fn writer_named<R>(writers: &'static [Writer<R>], name: &str) -> Result<&'static Writer<R>, UnknownName> {
    let found = writers.iter().find(|writer| writer.name == name);
    let known = || writers.iter().map(|writer| writer.name).collect();
    found.ok_or_else(|| UnknownName { kind: "format", name: name.to_owned(), known: known() })
}

/// The writer whose suffix a file has.
pub(super) fn writer_for<R>(writers: &'static [Writer<R>], path: &Path) -> Result<&'static Writer<R>> {
    let suffix = path.extension().and_then(|suffix| suffix.to_str());
    writers.iter().find(|writer| Some(writer.suffix) == suffix).ok_or_else(|| {
        let suffixes: Vec<String> = writers.iter().map(|writer| format!(".{}", writer.suffix)).collect();
        Error::Usage(format!("{}: the suffix names no format: {}", path.display(), suffixes.join(", ")))
    })
}

/// Prints text unchanged.
pub(super) fn print(text: &str) -> Result<()> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(Error::io("standard output"))
}

/// Prints text with colours, which are removed if the terminal cannot show them or `NO_COLOR` is set.
pub(super) fn print_styled(text: &str) -> Result<()> {
    let mut stdout = anstream::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(Error::io("standard output"))
}
