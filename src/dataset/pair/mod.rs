//! Gold and predictions side by side, whatever order they come in.

mod index;
mod in_step;
mod predictions;
mod join;

pub use join::{Joined, join};
pub use predictions::{JoinOptions, read_prediction_drafts};
