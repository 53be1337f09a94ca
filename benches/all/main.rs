//! The benches: `cargo bench`, or `cargo bench -- PART` for the benches whose names contain `PART`.
//!
//! The texts come from the bundled datasets and from a chapter of a novel written for the benches, `benches/texts/novel.json`.
//! They are used unchanged: with marks and accents, cues and sources, quotations in quotations.
//! `benches/program.sh` times the whole program.

mod exec;
mod formats;
mod locate;
mod score;
mod strategies;
mod texts;

use std::time::Duration;

use criterion::Criterion;
use mimalloc::MiMalloc;

/// The same allocator as in the program.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    if std::env::args().nth(1).is_some_and(|word| word == "--program") {
        return exec::program();
    }
    let (warm_up, measurement) = (Duration::from_millis(300), Duration::from_secs(1));
    let criterion = Criterion::default().sample_size(10).warm_up_time(warm_up).measurement_time(measurement);
    let mut criterion = criterion.configure_from_args();
    for bench in [exec::bench, formats::bench, locate::bench, score::bench, strategies::bench] {
        bench(&mut criterion);
    }
    criterion.final_summary();
}
