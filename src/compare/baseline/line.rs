//! The lines of a baseline file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The header, on the first line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Header {
    pub(super) schema: String,
    pub(super) signature: String,
    pub(super) system: SystemName,
    pub(super) gold_hash: String,
    pub(super) metrics: Vec<String>,
    pub(super) by: Vec<String>,
    /// The class of each letter.
    pub(super) classes: BTreeMap<char, String>,
    pub(super) documents: u64,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::compare) struct SystemName {
    pub(in crate::compare) name: String,
    pub(in crate::compare) version: String,
}

/// Counts of slices by attribute and value.
pub(super) type SliceLines = BTreeMap<String, BTreeMap<String, String>>;

/// The line of a document: id, gold, classes, counts, slices.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Line(
    pub(super) String,
    pub(super) String,
    pub(super) String,
    pub(super) String,
    pub(super) SliceLines,
);
