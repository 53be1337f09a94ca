//! Alignment: one-to-one pairs of gold and predicted quotations, computed once and used by every metric.

mod alignment;
mod assignment;
mod overlap;

pub(crate) use alignment::{Alignment, Judge, scaled_ratio};
pub(crate) use assignment::solve;
pub(crate) use overlap::{Overlap, overlaps};
pub(crate) use {
    alignment::{ALIGNMENT, components},
    overlap::IOU,
};

#[cfg(test)]
mod tests;
