//! Standard error of a program: a log file of limited length, and the last line for messages.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Maximum length of the log of one worker, in bytes.
const MAX_LOG: usize = 16 << 20;

/// Number of trailing bytes kept for messages.
const MAX_TAIL: usize = 1024;

/// The log of one worker and of all its processes.
#[derive(Debug, Default)]
pub(super) struct Log {
    /// Path of the log file, if a log is wanted.
    path: Option<PathBuf>,
    /// Opened on the first output.
    file: Option<File>,
    written: usize,
    tail: Vec<u8>,
}

impl Log {
    /// Appends to `PREFIX.worker-N.log`; without a prefix, only the last words are kept.
    pub(super) fn new(prefix: Option<&Path>, worker: usize) -> Self {
        let path = prefix.map(|prefix| {
            let mut path = prefix.as_os_str().to_owned();
            path.push(format!(".worker-{worker}.log"));
            PathBuf::from(path)
        });
        Self { path, ..Self::default() }
    }

    /// Receives output of the program.
    pub(super) fn write(&mut self, bytes: &[u8]) {
        let kept = &bytes[..bytes.len().min(MAX_LOG - self.written)];
        self.written += kept.len();
        self.append(kept);
        if !kept.is_empty() && self.written == MAX_LOG {
            self.note(&format!("the log is full at {MAX_LOG} bytes; the rest is dropped"));
        }
        self.tail.extend_from_slice(&bytes[bytes.len().saturating_sub(MAX_TAIL)..]);
        if self.tail.len() > MAX_TAIL {
            self.tail.drain(..self.tail.len() - MAX_TAIL);
        }
    }

    /// Adds a line from quoteval.
    pub(super) fn note(&mut self, text: &str) {
        self.append(format!("quoteval: {text}\n").as_bytes());
    }

    /// Writes to the file. A failed write does not end the run.
    fn append(&mut self, bytes: &[u8]) {
        if self.file.is_none() {
            self.file = self.path.take().and_then(|path| open(&path).ok());
        }
        if let Some(file) = &mut self.file {
            let _ = file.write_all(bytes);
        }
    }

    /// Clears the last words, which belong to an earlier document.
    pub(super) fn forget(&mut self) {
        self.tail.clear();
    }

    /// Last line that is not blank.
    pub(super) fn last_words(&self) -> Option<String> {
        let text = String::from_utf8_lossy(&self.tail);
        let line = text.lines().rev().map(str::trim).find(|line| !line.is_empty())?;
        Some(line.chars().take(300).collect())
    }
}

fn open(path: &Path) -> std::io::Result<File> {
    path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
    OpenOptions::new().create(true).append(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_words_are_the_last_line() {
        let mut log = Log::default();
        assert_eq!(log.last_words(), None);
        log.write(b"Traceback\nKeyError: 'x'\n\n");
        assert_eq!(log.last_words().as_deref(), Some("KeyError: 'x'"));
        log.write(&vec![b'x'; 3 * MAX_TAIL]);
        assert_eq!(log.tail.len(), MAX_TAIL);
    }

    #[test]
    fn a_log_has_a_limit() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = Log::new(Some(&folder.path().join("log").join("x.y")), 1);
        for _ in 0..20 {
            log.write(&vec![b'x'; 1 << 20]);
        }
        let length = folder.path().join("log").join("x.y.worker-1.log").metadata().unwrap().len() as usize;
        assert!((MAX_LOG..MAX_LOG + 100).contains(&length), "{length}");
    }
}
