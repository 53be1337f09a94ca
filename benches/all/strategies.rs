//! Every built-in strategy on growing texts, on many short texts and a long text, and on texts that may be slow to read.

use criterion::{BenchmarkId, Criterion, Throughput};
use quoteval::{Strategy, Task, strategies};

use crate::texts::{bundled, novel, prose};

pub(crate) fn bench(c: &mut Criterion) {
    texts(c);
    noise(c);
}

fn found(strategy: &dyn Strategy, texts: &[impl AsRef<str>]) -> usize {
    let found = texts.iter().map(|text| strategy.attribute(&Task { id: "d", text: text.as_ref(), given: None }));
    found.map(|found| found.map_or(0, |prediction| prediction.quotations.len())).sum()
}

/// The unchanged texts, and all texts joined in one document of up to a megabyte.
fn texts(c: &mut Criterion) {
    let texts = |name: &str| bundled(name).into_iter().map(|gold| gold.document.text).collect();
    let mut cases: Vec<(String, Vec<String>)> = vec![
        ("wire".to_owned(), texts("wire")),
        ("challenge".to_owned(), texts("challenge")),
        ("novel".to_owned(), vec![novel().document.text]),
    ];
    cases.extend([1 << 15, 1 << 16, 1 << 17, 1 << 20].map(|size| (size.to_string(), vec![prose(size)])));
    let mut group = c.benchmark_group("strategies");
    for (name, texts) in &cases {
        group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
        for strategy in strategies() {
            group.bench_function(BenchmarkId::new(strategy.name(), name), |b| b.iter(|| found(*strategy, texts)));
        }
    }
    group.finish();
}

/// Texts that may be slow to read: the name and the repeated piece of each.
const NOISE: [(&str, &str); 22] = [
    ("straight marks", "\""),
    ("opening marks", "“"),
    ("pairs of marks", "“a” "),
    ("nested marks", "“‘«”’» "),
    ("a mark on each line", "\"a\n"),
    ("apostrophes", "'"),
    ("one letter", "a"),
    ("one capital", "A "),
    ("all capitals", "THE MAYOR SAID THAT IT WORKS AND SHE LEFT. "),
    ("one name", "Ann Lee "),
    ("a list of names", "Lee and "),
    ("commas", ", "),
    ("brackets", "("),
    ("white space", "\n"),
    ("said", "said "),
    ("name said", "Lee said "),
    ("said and commas", "said, "),
    ("said that", "Lee said that "),
    ("claims", "the claim that "),
    ("one sentence", "the board of the town told the council that it was in the house of a friend who had said so "),
    ("one paragraph", "Ann Lee said that it works. “We go on,” she told Bob Holt, “and it works.” "),
    ("dialogue", "“No,” he said.\n\n“Yes,” she said.\n\n"),
];

/// Unnatural texts at two lengths: a strategy that takes over ten times as long for eight times the text is not linear.
fn noise(c: &mut Criterion) {
    let mut group = c.benchmark_group("noise");
    for (name, unit) in NOISE {
        for size in [1 << 16, 1 << 19] {
            let text = [unit.repeat(size / unit.len())];
            group.throughput(Throughput::Bytes(text[0].len() as u64));
            for strategy in strategies() {
                let id = BenchmarkId::new(format!("{}/{name}", strategy.name()), size);
                group.bench_function(id, |b| b.iter(|| found(*strategy, &text)));
            }
        }
    }
    group.finish();
}
