//! Files in a temporary folder, and the datasets and predictions read from them.

use std::fs;
use std::path::{Path, PathBuf};

use quoteval::internals::dataset::{OutputFile, join};
use quoteval::{Dataset, Findings, Prediction, Setting, Source};
use serde_json::Value;
use tempfile::TempDir;

use super::run::{Run, program};

/// The path of a file or folder in this package.
pub(crate) fn of_package(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The path of a file or folder as text.
pub(crate) fn text(path: impl AsRef<Path>) -> String {
    path.as_ref().to_str().expect("a path in UTF-8").to_owned()
}

/// A temporary folder.
pub(crate) struct TempFolder(TempDir);

impl TempFolder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    /// Makes a folder with the given files.
    pub(crate) fn of<N: AsRef<Path>, C: AsRef<[u8]>>(files: impl IntoIterator<Item = (N, C)>) -> Self {
        let folder = Self::new();
        files.into_iter().for_each(|(name, content)| folder.write(name, content));
        folder
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    /// The path of a file in the folder.
    pub(crate) fn path(&self, name: &str) -> String {
        text(self.root().join(name))
    }

    /// The folder as a source of a format: `FORMAT:PATH`.
    pub(crate) fn spec(&self, format: &str) -> String {
        format!("{format}:{}", self.root().display())
    }

    pub(crate) fn write(&self, name: impl AsRef<Path>, content: impl AsRef<[u8]>) {
        let path = self.root().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    pub(crate) fn write_lines(&self, name: &str, lines: impl IntoIterator<Item = Value>) {
        self.write(name, lines.into_iter().map(|line| format!("{line}\n")).collect::<String>());
    }

    /// Writes the files of a format into a folder inside this one.
    pub(crate) fn save(&self, folder: &str, files: &[OutputFile]) {
        files.iter().for_each(|file| self.write(Path::new(folder).join(&file.name), &file.bytes));
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.root().join(name)).expect("a file")
    }

    /// Copies the files of a folder and its subfolders.
    pub(crate) fn copy(&self, from: &Path) {
        for path in files(from) {
            self.write(path.strip_prefix(from).expect("a file inside"), fs::read(&path).expect("a file"));
        }
    }

    /// Runs the program with the given arguments in the folder.
    pub(crate) fn quoteval(&self, words: &str) -> Run {
        Run::of(&mut program(self.root(), words))
    }
}

/// All files in a folder and its subfolders, sorted.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all.sort();
    all
}

/// The dataset that a spec names, if it is valid, and the findings.
pub(crate) fn read(spec: &str) -> (Option<Dataset>, Findings) {
    Dataset::read(&Source::open(spec).expect("a source")).expect("files that can be read")
}

/// The dataset that a spec names, and the warnings; panics if it is not valid.
pub(crate) fn load(spec: &str) -> (Dataset, Findings) {
    let (dataset, findings) = read(spec);
    (dataset.unwrap_or_else(|| panic!("{spec}: {findings}")), findings)
}

/// The predictions of one source about each document of another, if they are valid, and the findings.
pub(crate) fn read_answers(
    gold: &str,
    predictions: &str,
    setting: Setting,
) -> (Option<Vec<Option<Prediction>>>, Findings) {
    let [gold, predictions] = [gold, predictions].map(|spec| Source::open(spec).expect("a source"));
    let (joined, findings) = join(&gold, &predictions, setting, |_, one| one.cloned()).expect("files that can be read");
    (joined.map(|joined| joined.results), findings)
}

/// The predictions of one source about each document of another, and the warnings; panics if they are not valid.
pub(crate) fn answers(gold: &str, predictions: &str, setting: Setting) -> (Vec<Option<Prediction>>, Findings) {
    let (answers, findings) = read_answers(gold, predictions, setting);
    (answers.unwrap_or_else(|| panic!("{predictions}: {findings}")), findings)
}
