//! A CSV file to which each run appends its rows.

use std::io::ErrorKind;
use std::path::Path;

use crate::report::Writer;
use crate::{Error, Result};

use super::files::write_file;
use super::output::writer_named;

/// Adds the rows of the CSV of a report to a file, which is created if needed; the file must have the same header.
pub(super) fn append<R>(path: &Path, writers: &'static [Writer<R>], report: &R) -> Result<()> {
    let csv = writer_named(writers, "csv").map_err(Error::internal)?.write(report)?;
    let before = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Error::io(path)(error)),
    };
    write_file(path, joined(&before, &csv, path)?.as_bytes())
}

fn joined(before: &str, csv: &str, path: &Path) -> Result<String> {
    if before.is_empty() {
        return Ok(csv.to_owned());
    }
    let (header, rows) = csv.split_once('\n').unwrap_or((csv, ""));
    let found = before.lines().next().unwrap_or_default();
    if found != header {
        let message = "the file has another header, so nothing was appended";
        return Err(Error::Usage(format!("{}: {message}\n  found: {found}\n  expected: {header}", path.display())));
    }
    let end = if before.ends_with('\n') { "" } else { "\n" };
    Ok(format!("{before}{end}{rows}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_added_under_the_same_header() {
        let join = |before: &str| joined(before, "a,b\n1,2\n", Path::new("h.csv"));
        assert_eq!(join("").unwrap(), "a,b\n1,2\n");
        assert_eq!(join("a,b\n0,0\n").unwrap(), "a,b\n0,0\n1,2\n");
        assert_eq!(join("a,b\n0,0").unwrap(), "a,b\n0,0\n1,2\n", "a line without its end");
        assert_eq!(join("a,b\r\n0,0\r\n").unwrap(), "a,b\r\n0,0\r\n1,2\n");
        let error = join("a,c\n0,0\n").unwrap_err().to_string();
        assert!(error.contains("h.csv") && error.contains("found: a,c") && error.contains("expected: a,b"), "{error}");
    }
}
