//! Ctrl-C: removes unfinished files before the process ends.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};

/// Files that are being written under a temporary name.
static TEMPORARIES: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// The exit code of an interrupted process, by convention of shells.
const EXIT_INTERRUPTED: i32 = 130;

/// A temporary file, which is removed if the process is interrupted during the lifetime of this value.
pub(super) struct Temporary(PathBuf);

impl Temporary {
    pub(super) fn new(path: &Path) -> Self {
        static HANDLER: Once = Once::new();
        // Without a handler an interrupt ends the process all the same, and leaves the file.
        HANDLER.call_once(|| drop(on_interrupt()));
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

/// Has [`clean_up`] called on Ctrl-C, a termination or the end of the terminal.
#[cfg(unix)]
fn on_interrupt() -> std::io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    let wait = move || signals.forever().take(1).for_each(|_| clean_up());
    std::thread::Builder::new().spawn(wait).map(drop)
}

/// Has [`clean_up`] called on Ctrl-C.
#[cfg(not(unix))]
fn on_interrupt() -> Result<(), ctrlc::Error> {
    ctrlc::set_handler(clean_up)
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
