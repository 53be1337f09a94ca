//! Statistics: documents are the sampling unit, never quotations.

mod students_t;
mod interval;
mod jackknife;
mod metrics;
mod slices;
mod gap;
mod versus;
mod draws;
mod swapped;
mod ratio;
mod randomization;
mod mcnemar;
mod holm;
mod power;
mod difference;
mod calibration;
mod kept;
mod threshold;
mod confidence;
mod agreement;
mod unitizing;
mod figures;

pub use agreement::{Coincidences, Label, cohen_kappa, krippendorff_alpha, observed_agreement};
pub use calibration::{Bin, Calibration, JudgedPrediction};
pub use confidence::{Confidences, NoCalibration};
pub use difference::{Difference, difference, differences};
pub use draws::Draw;
pub use figures::{FIGURES, figure};
pub use gap::{Estimate, Gap, gaps};
pub use holm::holm;
pub use interval::{Interval, MIN_DOCUMENTS, MaybeInterval, NoInterval, Scale, Spread};
pub use jackknife::Jackknife;
pub use mcnemar::mcnemar_exact;
pub use metrics::intervals;
pub use power::{CORRELATION, Power, detectable, power};
pub use randomization::{EXACT_DOCUMENTS, TRIALS};
pub use slices::slice_intervals;
pub use threshold::{Threshold, Thresholds};
pub use unitizing::{Segment, Unitizing};
pub use versus::PairedCounts;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod examples;
