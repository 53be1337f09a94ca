//! Scoring documents in memory, comparing two systems, and computing intervals.

use criterion::{BenchmarkId, Criterion, Throughput};
use quoteval::internals::score::{DocumentScore, IntervalMethod};
use quoteval::internals::stats::{intervals, power};
use quoteval::{
    CompareOptions, Entity, Evaluation, GoldDocument, GoldQuotation, Measure, PredictedQuotation, Prediction,
    Quotation, ScoreOptions, Setting, Span, UnitProfile, attribute, compare, score, strategy,
};

use crate::texts::{bundled, news, novel};

pub(crate) fn bench(c: &mut Criterion) {
    texts(c);
    spans(c);
    many(c);
}

fn found(system: &str, gold: &[GoldDocument]) -> Vec<Prediction> {
    attribute(strategy(system).expect("a built-in strategy"), gold, Setting::EndToEnd)
}

/// Unchanged texts with the answers of a built-in strategy, in words, tokens and characters.
fn texts(c: &mut Criterion) {
    let mut group = c.benchmark_group("score");
    for (name, gold) in [("wire", bundled("wire")), ("challenge", bundled("challenge")), ("novel", vec![novel()])] {
        let (base, head) = (found("rules", &gold), found("sieve", &gold));
        group.throughput(Throughput::Elements(gold.iter().map(|gold| gold.quotations.len() as u64).sum()));
        for unit in UnitProfile::ALL {
            let options = ScoreOptions { measure: Measure { unit, ..Measure::default() }, ..ScoreOptions::default() };
            group.bench_function(BenchmarkId::new(name, unit), |b| b.iter(|| score(&gold, &head, &options)));
        }
        let options = CompareOptions::default();
        group.bench_function(BenchmarkId::new(name, "compare"), |b| b.iter(|| compare(&gold, &base, &head, &options)));
    }
    group.finish();
}

/// One document with `count` quotations of `length` words that start `step` words apart; predictions start one word late.
fn document(count: usize, step: usize, length: usize) -> (GoldDocument, Prediction) {
    let mut gold = GoldDocument::new("d", "a ".repeat(count * step + length + 1));
    let contents = |shift: usize| -> Vec<Span> {
        let starts = (0..count).map(|index| 2 * (index * step + shift));
        starts.map(|start| Span::new(gold.text(), start, start + 2 * length - 1).expect("words")).collect()
    };
    let late = contents(1).into_iter().enumerate();
    let late = late.map(|(index, content)| PredictedQuotation::by(index.to_string(), content, "Ann Lee")).collect();
    let quotations = contents(0).into_iter().enumerate();
    gold.quotations =
        quotations.map(|(index, content)| GoldQuotation::by(Quotation::new(index.to_string(), content), [0])).collect();
    gold.entities = vec![Entity { id: "lee".into(), name: "Ann Lee".into(), ..Entity::default() }];
    (gold, Prediction { quotations: late, ..Prediction::empty("d") })
}

/// Growing documents: separate quotations, which make every component of the alignment small, and overlapping quotations.
fn spans(c: &mut Criterion) {
    let mut group = c.benchmark_group("spans");
    for (name, counts, step, length) in
        [("apart", [250, 500, 1000, 2000], 10, 8), ("all overlap", [62, 125, 250, 500], 1, 600)]
    {
        for count in counts {
            let (gold, late) = document(count, step, length);
            let (gold, late, options) = ([gold], [late], ScoreOptions::default());
            assert!(
                score(&gold, &late, &options).is_ok_and(|evaluation| evaluation.value("detection.iou50") > Some(0.5))
            );
            group.throughput(Throughput::Elements(count as u64));
            group.bench_function(BenchmarkId::new(name, count), |b| b.iter(|| score(&gold, &late, &options)));
        }
    }
    group.finish();
}

/// Intervals over many documents, which must cost little compared with scoring.
fn many(c: &mut Criterion) {
    const DOCUMENTS: usize = 10_000;
    let options = ScoreOptions::default();
    // Scores the texts once: an interval needs counts, not texts.
    let gold = news(32);
    let evaluation = score(&gold, &found("sieve", &gold), &options).expect("valid documents");
    let scores = evaluation.documents.iter().cycle().take(DOCUMENTS).enumerate();
    let scores = scores.map(|(number, score)| {
        let mut score = DocumentScore::clone(score);
        score.id = format!("d{number:06}");
        score
    });
    let evaluation = Evaluation::new(options, scores.collect());
    let mut group = c.benchmark_group("intervals");
    group.throughput(Throughput::Elements(DOCUMENTS as u64));
    group.bench_function("metrics", |b| b.iter(|| intervals(&evaluation, IntervalMethod::Jackknife)));
    group.bench_function("difference", |b| b.iter(|| power(&evaluation, Some(&evaluation))));
    group.finish();
}
