//! Several heads against one base, and each system against every other.

use super::comparison::{Comparison, PRIMARY_LEVEL};
use super::verdict::Verdict;
use super::{Changes, Side};
use crate::model::System;
use crate::score::{Draws, METRICS, Metric};
use crate::stats::{Difference, differences, holm};

/// Everything that `compare` has to tell.
#[derive(Clone)]
pub struct Contest {
    /// Each head against the base.
    pub comparisons: Vec<Comparison>,
    /// Every system, the base first, with its figure on each metric; empty with a single head.
    pub systems: Vec<Standing>,
    /// How many pairs of systems the letters are corrected for.
    pub pairs: usize,
}

/// A system among others.
#[derive(Clone)]
pub struct Standing {
    /// Who answered.
    pub system: System,
    /// Its letter: A, B, C, …
    pub letter: String,
    /// Per metric its figure and the letters of the systems that it is significantly better than.
    pub figures: Vec<(&'static dyn Metric, Option<f64>, Vec<String>)>,
}

impl Contest {
    /// Compares each head with the base, and all with each other where there are several.
    #[must_use]
    pub fn new(base: &Side, heads: Vec<(Side, Option<Changes>)>, draws: Draws, min_items: u64) -> Self {
        let (heads, changes): (Vec<Side>, Vec<Option<Changes>>) = heads.into_iter().unzip();
        let compared = heads.iter().zip(changes);
        let compared = compared.map(|(head, changes)| Comparison::new(base, head, changes, draws, min_items));
        let mut comparisons: Vec<Comparison> = compared.collect();
        Comparison::correct(&mut comparisons);
        let is_comparable = comparisons.iter().all(|comparison| comparison.disagreements.is_empty());
        let sides: Vec<&Side> = [base].into_iter().chain(&heads).collect();
        let has_matrix = heads.len() > 1 && is_comparable;
        Self {
            comparisons,
            systems: if has_matrix { standings(&sides, draws) } else { Vec::new() },
            pairs: if has_matrix { sides.len() * (sides.len() - 1) / 2 } else { 0 },
        }
    }

    /// The worst of all.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.comparisons.iter().map(|comparison| comparison.verdict).max().unwrap_or(Verdict::Inconclusive)
    }
}

/// The figures of each system, with letters after Holm's correction over all pairs of systems.
fn standings(sides: &[&Side], draws: Draws) -> Vec<Standing> {
    let pairs: Vec<(usize, usize)> =
        (0..sides.len()).flat_map(|first| (first + 1..sides.len()).map(move |second| (first, second))).collect();
    let all: Vec<Vec<Difference>> = pairs
        .iter()
        .map(|&(first, second)| differences(&sides[first].evaluation, &sides[second].evaluation, draws))
        .collect();
    let mut standings: Vec<Standing> = sides
        .iter()
        .enumerate()
        .map(|(index, side)| Standing { system: side.system.clone(), letter: letter(index), figures: Vec::new() })
        .collect();
    for (index, metric) in METRICS.iter().enumerate() {
        let of_metric: Vec<&Difference> = all.iter().map(|differences| &differences[index]).collect();
        let better = better_than(&pairs, &of_metric, metric.is_error());
        for (place, (standing, side)) in standings.iter_mut().zip(sides).enumerate() {
            let figure = side.evaluation.totals[index].and_then(|total| total.counts.headline());
            let beaten = better.iter().filter(|(winner, _)| *winner == place);
            standing.figures.push((*metric, figure, beaten.map(|(_, loser)| letter(*loser)).collect()));
        }
    }
    standings
}

/// Winner and loser of each pair whose difference is significant.
fn better_than(pairs: &[(usize, usize)], differences: &[&Difference], lower_is_better: bool) -> Vec<(usize, usize)> {
    let tested = || pairs.iter().zip(differences).filter(|(_, difference)| difference.p.is_some());
    let adjusted = holm(&tested().filter_map(|(_, difference)| difference.p).collect::<Vec<_>>());
    let shown = tested().zip(adjusted).filter(|(_, p)| *p < PRIMARY_LEVEL);
    let order = shown.filter_map(|((&(first, second), difference), _)| {
        let gain = difference.value()? * if lower_is_better { -1.0 } else { 1.0 };
        if gain > 0.0 { Some((second, first)) } else { Some((first, second)) }
    });
    let mut order: Vec<(usize, usize)> = order.collect();
    order.sort_unstable();
    order
}

/// A to Z, then AA, AB, …
fn letter(index: usize) -> String {
    let last = char::from(b'A' + (index % 26) as u8);
    if index < 26 { last.to_string() } else { format!("{}{last}", letter(index / 26 - 1)) }
}
