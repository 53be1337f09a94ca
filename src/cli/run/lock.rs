//! The lock of a run folder.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

use crate::{Error, Result};

use super::names::{LOCK, PREDICTIONS};

/// A folder locked for this run.
pub(super) struct Locked {
    pub(super) path: PathBuf,
    pub(super) lock: File,
}

impl Locked {
    /// Creates the folder if needed, and locks it.
    pub(super) fn new(path: PathBuf) -> Result<Self> {
        std::fs::create_dir_all(&path).map_err(Error::io(&path))?;
        let lock = lock(&path)?;
        Ok(Self { path, lock })
    }

    /// True if it contains predictions.
    pub(super) fn holds_predictions(&self) -> bool {
        self.path.join(PREDICTIONS).metadata().is_ok_and(|about| about.len() > 0)
    }
}

fn lock(folder: &Path) -> Result<File> {
    let path = folder.join(LOCK);
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(Error::io(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => {
            Err(Error::Usage(format!("{}: another run is using the folder", folder.display())))
        }
        Err(std::fs::TryLockError::Error(error)) => Err(Error::io(path)(error)),
    }
}
