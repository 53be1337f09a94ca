//! Several heads against one base, and all pairs of systems.

use super::comparison::{Comparison, PRIMARY_LEVEL};
use super::verdict::Verdict;
use super::{Changes, Side};
use crate::model::System;
use crate::score::{METRICS, Metric};
use crate::stats::{Difference, differences, holm};

/// The results of `compare`.
#[derive(Clone)]
pub struct Contest {
    /// Each head against the base.
    pub comparisons: Vec<Comparison>,
    /// Every system, the base first, with its figure on each metric; empty with a single head.
    pub systems: Vec<Standing>,
    /// The number of pairs of systems in the correction of the letters.
    pub pairs: usize,
}

/// One system of a contest.
#[derive(Clone)]
pub struct Standing {
    /// The system.
    pub system: System,
    /// Letter of the system: A, B, C, …
    pub letter: String,
    /// For each metric, the figure of the system and the letters of the systems that are significantly worse.
    pub figures: Vec<(&'static Metric, Option<f64>, Vec<String>)>,
}

impl Contest {
    /// Compares each head with the base and, if there are several heads, all pairs of systems.
    #[must_use]
    pub fn new(base: &Side, heads: Vec<(Side, Option<Changes>)>, seed: u64, min_items: u64) -> Self {
        let (heads, changes): (Vec<Side>, Vec<Option<Changes>>) = heads.into_iter().unzip();
        let compared = heads.iter().zip(changes);
        let compared = compared.map(|(head, changes)| Comparison::new(base, head, changes, seed, min_items));
        let mut comparisons: Vec<Comparison> = compared.collect();
        Comparison::correct(&mut comparisons);
        let is_comparable = comparisons.iter().all(|comparison| comparison.disagreements.is_empty());
        let sides: Vec<&Side> = [base].into_iter().chain(&heads).collect();
        let has_matrix = heads.len() > 1 && is_comparable;
        Self {
            comparisons,
            systems: if has_matrix { standings(&sides, seed) } else { Vec::new() },
            pairs: if has_matrix { sides.len() * (sides.len() - 1) / 2 } else { 0 },
        }
    }

    /// Compares one head with the base of a gate, without slices; the uncorrected p value of the gate's metric decides.
    #[must_use]
    pub fn of_gate(base: &Side, head: &Side, changes: Option<Changes>, seed: u64, metric: &'static str) -> Self {
        let comparison = Comparison::new(base, head, changes, seed, u64::MAX).decided_by(metric);
        let mut comparisons = vec![comparison];
        Comparison::correct(&mut comparisons);
        Self { comparisons, systems: Vec::new(), pairs: 0 }
    }

    /// The worst verdict of all comparisons.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.comparisons.iter().map(|comparison| comparison.verdict).max().unwrap_or(Verdict::Inconclusive)
    }
}

/// The figures of each system, with letters after Holm's correction. The primary metric is corrected over all pairs of systems,
/// the other metrics together over all pairs and metrics.
fn standings(sides: &[&Side], seed: u64) -> Vec<Standing> {
    let pairs: Vec<(usize, usize)> =
        (0..sides.len()).flat_map(|first| (first + 1..sides.len()).map(move |second| (first, second))).collect();
    let all: Vec<Vec<Difference>> = pairs
        .iter()
        .map(|&(first, second)| differences(&sides[first].evaluation, &sides[second].evaluation, seed))
        .collect();
    let mut standings: Vec<Standing> = sides
        .iter()
        .enumerate()
        .map(|(index, side)| Standing { system: side.system.clone(), letter: letter(index), figures: Vec::new() })
        .collect();
    let primary = sides.first().map_or("", |side| side.evaluation.options.measure.criterion.as_str());
    let adjusted = adjusted(&all, |metric| metric.id() == primary);
    for (index, metric) in METRICS.iter().enumerate() {
        let of_metric = all.iter().zip(&adjusted).map(|(differences, p)| (&differences[index], p[index]));
        let better = better_than(&pairs, of_metric, metric.is_error());
        for (place, (standing, side)) in standings.iter_mut().zip(sides).enumerate() {
            let figure = side.evaluation.totals[index].and_then(|total| total.counts.headline());
            let beaten = better.iter().filter(|(winner, _)| *winner == place);
            standing.figures.push((*metric, figure, beaten.map(|(_, loser)| letter(*loser)).collect()));
        }
    }
    standings
}

/// The corrected p value per pair and metric: the primary metric is one family, all other metrics together are another.
fn adjusted(all: &[Vec<Difference>], is_primary: impl Fn(&Metric) -> bool) -> Vec<Vec<Option<f64>>> {
    let mut adjusted = vec![vec![None; METRICS.len()]; all.len()];
    for family in [true, false] {
        let places = (0..all.len()).flat_map(|pair| (0..METRICS.len()).map(move |metric| (pair, metric)));
        let of_family = places.filter(|(_, metric)| is_primary(METRICS[*metric]) == family);
        let tested: Vec<(usize, usize, f64)> =
            of_family.filter_map(|(pair, metric)| Some((pair, metric, all[pair][metric].p()?))).collect();
        let p = holm(&tested.iter().map(|(.., p)| *p).collect::<Vec<_>>());
        tested.iter().zip(p).for_each(|((pair, metric, _), p)| adjusted[*pair][*metric] = Some(p));
    }
    adjusted
}

/// Winner and loser of each pair whose difference is significant.
fn better_than<'d>(
    pairs: &[(usize, usize)],
    differences: impl Iterator<Item = (&'d Difference, Option<f64>)>,
    lower_is_better: bool,
) -> Vec<(usize, usize)> {
    let order = pairs.iter().zip(differences).filter_map(|(&(first, second), (difference, p))| {
        let gain = difference.value()? * if lower_is_better { -1.0 } else { 1.0 };
        let order = if gain > 0.0 { (second, first) } else { (first, second) };
        (p? < PRIMARY_LEVEL).then_some(order)
    });
    let mut order: Vec<(usize, usize)> = order.collect();
    order.sort_unstable();
    order
}

/// The letter of a system: A to Z, then AA, AB, …
fn letter(index: usize) -> String {
    let last = char::from(b'A' + (index % 26) as u8);
    if index < 26 { last.to_string() } else { format!("{}{last}", letter(index / 26 - 1)) }
}
