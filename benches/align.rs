//! Alignment: flat documents, where every component is small, and one component in which everything overlaps.

mod support;

use std::cmp::Ordering;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use quoteval::align::{Alignment, Judge};
use quoteval::model::{Span, UnitProfile, UnitSet, Units};

/// Spans decide alone; ranks are places.
struct SpansOnly;

impl Judge for SpansOnly {
    fn is_speaker_right(&self, _: usize, _: usize) -> bool {
        false
    }
    fn is_same_type(&self, _: usize, _: usize) -> bool {
        false
    }
    fn compare_gold(&self, a: usize, b: usize) -> Ordering {
        a.cmp(&b)
    }
    fn compare_predicted(&self, a: usize, b: usize) -> Ordering {
        a.cmp(&b)
    }
}

/// The sets of `count` spans of `length` words, each `step` words after the last.
fn sets(count: usize, step: usize, length: usize, offset: usize) -> Vec<UnitSet> {
    let text = "a ".repeat(count * step + length + offset);
    let units = Units::new(&text, UnitProfile::Words);
    let span = |start: usize| Span::new(&text, 2 * start, 2 * (start + length) - 1).expect("a span of the text");
    (0..count).map(|index| units.touched(&span(index * step + offset).into())).collect()
}

fn align(c: &mut Criterion) {
    let mut group = c.benchmark_group("align");
    for size in support::SIZES {
        let (gold, predicted) = (sets(size, 10, 8, 0), sets(size, 10, 8, 1));
        group.bench_function(BenchmarkId::new("flat", size), |b| {
            b.iter(|| Alignment::new(&gold, &predicted, &SpansOnly))
        });
    }
    for size in [62, 125, 250, 500] {
        let (gold, predicted) = (sets(size, 1, 600, 0), sets(size, 1, 600, 1));
        group.bench_function(BenchmarkId::new("all overlap", size), |b| {
            b.iter(|| Alignment::new(&gold, &predicted, &SpansOnly));
        });
    }
    group.finish();
}

criterion_group!(benches, align);
criterion_main!(benches);
