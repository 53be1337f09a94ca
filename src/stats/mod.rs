//! Statistics: documents are the sampling unit, never quotations.

mod draws;
mod interval;
mod weighted;
mod table;
mod ratio;
mod swapped;
mod bootstrap;
mod slices;
mod gap;
mod randomization;
mod mcnemar;
mod holm;
mod calibration;
mod kept;
mod threshold;
mod confidence;
mod agreement;
mod unitizing;
mod power;
mod difference;
mod figures;

pub use agreement::{Coincidences, Label, cohen_kappa, krippendorff_alpha, observed_agreement};
pub use bootstrap::intervals;
pub use calibration::{Bin, Calibration, Judged};
pub use confidence::{Confidences, NoCalibration};
pub use difference::{Both, Difference, difference, differences};
pub use draws::Draw;
pub use figures::{FIGURES, figure};
pub use gap::{Estimate, Gap, gaps};
pub use holm::holm;
pub use interval::{Interval, MIN_DOCUMENTS, MaybeInterval, NoInterval};
pub use mcnemar::mcnemar_exact;
pub use power::{CORRELATION, DETECTABLE, Power, power};
pub use randomization::{EXACT_DOCUMENTS, Fraction, Outcome, TRIALS, randomization};
pub use slices::slice_intervals;
pub use threshold::{Threshold, Thresholds};
pub use unitizing::{Segment, Unitizing};

#[cfg(test)]
mod tests;
#[cfg(test)]
mod examples;
