//! What a person reads, before it is drawn: titled tables of text cells, the same for the terminal and for Markdown.

use super::model::{Report, Scored};
use super::profile;
use super::slices::slice_figures;
use crate::score::slices::natural_order;
use crate::score::{ClassCounts, Counts, Criterion, ErrorClass, Evaluation, ItemRow, Status};
use crate::stats::Interval;

/// A titled table; the first column is text, the others are figures unless said.
pub(super) struct Section {
    pub(super) title: String,
    pub(super) header: Vec<&'static str>,
    pub(super) rows: Vec<Vec<String>>,
    /// How many columns from the left hold text.
    pub(super) text_columns: usize,
    /// Said below the table.
    pub(super) notes: Vec<String>,
}

/// A ratio with three decimals, or a dash where it is undefined.
pub(super) fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
}

fn range(interval: Option<Interval>) -> String {
    interval.map_or_else(|| "–".to_owned(), |interval| format!("{:.3}–{:.3}", interval.low, interval.high))
}

/// The sections of a report, in reading order.
pub(super) fn sections(report: &Report) -> Vec<Section> {
    if report.detail.leaderboard {
        return leaderboards(report);
    }
    report.scores.iter().flat_map(|scored| score_sections(scored, report)).collect()
}

/// One table per dataset: systems by the primary metric, best first, then by name.
fn leaderboards(report: &Report) -> Vec<Section> {
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

/// What the columns of a leaderboard mean.
const LEGEND: [&str; 4] = [
    "",
    "F1, P, R: quotation (IoU > 1/2) and speaker right. found: F1 of the quotation alone;",
    "exact: to the word. speaker: accuracy on the quotations found. 95 %: bootstrap over",
    "documents, from 10 on. `quoteval explain attribution.iou50` says it in full.",
];

/// The systems on a dataset, the best first.
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
    let rows = scores.iter().map(|scored| leaderboard_row(scored)).collect();
    let mut notes: Vec<String> = Vec::new();
    notes.extend(scores.iter().flat_map(|scored| failures(&scored.evaluation)));
    notes.extend(scores.first().map(|scored| scored.signature.to_string()));
    Section {
        title: scores.first().map_or_else(String::new, |scored| describe(scored)),
        header: vec!["system", "F1", "95 %", "P", "R", "found", "exact", "speaker"],
        rows,
        text_columns: 1,
        notes,
    }
}

fn leaderboard_row(scored: &Scored) -> Vec<String> {
    let evaluation = &scored.evaluation;
    let total = evaluation.total("attribution.iou50");
    let interval = scored.intervals.first().copied().flatten();
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

/// `1 document`, `2 documents`.
#[must_use]
pub fn plural(count: u64, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

fn describe(scored: &Scored) -> String {
    let evaluation = &scored.evaluation;
    format!(
        "{} · {} · {} · {}",
        scored.dataset,
        plural(evaluation.documents.len() as u64, "document"),
        plural(evaluation.gold, "quotation"),
        evaluation.options.measure.setting
    )
}

/// Documents without an answer, so that none is overlooked.
fn failures(evaluation: &Evaluation) -> Vec<String> {
    let list = |status: Status, what: &str| {
        let ids: Vec<&str> = evaluation.with_status(status).collect();
        let shown = ids.iter().take(10).copied().collect::<Vec<_>>().join(", ");
        let more = if ids.len() > 10 { format!(" and {} more", ids.len() - 10) } else { String::new() };
        (!ids.is_empty()).then(|| format!("{what} ({}): {shown}{more}", ids.len()))
    };
    let missing = list(Status::Missing, "documents without a prediction");
    missing.into_iter().chain(list(Status::Failed, "failed documents")).collect()
}

fn score_sections(scored: &Scored, report: &Report) -> Vec<Section> {
    let evaluation = &scored.evaluation;
    let mut sections = vec![matches(scored), values(scored)];
    if evaluation.has_classes() {
        sections.push(errors(&evaluation.classes, evaluation));
    }
    sections.extend(profile::section(scored));
    sections.extend(slices(evaluation, report.detail.min_items));
    if report.detail.per_document {
        sections.push(documents(evaluation));
    }
    if report.detail.per_quotation {
        sections.push(items(evaluation));
    }
    if let Some(last) = sections.last_mut() {
        last.notes.extend(evaluation.located.sentence());
        last.notes.extend(failures(evaluation));
        last.notes.push(scored.signature.to_string());
    }
    sections
}

fn matches(scored: &Scored) -> Section {
    let evaluation = &scored.evaluation;
    let with_f1 = evaluation.metrics().zip(&scored.intervals).filter(|((_, total), _)| match total {
        Some(total) => total.counts.has_f1(),
        None => false,
    });
    let rows = with_f1.map(|((metric, total), interval)| {
        let counts = total.map(|total| total.counts);
        let [tp, fp, fn_] = match counts {
            Some(Counts::Matches { tp, fp, fn_ }) => [tp, fp, fn_].map(|count| count.to_string()),
            _ => Default::default(),
        };
        vec![
            metric.id().to_owned(),
            figure(counts.and_then(|counts| counts.precision())),
            figure(counts.and_then(|counts| counts.recall())),
            figure(counts.and_then(|counts| counts.headline())),
            range(*interval),
            figure(total.and_then(|total| total.macro_f1())),
            tp,
            fp,
            fn_,
        ]
    });
    Section {
        title: format!("{} on {}", scored.system, describe(scored)),
        header: vec!["metric", "P", "R", "F1", "95 %", "macro", "TP", "FP", "FN"],
        rows: rows.collect(),
        text_columns: 1,
        notes: Vec::new(),
    }
}

fn values(scored: &Scored) -> Section {
    let others = scored.evaluation.metrics().zip(&scored.intervals).filter_map(|((metric, total), interval)| {
        let Some(total) = total else {
            return Some(vec![metric.id().to_owned(), "–".to_owned(), String::new(), "undefined here".to_owned()]);
        };
        let of = match total.counts {
            Counts::Share { numerator, denominator } => format!("{numerator}/{denominator}"),
            Counts::Mean { items, .. } => format!("mean of {items}"),
            Counts::Types(_) => "mean of types".to_owned(),
            Counts::Matches { .. } | Counts::Soft { .. } => return None,
        };
        Some(vec![metric.id().to_owned(), figure(total.counts.headline()), range(*interval), of])
    });
    Section {
        title: String::new(),
        header: vec!["metric", "value", "95 %", "of"],
        rows: others.collect(),
        text_columns: 1,
        notes: Vec::new(),
    }
}

fn errors(classes: &ClassCounts, evaluation: &Evaluation) -> Section {
    let count = |items: u64| if items == 0 { String::new() } else { items.to_string() };
    let rows = classes.occurring().map(|class| {
        let repaired = if class == ErrorClass::Correct { String::new() } else { figure(classes.f1_if_repaired(class)) };
        vec![class.as_str().to_owned(), count(classes.gold.of(class)), count(classes.predicted.of(class)), repaired]
    });
    Section {
        title: format!("what became of each quotation, by {}", evaluation.options.measure.criterion),
        header: vec!["class", "gold", "predicted", "F1 if repaired"],
        rows: rows.collect(),
        text_columns: 1,
        notes: Vec::new(),
    }
}

/// One table per attribute, on the criterion of the error classes.
fn slices(evaluation: &Evaluation, min_items: u64) -> Vec<Section> {
    let criterion = evaluation.options.measure.criterion;
    let figures = slice_figures(evaluation, min_items);
    let shown = |wanted: Criterion| figures.iter().filter(move |slice| slice.criterion == wanted);
    let attributes: std::collections::BTreeSet<&str> = shown(criterion).map(|slice| slice.attribute.as_str()).collect();
    let section = |attribute: &str| {
        let mut slices: Vec<_> = shown(criterion).filter(|slice| slice.attribute == attribute).collect();
        slices.sort_by(|a, b| natural_order(&a.value).cmp(&natural_order(&b.value)));
        let rows = slices.into_iter().map(|slice| {
            let figures = &slice.figures;
            let count = |count: Option<u64>| count.map_or_else(|| "–".to_owned(), |count| count.to_string());
            vec![
                slice.value.clone(),
                figure(figures.precision),
                figure(figures.recall),
                figure(figures.f1),
                figures.gold.to_string(),
                figures.gold_correct.to_string(),
                count(figures.predicted),
                count(figures.predicted_correct),
            ]
        });
        Section {
            title: format!("by {attribute}, {criterion}"),
            header: vec!["value", "P", "R", "F1", "gold", "right", "predicted", "right"],
            rows: rows.collect(),
            text_columns: 1,
            notes: Vec::new(),
        }
    };
    attributes.into_iter().map(section).collect()
}

fn documents(evaluation: &Evaluation) -> Section {
    let criterion = evaluation.options.measure.criterion.as_str();
    let index = evaluation.metrics().position(|(metric, _)| metric.id() == criterion).unwrap_or(0);
    let rows = evaluation.documents.iter().map(|document| {
        let counts = document.counts()[index];
        vec![
            document.id.clone(),
            figure(counts.precision()),
            figure(counts.recall()),
            figure(counts.headline()),
            document.gold.to_string(),
            document.predicted.to_string(),
        ]
    });
    Section {
        title: format!("by document, {criterion}"),
        header: vec!["document", "P", "R", "F1", "gold", "predicted"],
        rows: rows.collect(),
        text_columns: 1,
        notes: Vec::new(),
    }
}

fn items(evaluation: &Evaluation) -> Section {
    let id = |id: &Option<String>| id.clone().unwrap_or_else(|| "–".to_owned());
    let rows = evaluation.documents.iter().flat_map(|document| &document.items).map(|row: &ItemRow| {
        vec![
            row.document.clone(),
            id(&row.gold),
            id(&row.predicted),
            row.class.as_str().to_owned(),
            row.gold_speaker.join("; "),
            row.predicted_speaker.join("; "),
            row.iou.map_or_else(|| "–".to_owned(), |iou| format!("{iou:.3}")),
        ]
    });
    Section {
        title: "by quotation".to_owned(),
        header: vec!["document", "gold", "predicted", "class", "gold speaker", "predicted speaker", "IoU"],
        rows: rows.collect(),
        text_columns: 6,
        notes: Vec::new(),
    }
}
