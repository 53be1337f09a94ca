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

pub(crate) use agreement::{Coincidences, Label, cohen_kappa, krippendorff_alpha, observed_agreement};
#[cfg(test)]
pub(crate) use calibration::JudgedPrediction;
pub(crate) use calibration::{Bin, Calibration};
pub use confidence::Confidences;
pub use difference::differences;
pub(crate) use difference::{Difference, difference};
pub use figures::{FIGURES, figure};
pub(crate) use gap::{Gap, gaps};
pub use holm::holm;
pub use interval::{Interval, MaybeInterval, NoInterval, Scale};
pub use jackknife::Jackknife;
pub(crate) use mcnemar::mcnemar_exact;
pub use metrics::intervals;
pub use power::power;
pub(crate) use power::{CORRELATION, Power, detectable};
pub(crate) use slices::slice_intervals;
pub use threshold::{Threshold, Thresholds};
pub(crate) use unitizing::{Segment, Unitizing};
pub(crate) use versus::PairedCounts;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod examples;
