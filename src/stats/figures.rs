//! Every statistic except the metrics of a score, for tables and `quoteval explain`; each is explained beside its code.

use super::{
    agreement, calibration, draws, gap, holm, interval, jackknife, mcnemar, power, randomization, threshold, unitizing,
};
use crate::model::Term;

/// All statistics: of scores, of two systems, of confidences, of annotators.
pub const FIGURES: &[&Term] = &[
    &jackknife::JACKKNIFE,
    &interval::INTERVAL,
    &gap::SPEAKER_GAP,
    &draws::DRAWS,
    &randomization::RANDOMIZATION,
    &mcnemar::MCNEMAR,
    &holm::HOLM,
    &power::SMALLEST_DIFFERENCE,
    &threshold::THRESHOLD,
    &calibration::AURC,
    &calibration::AUGRC,
    &calibration::AUROC,
    &calibration::AVERAGE_PRECISION,
    &calibration::BRIER,
    &calibration::ECE,
    &agreement::AGR,
    &agreement::SPEAKER_AGREEMENT,
    &agreement::OBSERVED,
    &agreement::KAPPA,
    &agreement::ALPHA,
    &unitizing::UNITIZING_ALPHA,
];

/// Finds a statistic by name.
#[must_use]
pub fn figure(name: &str) -> Option<&'static Term> {
    FIGURES.iter().copied().find(|figure| figure.name == name)
}
