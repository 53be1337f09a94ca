//! Sources of gold and predictions: a bundled dataset, a file, a folder or a pipe.

use std::collections::HashMap;
use std::io::Read;

use tempfile::TempDir;

use super::metadata::Metadata;
use crate::dataset::format::{Folder, Format, Framing, ReadOptions, ReadSeek, Record, Side, Start};
use crate::error::{Error, Finding, Result, Severity};

/// A dataset or a prediction file that has been found but not yet read.
///
/// ```
/// assert_eq!(quoteval::Source::open("challenge")?.name, "challenge");
/// # Ok::<(), quoteval::Error>(())
/// ```
pub struct Source {
    /// Name used in reports.
    pub name: String,
    /// Name as given by the user.
    pub shown: String,
    /// The content of the `dataset.json` in the same folder.
    pub metadata: Metadata,
    /// Findings about the choice of files.
    pub(in crate::dataset) findings: Vec<Finding>,
    pub(super) folder: Folder,
    pub(super) files: Vec<SourceFile>,
    pub(super) options: ReadOptions,
    /// Keeps the temporary copy of a pipe alive.
    pub(super) _spool: Option<TempDir>,
}

/// A single file of a source.
pub(in crate::dataset) struct SourceFile {
    /// Name in the folder.
    pub(in crate::dataset) name: String,
    /// Name as the user would write it.
    pub(super) shown: String,
    pub(in crate::dataset) format: &'static Format,
    /// Hint for the first error in the file, if its format was guessed from its name alone.
    pub(in crate::dataset) doubt: Option<String>,
}

impl Source {
    /// Fails if a file has a format without gold, or without predictions.
    pub(in crate::dataset) fn must_carry(&self, side: Side) -> Result<()> {
        match self.files.iter().find(|file| !file.format.reads(side)) {
            None => Ok(()),
            Some(file) => {
                let what = if side == Side::Gold { "gold" } else { "predictions" };
                Err(Error::Usage(format!("{}: the format {} carries no {what}", file.shown, file.format.name)))
            }
        }
    }

    /// Adds a hint to the first error of each file whose format was guessed from its name alone.
    pub(in crate::dataset) fn doubt(&self, findings: &mut [Finding]) {
        let doubts = self.files.iter().filter_map(|file| Some((&*file.shown, file.doubt.as_deref()?)));
        let mut doubts: HashMap<&str, &str> = doubts.collect();
        for finding in findings.iter_mut().filter(|finding| finding.severity == Severity::Error) {
            // A file that is both gold and predictions already has the hint.
            let is_new = |doubt: &&str| !finding.hint.as_ref().is_some_and(|hint| hint.contains(doubt));
            let doubt = finding.file.as_deref().and_then(|file| doubts.remove(file)).filter(is_new);
            if let Some(doubt) = doubt {
                let own = finding.hint.take().map_or_else(String::new, |own| format!("{own}; "));
                finding.hint = Some(own + doubt);
            }
        }
    }

    /// Name of a file as the user would write it.
    pub(in crate::dataset) fn shown_file(&self, file: usize) -> &str {
        &self.files[file].shown
    }

    /// Returns a file by its index in reading order.
    pub(in crate::dataset) fn file(&self, file: usize) -> Option<&SourceFile> {
        self.files.get(file)
    }

    /// True if all files are divided into records in this way.
    pub(in crate::dataset) fn is_cut_by(&self, framing: Framing) -> bool {
        self.files.iter().all(|file| (file.format.framing)(&file.name) == framing)
    }

    /// Opens a file for sequential reading.
    pub(super) fn open_file(&self, file: usize) -> Result<Box<dyn Read + Send>> {
        self.folder.open(&self.files[file].name)
    }

    /// Wraps bytes of a file in a record.
    pub(in crate::dataset) fn record<'a>(&'a self, file: usize, at: Start, bytes: &'a [u8]) -> Record<'a> {
        let SourceFile { name, shown, format, .. } = &self.files[file];
        Record { file: shown, name, folder: &self.folder, at, bytes, format, options: &self.options }
    }

    /// Opens a file for reading at any position.
    pub(super) fn seek(&self, file: usize) -> Result<Box<dyn ReadSeek + '_>> {
        self.folder.seek(&self.files[file].name)
    }
}
