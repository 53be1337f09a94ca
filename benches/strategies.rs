//! Each built-in strategy on one document of growing length.

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

criterion_group!(benches, strategies);
criterion_main!(benches);
