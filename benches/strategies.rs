//! Each built-in strategy on one document of growing length, on many short and one long, and on what may be slow to read.

mod support;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use quoteval::model::Task;
use quoteval::strategy;

fn strategies(c: &mut Criterion) {
    let mut group = c.benchmark_group("strategies");
    for size in support::SIZES {
        let text = support::prose(size);
        group.throughput(Throughput::Bytes(text.len() as u64));
        for strategy in strategy::all() {
            let task = Task { id: "d", text: &text, given: None };
            let id = BenchmarkId::new(strategy.name(), size);
            group.bench_with_input(id, &task, |b, task| b.iter(|| strategy.attribute(task)));
        }
    }
    group.finish();
}

/// As much text in sixteen documents and in one.
fn documents(c: &mut Criterion) {
    let mut group = c.benchmark_group("documents");
    group.sample_size(10);
    let (short, long) = (support::prose(PARAGRAPHS), support::prose(16 * PARAGRAPHS));
    group.throughput(Throughput::Bytes(long.len() as u64));
    for strategy in strategy::all() {
        for (texts, name) in [(vec![short.as_str(); 16], "sixteen"), (vec![long.as_str()], "one")] {
            group.bench_with_input(BenchmarkId::new(strategy.name(), name), &texts, |b, texts| {
                b.iter(|| texts.iter().map(|text| found(*strategy, text)).sum::<usize>());
            });
        }
    }
    group.finish();
}

/// About a megabyte of prose.
const PARAGRAPHS: usize = 8000;

/// Texts that no press would print, at two lengths: what takes more than ten times as long for eight times as much is not linear.
fn noise(c: &mut Criterion) {
    let mut group = c.benchmark_group("noise");
    group.sample_size(10);
    for (name, unit) in support::NOISE {
        for size in [1 << 16, 1 << 19] {
            let text = unit.repeat(size / unit.len());
            group.throughput(Throughput::Bytes(text.len() as u64));
            for strategy in strategy::all() {
                let id = BenchmarkId::new(format!("{}/{name}", strategy.name()), size);
                group.bench_with_input(id, &text, |b, text| b.iter(|| found(*strategy, text)));
            }
        }
    }
    group.finish();
}

fn found(strategy: &dyn strategy::Strategy, text: &str) -> usize {
    strategy.attribute(&Task { id: "d", text, given: None }).map_or(0, |prediction| prediction.quotations.len())
}

criterion_group!(benches, strategies, documents, noise);
criterion_main!(benches);
