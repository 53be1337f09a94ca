//! Parts of the data, by attribute.

use std::collections::BTreeSet;

use super::section::{Section, figure, range};
use crate::report::model::Scored;
use crate::score::Criterion;
use crate::score::slices::natural_order;

/// One table per attribute, on the criterion of the error classes.
pub(super) fn slices(scored: &Scored) -> Vec<Section> {
    let criterion = scored.evaluation.options.measure.criterion;
    let shown = |wanted: Criterion| scored.slices.iter().filter(move |slice| slice.criterion == wanted);
    let attributes: BTreeSet<&str> = shown(criterion).map(|slice| slice.attribute.as_str()).collect();
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
                range(figures.interval),
                figures.gold.to_string(),
                figures.gold_correct.to_string(),
                count(figures.predicted),
                count(figures.predicted_correct),
            ]
        });
        Section::new(
            format!("by {attribute}, {criterion}"),
            vec!["value", "P", "R", "F1", "95 %", "gold", "right", "predicted", "right"],
            rows,
        )
    };
    attributes.into_iter().map(section).collect()
}
