//! Looking for texts without offsets in one document, as it and the number of texts grow.

mod support;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use quoteval::dataset::{
    Folder, LocateEffort, ReadOptions, Record, Start, check_prediction, format_named, read_prediction_drafts,
};
use quoteval::model::Task;
use serde_json::json;
use support::Random;

/// Words of a document and one quotation for each 100 of them, that of the longest document about the length of a novel.
const WORDS: [usize; 4] = [12_500, 25_000, 50_000, 100_000];

/// Twenty consecutive words each, with what is done to them.
fn quotations(words: &[String], alter: impl Fn(&[String]) -> String) -> Vec<String> {
    words.chunks(100).map(|chunk| alter(&chunk[40..60.min(chunk.len())])).collect()
}

fn words(count: usize) -> Vec<String> {
    const SYLLABLES: [&str; 16] =
        ["ta", "ren", "mo", "li", "sper", "and", "o", "chi", "us", "ble", "wa", "the", "ing", "so", "ker", "ne"];
    let mut random = Random::new(11);
    // The square makes some words common and most of them rare.
    let word = |random: &mut Random| {
        let rank = random.below(64) * random.below(64);
        let mut seed = Random::new(rank);
        (0..1 + seed.below(4)).map(|_| SYLLABLES[seed.below(16) as usize]).collect::<String>()
    };
    (0..count).map(|_| word(&mut random)).collect()
}

fn locate(c: &mut Criterion) {
    let mut group = c.benchmark_group("locate");
    for count in WORDS {
        let words = words(count);
        let text = words.join(" ");
        let other = |words: &[String]| [&words[..7], &["somebodyelse".to_owned()], &words[8..]].concat().join(" ");
        for (name, quotations) in [
            ("exact", quotations(&words, |words| words.join(" "))),
            ("folded", quotations(&words, |words| words.join("\u{a0} ").to_uppercase())),
            ("approximate", quotations(&words, other)),
            ("nowhere", quotations(&words, |words| words.iter().rev().cloned().collect::<Vec<_>>().join(" "))),
        ] {
            let quotations: Vec<_> = quotations.iter().map(|text| json!({"content": [text]})).collect();
            group.throughput(Throughput::Elements(quotations.len() as u64));
            let line = json!({"id": "a", "quotations": quotations}).to_string();
            group.bench_with_input(BenchmarkId::new(name, count), &line, |b, line| {
                let (bytes, options) = (line.as_bytes(), ReadOptions::NONE);
                let record = Record {
                    file: "p",
                    name: "p",
                    folder: Folder::NONE,
                    at: Start::OF_FILE,
                    bytes,
                    format: format_named("native").expect("the native format"),
                    options,
                };
                let task = Task { id: "a", text: &text, given: None };
                b.iter(|| {
                    let drafts = read_prediction_drafts(&record).documents;
                    let check = |draft| check_prediction(draft, &task, LocateEffort::Approximate, "p");
                    drafts.into_iter().map(check).collect::<Vec<_>>()
                });
            });
        }
    }
    group.finish();
}

criterion_group!(benches, locate);
criterion_main!(benches);
