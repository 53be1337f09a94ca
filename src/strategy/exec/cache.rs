//! A cache of answers, keyed by program, version and task.

use std::io::Write;
use std::path::PathBuf;

use blake3::{Hash, Hasher};

use super::command_line::CommandLine;
use super::protocol::{SCHEMA, task_line};
use crate::error::{Error, Result};
use crate::model::Task;

/// A folder of answers, one file each, named by a hash of everything the answer depends on.
///
/// The hash covers the command line, the content of the files that determine the version of the program, and the task without
/// the document id. Only accepted answers are stored, exactly as the program wrote them, so that they can be checked again.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
    version: Hash,
}

impl Cache {
    /// Opens the cache of a program in a folder; the files determine the version of the program.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn new(folder: PathBuf, command: &CommandLine, version_of: &[PathBuf]) -> Result<Self> {
        let mut hasher = Hasher::new();
        let mut add = |part: &[u8]| {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        };
        add(SCHEMA.as_bytes());
        command.words().iter().for_each(|word| add(word.as_bytes()));
        add(b"version");
        for file in version_of {
            add(&std::fs::read(file).map_err(Error::io(file))?);
        }
        Ok(Self { folder, version: hasher.finalize() })
    }

    /// Hash of the command and the version.
    #[must_use]
    pub const fn version(&self) -> Hash {
        self.version
    }

    pub(super) fn get(&self, task: &Task<'_>) -> Option<Vec<u8>> {
        std::fs::read(self.place(task)).ok()
    }

    /// Stores an answer. If the write fails, the program is asked again next time.
    pub(super) fn put(&self, task: &Task<'_>, line: &[u8]) {
        let place = self.place(task);
        let write = || -> std::io::Result<()> {
            let folder = place.parent().unwrap_or(&self.folder);
            std::fs::create_dir_all(folder)?;
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            file.write_all(line)?;
            file.persist(&place).map(|_| ()).map_err(|error| error.error)
        };
        let _ = write();
    }

    fn place(&self, task: &Task<'_>) -> PathBuf {
        let nameless = Task { id: "", ..task.clone() };
        let mut hasher = Hasher::new();
        hasher.update(self.version.as_bytes());
        hasher.update(&task_line(&nameless));
        let name = hasher.finalize().to_hex();
        self.folder.join(&name[..2]).join(format!("{}.json", &name[2..]))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_found_under_what_it_depends_on() {
        let folder = tempfile::tempdir().unwrap();
        let model = folder.path().join("model");
        std::fs::write(&model, "1").unwrap();
        let of = |command: &str| {
            let command = CommandLine::parse(command).unwrap();
            Cache::new(folder.path().join("cache"), &command, std::slice::from_ref(&model)).unwrap()
        };
        let task = |id, text| Task { id, text, given: None };
        let cache = of("sh x");
        assert_eq!(cache.get(&task("a", "text")), None);
        cache.put(&task("a", "text"), b"answer");
        assert_eq!(cache.get(&task("b", "text")).as_deref(), Some(&b"answer"[..]));
        assert_eq!(cache.get(&task("a", "other")), None);
        assert_eq!(of("sh y").get(&task("a", "text")), None);
        assert_eq!(of("sh x").get(&task("a", "text")).as_deref(), Some(&b"answer"[..]));
        std::fs::write(&model, "2").unwrap();
        assert_eq!(of("sh x").get(&task("a", "text")), None);
    }
}
