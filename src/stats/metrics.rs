//! Intervals of all metrics of an evaluation.

use super::interval::{MaybeInterval, NoInterval, Scale};
use super::jackknife::Jackknife;
use crate::score::{Counts, Evaluation, IntervalMethod, METRICS, Metric};

/// One interval per metric, in the order of [`METRICS`].
///
/// The documents of an evaluation are in the order of their ids, so the result depends neither on the order of files nor on the
/// number of threads or parts.
#[must_use]
pub fn intervals(evaluation: &Evaluation, method: IntervalMethod) -> Vec<MaybeInterval> {
    if method == IntervalMethod::None {
        return vec![Err(NoInterval::NotAsked); METRICS.len()];
    }
    let jackknives = jackknives(evaluation);
    let interval = |(jackknife, metric): (Option<Jackknife>, &&dyn Metric)| {
        jackknife.ok_or(NoInterval::Undefined)?.interval(scale(*metric))
    };
    jackknives.into_iter().zip(METRICS).map(interval).collect()
}

/// The jackknife of each metric; `None` where it is undefined.
pub(super) fn jackknives(evaluation: &Evaluation) -> Vec<Option<Jackknife>> {
    let start = |total: Counts| Some((total, Jackknife::of(total.headline()?)));
    let mut figures: Vec<Option<(Counts, Jackknife)>> =
        evaluation.totals.iter().map(|total| total.as_ref().and_then(|total| start(total.counts))).collect();
    for document in &evaluation.documents {
        document.packed.each_metric(|metric, counts| {
            if let Some((total, jackknife)) = &mut figures[metric] {
                jackknife.leave_out(counts.size_in(total), || total.headline_without(&counts));
            }
        });
    }
    figures.into_iter().map(|figure| figure.map(|(_, jackknife)| jackknife)).collect()
}

/// The scale of the values of a metric.
pub(super) fn scale(metric: &dyn Metric) -> Scale {
    if metric.exceeds_one() { Scale::Rate } else { Scale::Share }
}
