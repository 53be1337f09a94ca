//! The folder of a run. Predictions are written line by line as they arrive, so that a killed run can continue.
//!
//! ```text
//! predictions.jsonl   a line per finished document, in the order of the dataset once the run is complete
//! checksums.txt       a checksum per line, written before it
//! run.json            what made them
//! .lock               held while a run is using the folder
//! ```

use std::collections::{HashMap, HashSet};
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::dataset::write_prediction;
use crate::model::Prediction;
use crate::{Error, Result};

use super::journal::Sum;
use super::lock::Locked;
use super::names::{CHECKSUMS, PREDICTIONS};
use super::verify::{Line, verify};
use crate::cli::files::fill_file;

/// The interval at which writes are flushed to disk, against a failure of the machine.
const SYNC: Duration = Duration::from_secs(5);

/// The treatment of existing predictions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// They are discarded.
    Overwrite,
    /// There must be none.
    Fresh,
    /// Complete ones are kept.
    Resume {
        /// True if failed documents count as finished.
        keep_failed: bool,
    },
}

/// The open folder of a run.
pub(super) struct RunFolder {
    path: PathBuf,
    predictions: File,
    checksums: File,
    /// The line of each finished document.
    finished: HashMap<Box<str>, Line>,
    /// The offset of the next line.
    end: u64,
    synced: Instant,
    /// The number of incomplete lines at the end.
    pub(super) torn: usize,
    _lock: File,
}

/// The line of an answer that is about to be added.
pub(super) struct AnswerLine {
    line: String,
    sum: Sum,
}

impl AnswerLine {
    /// The line of a prediction for the document with this text.
    pub(super) fn new(prediction: &Prediction, text: &str) -> Self {
        let mut line = String::new();
        write_prediction(&mut line, prediction, text);
        let sum = Sum::of(line.trim_end_matches('\n'), prediction);
        Self { line, sum }
    }
}

impl RunFolder {
    /// Opens the files, and reads or empties them.
    pub(super) fn open(locked: Locked, mode: Mode) -> Result<Self> {
        let is_there = locked.holds_predictions();
        let Locked { path, lock } = locked;
        let (predictions, checksums) = (path.join(PREDICTIONS), path.join(CHECKSUMS));
        if is_there && mode == Mode::Fresh {
            return Err(Error::Usage(format!(
                "{} already contains predictions\n  hint: --resume continues the run, --overwrite starts over",
                path.display()
            )));
        }
        if is_there && mode != Mode::Overwrite && !checksums.exists() {
            return Err(Error::Usage(format!("{}: no {CHECKSUMS} to check the predictions by", path.display())));
        }
        let mut folder = Self {
            predictions: append(&predictions)?,
            checksums: append(&checksums)?,
            path,
            finished: HashMap::new(),
            end: 0,
            synced: Instant::now(),
            torn: 0,
            _lock: lock,
        };
        match mode {
            Mode::Overwrite | Mode::Fresh => folder.keep(|_| false)?,
            Mode::Resume { keep_failed } => {
                let verified = verify(&folder.path.join(PREDICTIONS), &folder.path.join(CHECKSUMS))?;
                (folder.end, folder.torn) = (verified.end, verified.torn);
                folder.finished = by_document(verified.lines);
                folder.keep(|line| keep_failed || !line.sum.is_failed)?;
            }
        }
        Ok(folder)
    }

    /// The folder itself.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The numbers of answered and failed documents.
    pub(super) fn counts(&self) -> (usize, usize) {
        let failed = self.finished.values().filter(|line| line.sum.is_failed).count();
        (self.finished.len() - failed, failed)
    }

    /// The documents that are finished.
    pub(super) fn ids(&self) -> HashSet<Box<str>> {
        self.finished.keys().cloned().collect()
    }

    /// The location methods of the contents of a document, if they had to be located.
    pub(super) fn located(&self, id: &str) -> Option<&str> {
        self.finished.get(id).map(|line| &*line.sum.located).filter(|located| !located.is_empty())
    }

    /// The file of predictions.
    pub(super) fn predictions(&self) -> PathBuf {
        self.path.join(PREDICTIONS)
    }

    /// Adds a line.
    pub(super) fn append(&mut self, answer: AnswerLine) -> Result<()> {
        let AnswerLine { line, sum } = answer;
        let write = |mut file: &File, name: &str, text: &str| {
            file.write_all(text.as_bytes()).map_err(Error::io(self.path.join(name)))
        };
        write(&self.checksums, CHECKSUMS, &sum.line())?;
        write(&self.predictions, PREDICTIONS, &line)?;
        self.finished.insert(sum.id.clone(), Line { offset: self.end, len: line.len(), sum });
        self.end += line.len() as u64;
        if self.synced.elapsed() > SYNC {
            self.sync()?;
        }
        Ok(())
    }

    /// Flushes everything to disk.
    pub(super) fn sync(&mut self) -> Result<()> {
        self.checksums.sync_data().map_err(Error::io(self.path.join(CHECKSUMS)))?;
        self.predictions.sync_data().map_err(Error::io(self.path.join(PREDICTIONS)))?;
        self.synced = Instant::now();
        Ok(())
    }

    /// Sorts the lines by the order of these documents.
    pub(super) fn sort(&mut self, ids: impl Iterator<Item = Result<String>>) -> Result<()> {
        let mut order = Vec::with_capacity(self.finished.len());
        for id in ids {
            order.extend(self.finished.get(&*id?).cloned());
        }
        if !order.is_sorted_by_key(|line| line.offset) {
            self.rewrite(&order)?;
        }
        self.sync()
    }

    /// Keeps only the lines that satisfy a condition.
    fn keep(&mut self, is_wanted: impl Fn(&Line) -> bool) -> Result<()> {
        let mut lines: Vec<Line> = self.finished.values().filter(|line| is_wanted(line)).cloned().collect();
        lines.sort_by_key(|line| line.offset);
        let is_all = lines.len() == self.finished.len();
        let sums: u64 = lines.iter().map(|line| line.sum.line().len() as u64).sum();
        let length = |file: &File| file.metadata().map(|about| about.len()).unwrap_or_default();
        if is_all && self.end == length(&self.predictions) && sums == length(&self.checksums) {
            return Ok(());
        }
        if is_all || lines.is_empty() {
            let path = self.path.join(PREDICTIONS);
            let end = if lines.is_empty() { 0 } else { self.end };
            self.predictions.set_len(end).map_err(Error::io(path))?;
            self.end = end;
            self.finished = by_document(lines.clone());
        } else {
            self.rewrite(&lines)?;
        }
        let path = self.path.join(CHECKSUMS);
        fill_file(&path, |file| lines.iter().try_for_each(|line| file.write_all(line.sum.line().as_bytes())))?;
        self.checksums = append(&path)?;
        Ok(())
    }

    /// Rewrites the file of predictions with these lines.
    fn rewrite(&mut self, lines: &[Line]) -> Result<()> {
        let path = self.path.join(PREDICTIONS);
        let mut old = File::open(&path).map_err(Error::io(&path))?;
        let mut bytes = Vec::new();
        fill_file(&path, |file| {
            let mut file = BufWriter::new(file);
            for line in lines {
                bytes.resize(line.len, 0);
                old.seek(SeekFrom::Start(line.offset)).and_then(|_| old.read_exact(&mut bytes))?;
                file.write_all(&bytes)?;
            }
            file.flush()
        })?;
        self.end = 0;
        let moved = lines.iter().map(|line| {
            let offset = self.end;
            self.end += line.len as u64;
            Line { offset, ..line.clone() }
        });
        self.finished = by_document(moved.collect());
        self.predictions = append(&path)?;
        Ok(())
    }
}

fn append(path: &Path) -> Result<File> {
    OpenOptions::new().create(true).append(true).open(path).map_err(Error::io(path))
}

fn by_document(lines: Vec<Line>) -> HashMap<Box<str>, Line> {
    lines.into_iter().map(|line| (line.sum.id.clone(), line)).collect()
}
