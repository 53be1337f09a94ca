//! Systems side by side on the main figures, one table per dataset.

use super::profile;
use super::section::{Section, describe, failures, figure, range};
use crate::report::model::{Report, Scored};
use crate::score::Evaluation;
use crate::stats::NoInterval;

/// One table per dataset: systems by the primary metric, best first, then by name.
pub(super) fn leaderboards(report: &Report) -> Vec<Section> {
    let mut datasets: Vec<&str> = Vec::new();
    for scored in &report.scores {
        if !datasets.contains(&scored.dataset.as_str()) {
            datasets.push(&scored.dataset);
        }
    }
    let boards: Vec<Vec<&Scored>> = datasets.into_iter().map(|dataset| ranked(report, dataset)).collect();
    let mut sections: Vec<Section> = boards.iter().map(|scores| leaderboard(scores)).collect();
    if let Some(last) = sections.last_mut() {
        last.notes.extend(LEGEND.map(str::to_owned));
    }
    sections.extend(boards.iter().filter_map(|scores| profile::board(scores)));
    sections
}

/// The meaning of the columns of a leaderboard.
const LEGEND: [&str; 4] = [
    "",
    "F1, P, R: right span (IoU > 1/2) and right speaker. found: F1 of the span alone;",
    "exact: span exact to the word. speaker: accuracy on matched quotations. 95 %: interval",
    "by jackknife, from 5 documents on. More: `quoteval explain attribution.iou50`",
];

/// The systems on a dataset, best first.
fn ranked<'r>(report: &'r Report, dataset: &str) -> Vec<&'r Scored> {
    let mut scores: Vec<&Scored> = report.scores.iter().filter(|scored| scored.dataset == dataset).collect();
    let primary = |scored: &Scored| headline(&scored.evaluation, "attribution.iou50");
    scores.sort_by(|a, b| {
        let by_score = primary(b).unwrap_or(-1.0).total_cmp(&primary(a).unwrap_or(-1.0));
        by_score.then_with(|| a.system.name.cmp(&b.system.name))
    });
    scores
}

fn leaderboard(scores: &[&Scored]) -> Section {
    let rows = scores.iter().map(|scored| leaderboard_row(scored));
    let mut notes: Vec<String> = Vec::new();
    notes.extend(scores.iter().flat_map(|scored| failures(&scored.evaluation)));
    notes.extend(scores.first().map(|scored| scored.signature.to_string()));
    Section {
        notes,
        ..Section::new(
            scores.first().map_or_else(String::new, |scored| describe(scored)),
            vec!["system", "F1", "95 %", "P", "R", "found", "exact", "speaker"],
            rows,
        )
    }
}

fn leaderboard_row(scored: &Scored) -> Vec<String> {
    let evaluation = &scored.evaluation;
    let total = evaluation.total("attribution.iou50");
    let interval = scored.intervals.first().copied().unwrap_or(Err(NoInterval::NotAsked));
    vec![
        scored.system.name.clone(),
        figure(total.and_then(|total| total.counts.headline())),
        range(interval),
        figure(total.and_then(|total| total.counts.precision())),
        figure(total.and_then(|total| total.counts.recall())),
        figure(headline(evaluation, "detection.iou50")),
        figure(headline(evaluation, "detection.exact")),
        figure(headline(evaluation, "speaker.accuracy")),
    ]
}

fn headline(evaluation: &Evaluation, id: &str) -> Option<f64> {
    evaluation.total(id)?.counts.headline()
}
