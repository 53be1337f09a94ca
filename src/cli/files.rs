//! Files that appear whole or not at all.

use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::{Error, Result};

use super::interrupt::Temporary;

/// Writes bytes to a file as [`fill_file`] does.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    fill_file(path, |file| file.write_all(bytes))
}

/// Writes a file under a temporary name and moves it into place, so that it is never seen half written.
///
/// Links are followed, a replaced file keeps its mode, and a read-only file is an error.
pub(super) fn fill_file(path: &Path, fill: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<()> {
    let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let known = std::fs::metadata(&place).ok().map(|about| about.permissions());
    let write = || {
        if known.as_ref().is_some_and(std::fs::Permissions::readonly) {
            return Err(std::io::Error::new(ErrorKind::PermissionDenied, "the file is read-only"));
        }
        if !folder.is_dir() {
            let message = format!("there is no folder {}", folder.display());
            return Err(std::io::Error::new(ErrorKind::NotFound, message));
        }
        let mut file =
            tempfile::Builder::new().prefix(".quoteval-").tempfile_in(folder).map_err(|error| error.kind())?;
        let _temporary = Temporary::new(file.path());
        let mut buffered = std::io::BufWriter::new(&mut file);
        fill(&mut buffered).and_then(|()| buffered.flush())?;
        drop(buffered);
        file.as_file().set_permissions(known.map_or_else(|| usual(file.as_file()), Ok)?)?;
        file.as_file().sync_all()?;
        file.persist(&place).map_err(|error| error.error)
    };
    write().map(|_| ()).map_err(Error::io(path))
}

/// Temporary files are private; a report is a file like any other.
#[cfg(unix)]
fn usual(_: &std::fs::File) -> std::io::Result<std::fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Ok(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn usual(file: &std::fs::File) -> std::io::Result<std::fs::Permissions> {
    Ok(file.metadata()?.permissions())
}
