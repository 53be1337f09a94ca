//! The baseline: a small file that is committed with the code and compared with later versions.
//!
//! A baseline, `quoteval-baseline/1`, is JSON Lines, so that a change in one document changes one line. The first line is
//! the header:
//!
//! ```text
//! schema       "quoteval-baseline/1"
//! signature    the signature of the numbers
//! system       name and version
//! gold_hash    fingerprint of the whole gold
//! metrics      ids, in the order of the counts: those that count whole items
//! by           attributes of the slices
//! classes      the class of each letter
//! documents    the number of lines that follow
//! ```
//!
//! One line per document follows, sorted by id; each line is a list:
//!
//! ```text
//! id           of the document
//! gold         beginning of the fingerprint of its gold
//! classes      a letter for each gold quotation, in the order of their rank
//! counts       gold and predicted quotations, then of each metric tp/predicted/gold, only tp where the other two are those of
//!              the document; numerator/denominator; - where all is 0
//! slices       {attribute: {value: counts}}: gold quotations, right ones by each criterion, the same of predictions after a
//!              bar; 3x4 stands for 3 3 3 3, - for a side without an item
//! ```

mod counts;
mod letters;
mod line;
mod read;
mod write;

pub(super) use line::SystemName;
pub use read::read;
pub use write::write;

/// The schema that this program reads and writes.
const SCHEMA: &str = "quoteval-baseline/1";
