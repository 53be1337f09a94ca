//! Power: the smallest difference that a gold set can detect.

use serde_json::{Value, json};

use super::csv::{lines, number};
use super::layout::{Section, figure, signed};
use super::safe::safe;
use super::sheet::{About, Sheet};
use super::table::render_all;
use crate::error::Result;
use crate::stats::{CORRELATION, NoInterval, Power, detectable};

/// CSV columns; later versions only append to the list.
const COLUMNS: &str = "schema,metric,f1,f1_second,difference,standard_error,smallest_difference,documents,signature";

/// The smallest differences that a gold set can detect for one or two systems.
pub(crate) struct PowerReport {
    /// The systems and the dataset.
    pub about: About,
    /// Number of gold documents.
    pub documents: usize,
    /// Metrics with an F1, the primary one first.
    pub metrics: Vec<Power>,
}

impl PowerReport {
    fn is_of_two(&self) -> bool {
        self.metrics.first().is_some_and(|power| power.f1.len() == 2)
    }

    /// Explains the origin of the standard error.
    fn assumption(&self) -> String {
        if self.is_of_two() {
            "SE: standard error of the difference between the two systems, by jackknife".into()
        } else {
            format!(
                "SE: standard error of the difference between two systems like this one, √(2(1 - ρ)) · SE(F1), assuming ρ = \
                 {CORRELATION}; measured values range from -0.1 to 0.75, and the predictions of a second system give the true one"
            )
        }
    }

    /// Multiplier of the standard error: `2.89`, or `2.85 to 2.93` if the effective number of documents differs between metrics.
    fn factors(&self) -> String {
        let factors = self.metrics.iter().filter_map(|power| power.spread.ok()).map(|spread| detectable(spread.worth));
        let mut shown: Vec<String> = factors.map(|factor| format!("{factor:.2}")).collect();
        shown.sort();
        match (shown.first(), shown.last()) {
            (Some(least), Some(most)) if least != most => format!("{least} to {most}"),
            (Some(all), _) => all.clone(),
            _ => "(t₀.₉₇₅ + t₀.₈)".to_owned(),
        }
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = vec![
            format!(
                "smallest: the true difference in F1 that {} documents can show with 80 % power at 5 %: {} · SE",
                self.documents,
                self.factors()
            ),
            self.assumption(),
        ];
        if let Some(Err(reason)) = self.metrics.first().map(|power| power.spread) {
            notes.push(format!("{}: no standard error: {reason}", self.metrics[0].metric.id()));
        }
        notes.push(String::new());
        notes.push(self.about.signature.clone());
        notes
    }
}

/// The standard error of the difference.
fn standard_error(power: &Power) -> Option<f64> {
    power.spread.ok().map(|spread| spread.error)
}

fn second(power: &Power) -> Option<f64> {
    power.f1.get(1).copied().flatten()
}

/// F1 of the second system minus F1 of the first.
fn difference(power: &Power) -> Option<f64> {
    Some(second(power)? - power.f1[0]?)
}

impl Sheet for PowerReport {
    fn text(&self) -> String {
        let row = |power: &Power| {
            let mut cells = vec![power.metric.id().to_owned(), figure(power.f1[0])];
            if self.is_of_two() {
                cells.extend([figure(second(power)), signed(difference(power))]);
            }
            cells.extend([figure(standard_error(power)), figure(power.smallest_difference())]);
            cells
        };
        let header = match self.is_of_two() {
            true => vec!["metric", "F1", "second", "difference", "SE", "smallest"],
            false => vec!["metric", "F1", "SE", "smallest"],
        };
        safe(&render_all(&[Section {
            notes: self.notes(),
            ..Section::new(
                format!("{}, {} documents", self.about.title, self.documents),
                header,
                self.metrics.iter().map(row),
            )
        }]))
    }

    fn csv(&self) -> Result<String> {
        let row = |power: &Power| {
            let figures =
                [power.f1[0], second(power), difference(power), standard_error(power), power.smallest_difference()];
            let head = ["quoteval-power/1".to_owned(), power.metric.id().to_owned()];
            let tail = [self.documents.to_string(), self.about.signature.clone()];
            head.into_iter().chain(figures.map(number)).chain(tail).collect()
        };
        lines(COLUMNS, self.metrics.iter().map(row).collect())
    }

    fn json(&self) -> Value {
        let metric = |power: &Power| {
            let object = json!({
                "f1": power.f1,
                "difference": difference(power),
                "standard_error": standard_error(power),
                "factor": power.spread.ok().map(|spread| detectable(spread.worth)),
                "documents_worth": power.spread.ok().map(|spread| spread.worth),
                "smallest_difference": power.smallest_difference(),
                "reason": power.spread.err().map(|reason: NoInterval| reason.to_string()),
            });
            (power.metric.id().to_owned(), object)
        };
        json!({
            "schema": "quoteval-power/1",
            "signature": self.about.signature,
            "documents": self.documents,
            "power": 0.8,
            "level": 0.05,
            "assumed_correlation": (!self.is_of_two()).then_some(CORRELATION),
            "metrics": self.metrics.iter().map(metric).collect::<Value>(),
        })
    }
}
