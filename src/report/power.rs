//! Power: what a gold set can show.

use serde_json::{Value, json};

use super::csv::{lines, number};
use super::layout::{Section, figure};
use super::safe::safe;
use super::sheet::{About, Sheet};
use super::table::render_all;
use crate::error::Result;
use crate::stats::{CORRELATION, DETECTABLE, MIN_DOCUMENTS, Power};

/// The columns of the CSV, in order; later versions only add to the end.
pub const POWER_COLUMNS: [&str; 9] = [
    "schema",
    "metric",
    "f1",
    "f1_second",
    "difference",
    "standard_error",
    "smallest_difference",
    "documents",
    "signature",
];

/// What a gold set can show of one or two systems.
pub struct PowerReport {
    /// The systems and the dataset.
    pub about: About,
    /// Documents of gold.
    pub documents: usize,
    /// Metrics with an F1, the primary one first.
    pub metrics: Vec<Power>,
}

impl PowerReport {
    fn is_of_two(&self) -> bool {
        self.metrics.first().is_some_and(|power| power.f1.len() == 2)
    }

    /// Where the standard error comes from.
    fn assumption(&self) -> String {
        if self.is_of_two() {
            "SE: of the difference of the two systems, over the bootstrap replicates".into()
        } else {
            format!(
                "SE: of the difference of two systems like this one, √(2(1 - ρ)) · SE(F1) with ρ = {CORRELATION} assumed; \
                 give --pred twice to measure it"
            )
        }
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = vec![
            format!(
                "smallest: the true difference in F1 that {} documents show with 80 % power at 5 %, {DETECTABLE:.2} · SE",
                self.documents
            ),
            self.assumption(),
        ];
        if self.documents < MIN_DOCUMENTS {
            notes.push(format!("under {MIN_DOCUMENTS} documents there is no standard error: nothing can be shown"));
        }
        notes.push(String::new());
        notes.push(self.about.signature.clone());
        notes
    }
}

fn second(power: &Power) -> Option<f64> {
    power.f1.get(1).copied().flatten()
}

/// F1 of the second system less that of the first.
fn difference(power: &Power) -> Option<f64> {
    Some(second(power)? - power.f1[0]?)
}

impl Sheet for PowerReport {
    fn text(&self) -> String {
        let signed = |value: Option<f64>| value.map_or_else(|| figure(None), |value| format!("{value:+.3}"));
        let row = |power: &Power| {
            let mut cells = vec![power.metric.id().to_owned(), figure(power.f1[0])];
            if self.is_of_two() {
                cells.extend([figure(second(power)), signed(difference(power))]);
            }
            cells.extend([figure(power.standard_error), figure(power.smallest_difference())]);
            cells
        };
        let header = match self.is_of_two() {
            true => vec!["metric", "F1", "second", "difference", "SE", "smallest"],
            false => vec!["metric", "F1", "SE", "smallest"],
        };
        safe(&render_all(&[Section {
            title: format!("{}, {} documents", self.about.title, self.documents),
            header,
            rows: self.metrics.iter().map(row).collect(),
            text_columns: 1,
            notes: self.notes(),
        }]))
    }

    fn csv(&self) -> Result<String> {
        let row = |power: &Power| {
            let figures =
                [power.f1[0], second(power), difference(power), power.standard_error, power.smallest_difference()];
            let head = ["quoteval-power/1".to_owned(), power.metric.id().to_owned()];
            let tail = [self.documents.to_string(), self.about.signature.clone()];
            head.into_iter().chain(figures.map(number)).chain(tail).collect()
        };
        lines(&POWER_COLUMNS, self.metrics.iter().map(row).collect())
    }

    fn json(&self) -> Value {
        let metric = |power: &Power| {
            let object = json!({
                "f1": power.f1,
                "difference": difference(power),
                "standard_error": power.standard_error,
                "smallest_difference": power.smallest_difference(),
            });
            (power.metric.id().to_owned(), object)
        };
        json!({
            "schema": "quoteval-power/1",
            "signature": self.about.signature,
            "documents": self.documents,
            "power": 0.8,
            "level": 0.05,
            "standard_errors": DETECTABLE,
            "assumed_correlation": (!self.is_of_two()).then_some(CORRELATION),
            "metrics": self.metrics.iter().map(metric).collect::<Value>(),
        })
    }
}
