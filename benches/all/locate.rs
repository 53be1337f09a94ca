//! Locating texts without offsets in one document, as the document and the number of texts grow.

use criterion::{BenchmarkId, Criterion, Throughput};
use quoteval::{Prediction, Task};
use serde_json::json;

/// Numbers of words in a document with one quotation per 100 words; the longest is about as long as a novel.
const WORDS: [usize; 4] = [12_500, 25_000, 50_000, 100_000];

/// Splitmix64, for random choices that are the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }
}

/// Quotations of twenty consecutive words each, altered by `alter`.
fn quotations(words: &[String], alter: impl Fn(&[String]) -> String) -> Vec<String> {
    words.chunks(100).map(|chunk| alter(&chunk[40..60.min(chunk.len())])).collect()
}

fn words(count: usize) -> Vec<String> {
    const SYLLABLES: [&str; 16] =
        ["ta", "ren", "mo", "li", "sper", "and", "o", "chi", "us", "ble", "wa", "the", "ing", "so", "ker", "ne"];
    let mut random = Random(11);
    // The product of two random numbers makes some words common and most words rare.
    let word = |random: &mut Random| {
        let rank = random.below(64) * random.below(64);
        let mut seed = Random(rank);
        (0..1 + seed.below(4)).map(|_| SYLLABLES[seed.below(16) as usize]).collect::<String>()
    };
    (0..count).map(|_| word(&mut random)).collect()
}

pub(crate) fn bench(c: &mut Criterion) {
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
            let task = Task { id: "a", text: &text, given: None };
            group.bench_function(BenchmarkId::new(name, count), |b| b.iter(|| Prediction::from_json(&line, &task)));
        }
    }
    group.finish();
}
