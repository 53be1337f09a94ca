//! Scoring documents that are read already, and the intervals on top.

mod support;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use quoteval::score::{DocumentScore, Evaluation, IntervalMethod, ScoreOptions};
use quoteval::stats::{intervals, power};

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
            b.iter(|| intervals(&evaluation, IntervalMethod::Jackknife))
        });
    }
    group.finish();
}

/// Many documents: the intervals alone, which must cost little beside the scoring.
fn many(c: &mut Criterion) {
    const DOCUMENTS: usize = 10_000;
    let options = ScoreOptions::default();
    // Read once, scored under other ids: an interval asks for counts, not for texts.
    let scores: Vec<DocumentScore> = support::read_corpus(500)
        .iter()
        .map(|(gold, prediction)| DocumentScore::new(gold, prediction.as_ref(), &options))
        .collect();
    let copy = |index: usize| {
        let mut copy = scores[index % scores.len()].clone();
        copy.id = format!("d{index:06}");
        copy
    };
    let evaluation = Evaluation::new(options, (0..DOCUMENTS).map(copy).collect());
    let mut group = c.benchmark_group("intervals");
    group.throughput(Throughput::Elements(DOCUMENTS as u64));
    group.bench_function(BenchmarkId::new("metrics", DOCUMENTS), |b| {
        b.iter(|| intervals(&evaluation, IntervalMethod::Jackknife))
    });
    group.bench_function(BenchmarkId::new("difference", DOCUMENTS), |b| {
        b.iter(|| power(&evaluation, Some(&evaluation)))
    });
    group.finish();
}

criterion_group!(benches, score, many);
criterion_main!(benches);
