//! Real corpora: every file is read, with the expected numbers of documents and quotations.
//!
//! The counts were taken from the files by other means. The corpora are not part of this project: without `../shared/corpora`,
//! the tests print that they are skipped, and pass.

#![expect(clippy::print_stderr, reason = "a test that is skipped says so")]

use std::collections::HashSet;
use std::path::PathBuf;

use crate::support::files::{load, of_package, text};
use quoteval::internals::score::Aligned;
use quoteval::{Dataset, GoldDocument, Measure, Prediction, Setting};

fn corpora() -> Option<PathBuf> {
    let path = of_package("../shared/corpora");
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: no corpora at {}", path.display());
    None
}

/// The numbers of items in a corpus.
#[derive(Debug, PartialEq, Eq)]
struct Counts {
    documents: usize,
    quotations: usize,
    /// Spans of contents.
    fragments: usize,
    /// Quotations with a source.
    sources: usize,
    /// Quotations with a cue.
    cues: usize,
    /// Entities that speak, by document.
    speakers: usize,
}

fn read(spec: &str) -> Dataset {
    load(spec).0
}

fn counts(dataset: &Dataset) -> Counts {
    let all = || dataset.documents().flat_map(|gold| &gold.quotations);
    let speakers = dataset
        .documents()
        .map(|gold| gold.quotations.iter().flat_map(|item| item.entities()).collect::<HashSet<_>>().len());
    Counts {
        documents: dataset.documents().len(),
        quotations: all().count(),
        fragments: all().map(|item| item.quotation.content.spans().len()).sum(),
        sources: all().filter(|item| item.quotation.source.is_some()).count(),
        cues: all().filter(|item| item.quotation.cue.is_some()).count(),
        speakers: speakers.sum(),
    }
}

/// Reads a corpus, both recognised and by name. Reading compares the text of every span with the corpus's own copy.
fn check(format: &str, options: &str, folder: &str, expected: &Counts) {
    let Some(corpora) = corpora() else { return };
    let path = corpora.join(folder);
    let dataset = read(&format!("{format}{options}:{}", path.display()));
    assert_eq!(&counts(&dataset), expected, "{folder}");
    if options.is_empty() {
        assert_eq!(&counts(&read(&text(path))), expected, "{folder}, recognised");
    }
}

#[test]
fn polnear() {
    // Of 17 articles with five or six annotators each, the first annotation is read. One event in dev and 36 in train have no
    // content; three have the content of another event; five have neither a source nor a type that says so.
    let expected = Counts { documents: 84, quotations: 2192, fragments: 2515, sources: 2066, cues: 2192, speakers: 0 };
    check("brat", ",drop-without-content", "polnear/dev", &expected);
    let expected =
        Counts { documents: 840, quotations: 19829, fragments: 23286, sources: 18358, cues: 19828, speakers: 0 };
    check("brat", ",drop-without-content,drop-duplicates,implicit-without-source", "polnear/train", &expected);
}

#[test]
fn every_annotator_of_polnear() {
    let Some(corpora) = corpora() else { return };
    let path = corpora.join("polnear/train");
    let documents = ["4b22", "4e07", "5fec", "6b86", "d473", "ef2d"].map(|annotator| {
        let options = "drop-without-content,drop-duplicates,implicit-without-source";
        read(&format!("brat,annotator={annotator},{options}:{}", path.display())).documents().len()
    });
    assert_eq!(documents.iter().sum::<usize>(), 919, "each of the files belongs to one of them: {documents:?}");
}

#[test]
fn fr_litbank() {
    let expected = Counts { documents: 2, quotations: 158, fragments: 164, sources: 134, cues: 106, speakers: 0 };
    check("brat", ",implicit-without-source", "fr-litbank", &expected);
}

#[test]
fn pdnc() {
    let expected = Counts { documents: 8, quotations: 10347, fragments: 13754, sources: 0, cues: 0, speakers: 190 };
    check("pdnc", "", "pdnc", &expected);
}

#[test]
fn litbank() {
    let expected = Counts { documents: 60, quotations: 1201, fragments: 1201, sources: 0, cues: 0, speakers: 185 };
    check("litbank", "", "litbank", &expected);
}

#[test]
fn quoteli3() {
    // Of 1,575 quotations, two are marked as no utterance.
    let expected = Counts { documents: 1, quotations: 1573, fragments: 1573, sources: 1558, cues: 0, speakers: 32 };
    check("quoteli3", "", "quoteli3", &expected);
}

#[test]
fn wikinews() {
    // Of 240 annotations, two have the same message and differ only in source and medium.
    let expected = Counts { documents: 80, quotations: 239, fragments: 258, sources: 224, cues: 174, speakers: 0 };
    check("wikinews", ",drop-duplicates,implicit-without-source", "wikinews-de", &expected);
}

/// The number of gold quotations with a wrong speaker in the prediction.
fn wrong_speakers(gold: &GoldDocument, prediction: &Prediction) -> usize {
    let measure = Measure { setting: Setting::GoldQuotations, ..Measure::default() };
    let doc = Aligned::new(gold, prediction, measure);
    doc.alignment().pairs().filter(|&pair| !doc.is_speaker_right(pair)).count()
}

/// Three numbers of quotations: with a speaker's name that is no id and is also a name or alias of another entity; with a wrong
/// speaker if gold names are predicted; with a wrong speaker if ids are predicted and the prediction has the entities.
fn verbatim(spec: &str) -> [usize; 3] {
    let dataset = read(spec);
    let [mut shared, mut wrong, mut own] = [0; 3];
    for gold in dataset.documents() {
        let bears = |index: usize, name: &String| {
            let entity = &gold.entities[index];
            [&entity.name].into_iter().chain(&entity.aliases).any(|own| own.to_lowercase() == name.to_lowercase())
        };
        let is_id = |name: &String| gold.entities.iter().any(|entity| entity.id == *name);
        let is_shared = |&speaker: &usize| {
            let name = &gold.entities[speaker].name;
            !is_id(name) && (0..gold.entities.len()).any(|other| other != speaker && bears(other, name))
        };
        shared += gold.quotations.iter().filter(|item| item.entities().iter().any(is_shared)).count();
        wrong += wrong_speakers(gold, &Prediction::of_gold(gold, |entity| entity.name.clone()));
        own += wrong_speakers(
            gold,
            &Prediction::of_gold(gold, |entity| entity.id.clone()).with_entities(gold.entities.clone()),
        );
    }
    [shared, wrong, own]
}

#[test]
fn names_given_verbatim_resolve_unless_two_people_bear_them() {
    let Some(corpora) = corpora() else { return };
    // In PDNC, the ids are the names.
    for (folder, expected) in [("quoteli3", 0), ("litbank", 64), ("pdnc", 0)] {
        let [shared, wrong, own] = verbatim(&format!("{folder}:{}", corpora.join(folder).display()));
        eprintln!("{folder}: {wrong} speakers wrong, {own} by own ids, {shared} have a name that somebody else has");
        assert_eq!([shared, wrong, own], [expected; 3], "{folder}");
    }
}
