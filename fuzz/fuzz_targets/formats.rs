//! Reads a folder in one format in every way there is; the environment variable `FORMAT` names the format.
//!
//! The input is the files of the folder one after the other, each after a line of the byte 0x1e and its name. So a format of
//! several files is fuzzed as one of a single file is, and a new format needs nothing here.

#![no_main]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use quoteval::internals::dataset::draft::DraftSystem;
use quoteval::internals::dataset::join;
use quoteval::{Dataset, Format, Prediction, Setting, Source, format_named};

/// What begins the line that names a file.
const SEPARATOR: u8 = 0x1e;

/// More than any format needs to show what it does.
const MAX_FILES: usize = 8;

struct Room {
    format: &'static Format,
    folder: tempfile::TempDir,
    /// The gold that predictions are about.
    gold: Source,
    dataset: Dataset,
}

static ROOM: LazyLock<Room> = LazyLock::new(|| {
    let name = std::env::var("FORMAT").expect("FORMAT names a format");
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/formats");
    let own = samples.join(&name).join("gold");
    let gold = if own.is_dir() { own } else { samples.join("gold.jsonl") };
    let gold = gold.to_str().expect("a path in UTF-8");
    Room {
        format: format_named(&name).expect("FORMAT names a format"),
        folder: tempfile::tempdir().expect("a temporary folder"),
        gold: Source::open(gold).expect("the sample of gold"),
        dataset: Dataset::load(gold).expect("the sample of gold"),
    }
});

fuzz_target!(|input: &[u8]| {
    let root = ROOM.folder.path().join("x");
    let _ = fs::remove_dir_all(&root);
    unpack(input, &root);
    let root = root.display();
    for spec in [format!("{}:{root}", ROOM.format.name), root.to_string()] {
        read(&spec);
    }
});

/// Writes the files of an input that have a name which stays in the folder.
fn unpack(input: &[u8], root: &Path) {
    for file in input.split(|&byte| byte == SEPARATOR).skip(1).take(MAX_FILES) {
        let end = file.iter().position(|&byte| byte == b'\n').unwrap_or(file.len());
        let Some(path) = std::str::from_utf8(&file[..end]).ok().and_then(|name| path(root, name)) else { continue };
        if path.parent().is_some_and(|parent| fs::create_dir_all(parent).is_ok()) {
            let _ = fs::write(path, file.get(end + 1..).unwrap_or_default());
        }
    }
}

fn path(root: &Path, name: &str) -> Option<PathBuf> {
    let is_plain = |part: &str| {
        !part.is_empty() && part.len() < 64 && part.chars().all(|c| c.is_ascii_alphanumeric() || "_.-@".contains(c))
    };
    let parts = name.split('/');
    (parts.clone().count() < 4 && parts.clone().all(|part| is_plain(part) && !part.starts_with('.')))
        .then(|| root.join(name))
}

/// As gold and as predictions; what comes of it is written.
fn read(spec: &str) {
    let Ok(source) = Source::open(spec) else { return };
    if let Ok((Some(dataset), _)) = Dataset::read(&source) {
        let entries: Vec<_> = dataset.entries().iter().collect();
        let _ = ROOM.format.write_gold("x", &entries);
    }
    for setting in Setting::ALL {
        let Ok((Some(joined), _)) = join(&ROOM.gold, &source, setting, |_, one| one.cloned()) else { continue };
        let predictions: Vec<Prediction> = joined.results.into_iter().flatten().collect();
        if let Ok(answered) = ROOM.dataset.answered(&predictions) {
            let _ = ROOM.format.write_predictions("x", &answered, &DraftSystem::default());
        }
    }
}
