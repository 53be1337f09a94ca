//! From bytes to records: the files of a source, the format of each, and the records in it.

mod bundled;
mod metadata;
mod cut;
mod spec;
mod recognise;
mod source;
mod open;
mod batch;
mod fetch;
mod ordered;

pub(in crate::dataset) use batch::RecordPlace;
pub(in crate::dataset) use fetch::Fetcher;
pub(in crate::dataset) use ordered::{in_order, try_in_order};

pub use batch::{Batch, Batches};
pub use bundled::{BUNDLED, Bundled, bundled};
pub use cut::MAX_RECORD;
pub use metadata::Metadata;
pub use source::Source;
pub use spec::{READ_OPTIONS, ReadOption};
