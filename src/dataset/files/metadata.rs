//! `dataset.json`: the name, licence and citation of a dataset.

use serde::Deserialize;

use crate::dataset::format::fault::Fault;
use crate::dataset::format::rules;
use crate::error::Finding;

/// Name of the file.
pub(super) const FILE: &str = "dataset.json";

/// The content of `dataset.json`; additional fields are free.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// Short name, used in signatures.
    pub name: Option<String>,
    /// Full name.
    pub title: Option<String>,
    /// Version of the annotation.
    pub version: Option<String>,
    /// Terms of use.
    #[serde(alias = "license")]
    pub licence: Option<String>,
    /// Citation.
    pub citation: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Language of the texts.
    pub language: Option<String>,
}

impl Metadata {
    /// Reads `dataset.json`; errors refer to it as `file`.
    pub(super) fn read(bytes: &[u8], file: &str) -> Result<Self, Box<Finding>> {
        serde_json::from_slice(bytes).map_err(|error| {
            let rule = if error.is_data() { &rules::JSON_SHAPE } else { &rules::JSON_SYNTAX };
            Box::new(Fault::new(rule, error.to_string()).at(file, error.line()))
        })
    }
}
