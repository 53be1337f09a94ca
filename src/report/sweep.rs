//! Confidence sweep: the scores at each threshold, and the calibration of the confidences.

use serde_json::{Value, json};

use super::csv::{Cells, lines, number, ordered};
use super::layout::{Section, figure};
use super::safe::safe;
use super::sheet::{About, Sheet};
use super::table::render_all;
use crate::error::Result;
use crate::score::Criterion;
use crate::stats::{self, Bin, Calibration, Threshold, Thresholds};

/// CSV columns; later versions only append to the list.
const COLUMNS: &str =
    "schema,criterion,part,name,confidence,items,right,precision,recall,f1,coverage,risk,value,signature";

/// Number of coverage steps in the table.
const ROWS: usize = 20;

/// The confidence sweep of one system.
#[derive(Clone, Debug)]
pub(crate) struct Sweep {
    /// The system and dataset.
    pub about: About,
    /// The metric that decides which predictions are right.
    pub criterion: Criterion,
    /// The calibration of the confidences.
    pub calibration: Calibration,
    /// The scores at each confidence threshold.
    pub thresholds: Thresholds,
}

impl Sweep {
    /// The figures that summarise the curves, by name.
    fn figures(&self) -> [(&'static str, Option<f64>); 6] {
        let calibration = &self.calibration;
        [
            ("aurc", Some(calibration.aurc)),
            ("augrc", Some(calibration.augrc)),
            ("auroc", calibration.auroc),
            ("average_precision", calibration.average_precision),
            ("brier", Some(calibration.brier)),
            ("ece", Some(calibration.ece)),
        ]
    }

    fn summary(&self) -> Section {
        let title = |name: &str| stats::figure(name).map_or("", |figure| figure.title);
        let row = |(name, value): (&str, Option<f64>)| vec![name.to_owned(), figure(value), title(name).to_owned()];
        Section {
            text_columns: 3,
            ..Section::new(
                format!(
                    "{}: {} predictions, {} right by {}, {} gold",
                    self.about.title,
                    self.calibration.items,
                    self.calibration.right,
                    self.criterion,
                    self.calibration.gold
                ),
                vec!["figure", "value", ""],
                self.figures().map(row).to_vec(),
            )
        }
    }

    /// Thresholds at even steps of coverage, with the first and the best threshold.
    fn thinned(&self) -> Vec<&Threshold> {
        let (rows, best) = (self.thresholds.rows(), self.thresholds.best());
        if rows.len() <= ROWS {
            return rows.iter().collect();
        }
        let at = |step: usize| rows.iter().position(|row| row.kept * ROWS as u64 >= row.all * step as u64);
        let mut shown: Vec<usize> = (1..=ROWS).filter_map(at).collect();
        shown.push(0);
        shown.extend(best.and_then(|best| rows.iter().position(|row| row == best)));
        shown.sort_unstable();
        shown.dedup();
        shown.into_iter().map(|index| &rows[index]).collect()
    }

    fn curve(&self) -> Section {
        let (shown, best) = (self.thinned(), self.thresholds.best());
        let row = |row: &&Threshold| {
            vec![
                format!("{:.3}", row.confidence),
                row.kept.to_string(),
                row.right.to_string(),
                figure(row.precision()),
                figure(row.recall()),
                figure(row.f1()),
                figure(row.coverage()),
                figure(row.risk()),
            ]
        };
        let left_out = self.thresholds.rows().len() - shown.len();
        let mut notes: Vec<String> = best.map(|best| self.advice(best)).into_iter().collect();
        if left_out > 0 {
            notes.push(format!("{left_out} thresholds between these are left out; CSV and JSON have them"));
        }
        Section {
            text_columns: 0,
            notes,
            ..Section::new(
                "scores of the predictions above each confidence",
                vec!["confidence ≥", "kept", "right", "P", "R", "F1", "coverage", "risk"],
                shown.iter().map(row),
            )
        }
    }

    fn advice(&self, best: &Threshold) -> String {
        let f1 = figure(best.f1());
        format!("best F1 {f1} at confidence ≥ {}; chosen on this gold, so it is optimistic", best.confidence)
    }

    fn reliability(&self) -> Section {
        let row = |bin: &Bin| {
            vec![
                range(bin),
                bin.items.to_string(),
                figure(Some(bin.confidence)),
                figure(Some(bin.accuracy)),
                format!("{:+.3}", bin.confidence - bin.accuracy),
            ]
        };
        Section {
            notes: vec![self.about.signature.clone()],
            ..Section::new(
                "reliability: does a confidence of 0.8 mean right in 8 of 10?",
                vec!["confidence", "items", "mean", "right", "overconfident by"],
                self.calibration.bins.iter().map(row),
            )
        }
    }
}

/// The range of a bin: `0.3–0.4`.
fn range(bin: &Bin) -> String {
    format!("{:.1}–{:.1}", bin.from, bin.from + 0.1)
}

impl Sheet for Sweep {
    fn text(&self) -> String {
        safe(&render_all(&[self.summary(), self.curve(), self.reliability()]))
    }

    fn csv(&self) -> Result<String> {
        let row = |part: &str, name: &str, mut cells: Cells| {
            cells.extend([
                ("schema", "quoteval-sweep/1".to_owned()),
                ("criterion", self.criterion.to_string()),
                ("part", part.to_owned()),
                ("name", name.to_owned()),
                ("signature", self.about.signature.clone()),
            ]);
            ordered(COLUMNS, &cells)
        };
        let threshold = |part: &str, kept: &Threshold| {
            let cells = vec![
                ("confidence", number(Some(kept.confidence))),
                ("items", kept.kept.to_string()),
                ("right", kept.right.to_string()),
                ("precision", number(kept.precision())),
                ("recall", number(kept.recall())),
                ("f1", number(kept.f1())),
                ("coverage", number(kept.coverage())),
                ("risk", number(kept.risk())),
            ];
            row(part, "", cells)
        };
        let bin = |bin: &Bin| {
            let cells = vec![
                ("confidence", number(Some(bin.confidence))),
                ("items", bin.items.to_string()),
                ("precision", number(Some(bin.accuracy))),
            ];
            row("reliability", &range(bin), cells)
        };
        let figures = self.figures().map(|(name, value)| row("figure", name, vec![("value", number(value))]));
        let mut rows = figures.to_vec();
        rows.extend(self.thresholds.best().map(|best| threshold("best", best)));
        rows.extend(self.thresholds.rows().iter().map(|kept| threshold("threshold", kept)));
        rows.extend(self.calibration.bins.iter().map(bin));
        lines(COLUMNS, rows)
    }

    fn json(&self) -> Value {
        let calibration = &self.calibration;
        let threshold = |kept: &Threshold| {
            json!({
                "confidence": kept.confidence,
                "kept": kept.kept,
                "right": kept.right,
                "precision": kept.precision(),
                "recall": kept.recall(),
                "f1": kept.f1(),
                "coverage": kept.coverage(),
                "risk": kept.risk(),
            })
        };
        let bin = |bin: &Bin| json!({"from": bin.from, "items": bin.items, "confidence": bin.confidence, "accuracy": bin.accuracy});
        let figures: Value = self.figures().iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        json!({
            "schema": "quoteval-sweep/1",
            "signature": self.about.signature,
            "criterion": self.criterion.as_str(),
            "gold": calibration.gold,
            "figures": figures,
            "best": self.thresholds.best().map(threshold),
            "thresholds": self.thresholds.rows().iter().map(threshold).collect::<Value>(),
            "reliability": calibration.bins.iter().map(bin).collect::<Value>(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::JudgedPrediction;

    #[test]
    fn many_thresholds_are_thinned_to_even_steps_and_the_best() {
        // 101 predictions, of which the 43 most confident are right: F1 peaks where exactly these are kept, between two steps.
        let row = |kept: u64| Threshold {
            confidence: (200 - kept) as f64 / 200.0,
            kept,
            predicted: kept,
            right: kept.min(43),
            right_kept: kept.min(43),
            gold: 50,
            all: 101,
        };
        let thresholds = Thresholds::new((1..=101).map(row).collect());
        let calibration = Calibration::new(vec![JudgedPrediction { confidence: 0.5, is_right: true }], 50).unwrap();
        let sweep = Sweep { about: About::default(), criterion: Criterion::default(), calibration, thresholds };
        let kept: Vec<u64> = sweep.thinned().iter().map(|row| row.kept).collect();
        // ⌈101 · k / 20⌉ for k from 1 to 20, the first, and the best.
        let mut expected: Vec<u64> = (1..=20).map(|k| (101u64 * k).div_ceil(20)).chain([1, 43]).collect();
        expected.sort_unstable();
        assert_eq!(kept, expected);
    }
}
