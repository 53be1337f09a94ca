//! Intervals of all metrics of an evaluation.

use rayon::prelude::*;

use super::interval::{MaybeInterval, NoInterval, Scale};
use super::jackknife::Jackknife;
use crate::score::{Counts, DocumentScore, Evaluation, IntervalMethod, METRICS, Metric, MetricTotal};

/// One interval per metric, in the order of [`METRICS`].
///
/// The documents of an evaluation are in order of id, so the result does not depend on the order of files or the number of
/// threads or parts.
#[must_use]
pub fn intervals(evaluation: &Evaluation, method: IntervalMethod) -> Vec<MaybeInterval> {
    if method == IntervalMethod::None {
        return vec![Err(NoInterval::NotAsked); METRICS.len()];
    }
    let jackknives = jackknives(evaluation);
    let interval = |(jackknife, metric): (Option<Jackknife>, &&Metric)| {
        jackknife.ok_or(NoInterval::Undefined)?.interval(scale(metric))
    };
    jackknives.into_iter().zip(METRICS).map(interval).collect()
}

/// Number of documents per parallel chunk; fixed, so that sums do not depend on the number of threads.
const CHUNK: usize = 4096;

/// The jackknife of each metric; `None` where it is undefined.
pub(super) fn jackknives(evaluation: &Evaluation) -> Vec<Option<Jackknife>> {
    let total = |total: &Option<MetricTotal>| total.as_ref().map(|total| total.counts);
    let totals: Vec<Option<Counts>> = evaluation.totals.iter().map(total).collect();
    let mut jackknives: Vec<Option<Jackknife>> = totals.iter().map(start).collect();
    let chunks: Vec<Vec<Option<Jackknife>>> =
        evaluation.documents.par_chunks(CHUNK).map(|documents| of_chunk(&totals, documents)).collect();
    for of_chunk in chunks {
        jackknives.iter_mut().flatten().zip(of_chunk.into_iter().flatten()).for_each(|(all, own)| all.append(&own));
    }
    jackknives
}

fn of_chunk(totals: &[Option<Counts>], documents: &[DocumentScore]) -> Vec<Option<Jackknife>> {
    let mut jackknives: Vec<Option<Jackknife>> = totals.iter().map(start).collect();
    for document in documents {
        document.packed.each_metric(|metric, part| {
            if let (Some(total), Some(jackknife)) = (&totals[metric], &mut jackknives[metric]) {
                jackknife.leave_out(total.size_of(part), || total.headline_without(part));
            }
        });
    }
    jackknives
}

fn start(total: &Option<Counts>) -> Option<Jackknife> {
    Some(Jackknife::of(total.as_ref()?.headline()?))
}

/// The scale of the values of a metric.
pub(super) fn scale(metric: &Metric) -> Scale {
    if metric.exceeds_one() { Scale::Rate } else { Scale::Share }
}
