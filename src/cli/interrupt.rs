//! Ctrl-C and its like: what is half written goes away with the process.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};

/// Files that are being written, and nobody's yet.
static TEMPORARIES: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// What a shell says of a process that was interrupted.
const EXIT_INTERRUPTED: i32 = 130;

/// Has a file removed if the process is interrupted while this lives.
pub(super) struct Temporary(PathBuf);

impl Temporary {
    pub(super) fn new(path: &Path) -> Self {
        static HANDLER: Once = Once::new();
        // Without a handler an interrupt ends the process all the same, and leaves the file.
        HANDLER.call_once(|| drop(ctrlc::set_handler(clean_up)));
        change(|all| all.extend([path.to_owned()]));
        Self(path.to_owned())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        change(|all| all.retain(|path| *path != self.0));
    }
}

fn change(of: impl FnOnce(&mut BTreeSet<PathBuf>)) {
    of(&mut TEMPORARIES.lock().unwrap_or_else(PoisonError::into_inner));
}

fn clean_up() {
    change(|all| {
        for path in all.iter() {
            // The process ends; a file that cannot be removed stays.
            let _ = std::fs::remove_file(path);
        }
        std::process::exit(EXIT_INTERRUPTED);
    });
}
