//! The layout of reports for people: titled tables of text cells, shared by the terminal and Markdown.

mod section;
mod leaderboard;
mod metrics;
mod classes;
mod slices;
mod gap;
mod rows;
mod profile;

use super::model::{Report, Scored};
pub(crate) use section::plural;
pub(super) use section::{Section, figure, signed, span, told_from, visible};
use section::{failures, no_intervals};

/// The sections of a report, in reading order.
pub(super) fn sections(report: &Report) -> Vec<Section> {
    if report.detail.leaderboard {
        return leaderboard::leaderboards(report);
    }
    report.scores.iter().flat_map(|scored| score_sections(scored, report)).collect()
}

fn score_sections(scored: &Scored, report: &Report) -> Vec<Section> {
    let evaluation = &scored.evaluation;
    let mut sections = vec![metrics::matches(scored), metrics::values(scored)];
    if evaluation.has_classes() {
        sections.push(classes::classes(evaluation));
    }
    sections.extend(classes::types(evaluation));
    sections.extend(profile::section(scored));
    sections.extend(slices::slices(scored));
    sections.extend(gap::gap(scored));
    if report.detail.per_document {
        sections.push(rows::documents(evaluation));
    }
    if report.detail.per_quotation {
        sections.push(rows::items(evaluation));
    }
    if let Some(last) = sections.last_mut() {
        last.notes.extend(evaluation.located.sentence());
        last.notes.extend(evaluation.names.sentences());
        last.notes.extend(no_intervals(scored));
        last.notes.extend(failures(evaluation));
        last.notes.push(scored.signature.to_string());
    }
    sections
}
