//! Every format reads its sample in `tests/formats/NAME`, by recognition and by name, as the native files beside it say, writes
//! what it can carry, and survives damage.
//!
//! `gold/` is gold, `predictions/` is about that gold or, where there is none, about `tests/formats/gold.jsonl`. What they say
//! stands in `gold.jsonl` and `predictions.jsonl`; `FORMATS=overwrite cargo test --test all formats::samples` writes these anew.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::sample::Index;
use quoteval::dataset::draft::DraftSystem;
use quoteval::dataset::{Dataset, FORMATS, Format, OutputFile, Side, Source, format_named, join};
use quoteval::model::{Prediction, Setting};
use serde_json::json;

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats")
}

/// The gold of a format's sample, and its predictions, as a user would name them.
fn sample(format: &Format) -> (Option<String>, Option<String>) {
    let path = |name: &str| samples().join(format.name).join(name);
    let spec = |name: &str| path(name).is_dir().then(|| path(name).to_str().unwrap().to_owned());
    (spec("gold"), spec("predictions"))
}

fn gold(spec: &str) -> Dataset {
    let (dataset, findings) = Dataset::read(&Source::open(spec).unwrap()).unwrap();
    dataset.unwrap_or_else(|| panic!("{spec}: {findings}"))
}

/// What the predictions of a format answer.
fn setting(format: &Format) -> Setting {
    if format.name == "speaker-map" { Setting::GoldQuotations } else { Setting::EndToEnd }
}

/// The ways to name a sample; what says nothing of its format is read by name alone.
fn specs(format: &Format, spec: &str) -> Vec<String> {
    let by_name = format!("{}:{spec}", format.name);
    if format.name == "speaker-map" { vec![by_name] } else { vec![spec.to_owned(), by_name] }
}

fn predictions(gold: &str, spec: &str, setting: Setting) -> Vec<Prediction> {
    let [gold, spec] = [gold, spec].map(|spec| Source::open(spec).unwrap());
    let (joined, findings) = join(&gold, &spec, setting, |_, one| one.cloned()).unwrap();
    joined.unwrap_or_else(|| panic!("{}: {findings}", spec.shown)).results.into_iter().flatten().collect()
}

/// The gold that the predictions of a format are about.
fn about(format: &Format) -> String {
    sample(format).0.unwrap_or_else(|| samples().join("gold.jsonl").to_str().unwrap().to_owned())
}

fn native(dataset: &Dataset) -> Vec<u8> {
    let entries: Vec<_> = dataset.entries().iter().collect();
    format_named("native").unwrap().write_gold("x", &entries).unwrap().swap_remove(0).bytes
}

fn native_predictions(predictions: &[Prediction], gold: &Dataset) -> Vec<u8> {
    let files = format_named("native").unwrap().write_predictions(
        "x",
        &gold.answered(predictions).unwrap(),
        &DraftSystem::default(),
    );
    files.unwrap().swap_remove(0).bytes
}

/// Compares with the file that says what should come out, or writes it.
fn check(path: &Path, found: &[u8], what: &str) {
    if std::env::var_os("FORMATS").is_some_and(|value| value == "overwrite") {
        return fs::write(path, found).unwrap();
    }
    let expected = fs::read(path).unwrap_or_default();
    let [found, expected] = [found, &expected].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    assert_eq!(found, expected, "{what}: {}", path.display());
}

#[test]
fn every_format_reads_its_sample() {
    for format in FORMATS {
        let (name, (gold_path, pred_path)) = (format.name, sample(format));
        assert_eq!(format.reads(Side::Gold), gold_path.is_some(), "{name}: a sample of gold");
        assert_eq!(format.reads(Side::Prediction), pred_path.is_some(), "{name}: a sample of predictions");
        if let Some(spec) = gold_path {
            for spec in [spec.clone(), format!("{name}:{spec}")] {
                check(&samples().join(name).join("gold.jsonl"), &native(&gold(&spec)), &spec);
            }
        }
        if let Some(spec) = pred_path {
            let about = about(format);
            for spec in specs(format, &spec) {
                let found = native_predictions(&predictions(&about, &spec, setting(format)), &gold(&about));
                check(&samples().join(name).join("predictions.jsonl"), &found, &spec);
            }
        }
    }
}

fn save(folder: &Path, files: &[OutputFile]) {
    for file in files {
        let path = folder.join(&file.name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.bytes).unwrap();
    }
}

#[test]
fn what_is_written_is_read_back() {
    for format in FORMATS {
        let (name, folder) = (format.name, tempfile::tempdir().unwrap());
        let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        let (gold_path, pred_path) = sample(format);
        if let Some(spec) = gold_path.filter(|_| format.writes()) {
            let dataset = gold(&spec);
            let files = format.write_gold("x", &dataset.entries().iter().collect::<Vec<_>>()).unwrap();
            save(Path::new(&path("gold")), &files);
            for again in [path("gold"), format!("{name}:{}", path("gold"))] {
                let (again, first) = (native(&gold(&again)), native(&dataset));
                assert_eq!(sorted_lines(&again), sorted_lines(&first), "{name}");
            }
        }
        if let Some(spec) = pred_path.filter(|_| format.writes()) {
            let (about, dataset) = (about(format), gold(&about(format)));
            let first = predictions(&about, &spec, setting(format));
            let files =
                format.write_predictions("x", &dataset.answered(&first).unwrap(), &DraftSystem::default()).unwrap();
            save(Path::new(&path("predictions")), &files);
            let again = predictions(&about, &path("predictions"), setting(format));
            assert_eq!(native_predictions(&again, &dataset), native_predictions(&first, &dataset), "{name}");
        }
    }
}

#[test]
fn a_format_is_recognised_behind_a_long_text() {
    let text = format!("“It works,” said Ann. {}", "Nobody else spoke. ".repeat(2000));
    let gold = json!({"id": "a", "text": text, "quotations": [{"content": [[1, 10]], "speaker": "@unnamed", "source": [[17, 20]]}]});
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("gold.jsonl"), gold.to_string()).unwrap();
    let dataset = self::gold(&path("gold.jsonl"));
    for format in FORMATS.iter().filter(|format| format.writes()) {
        let files = format.write_gold("x", &dataset.entries().iter().collect::<Vec<_>>()).unwrap();
        save(Path::new(&path(format.name)), &files);
        assert_eq!(self::gold(&path(format.name)).documents().len(), 1, "{}", format.name);
    }
}

fn sorted_lines(bytes: &[u8]) -> Vec<String> {
    let mut lines: Vec<String> = String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

/// All files in a folder and the folders inside.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all.sort();
    all
}

/// Flips, cuts, swaps, and puts in what is rare.
fn damage(bytes: &mut Vec<u8>, blows: &[(u8, Index, Index, u8)]) {
    const ODD: [&[u8]; 10] = [
        b"\0",
        b"\r\n",
        "\u{a0}".as_bytes(),
        "\u{ad}".as_bytes(),
        "😀".as_bytes(),
        "e\u{301}".as_bytes(),
        b"-1",
        b"99999999999999999999",
        b"\t",
        b"\"",
    ];
    for (kind, a, b, value) in blows {
        if bytes.is_empty() {
            return;
        }
        let (a, b) = (a.index(bytes.len()), b.index(bytes.len()));
        match kind % 5 {
            0 => bytes[a] ^= value,
            1 => bytes.truncate(a),
            2 => bytes.swap(a, b),
            3 => drop(bytes.splice(a..a, ODD[usize::from(*value) % ODD.len()].iter().copied())),
            _ => drop(bytes.drain(a.min(b)..a.max(b).min(a.min(b) + 20))),
        }
    }
}

/// Reads a folder in every way there is; all that matters is that it comes back, with a place for each fault.
fn read_in_every_way(format: &Format, path: &str, about: &str) {
    let name = format.name;
    for spec in [
        path.to_owned(),
        format!("{name}:{path}"),
        format!("{name},derive-types,drop-without-content,drop-duplicates:{path}"),
    ] {
        let Ok(source) = Source::open(&spec) else { continue };
        if let Ok((None, findings)) = Dataset::read(&source) {
            assert!(findings.0.iter().all(|finding| finding.file.is_some()), "{findings}");
        }
        for setting in Setting::ALL {
            drop(join(&Source::open(about).unwrap(), &source, setting, |_, one| one.cloned()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_damage_panics(
        which in any::<Index>(),
        file in any::<Index>(),
        blows in prop::collection::vec((any::<u8>(), any::<Index>(), any::<Index>(), any::<u8>()), 1..6),
    ) {
        let format = &FORMATS[which.index(FORMATS.len())];
        let (gold, predictions) = sample(format);
        for source in [gold, predictions].into_iter().flatten() {
            let folder = tempfile::tempdir().unwrap();
            let all = files(Path::new(&source));
            for (index, path) in all.iter().enumerate() {
                let mut bytes = fs::read(path).unwrap();
                if index == file.index(all.len()) {
                    damage(&mut bytes, &blows);
                }
                let copy = folder.path().join(path.strip_prefix(&source).unwrap());
                fs::create_dir_all(copy.parent().unwrap()).unwrap();
                fs::write(copy, bytes).unwrap();
            }
            read_in_every_way(format, folder.path().to_str().unwrap(), &about(format));
        }
    }
}
