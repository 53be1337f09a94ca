//! Confidences of predictions, judged by a criterion and gathered over documents.

use super::calibration::{Calibration, JudgedPrediction};
use super::threshold::{Steps, Thresholds};
use crate::model::{PredictedQuotation, Setting};
use crate::score::Aligned;

/// The confidence and the verdict of every prediction, and the counts of every threshold.
#[derive(Clone, Debug, Default)]
pub struct Confidences {
    judged: Vec<JudgedPrediction>,
    without: u64,
    gold: u64,
    steps: Steps,
}

/// Reason why confidences cannot be calibrated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoCalibration {
    /// Nothing is predicted.
    #[error("there is no prediction")]
    Empty,
    /// No prediction has a confidence.
    #[error("none of the {0} predictions has a confidence")]
    Without(u64),
    /// Some predictions have a confidence, some have none.
    #[error("{without} of {all} predictions have no confidence: all must have one, or none can be ranked")]
    Mixed {
        /// Predictions without a confidence.
        without: u64,
        /// All predictions.
        all: u64,
    },
}

impl Confidences {
    /// Judges the predictions of one document, including those without a place: a prediction is right if its pair satisfies the
    /// criterion of the measure.
    ///
    /// In the gold-quotations setting, an abstention without a confidence counts as an omitted quotation, not as a prediction.
    #[must_use]
    pub fn of(doc: &Aligned<'_>) -> Self {
        let criterion = doc.measure.criterion;
        let mut found = Self { gold: doc.gold_count() as u64, steps: Steps::of(doc), ..Self::default() };
        for (p, prediction) in doc.prediction.quotations.iter().enumerate() {
            if !is_left_out(doc, prediction) {
                let pair = doc.alignment().of_predicted(p);
                found.push(prediction.confidence, pair.is_some_and(|pair| doc.satisfies(criterion, pair)));
            }
        }
        doc.prediction.invalid.iter().for_each(|invalid| found.push(invalid.confidence, false));
        found
    }

    fn push(&mut self, confidence: Option<f64>, is_right: bool) {
        match confidence {
            Some(confidence) => self.judged.push(JudgedPrediction { confidence, is_right }),
            None => self.without += 1,
        }
    }

    /// Adds the predictions of another document.
    pub fn add(&mut self, mut other: Self) {
        self.judged.append(&mut other.judged);
        self.without += other.without;
        self.gold += other.gold;
        self.steps.add(other.steps);
    }

    /// Calibration figures of all predictions, and the score at each threshold.
    ///
    /// # Errors
    /// When nothing is predicted, or not every prediction has a confidence.
    pub fn sweep(self) -> Result<(Calibration, Thresholds), NoCalibration> {
        let thresholds = self.steps.thresholds();
        Ok((self.calibration()?, thresholds))
    }

    fn calibration(self) -> Result<Calibration, NoCalibration> {
        match (self.judged.len() as u64, self.without) {
            (_, 0) => Calibration::new(self.judged, self.gold).ok_or(NoCalibration::Empty),
            (0, without) => Err(NoCalibration::Without(without)),
            (with, without) => Err(NoCalibration::Mixed { without, all: with + without }),
        }
    }
}

/// True for an omitted quotation: an abstention without a confidence in the gold-quotations setting.
fn is_left_out(doc: &Aligned<'_>, item: &PredictedQuotation) -> bool {
    doc.measure.setting == Setting::GoldQuotations && item.abstains() && item.confidence.is_none()
}
