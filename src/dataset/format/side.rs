//! Gold or prediction.

/// Which of the two a file is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Reference annotation: what is unknown is an error.
    Gold,
    /// Output of a system: what is unknown is ignored and counted.
    Prediction,
}
