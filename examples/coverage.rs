//! How often the 95 % interval of F1 holds the true value, on simulated corpora: `cargo run --release --example coverage`.
//!
//! Every cell is 4,000 corpora of that many documents; the true F1 is that of two million documents of the same kind. The run
//! fails where an interval holds the true value in under 93 % of the corpora that have one.

use std::io::Write as _;
use std::process::ExitCode;

use quoteval::internals::stats::{Jackknife, MaybeInterval, Scale};
use quoteval::{Counts, Interval};

const CORPORA: u64 = 4_000;
const SIZES: [usize; 7] = [5, 7, 10, 20, 50, 100, 200];
const POPULATION: usize = 2_000_000;
const LEAST: f64 = 0.93;

/// Splitmix64.
struct Random(u64);

impl Random {
    /// From 0 to 1, 1 left out.
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    fn between(&mut self, least: u64, most: u64) -> u64 {
        least + (self.share() * (most - least + 1) as f64) as u64
    }

    /// How many of so many happen.
    fn binomial(&mut self, items: u64, p: f64) -> u64 {
        (0..items).filter(|_| self.share() < p).count() as u64
    }

    /// The lesser, the middle or the greatest of three: shares that lean one way.
    fn of_three(&mut self, rank: usize) -> f64 {
        let mut three = [self.share(), self.share(), self.share()];
        three.sort_by(f64::total_cmp);
        three[rank]
    }

    /// Half of the sizes are below 5, one in a hundred is above 60.
    fn heavy_tailed(&mut self) -> u64 {
        (3.0 * (1.0 - self.share()).powf(-0.65)).min(120.0) as u64
    }
}

/// A document with so many gold quotations, of which a share is found; `spurious` predictions a gold quotation are wrong.
fn document(random: &mut Random, gold: u64, found: f64, spurious: f64) -> Counts {
    let tp = random.binomial(gold, found);
    Counts::Matches { tp, fp: random.binomial(gold + 1, spurious), fn_: gold - tp }
}

type Draw = fn(&mut Random) -> Counts;

const KINDS: [(&str, Draw); 8] = [
    ("alike", |random| document(random, 8, 0.75, 0.2)),
    ("sizes with a heavy tail", |random| {
        let gold = random.heavy_tailed();
        document(random, gold, 0.7, 0.2)
    }),
    ("strong document effects", |random| {
        let (gold, skill) = (random.between(2, 12), random.of_three(2));
        document(random, gold, skill, 0.6 * (1.0 - skill))
    }),
    ("both", |random| {
        let (gold, skill) = (random.heavy_tailed(), random.of_three(1));
        document(random, gold, skill, 0.3 * (1.0 - skill))
    }),
    ("nearly perfect", |random| document(random, 10, 0.98, 0.01)),
    ("nearly nothing", |random| document(random, 10, 0.03, 0.3)),
    ("one or two quotations", |random| {
        let gold = random.between(1, 2);
        document(random, gold, 0.6, 0.3)
    }),
    ("perfect", |random| {
        let gold = random.between(1, 9);
        document(random, gold, 1.0, 0.0)
    }),
];

fn total(documents: impl Iterator<Item = Counts>) -> Counts {
    let mut total = Counts::Matches { tp: 0, fp: 0, fn_: 0 };
    documents.for_each(|counts| total += counts);
    total
}

/// As of a metric: the documents in their order.
fn interval(documents: &[Counts]) -> Option<MaybeInterval> {
    let total = total(documents.iter().copied());
    let mut jackknife = Jackknife::of(total.headline()?);
    for counts in documents {
        let part = counts.numbers();
        jackknife.leave_out(total.size_of(&part), || total.headline_without(&part));
    }
    Some(jackknife.interval(Scale::Share))
}

/// The share of corpora with an interval whose interval holds the true value, and the share without one.
fn coverage(kind: Draw, truth: f64, size: usize, seed: u64) -> (f64, f64) {
    let (mut held, mut given) = (0u64, 0u64);
    let mut random = Random(seed);
    for _ in 0..CORPORA {
        let documents: Vec<Counts> = (0..size).map(|_| kind(&mut random)).collect();
        if let Some(Ok(Interval { low, high })) = interval(&documents) {
            given += 1;
            held += u64::from(low <= truth && truth <= high);
        }
    }
    (held as f64 / given as f64, 1.0 - given as f64 / CORPORA as f64)
}

fn main() -> std::io::Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    let sizes: String = SIZES.iter().map(|size| format!("{size:>14}")).collect();
    writeln!(out, "share of 95 % intervals that hold the true F1 (share of corpora without an interval)")?;
    writeln!(out, "{:<26}{:>7}{sizes}", "documents", "true")?;
    let mut is_fine = true;
    for (row, (name, kind)) in KINDS.into_iter().enumerate() {
        let mut random = Random(row as u64);
        let truth = total((0..POPULATION).map(|_| kind(&mut random))).headline().unwrap_or(0.0);
        write!(out, "{name:<26}{truth:>7.3}")?;
        for (column, size) in SIZES.into_iter().enumerate() {
            let (covered, without) = coverage(kind, truth, size, 1000 + (row * SIZES.len() + column) as u64);
            is_fine &= covered >= LEAST;
            let without = if without > 0.0 { format!("({without:.3})") } else { String::new() };
            write!(out, "{:>14}", format!("{covered:.3}{without:>8}"))?;
        }
        writeln!(out)?;
    }
    Ok(if is_fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
