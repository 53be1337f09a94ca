//! Where reports go: standard output, or files that appear whole or not at all.

use std::io::Write;
use std::path::{Path, PathBuf};

use quoteval::report::{Report, WRITERS, Writer, writer, writer_for};
use quoteval::{Error, Result};

/// Options of every command that reports scores.
#[derive(clap::Args)]
pub(super) struct OutputArgs {
    /// Form of the report on standard output: table, csv, json or markdown
    #[arg(long, value_name = "NAME", default_value = "table")]
    format: String,
    /// Write the report to a file instead, its form by the suffix (.txt .csv .json .md); repeatable
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    output: Vec<PathBuf>,
}

impl OutputArgs {
    /// Finds the writers before any work is done.
    pub(super) fn check(&self) -> Result<()> {
        self.writer()?;
        self.output.iter().try_for_each(|path| file_writer(path).map(|_| ()))
    }

    fn writer(&self) -> Result<&'static dyn Writer> {
        writer(&self.format).ok_or_else(|| Error::Usage(format!("unknown format '{}': {}", self.format, names())))
    }

    /// Writes the report wherever it was asked for.
    pub(super) fn write(&self, report: &Report) -> Result<()> {
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

/// Writes a file beside its place and moves it there, so that it is never seen half written.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let write = || {
        let mut file = tempfile::Builder::new().prefix(".quoteval-").tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        set_usual_permissions(file.as_file())?;
        file.persist(path).map_err(|error| error.error)
    };
    write().map(|_| ()).map_err(Error::io(path))
}

/// Temporary files are private; a report is a file like any other.
#[cfg(unix)]
fn set_usual_permissions(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_usual_permissions(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}
