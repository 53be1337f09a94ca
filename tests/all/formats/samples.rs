//! Every format reads its sample in `tests/formats/NAME`, recognised or by name, with the content of the native files beside it,
//! writes everything that it can carry, and survives damage.
//!
//! `gold/` is gold; `predictions/` is about that gold or, where there is none, about `tests/formats/gold.jsonl`. Their content is
//! in `gold.jsonl` and `predictions.jsonl`, which `FORMATS=overwrite cargo test --test all formats::samples` writes.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::damage::{blows, damage};
use crate::support::files::{self, TempFolder, answers, of_package, text};
use proptest::prelude::*;
use proptest::sample::Index;
use quoteval::internals::dataset::draft::DraftSystem;
use quoteval::internals::dataset::{OutputFile, Side, join};
use quoteval::{Dataset, FORMATS, Format, Prediction, Setting, Source, format_named};
use serde_json::json;

fn samples() -> PathBuf {
    of_package("tests/formats")
}

/// The gold and predictions of a format's sample, as a user would name them.
fn sample(format: &Format) -> (Option<String>, Option<String>) {
    let path = |name: &str| samples().join(format.name).join(name);
    let spec = |name: &str| path(name).is_dir().then(|| text(path(name)));
    (spec("gold"), spec("predictions"))
}

fn gold(spec: &str) -> Dataset {
    files::load(spec).0
}

/// The setting of the predictions of a format.
fn setting(format: &Format) -> Setting {
    if format.name == "speaker-map" { Setting::GoldQuotations } else { Setting::EndToEnd }
}

/// The specs of a sample: the path alone, if the format is recognised, and the path after the name of the format.
fn specs(format: &Format, spec: &str) -> Vec<String> {
    let by_name = format!("{}:{spec}", format.name);
    if format.name == "speaker-map" { vec![by_name] } else { vec![spec.to_owned(), by_name] }
}

fn predictions(gold: &str, spec: &str, setting: Setting) -> Vec<Prediction> {
    answers(gold, spec, setting).0.into_iter().flatten().collect()
}

/// The gold that the predictions of a format are about.
fn about(format: &Format) -> String {
    sample(format).0.unwrap_or_else(|| text(samples().join("gold.jsonl")))
}

fn native(dataset: &Dataset) -> Vec<u8> {
    written(format_named("native").unwrap(), dataset).swap_remove(0).bytes
}

/// Writes the gold of a dataset in a format.
fn written(format: &Format, dataset: &Dataset) -> Vec<OutputFile> {
    format.write_gold("x", &dataset.entries().iter().collect::<Vec<_>>()).unwrap()
}

/// Writes predictions in a format.
fn written_predictions(format: &Format, predictions: &[Prediction], gold: &Dataset) -> Vec<OutputFile> {
    format.write_predictions("x", &gold.answered(predictions).unwrap(), &DraftSystem::default()).unwrap()
}

fn native_predictions(predictions: &[Prediction], gold: &Dataset) -> Vec<u8> {
    written_predictions(format_named("native").unwrap(), predictions, gold).swap_remove(0).bytes
}

/// Compares bytes with the file of the expected content, or writes that file.
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

#[test]
fn what_is_written_is_read_back() {
    for format in FORMATS {
        let (name, folder) = (format.name, TempFolder::new());
        let (gold_path, pred_path) = sample(format);
        if let Some(spec) = gold_path.filter(|_| format.writes()) {
            let dataset = gold(&spec);
            folder.save("gold", &written(format, &dataset));
            for again in [folder.path("gold"), format!("{name}:{}", folder.path("gold"))] {
                let (again, first) = (native(&gold(&again)), native(&dataset));
                assert_eq!(sorted_lines(&again), sorted_lines(&first), "{name}");
            }
        }
        if let Some(spec) = pred_path.filter(|_| format.writes()) {
            let (about, dataset) = (about(format), gold(&about(format)));
            let first = predictions(&about, &spec, setting(format));
            folder.save("predictions", &written_predictions(format, &first, &dataset));
            let again = predictions(&about, &folder.path("predictions"), setting(format));
            assert_eq!(native_predictions(&again, &dataset), native_predictions(&first, &dataset), "{name}");
        }
    }
}

#[test]
fn a_format_is_recognised_behind_a_long_text() {
    let long = format!("“It works,” said Ann. {}", "Nobody else spoke. ".repeat(2000));
    let gold = json!({"id": "a", "text": long, "quotations": [{"content": [[1, 10]], "speaker": "@unnamed", "source": [[17, 20]]}]});
    let folder = TempFolder::of([("gold.jsonl", gold.to_string())]);
    let dataset = self::gold(&folder.path("gold.jsonl"));
    for format in FORMATS.iter().filter(|format| format.writes()) {
        folder.save(format.name, &written(format, &dataset));
        assert_eq!(self::gold(&folder.path(format.name)).documents().len(), 1, "{}", format.name);
    }
}

fn sorted_lines(bytes: &[u8]) -> Vec<String> {
    let mut lines: Vec<String> = String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

/// Reads a folder in every possible way; no way may panic, and every fault must have a place.
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
        blows in blows(),
    ) {
        let format = &FORMATS[which.index(FORMATS.len())];
        let (gold, predictions) = sample(format);
        for source in [gold, predictions].into_iter().flatten() {
            let folder = TempFolder::new();
            let all = files::files(Path::new(&source));
            for (index, path) in all.iter().enumerate() {
                let mut bytes = fs::read(path).unwrap();
                if index == file.index(all.len()) {
                    damage(&mut bytes, &blows);
                }
                folder.write(path.strip_prefix(&source).unwrap(), bytes);
            }
            read_in_every_way(format, &text(folder.root()), &about(format));
        }
    }
}
