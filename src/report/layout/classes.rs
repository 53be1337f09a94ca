//! Tables of error classes, and of gold types against predicted types.

use super::section::{Section, figure};
use crate::score::{ErrorClass, Evaluation, TypeConfusion};

pub(super) fn classes(evaluation: &Evaluation) -> Section {
    let classes = &evaluation.classes;
    let count = |items: u64| if items == 0 { String::new() } else { items.to_string() };
    let rows = classes.occurring().map(|class| {
        let repaired = if class == ErrorClass::Correct { String::new() } else { figure(classes.f1_if_repaired(class)) };
        vec![class.as_str().to_owned(), count(classes.gold.of(class)), count(classes.predicted.of(class)), repaired]
    });
    Section::new(
        format!("outcome of each quotation, by {}", evaluation.options.measure.criterion),
        vec!["class", "gold", "predicted", "F1 if repaired"],
        rows,
    )
}

/// Confusion matrix of types, if both sides state types; empty rows and columns are left out.
pub(super) fn types(evaluation: &Evaluation) -> Option<Section> {
    let rows = evaluation.types.rows();
    let is_used = |row: usize, column: usize| rows[row][column] > 0;
    let of_gold: Vec<usize> = places().filter(|&column| places().any(|row| is_used(row, column))).collect();
    let of_predicted: Vec<usize> = places().filter(|&row| places().any(|column| is_used(row, column))).collect();
    let is_typed = |list: &[usize]| list.iter().any(|&place| place < TypeConfusion::TYPES);
    let shown = |&row: &usize| {
        let name = TypeConfusion::PREDICTED[row];
        let name = if name == "missed" { name.to_owned() } else { format!("predicted {name}") };
        let cell = |&column: &usize| if is_used(row, column) { rows[row][column].to_string() } else { String::new() };
        std::iter::once(name).chain(of_gold.iter().map(cell)).collect()
    };
    (is_typed(&of_gold) && is_typed(&of_predicted)).then(|| {
        Section::new(
            "quotation types, gold in columns, pairs with IoU > 1/2",
            std::iter::once("").chain(of_gold.iter().map(|&column| TypeConfusion::GOLD[column])).collect(),
            of_predicted.iter().map(shown),
        )
    })
}

fn places() -> std::ops::Range<usize> {
    0..TypeConfusion::GOLD.len()
}
