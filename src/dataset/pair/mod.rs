//! Gold and predictions side by side, whatever order they come in.

mod index;
mod in_step;
mod answers;
mod join;

pub use answers::{Reading, read_prediction_drafts};
pub use join::{Joined, join};
