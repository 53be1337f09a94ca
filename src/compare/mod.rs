//! Comparison of versions: the changes between two evaluations, and their significance.
//!
//! A [`Side`] is one system on gold, from predictions or stored results. A [`Comparison`] of two sides has the difference in every
//! metric, the quotations that were fixed and broken, and a [`Verdict`]; a [`Gate`] judges the same comparison by rules.

mod verdict;
mod side;
mod stored;
mod changes;
mod slices;
mod comparison;
mod contest;
pub mod baseline;
pub mod gate;

pub use changes::{Change, Changes};
pub use comparison::{Comparison, Figure, PRIMARY_LEVEL};
pub use contest::{Contest, Standing};
pub use gate::Gate;
pub use side::{JudgedDocument, Side, changed_documents, classes_of};
pub use slices::SliceFigure;
pub use stored::read_evaluation;
pub use verdict::Verdict;
