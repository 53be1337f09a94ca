//! The files of a dataset, on disk or built in, accessed by name and never outside their folder.

use std::fs::{self, File};
use std::io::{Cursor, Read, Seek};
use std::path::{Component, Path, PathBuf};

use super::fault::{Fault, shown};
use super::rules;
use crate::error::{Error, Result};

/// Maximum number of files in a folder.
pub(crate) const MAX_FILES: usize = 1_000_000;

/// Maximum depth of the search for files.
const DEPTH: usize = 8;

/// A readable and seekable byte source.
pub(in crate::dataset) trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// Location of the files of a dataset.
#[derive(Clone, Debug)]
pub enum Folder {
    /// A folder of the file system.
    Disk(PathBuf),
    /// Built-in files by name.
    Embedded(&'static [(&'static str, &'static [u8])]),
}

impl Folder {
    /// No files at all, for records that come from a pipe.
    pub const NONE: &'static Self = &Self::Embedded(&[]);

    /// Returns the sorted names of the files directly in the folder, without hidden files.
    ///
    /// # Errors
    /// When the folder cannot be listed or holds more than [`MAX_FILES`].
    pub fn names(&self) -> Result<Vec<String>> {
        let mut names = match self {
            Self::Disk(path) => list(path)?,
            Self::Embedded(files) => files.iter().map(|&(name, _)| name.to_owned()).collect(),
        };
        names.sort_unstable();
        Ok(names)
    }

    /// Returns the sorted paths of the files in subfolders; hidden files are left out and links to folders are not followed.
    ///
    /// # Errors
    /// When a folder cannot be listed or there are more than [`MAX_FILES`].
    pub(in crate::dataset) fn deeper_names(&self) -> Result<Vec<String>> {
        let mut names = Vec::new();
        if let Self::Disk(path) = self {
            list_deeper(path, "", DEPTH, &mut names)?;
        }
        names.sort_unstable();
        Ok(names)
    }

    /// True if the folder contains a file at this path.
    pub(in crate::dataset) fn has(&self, name: &str) -> bool {
        match self {
            Self::Disk(path) => is_inside(name) && path.join(name).is_file(),
            Self::Embedded(_) => self.embedded(name).is_some(),
        }
    }

    /// Opens a file listed by [`Folder::names`].
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(&self, name: &str) -> Result<Box<dyn Read + Send>> {
        match self {
            Self::Disk(path) => {
                let path = path.join(name);
                Ok(Box::new(File::open(&path).map_err(Error::io(path))?))
            }
            Self::Embedded(_) => Ok(Box::new(self.listed(name)?)),
        }
    }

    /// Opens a file for reading at any position.
    pub(in crate::dataset) fn seek(&self, name: &str) -> Result<Box<dyn ReadSeek>> {
        match self {
            Self::Disk(path) => {
                let path = path.join(name);
                Ok(Box::new(File::open(&path).map_err(Error::io(path))?))
            }
            Self::Embedded(_) => Ok(Box::new(Cursor::new(self.listed(name)?))),
        }
    }

    fn listed(&self, name: &str) -> Result<&'static [u8]> {
        self.embedded(name).ok_or_else(|| Error::Internal(format!("no embedded file {name}")))
    }

    fn embedded(&self, name: &str) -> Option<&'static [u8]> {
        match self {
            Self::Disk(_) => None,
            Self::Embedded(files) => files.iter().find(|&&(file, _)| file == name).map(|&(_, bytes)| bytes),
        }
    }

    /// Reads the text of a document from its own file.
    ///
    /// Fails if the path leads outside the folder, or if the file is missing, too long, not UTF-8 or begins with a byte order
    /// mark.
    pub(crate) fn text(&self, name: &str) -> Result<String, Fault> {
        if !is_inside(name) {
            return Err(outside(name));
        }
        let bytes = match self {
            Self::Disk(folder) => read_text(folder, name)?,
            Self::Embedded(_) => self.embedded(name).ok_or_else(|| missing(name, "no such file"))?.to_vec(),
        };
        let text = String::from_utf8(bytes).map_err(|error| {
            let position = error.utf8_error().valid_up_to();
            Fault::new(&rules::INVALID_UTF8, format!("{name} is not UTF-8")).found(format!("byte {position}"))
        })?;
        if text.starts_with('\u{feff}') {
            let fault = Fault::new(&rules::TEXT_BYTE_ORDER_MARK, format!("{name} begins with a byte order mark"));
            return Err(fault.hint(Some("it counts as a character: remove it and check the offsets".into())));
        }
        Ok(text)
    }
}

fn list(path: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(path).map_err(Error::io(path))? {
        let entry = entry.map_err(Error::io(path))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && entry.path().is_file() {
            names.push(name);
        }
        if names.len() > MAX_FILES {
            return Err(Error::Usage(format!("{}: more than {MAX_FILES} files", path.display())));
        }
    }
    Ok(names)
}

/// Adds the files of the folders in `path`, as paths that begin with `prefix`.
fn list_deeper(path: &Path, prefix: &str, depth: usize, names: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(path).map_err(Error::io(path))? {
        let entry = entry.map_err(Error::io(path))?;
        let kind = entry.file_type().map_err(Error::io(path))?;
        let (Ok(name), true) = (entry.file_name().into_string(), depth > 0) else { continue };
        if !kind.is_dir() || name.starts_with('.') {
            continue;
        }
        let (inner, prefix) = (entry.path(), format!("{prefix}{name}/"));
        names.extend(list(&inner)?.into_iter().map(|name| format!("{prefix}{name}")));
        if names.len() > MAX_FILES {
            return Err(Error::Usage(format!("{}: more than {MAX_FILES} files", path.display())));
        }
        list_deeper(&inner, &prefix, depth - 1, names)?;
    }
    Ok(())
}

/// True if a path is relative and never leads upwards.
pub(in crate::dataset) fn is_inside(name: &str) -> bool {
    let mut components = Path::new(name).components();
    components.all(|component| matches!(component, Component::Normal(_) | Component::CurDir))
        && Path::new(name).file_name().is_some()
}

fn read_text(folder: &Path, name: &str) -> Result<Vec<u8>, Fault> {
    let unreadable = |error: std::io::Error| missing(name, &error.to_string());
    let folder = folder.canonicalize().map_err(unreadable)?;
    let path = folder.join(name).canonicalize().map_err(unreadable)?;
    if !path.starts_with(&folder) {
        return Err(outside(name));
    }
    let about = fs::metadata(&path).map_err(unreadable)?;
    if !about.is_file() {
        return Err(missing(name, "not a file"));
    }
    if about.len() >= u64::from(u32::MAX) {
        return Err(Fault::new(&rules::TEXT_TOO_LONG, format!("{name} is too long")).found(about.len().to_string()));
    }
    fs::read(&path).map_err(unreadable)
}

fn outside(name: &str) -> Fault {
    Fault::new(&rules::TEXT_FILE_OUTSIDE, "the file of the text lies outside the dataset's folder").found(shown(name))
}

fn missing(name: &str, why: &str) -> Fault {
    Fault::new(&rules::TEXT_FILE_MISSING, format!("the file of the text cannot be read: {why}")).found(shown(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_climb_are_outside() {
        for name in ["", "..", "a/../../b", "/etc/passwd", "./../x"] {
            assert!(!is_inside(name), "{name}");
        }
        assert!(is_inside("a.txt") && is_inside("texts/a.txt"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_escapes_is_outside() {
        let dir = tempfile::tempdir().unwrap();
        let (inner, secret) = (dir.path().join("data"), dir.path().join("secret.txt"));
        fs::create_dir(&inner).unwrap();
        fs::write(&secret, "secret").unwrap();
        std::os::unix::fs::symlink(&secret, inner.join("link.txt")).unwrap();
        let fault = Folder::Disk(inner).text("link.txt").unwrap_err();
        assert_eq!(fault.finding.rule, rules::TEXT_FILE_OUTSIDE.id);
    }
}
