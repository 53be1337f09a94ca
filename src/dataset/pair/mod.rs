//! Gold and predictions paired, in whatever order they occur.

mod index;
mod in_step;
mod predictions;
mod join;

pub use join::{Joined, join};
pub use predictions::{JoinOptions, read_prediction_drafts};
