//! From bytes to records: the files of a source, their formats, and their records.

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

pub(crate) use batch::{Batch, Batches};
pub use bundled::{BUNDLED, Bundled};
pub(crate) use cut::MAX_RECORD;
pub use metadata::Metadata;
pub use source::Source;
pub(crate) use spec::READ_OPTIONS;
