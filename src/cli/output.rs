//! Where reports go: standard output, or files.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::report::{Report, WRITERS, Writer, writer, writer_for};
use crate::{Error, Result};

use super::files::{fill_file, write_file};
use super::history::append;

/// Options of every command that reports scores.
#[derive(clap::Args)]
pub(super) struct OutputArgs {
    /// Format of the report on standard output: table, csv, json, markdown or junit
    #[arg(long, value_name = "NAME", default_value = "table")]
    format: String,
    /// Write the report to a file instead, in the format of its suffix (.txt .csv .json .md .xml); repeatable
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    output: Vec<PathBuf>,
    /// Also append the rows of the CSV report to this file, creating it if needed
    #[arg(long, value_name = "FILE.csv")]
    append: Option<PathBuf>,
}

impl OutputArgs {
    /// Finds the writers before any work is done.
    pub(super) fn check(&self) -> Result<()> {
        self.writer()?;
        self.output.iter().try_for_each(|path| file_writer(path).map(|_| ()))
    }

    /// Whether the report shows rows of quotations, asked for or not.
    pub(super) fn needs_rows(&self) -> Result<bool> {
        let writers: Vec<_> = self.output.iter().map(|path| file_writer(path)).collect::<Result<_>>()?;
        let printed = if writers.is_empty() { Some(self.writer()?) } else { None };
        Ok(writers.into_iter().chain(printed).any(|writer| writer.needs_rows()))
    }

    fn writer(&self) -> Result<&'static dyn Writer> {
        writer(&self.format).ok_or_else(|| Error::Usage(format!("unknown format '{}': {}", self.format, names())))
    }

    /// Fills standard output, or each file, with something that is no report.
    pub(super) fn fill(&self, fill: impl Fn(&mut dyn Write) -> std::io::Result<()>) -> Result<()> {
        if self.output.is_empty() {
            let mut stdout = std::io::BufWriter::new(std::io::stdout().lock());
            return fill(&mut stdout).and_then(|()| stdout.flush()).map_err(Error::io("standard output"));
        }
        self.output.iter().try_for_each(|path| fill_file(path, &fill))
    }

    /// Writes the report wherever it was asked for.
    pub(super) fn write(&self, report: &Report) -> Result<()> {
        if let Some((path, csv)) = self.append.as_ref().zip(writer("csv")) {
            append(path, &csv.write(report)?)?;
        }
        if self.output.is_empty() {
            return print(&self.writer()?.write(report)?);
        }
        self.output.iter().try_for_each(|path| write_file(path, file_writer(path)?.write(report)?.as_bytes()))
    }
}

fn names() -> String {
    WRITERS.iter().map(|writer| writer.name()).collect::<Vec<_>>().join(", ")
}

fn file_writer(path: &Path) -> Result<&'static dyn Writer> {
    writer_for(path).ok_or_else(|| {
        let suffixes: Vec<String> = WRITERS.iter().map(|writer| format!(".{}", writer.suffix())).collect();
        Error::Usage(format!("{}: the suffix names no form: {}", path.display(), suffixes.join(", ")))
    })
}

/// Prints text as it is.
pub(super) fn print(text: &str) -> Result<()> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(Error::io("standard output"))
}

/// Prints text whose colours go where the terminal cannot show them, or `NO_COLOR` is set.
pub(super) fn print_styled(text: &str) -> Result<()> {
    let mut stdout = anstream::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(Error::io("standard output"))
}
