//! The scores of a compatibility profile, in a table of their own.

use super::section::{Section, figure};
use crate::report::model::Scored;
use crate::score::profiles::Tally;

/// Table of one system's profile figures, if a profile was requested.
pub(super) fn section(scored: &Scored) -> Option<Section> {
    let rows: Vec<_> = scored.evaluation.profile_figures().map(|(id, tally)| (vec![id], tally)).collect();
    table(scored, String::new(), vec!["profile"], &rows)
}

/// Table of several systems' profile figures on a dataset, in the given order.
pub(super) fn board(scores: &[&Scored]) -> Option<Section> {
    let figures = |scored: &&'_ Scored| scored.evaluation.profile_figures().count();
    let mut rows = Vec::new();
    for figure in 0..scores.first().map_or(0, figures) {
        for scored in scores {
            let nth = scored.evaluation.profile_figures().nth(figure);
            rows.extend(nth.map(|(id, tally)| (vec![id, scored.system.name.clone()], tally)));
        }
    }
    let first = scores.first()?;
    let mut section = table(first, format!("{} · ", first.dataset), vec!["profile", "system"], &rows)?;
    section.notes.push(first.signature.to_string());
    Some(section)
}

/// Table of names, ratios, and every count that occurs in any figure.
fn table(scored: &Scored, place: String, names: Vec<&'static str>, rows: &[(Vec<String>, &Tally)]) -> Option<Section> {
    let profile = scored.evaluation.options.profile?;
    let mut counted: Vec<&'static str> = Vec::new();
    for (name, _) in rows.iter().flat_map(|(_, tally)| tally.counts()) {
        if !counted.contains(name) {
            counted.push(name);
        }
    }
    let has_value = rows.iter().any(|(_, tally)| !tally.has_f1());
    let cells = |(names, tally): &(Vec<String>, &Tally)| {
        let mut row = names.clone();
        row.extend([tally.precision(), tally.recall(), tally.f1()].map(|ratio| ratio_cell(tally.has_f1(), ratio)));
        row.extend(has_value.then(|| ratio_cell(!tally.has_f1(), tally.value())));
        row.extend(counted.iter().map(|wanted| {
            tally
                .counts()
                .iter()
                .find(|(name, _)| name == wanted)
                .map_or_else(String::new, |(_, count)| count.to_string())
        }));
        row
    };
    let text_columns = names.len();
    let ratios = ["P", "R", "F1"].into_iter().chain(has_value.then_some("value"));
    Some(Section {
        text_columns,
        notes: vec![format!("Different from the metrics above, with quirks: `quoteval explain {}`", profile.name())],
        ..Section::new(
            format!("{place}profile {}: scores by the rules of another scorer", profile.name()),
            names.into_iter().chain(ratios).chain(counted.iter().copied()).collect(),
            rows.iter().map(cells),
        )
    })
}

/// Formats a ratio; empty if the figure has no such ratio, a dash if the ratio is undefined.
fn ratio_cell(exists: bool, ratio: Option<f64>) -> String {
    if exists { figure(ratio) } else { String::new() }
}
