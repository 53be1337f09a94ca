//! Scoring documents that are read already, and the intervals on top.

mod support;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use quoteval::score::{DocumentScore, Draws, Evaluation, ScoreOptions};
use quoteval::stats::intervals;

fn score(c: &mut Criterion) {
    let mut group = c.benchmark_group("score");
    let options = ScoreOptions::default();
    for size in support::SIZES {
        let pairs = support::read_corpus(size);
        group.throughput(Throughput::Elements(size as u64));
        let scores = || {
            let score = |(gold, prediction): &(_, Option<_>)| DocumentScore::new(gold, prediction.as_ref(), &options);
            pairs.iter().map(score).collect::<Vec<_>>()
        };
        group.bench_function(BenchmarkId::new("documents", size), |b| b.iter(scores));
        let evaluation = Evaluation::new(options.clone(), scores());
        group.bench_function(BenchmarkId::new("intervals", size), |b| {
            b.iter(|| intervals(&evaluation, Draws::default()))
        });
    }
    group.finish();
}

criterion_group!(benches, score);
criterion_main!(benches);
