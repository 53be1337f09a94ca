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
pub(crate) mod baseline;
pub(crate) mod gate;

pub use changes::{Change, Changes};
pub(crate) use comparison::PRIMARY_LEVEL;
pub use comparison::{Comparison, Figure};
pub use contest::Contest;
pub(crate) use contest::Standing;
pub use gate::Gate;
pub use side::{JudgedDocument, Side};
pub(crate) use side::{changed_documents, classes_of};
pub use slices::SliceFigure;
pub(crate) use stored::read_evaluation;
pub use verdict::Verdict;
