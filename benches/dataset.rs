//! Reading gold, against parsing the same bytes as JSON and nothing else.

mod support;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use quoteval::dataset::Dataset;
use serde::de::IgnoredAny;

fn read(c: &mut Criterion) {
    let mut group = c.benchmark_group("dataset");
    for size in support::SIZES {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = support::write_lines(&folder, "gold.jsonl", &support::corpus(size).0);
        let bytes = std::fs::read(&path).expect("the file");
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_with_input(BenchmarkId::new("read", size), &path, |b, path| b.iter(|| Dataset::load(path)));
        group.bench_with_input(BenchmarkId::new("json alone", size), &bytes, |b, bytes| {
            b.iter(|| {
                bytes
                    .split(|&byte| byte == b'\n')
                    .filter(|line| serde_json::from_slice::<IgnoredAny>(line).is_ok())
                    .count()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
