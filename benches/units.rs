//! Cutting a text into units.

mod support;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use quoteval::model::{UnitProfile, Units};

fn units(c: &mut Criterion) {
    let mut group = c.benchmark_group("units");
    for size in support::SIZES {
        let text = support::prose(size);
        group.throughput(Throughput::Bytes(text.len() as u64));
        for profile in UnitProfile::ALL {
            let id = BenchmarkId::new(profile.as_str(), size);
            group.bench_with_input(id, &text, |b, text| b.iter(|| Units::new(text, profile).len()));
        }
    }
    group.finish();
}

criterion_group!(benches, units);
criterion_main!(benches);
