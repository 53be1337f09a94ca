//! The layout of comparisons for people.

use super::model::{ComparisonReport, List};
use super::words::{became, p_value};
use crate::compare::{Change, Changes, Comparison, Figure, SliceFigure, Verdict};
use crate::report::layout::{Section, figure, plural, signed, span, told_from};
use crate::stats::Difference;

/// Number of quotations shown from a list that was not requested.
const FEW: usize = 20;

/// Table of the gate's rules.
pub(super) fn rules(report: &ComparisonReport) -> Option<Section> {
    let judgement = &report.gate.as_ref()?.judgement;
    let row = |rule: &crate::compare::gate::Rule| {
        let is_count = rule.metric.is_none();
        let observed = |value: f64| match is_count {
            true => format!("{value:.0}"),
            false => told_from(value, rule.limit),
        };
        let limit = if is_count { format!("{:.0}", rule.limit) } else { rule.limit.to_string() };
        let nothing = if rule.predicted_nothing { ", predicted nothing" } else { "" };
        let of: Vec<&str> = rule.metric.into_iter().chain(rule.of.as_deref()).collect();
        vec![
            rule.rule.to_owned(),
            of.join(" where "),
            match rule.verdict {
                Verdict::Pass => "held".to_owned(),
                violated => format!("not held: {violated}"),
            },
            limit,
            rule.observed.map_or_else(|| "–".to_owned(), |value| observed(value) + nothing),
        ]
    };
    Some(Section {
        text_columns: 3,
        ..Section::new("rules", vec!["rule", "of", "", "limit", "observed"], judgement.rules.iter().map(row))
    })
}

/// The main figures, in the order of reports.
const MAIN: [(&str, &str); 6] = [
    ("attribution.iou50", "F1"),
    ("attribution.exact", "strict"),
    ("detection.iou50", "found"),
    ("detection.exact", "exact"),
    ("speaker.accuracy", "speaker"),
    ("cue.overlap", "cue"),
];

/// True for a main figure and for a figure that decides the verdict.
pub(super) fn is_main(report: &ComparisonReport, comparison: &Comparison, figure: &Figure) -> bool {
    let id = figure.metric.id();
    let rules = report.gate.iter().flat_map(|gate| &gate.judgement.rules);
    let mut deciding = rules.filter_map(|rule| rule.metric).chain([comparison.primary_id()]);
    MAIN.iter().any(|(main, _)| *main == id) || deciding.any(|deciding| deciding == id)
}

/// Table of the figures that at least one side has.
pub(super) fn metrics(comparison: &Comparison, title: String, is_shown: impl Fn(&Figure) -> bool) -> Section {
    let is_defined = |of: &&Figure| of.difference.base.is_some() || of.difference.head.is_some();
    let shown: Vec<&Figure> = comparison.metrics.iter().filter(is_defined).filter(|of| is_shown(of)).collect();
    let is_corrected = shown.iter().any(|of| of.metric.id() != comparison.primary_id());
    let note = format!(
        "p: {} uncorrected, every other metric with Holm's correction for {}",
        comparison.primary_id(),
        plural(comparison.family_size as u64, "test")
    );
    Section {
        title,
        header: vec!["metric", "base", "head", "difference", "95 %", "p"],
        rows: shown.iter().map(|of| cells(of.metric.id(), &of.difference, of.p_holm)).collect(),
        text_columns: 1,
        notes: if is_corrected { vec![note] } else { Vec::new() },
    }
}

/// The cells of a row; `p` is the corrected p value.
fn cells(name: &str, difference: &Difference, p: Option<f64>) -> Vec<String> {
    vec![
        name.to_owned(),
        figure(difference.base),
        figure(difference.head),
        signed(difference.value()),
        span(difference.interval),
        p.map_or_else(|| "–".to_owned(), p_value),
    ]
}

/// Table of the slices of both sides, with a note on the correction of their p values.
pub(super) fn slices(slices: &[SliceFigure]) -> Section {
    let row = |slice: &SliceFigure| {
        let name = format!("{}={}", slice.attribute, slice.value);
        let mut row = match &slice.difference {
            Some(difference) => cells(&name, difference, slice.p_holm),
            None => [vec![name], vec!["–".to_owned(); 5]].concat(),
        };
        row.insert(1, slice.gold.to_string());
        row
    };
    let criterion = slices.first().map_or("", |slice| slice.criterion.as_str());
    let families = slices.chunk_by(|a, b| a.attribute == b.attribute);
    let of_family = |slices: &[SliceFigure]| {
        let family_size = slices.iter().map(|slice| slice.family_size).max().unwrap_or(0);
        format!("{family_size} by {}", slices[0].attribute)
    };
    let families: Vec<String> = families.map(of_family).collect();
    Section {
        notes: vec![format!("p: with Holm's correction over the slices of an attribute: {}", families.join(", "))],
        ..Section::new(
            format!("slices, {criterion}"),
            vec!["slice", "gold", "base", "head", "difference", "95 %", "p"],
            slices.iter().map(row),
        )
    }
}

/// Table with one row per system, marked by a letter; the letters after a figure name the systems that are significantly worse.
pub(super) fn matrix(report: &ComparisonReport) -> Option<Section> {
    let systems = &report.contest.systems;
    let first = systems.first()?;
    let place = |id: &str| first.figures.iter().position(|(metric, ..)| metric.id() == id);
    let shown: Vec<(usize, &str)> = MAIN.iter().filter_map(|(id, name)| Some((place(id)?, *name))).collect();
    let rows = systems.iter().map(|standing| {
        let cell = |(place, _): &(usize, &str)| {
            let (_, value, better) = &standing.figures[*place];
            if better.is_empty() { figure(*value) } else { format!("{} {}", figure(*value), better.join("")) }
        };
        let names = [standing.letter.clone(), standing.system.to_string()];
        names.into_iter().chain(shown.iter().map(cell)).collect()
    });
    let header = ["", "system"].into_iter().chain(shown.iter().map(|(_, name)| *name)).collect();
    let primary = report.contest.comparisons.first().map_or("", |comparison| comparison.primary_id());
    let note = format!(
        "letters after a figure: significantly better than these systems (p < 0.05 with Holm's correction: {primary} over {} \
         pairs, the other metrics over all of them and all pairs)",
        report.contest.pairs
    );
    Some(Section {
        text_columns: 2,
        notes: vec![note],
        ..Section::new("every system against every other", header, rows)
    })
}

/// Table of the first `limit` quotations of a list.
pub(super) fn list(list: List, changes: &Changes, limit: usize) -> Section {
    let all = changes_of(list, changes);
    let row = |change: &Change| {
        vec![
            change.document.clone(),
            change.quotation.clone(),
            became(change),
            change.gold_speaker.clone(),
            change.predicted_speaker.clone(),
            change.text.clone(),
        ]
    };
    let more = all.len().saturating_sub(limit);
    Section {
        text_columns: 6,
        notes: if more > 0 { vec![format!("and {more} more: show `{list}` for all")] } else { Vec::new() },
        ..Section::new(
            format!("{} ({})", list.as_str().replace('-', " "), all.len()),
            vec!["document", "quotation", "before → after", "speaker", "predicted now", "text"],
            all.iter().take(limit).map(row),
        )
    }
}

pub(super) fn changes_of(list: List, changes: &Changes) -> &[Change] {
    match list {
        List::Broken => &changes.broken,
        List::Fixed => &changes.fixed,
        List::StillWrong => &changes.still_wrong,
    }
}

/// The lists to show, each with its maximum number of quotations.
pub(super) fn shown_lists(report: &ComparisonReport) -> Vec<(List, usize)> {
    match report.show.as_slice() {
        [] => vec![(List::Broken, FEW), (List::Fixed, FEW)],
        asked => List::ALL.into_iter().filter(|list| asked.contains(list)).map(|list| (list, usize::MAX)).collect(),
    }
}
