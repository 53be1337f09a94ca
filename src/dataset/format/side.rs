//! Gold or prediction.

/// The role in which a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Reference annotation: anything unknown is an error.
    Gold,
    /// Output of a system: anything unknown is ignored and counted.
    Prediction,
}
